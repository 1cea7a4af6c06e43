"""Every block of a body, with all its fields; ids and anchors that can be relied on."""

import json
import re
from types import SimpleNamespace
from typing import Any

import pytest

from cms.home.sites import StartedSite
from cms.media.tasks import make_renditions_task
from tests.factories.bodies import every_block, table
from tests.factories.media import CmsDocumentFactory, CmsImageFactory, ImageTextFactory
from tests.factories.pages import GalleryPageFactory, MemberPageFactory, NewsPageFactory, StandardPageFactory
from tests.factories.snippets import CategoryFactory

from .conftest import Ask
from .documents import EVERY_BLOCK

BODY = f"query ($slug: String!) {{ newsPage(slug: $slug) {{ body {EVERY_BLOCK} }} }}"


def body_of(ask: Ask, slug: str) -> list[dict[str, Any]]:
    blocks: list[dict[str, Any]] = ask(BODY, slug=slug)["newsPage"]["body"]
    return blocks


@pytest.fixture
def world(site: StartedSite) -> SimpleNamespace:
    images = [
        CmsImageFactory(title="Halle", credit="Foto: A"),
        CmsImageFactory(title="Labor", credit="Foto: B"),
    ]
    ImageTextFactory(image=images[0], alt="Eine Halle", caption="Die Halle")
    document = CmsDocumentFactory(title="Satzung", file_name="satzung 2025.pdf")
    target = StandardPageFactory(title="Mitmachen")
    member = MemberPageFactory(title="Optik", kind="research")
    news = NewsPageFactory(title="Früher")
    gallery = GalleryPageFactory(title="Fest", pictures=images)
    page = NewsPageFactory(
        title="Alles",
        body=every_block(
            images=images, document=document, members=[member], news=[news], gallery=gallery, page=target
        ),
    )
    return SimpleNamespace(
        images=images, document=document, target=target, member=member, news=news, gallery=gallery, page=page
    )


def test_every_block_with_every_field(world: SimpleNamespace, ask: Ask) -> None:
    blocks = body_of(ask, "alles")
    assert [block["__typename"] for block in blocks] == [
        "HeadingBlock",
        "ParagraphBlock",
        "QuoteBlock",
        "TableBlock",
        "ImageBlock",
        "GalleryBlock",
        "VideoBlock",
        "DownloadsBlock",
        "NewsBlock",
        "NewsBlock",
        "MembersBlock",
        "MembersBlock",
        "CallToActionBlock",
        "ContactBlock",
    ]
    by_kind = {block.pop("__typename"): block for block in blocks[:9] + blocks[10:11] + blocks[12:]}
    for block in by_kind.values():
        assert re.fullmatch(rf"{world.page.pk}-[0-9a-f-]{{36}}", block.pop("id"))
    assert by_kind["HeadingBlock"] == {
        "level": 2,
        "text": "Ein Haus für alle",
        "anchor": "ein-haus-fuer-alle",
    }
    assert by_kind["ParagraphBlock"].pop("document")["schema"] == "dast"
    assert by_kind["ParagraphBlock"] == {
        "html": '<p>Mehr <strong>dazu</strong> <a href="/de/mitmachen/">hier</a>.</p>'
    }
    assert by_kind["QuoteBlock"] == {
        "text": "Das war gut.",
        "attribution": "Ada Beispiel",
        "role": "Vorständin",
    }
    assert by_kind["TableBlock"] == {
        "caption": "Zahlen",
        "header": ["Jahr", "Zahl"],
        "rowHeaders": False,
        "rows": [["2025", "7"]],
    }
    image = by_kind["ImageBlock"]
    assert (image["caption"], image["credit"], image["image"]["credit"]) == (
        "Die Halle",
        "Foto: Muster",
        "Foto: A",
    )
    gallery = by_kind["GalleryBlock"]
    assert [one["credit"] for one in gallery["images"]] == ["Foto: A", "Foto: B"]
    assert (gallery["gallery"]["path"], gallery["gallery"]["imageCount"]) == ("/de/galerien/fest/", 2)
    video = by_kind["VideoBlock"]
    assert video.pop("thumbnail")["alt"] == "Eine Halle"
    assert video == {
        "url": "https://youtu.be/abcdefghijk",
        "embedUrl": "https://www.youtube-nocookie.com/embed/abcdefghijk",
        "title": "Film",
        "provider": "YouTube",
        "width": 1280,
        "height": 720,
    }
    assert by_kind["DownloadsBlock"]["files"] == [
        {
            "id": f"document-{world.document.pk}",
            "title": "Satzung",
            "url": f"http://localhost:8000/documents/{world.document.pk}/{world.document.filename}",
            "fileName": world.document.filename,
            "mimeType": "application/pdf",
            "size": 15,
        }
    ]
    assert by_kind["NewsBlock"]["heading"] == "Chronik"
    assert [one["path"] for one in by_kind["NewsBlock"]["news"]] == ["/de/news/frueher/"]
    assert by_kind["NewsBlock"]["more"] == {
        "title": "News",
        "path": "/de/news/",
        "url": "http://localhost:3000/de/news/",
    }
    assert [one["name"] for one in by_kind["MembersBlock"]["members"]] == ["Optik"]
    assert by_kind["MembersBlock"]["more"]["path"] == "/de/mitglieder/"
    assert by_kind["CallToActionBlock"] == {
        "text": "Komm dazu.",
        "link": {
            "title": "Mitmachen",
            "path": "/de/mitmachen/",
            "url": "http://localhost:3000/de/mitmachen/",
        },
    }
    contact = by_kind["ContactBlock"]["contacts"][0]
    assert contact.pop("portrait")["alt"] == "Eine Halle"
    assert contact.pop("id").startswith(f"{world.page.pk}-")
    assert contact == {
        "name": "Dr. Ada Beispiel",
        "role": "Presse",
        "email": "presse@verein.example",
        "phone": "+49 341 555010",
        "websites": ["https://verein.example/"],
    }


def test_ids_are_unique_though_a_translation_copies_the_stream(
    site: StartedSite, world: SimpleNamespace, ask: Ask
) -> None:
    english = site.homes["en"].locale
    copy = world.page.copy_for_translation(english)
    copy.title, copy.slug = "All", "all"
    copy.save_revision().publish()
    ids = []

    def collect(value: Any, kind: str = "") -> None:
        if isinstance(value, dict):
            if "id" in value and value.get("__typename", "").endswith("Block"):
                ids.append(value["id"])
            if "portrait" in value:
                ids.append(value["id"])
            for one in value.values():
                collect(one)
        elif isinstance(value, list):
            for one in value:
                collect(one)

    collect(body_of(ask, "alles"))
    number = len(ids)
    query = BODY.replace("slug: $slug", "slug: $slug, language: EN")
    collect(ask(query, slug="all")["newsPage"]["body"])
    assert number > 10
    # One block lists the newest members, of whom there are none in English.
    assert len(set(ids)) == len(ids) == 2 * number - 1


def test_the_newest_are_shown_where_none_are_chosen(site: StartedSite, ask: Ask) -> None:
    topic, other = CategoryFactory(name="Thema"), CategoryFactory(name="Anderes")
    for number in range(1, 5):
        NewsPageFactory(
            title=f"n{number}", date=f"2025-01-0{number}", categories=[topic if number % 2 else other]
        )
        MemberPageFactory(title=f"m{number}", joined_on=f"2025-01-0{number}")
    NewsPageFactory(
        title="Seite",
        date="2024-01-01",
        body=[
            ("news", {"heading": "", "news": [], "category": None, "count": 2}),
            ("news", {"heading": "", "news": [], "category": topic, "count": 12}),
            ("news", {"heading": "", "news": [], "category": other, "count": 1}),
            ("members", {"heading": "", "members": [], "count": 3}),
        ],
    )
    blocks = body_of(ask, "seite")
    assert [[one["title"] for one in block["news"]] for block in blocks[:3]] == [
        ["n4", "n3"],
        ["n3", "n1"],
        ["n4"],
    ]
    assert [one["name"] for one in blocks[3]["members"]] == ["m4", "m3", "m2"]


def test_the_newest_are_of_the_pages_language(site: StartedSite, ask: Ask) -> None:
    NewsPageFactory(title="Deutsch")
    block = ("news", {"heading": "", "news": [], "category": None, "count": 3})
    NewsPageFactory(title="English", language="en", body=[block])
    query = """{ newsPage(slug: "english", language: EN) { body {
      ... on NewsBlock { news { title } more { path } }
    } } }"""
    shown = ask(query)["newsPage"]["body"][0]
    assert shown == {"news": [{"title": "English"}], "more": {"path": "/en/news/"}}


def test_a_gallery_block_without_pictures_shows_the_gallerys(site: StartedSite, ask: Ask) -> None:
    images = [CmsImageFactory(credit=str(number)) for number in range(14)]
    gallery = GalleryPageFactory(title="Fest", pictures=images)
    NewsPageFactory(title="Seite", body=[("gallery", {"images": [], "gallery": gallery})])
    shown = body_of(ask, "seite")[0]["images"]
    assert [one["credit"] for one in shown] == [str(number) for number in range(12)]


def test_tables(site: StartedSite, ask: Ask) -> None:
    plain = {
        **table([["a", None], ["<b>b</b>"]]),
        "first_row_is_table_header": False,
        "first_col_is_header": True,
    }
    empty = {**table([]), "data": []}
    NewsPageFactory(title="Seite", body=[("table", {"table": plain}), ("table", {"table": empty})])
    (rows,) = body_of(ask, "seite")
    assert (rows["header"], rows["rowHeaders"], rows["rows"]) == ([], True, [["a", ""], ["<b>b</b>", ""]])


def test_anchors_are_unique_in_their_body(site: StartedSite, ask: Ask) -> None:
    texts = ["Über uns", "Über uns", "über uns 2", "Über uns", "!?", "…", "x" * 100]
    NewsPageFactory(title="Seite", body=[("heading", {"level": "3", "text": text}) for text in texts])
    anchors = [block["anchor"] for block in body_of(ask, "seite")]
    assert anchors[:6] == ["ueber-uns", "ueber-uns-2", "ueber-uns-2-2", "ueber-uns-3", "section", "section-2"]
    assert len(set(anchors)) == len(anchors)
    assert len(anchors[6]) <= 60


def test_what_no_editor_could_have_entered(site: StartedSite, ask: Ask) -> None:
    """An import, or an older release, may have left it in the database."""
    page = NewsPageFactory(title="Seite")
    raw = [
        {"type": "unknown", "value": {"text": "x"}, "id": "1"},
        {"type": "heading", "value": {"text": "Ohne Nummer"}},
        {"type": "video", "value": {"url": "javascript:alert(1)", "title": "x"}, "id": "2"},
        {
            "type": "video",
            "value": {"url": "https://evil.example/watch?v=abcdefghijk", "title": "x"},
            "id": "3",
        },
        {
            "type": "call_to_action",
            "value": {"text": "", "link": {"title": "x", "url": "javascript:alert(1)"}},
        },
        {"type": "call_to_action", "value": {"text": "", "link": {}}},
        {"type": "image", "value": {"image": None}},
        {
            "type": "contact",
            "value": {"contacts": [{"name": "A", "websites": ["javascript:x", "https://a.example/"]}]},
        },
        {"type": "downloads", "value": {"files": [None, 99999]}},
        {"type": "news", "value": {}},
        {"type": "table", "value": {"table": None}},
        {"type": "paragraph", "value": {"text": None}},
    ]
    type(page).objects.filter(pk=page.pk).update(body=json.dumps(raw))
    blocks = body_of(ask, "seite")
    assert "javascript" not in json.dumps(blocks)
    kinds = [block["__typename"] for block in blocks]
    assert kinds == ["HeadingBlock", "ContactBlock", "NewsBlock"]
    assert blocks[0]["level"] == 2
    assert blocks[1]["contacts"][0]["websites"] == ["https://a.example/"]
    assert len({block["id"] for block in blocks}) == len(blocks)


def test_sources_are_read_without_touching_a_file(
    world: SimpleNamespace, ask: Ask, monkeypatch: pytest.MonkeyPatch
) -> None:
    for image in world.images:
        make_renditions_task.func(image.pk)

    def refuse(*args: Any, **kwargs: Any) -> Any:
        raise AssertionError("a file was touched")

    for name in ("_open", "open", "exists", "size", "save", "_save"):
        monkeypatch.setattr(f"django.core.files.storage.FileSystemStorage.{name}", refuse)
    image = next(one for one in body_of(ask, "alles") if one["__typename"] == "ImageBlock")["image"]
    assert [source["mimeType"] for source in image["sources"]] == ["image/avif", "image/webp", "image/jpeg"]
    for source in image["sources"]:
        for candidate in source["srcSet"].split(", "):
            assert re.fullmatch(r"http://localhost:8000/media/renditions/\S+ \d+w", candidate)
    assert image["rendition"]["url"].startswith("http://localhost:8000/media/")
    assert image["placeholder"].startswith("data:image/")
