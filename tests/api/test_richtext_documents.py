"""Rich text as a `dast` tree: it has the same content as the HTML, and DatoCMS's own validator accepts it."""

import json
import shutil
import subprocess
from collections.abc import Iterator
from datetime import date
from html import escape
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings

from cms.api.rich_text.public import MAX_CACHED_CHARACTERS
from cms.api.rich_text.tree import Node, public_tree
from cms.api.rich_text.tree import parse as real_parse
from cms.api.rich_text.writers import to_document, to_html
from cms.demo.bodies import BodyWriter
from cms.demo.texts import load_items
from cms.home.sites import StartedSite
from tests.factories.media import CmsDocumentFactory
from tests.factories.pages import NewsPageFactory, StandardPageFactory

from .conftest import Ask
from .editing import fresh
from .hiding import WAYS, undone
from .rich_texts import LONG, RESOLVE, STRANGE, WRITTEN, tree

pytestmark = pytest.mark.once

CORPUS = [*WRITTEN, *STRANGE, *LONG]
NO_WORDS = {
    "schema": "dast",
    "document": {
        "type": "root",
        "children": [{"type": "paragraph", "children": [{"type": "span", "value": ""}]}],
    },
}
ELEMENTS = {
    "paragraph": "p",
    "listItem": "li",
    "bulleted": "ul",
    "numbered": "ol",
    "strong": "strong",
    "emphasis": "em",
    "strikethrough": "s",
    "code": "code",
    "subscript": "sub",
    "superscript": "sup",
}


def rendered(node: dict[str, Any]) -> str:
    """What a frontend makes of a node, knowing the format alone."""
    children = node.get("children", [])
    match node["type"]:
        case "span":
            text = "<br>".join(escape(line, quote=False) for line in node["value"].split("\n"))
            for mark in node.get("marks", [])[::-1]:
                text = f"<{ELEMENTS[mark]}>{text}</{ELEMENTS[mark]}>"
            return text
        case "thematicBreak":
            return "<hr>"
        case "link":
            return f'<a href="{escape(node["url"])}">{"".join(map(rendered, children))}</a>'
        case "listItem" if len(children) == 1 and children[0]["type"] == "paragraph":
            children = children[0]["children"]
    name = ELEMENTS.get(node.get("style", node["type"]), "")
    inside = "".join(map(rendered, children))
    return f"<{name}>{inside}</{name}>" if name else inside


@pytest.mark.parametrize("source", CORPUS)
def test_the_document_says_what_the_html_says(source: str) -> None:
    html, document = to_html(tree(source)), to_document(tree(source))
    assert list(document) == ["schema", "document"]
    if html:
        assert rendered(document["document"]) == html
    else:
        assert document == NO_WORDS


def nodes(node: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield node
    for child in node.get("children", ()):
        yield from nodes(child)


def test_a_document_holds_nodes_and_marks() -> None:
    source = (
        '<p>a <b>b</b><br/>c</p><ol><li><i>d</i> <a linktype="page" id="1">e <b>f</b></a></li></ol><hr/>'
        '<p><a linktype="page" id="2">g</a><a linktype="document" id="3">h</a></p>'
        '<p><a href="mailto:a@b.example">i</a><a href="TEL:1">j</a><a href="http://x.example/">k</a></p>'
    )
    assert to_document(tree(source))["document"]["children"] == [
        {
            "type": "paragraph",
            "children": [
                {"type": "span", "value": "a "},
                {"type": "span", "value": "b", "marks": ["strong"]},
                {"type": "span", "value": "\nc"},
            ],
        },
        {
            "type": "list",
            "style": "numbered",
            "children": [
                {
                    "type": "listItem",
                    "children": [
                        {
                            "type": "paragraph",
                            "children": [
                                {"type": "span", "value": "d", "marks": ["emphasis"]},
                                {"type": "span", "value": " "},
                                {
                                    "type": "link",
                                    "url": "/de/eins/",
                                    "meta": [
                                        {"id": "kind", "value": "page"},
                                        {"id": "pageId", "value": "page-1"},
                                    ],
                                    "children": [
                                        {"type": "span", "value": "e "},
                                        {"type": "span", "value": "f", "marks": ["strong"]},
                                    ],
                                },
                            ],
                        }
                    ],
                }
            ],
        },
        {"type": "thematicBreak"},
        {
            "type": "paragraph",
            "children": [
                {
                    "type": "link",
                    "url": "https://zwei.example/de/",
                    "meta": [{"id": "kind", "value": "page"}, {"id": "pageId", "value": "page-2"}],
                    "children": [{"type": "span", "value": "g"}],
                },
                {
                    "type": "link",
                    "url": "https://cms.example/documents/3/a.pdf?a=1&b=2",
                    "meta": [{"id": "kind", "value": "document"}],
                    "children": [{"type": "span", "value": "h"}],
                },
            ],
        },
        {
            "type": "paragraph",
            "children": [
                {
                    "type": "link",
                    "url": url,
                    "meta": [{"id": "kind", "value": kind}],
                    "children": [{"type": "span", "value": text}],
                }
                for url, kind, text in (
                    ("mailto:a@b.example", "email", "i"),
                    ("TEL:1", "phone", "j"),
                    ("http://x.example/", "web", "k"),
                )
            ],
        },
    ]


def test_a_link_that_leads_nowhere_becomes_its_text() -> None:
    source = '<p>a <a linktype="page" id="99">b <b>c</b></a><b>d</b> <a href="javascript:x">e</a></p>'
    assert to_document(tree(source))["document"]["children"][0]["children"] == [
        {"type": "span", "value": "a b "},
        {"type": "span", "value": "cd", "marks": ["strong"]},
        {"type": "span", "value": " e"},
    ]


def test_a_tree_is_the_same_for_everybody_who_writes_it() -> None:
    """A page of one site and one of another share the parsed tree; each sees its own links."""
    parsed = real_parse('<p>a <a linktype="page" id="1">b</a> c</p>')
    before = repr(parsed)
    hidden = public_tree(parsed, lambda kind, pk: None)
    assert to_html(hidden) == "<p>a b c</p>"
    assert to_html(public_tree(parsed, RESOLVE)) == '<p>a <a href="/de/eins/">b</a> c</p>'
    assert repr(parsed) == before and to_html(hidden) == "<p>a b c</p>"


class DemoPages:
    """Stands for the demo's pages: every reference leads to one."""

    def page(self, reference: str) -> int:
        return 1


def demo_documents() -> list[dict[str, Any]]:
    writer = BodyWriter(DemoPages(), "x")  # type: ignore[arg-type]
    return [
        to_document(tree(writer.rich_text(block.values["parts"])))
        for folder in ("news", "members", "galleries", "pages")
        for item in load_items(folder, date(2026, 1, 1))
        for text in item.texts.values()
        for block in text.blocks
        if block.kind == "paragraph"
    ]


@pytest.fixture
def node_packages(tmp_path: Path) -> Path:
    """The packages of `frontend_contract/`, as its lock names them, in a directory of the test's own."""
    for name in ("package.json", "package-lock.json", ".npmrc"):
        shutil.copy(Path(settings.BASE_DIR, "frontend_contract", name), tmp_path)
    npm = ["npm", "ci", "--prefer-offline", "--ignore-scripts", "--no-audit", "--loglevel=error"]
    installed = subprocess.run(npm, cwd=tmp_path, capture_output=True, text=True, timeout=300)
    assert installed.returncode == 0, installed.stderr
    return tmp_path


CHECK = """
import { readFileSync } from "node:fs";
import { validate } from "datocms-structured-text-utils";
const documents = JSON.parse(readFileSync("documents.json", "utf8"));
const refused = documents.map((one) => validate(one)).filter((result) => !result.valid);
console.log(JSON.stringify({ seen: documents.length, refused: refused.map((result) => result.message) }));
"""


@pytest.mark.needs_node
def test_datocms_accepts_every_document(node_packages: Path) -> None:
    documents = [*map(to_document, map(tree, CORPUS)), *demo_documents()]
    assert len(documents) > 200
    no_document = {"schema": "dast", "document": {"type": "root", "children": [{"type": "span"}]}}
    assert checked(node_packages, documents) == {"seen": len(documents), "refused": []}
    assert len(checked(node_packages, [no_document])["refused"]) == 1


def checked(directory: Path, documents: list[dict[str, Any]]) -> dict[str, Any]:
    (directory / "check.mjs").write_text(CHECK, encoding="utf-8")
    (directory / "documents.json").write_text(json.dumps(documents), encoding="utf-8")
    run = subprocess.run(
        ["node", "check.mjs"], cwd=directory, capture_output=True, text=True, timeout=60, check=True
    )
    said: dict[str, Any] = json.loads(run.stdout)
    return said


BODY = "{ newsPage(slug: $slug) { body { ... on ParagraphBlock { FIELDS } } } }"


def asking_for(fields: str) -> str:
    return "query ($slug: String!) " + BODY.replace("FIELDS", fields)


def article(*paragraphs: str, **more: Any) -> Any:
    return NewsPageFactory(body=[("paragraph", {"text": text}) for text in paragraphs], **more)


def link_to(page: Any) -> str:
    return f'<p><a linktype="page" id="{page.pk}">dort</a></p>'


def test_links_of_a_document_are_paths_of_the_frontend(site: StartedSite, ask: Ask) -> None:
    target, file = StandardPageFactory(title="Ziel"), CmsDocumentFactory()
    page = article(link_to(target), f'<p><a linktype="document" id="{file.pk}">Datei</a></p>')
    first, second = ask(asking_for("document html"), slug=page.slug)["newsPage"]["body"]
    link = first["document"]["document"]["children"][0]["children"][0]
    target_id = ask('{ route(path: "/de/ziel/") { page { id } } }')["route"]["page"]["id"]
    assert link["url"] == "/de/ziel/"
    assert {entry["id"]: entry["value"] for entry in link["meta"]} == {"kind": "page", "pageId": target_id}
    assert rendered(first["document"]["document"]) == first["html"]
    assert rendered(second["document"]["document"]) == second["html"]


def test_a_hidden_page_is_no_target_of_a_document(site: StartedSite, ask: Ask) -> None:
    target = StandardPageFactory(title="Geheimes Ziel")
    page = article(link_to(target))
    for way, hide in WAYS.items():
        with undone():
            hide(fresh(target))
            (block,) = ask(asking_for("document"), slug=page.slug)["newsPage"]["body"]
            assert block["document"]["document"]["children"] == [
                {"type": "paragraph", "children": [{"type": "span", "value": "dort"}]}
            ], way


def test_links_of_all_documents_are_one_statement(site: StartedSite, sql: Ask) -> None:
    query = "{ news(first: 50) { nodes { body { ... on ParagraphBlock { document html } } } } }"
    for number in range(10):
        article(*(link_to(StandardPageFactory(title=f"{number} {each}")) for each in range(3)))
        if number == 0:
            for_one = sql(query)
    for_many = sql(query)
    assert len(for_many) == len(for_one), "\n".join(for_many)


def test_a_text_is_read_once_for_html_and_document(
    site: StartedSite, ask: Ask, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[str] = []

    def parse(source: str) -> Node:
        read.append(source)
        return real_parse(source)

    monkeypatch.setattr("cms.api.rich_text.public.parse", parse)
    long = f"<p>{'Zwei ' * MAX_CACHED_CHARACTERS}</p>"
    new = "<p>Zum ersten Mal</p>"
    texts = (new + link_to(StandardPageFactory()), f"{new}<p>Eins</p>", long)
    page = article(*texts)
    ask(asking_for("html document again: html"), slug=page.slug)
    assert sorted(read) == sorted(texts)
    page.title = "Anders"
    page.save()
    ask(asking_for("html document again: html"), slug=page.slug)
    assert read[len(texts) :] == [long]
