"""The documents of `frontend_contract/operations/`: valid, within budget, answering as their examples.

`CMS_WRITE_EXAMPLES=1 pytest tests/contract/test_operations.py` writes the example answers anew.
"""

import json
import os
import re
import tomllib
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from graphql import (
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    InlineFragmentNode,
    SelectionSetNode,
    TypeInfo,
    TypeInfoVisitor,
    Visitor,
    get_named_type,
    parse,
    print_ast,
    validate,
    visit,
)
from wagtail.models import Page

from cms.api.schema.build import get_schema
from cms.api.schema.nouns import page_models
from cms.previews.links import preview_token
from tests.api.conftest import content_statements

from .example_site import MOMENT

CONTRACT = Path(settings.BASE_DIR) / "frontend_contract"
EXAMPLES = CONTRACT / "examples"
OPERATIONS = sorted((CONTRACT / "operations").glob("*.graphql"))
BUDGETS = tomllib.loads((CONTRACT / "budgets.toml").read_text(encoding="utf-8"))
ANOTHER = '{ newsPage(slug: "-") { id } }'
#: What differs from one run to the next: numbers of rows, names of files, ids of blocks.
TAG_NUMBER = re.compile(r"(?<=:)\d+$")
VARYING = re.compile(
    r"(?P<uuid>[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})"
    r"|(?P<file>/(?:media|documents)/[^\s\",]+)"
    r"|(?P<data>data:image/[^\s\"]+)"
)


#: What example variables say of a page, where an id or a token has to be: `{id of /de/news/}`.
ABOUT_PAGE = re.compile(r"\{(?P<what>\w+) of (?P<path>/\S*/)\}")


def filled(value: Any) -> Any:
    """Return example variables with ids and tokens of the example site."""
    if isinstance(value, dict):
        return {name: filled(one) for name, one in value.items()}
    match = ABOUT_PAGE.fullmatch(value) if isinstance(value, str) else None
    if match is None:
        return value
    pages = Page.objects.filter(slug=match["path"].split("/")[-2])
    page = next(one for one in pages if one.specific.full_url.endswith(match["path"]))
    return {"id": lambda: f"page-{page.pk}", "preview": lambda: preview_token(page)}[match["what"]]()


def variables_of(name: str) -> list[Path]:
    return sorted(EXAMPLES.glob(f"{name}*.variables.json"))


def examples() -> list[Any]:
    return [
        pytest.param(operation, path, id=path.name.removesuffix(".variables.json"))
        for operation in OPERATIONS
        for path in variables_of(operation.stem)
    ]


@pytest.mark.parametrize("operation", OPERATIONS, ids=lambda path: path.stem)
def test_operation_is_valid_and_has_an_example(operation: Path) -> None:
    document = parse(operation.read_text(encoding="utf-8"))
    assert not validate(get_schema(), document)
    assert variables_of(operation.stem), f"{operation.name} has no example variables"


@pytest.mark.parametrize("operation", OPERATIONS, ids=lambda path: path.stem)
def test_normalising_caches_know_each_object(operation: Path) -> None:
    """By its type and id. What a cache adds by itself is missing where a document runs by its hash."""
    document = parse(operation.read_text(encoding="utf-8"))
    fragments = {
        one.name.value: one for one in document.definitions if isinstance(one, FragmentDefinitionNode)
    }
    info = TypeInfo(get_schema())
    missing = []

    def has(name: str, node: SelectionSetNode) -> bool:
        return any(
            (isinstance(one, FieldNode) and one.name.value == name and not one.alias)
            or (isinstance(one, FragmentSpreadNode) and has(name, fragments[one.name.value].selection_set))
            for one in node.selections
        )

    class Look(Visitor):
        def enter_selection_set(self, node: SelectionSetNode, *_: Any) -> None:
            kind = info.get_parent_type()
            own = [one.name.value for one in node.selections if isinstance(one, FieldNode)]
            if "__typename" not in own:
                missing.append(f"__typename of {kind}")

        def enter_field(self, node: FieldNode, *_: Any) -> None:
            kind = get_named_type(info.get_type())
            if node.selection_set and "id" in kind.fields and not has("id", node.selection_set):
                missing.append(f"id of {kind} in {node.name.value}")

    visit(document, TypeInfoVisitor(info, Look()))
    assert not missing


def test_budgets_are_of_operations() -> None:
    assert BUDGETS.keys() - {path.stem for path in OPERATIONS} == {"list"}


def test_comments_of_operations_can_stand_in_a_template_string() -> None:
    assert not [path.name for path in OPERATIONS if "`" in path.read_text(encoding="utf-8")]


class Stable:
    """Replaces what varies by a number in order of appearance."""

    def __init__(self) -> None:
        self.names: dict[str, str] = {}

    def of(self, value: Any, key: str = "") -> Any:
        if isinstance(value, dict):
            return {name: self.of(one, name) for name, one in value.items()}
        if isinstance(value, list):
            return [self.of(one, key) for one in value]
        if isinstance(value, str):
            if key in ("id", "pageId"):
                return self.name("id-", value)
            if key == "token" or key.lower().endswith("cursor"):
                return self.name(f"{key}-", value)
            if key == "tags":
                return TAG_NUMBER.sub(lambda number: self.name("", number[0]), value)
            return VARYING.sub(self._replace, value)
        return value

    def name(self, kind: str, value: str) -> str:
        return self.names.setdefault(f"{kind}{value}", f"{kind}{len(self.names) + 1}")

    def _replace(self, match: re.Match[str]) -> str:
        kind = str(match.lastgroup)
        ending = match[0].rpartition(".")[2] if kind == "file" else ""
        start = {"uuid": "", "file": f"/{match[0].split('/')[1]}/", "data": "data:image/"}[kind]
        return f"{start}{self.name(f'{kind}-', match[0])}{'.' if ending else ''}{ending}"


@pytest.mark.parametrize(("operation", "variables"), examples())
def test_example_answer_is_true(operation: Path, variables: Path, example_site: None, client: Client) -> None:
    with time_machine.travel(MOMENT, tick=False):
        body = {
            "query": operation.read_text(encoding="utf-8"),
            "variables": filled(json.loads(variables.read_text(encoding="utf-8"))),
        }
        # The version cache has been filled by another request.
        client.post("/graphql/", {"query": ANOTHER}, content_type="application/json")
        with CaptureQueriesContext(connection) as captured:
            response = client.post("/graphql/", body, content_type="application/json")
    answer = response.json()
    assert "errors" not in answer, answer
    statements = content_statements(captured)
    budget = BUDGETS.get(operation.stem, BUDGETS["list"])["sql"]
    assert len(statements) <= budget, [one[:200] for one in statements]
    path = variables.with_name(variables.name.replace(".variables.", ".answer."))
    text = json.dumps(Stable().of(answer), indent=2, ensure_ascii=False) + "\n"
    if os.environ.get("CMS_WRITE_EXAMPLES"):
        path.write_text(text, encoding="utf-8")
    assert text == path.read_text(encoding="utf-8")


def test_a_preview_selects_the_same_as_the_page_itself() -> None:
    """So that the views of a frontend show both."""
    route, preview = (
        next(
            print_ast(field)
            for root in parse((CONTRACT / "operations" / f"{name}.graphql").read_text(encoding="utf-8"))
            .definitions[0]
            .selection_set.selections  # type: ignore[attr-defined]
            if root.selection_set
            for field in root.selection_set.selections
            if field.name.value == "page"
        )
        for name in ("route", "preview")
    )
    assert preview == route


def test_each_page_type_is_shown_at_its_own_address() -> None:
    """Without its fields in `WholePage` and a view of its own it would be shown as a title alone."""
    types = get_schema().type_map
    common = set(types["PageInterface"].fields)  # type: ignore[attr-defined]
    with_fields = {
        model.__name__
        for model in page_models()
        if set(types[model.__name__].fields) - common  # type: ignore[attr-defined]
    }
    route = (CONTRACT / "operations" / "route.graphql").read_text(encoding="utf-8")
    whole_page = next(
        one
        for one in parse(route).definitions
        if isinstance(one, FragmentDefinitionNode) and one.name.value == "WholePage"
    )
    selected = {
        one.type_condition.name.value
        for one in whole_page.selection_set.selections
        if isinstance(one, InlineFragmentNode) and one.type_condition
    }
    assert with_fields <= selected
    views = (CONTRACT / "reference" / "assets" / "view-of.js").read_text(encoding="utf-8")
    assert with_fields <= set(re.findall(r'case "(\w+)":', views))
