"""Wrong arguments: an error with a code, a limit, and a sentence that names the argument; never a guess."""

import json
from typing import Any

import pytest

from cms.home.sites import StartedSite
from tests.factories.pages import GalleryPageFactory, MemberPageFactory, NewsPageFactory

from .conftest import Ask

pytestmark = pytest.mark.once

LISTS = ("news", "members", "galleries")
WRONG: list[tuple[str, str, str, Any]] = [
    # arguments, code, argument, limit
    ("first: 0", "ARGUMENT_OUT_OF_RANGE", "first", 100),
    ("first: 101", "ARGUMENT_OUT_OF_RANGE", "first", 100),
    ("first: -5", "ARGUMENT_OUT_OF_RANGE", "first", 100),
    ("offset: -1", "ARGUMENT_OUT_OF_RANGE", "offset", 10_000),
    ("offset: 10001", "ARGUMENT_OUT_OF_RANGE", "offset", 10_000),
    ('after: "x", offset: 0', "ARGUMENT_CONFLICT", "offset", None),
    ('after: "x"', "CURSOR_INVALID", "after", None),
    ('after: ""', "CURSOR_INVALID", "after", None),
    ("filter: { year: 0 }", "ARGUMENT_OUT_OF_RANGE", "filter.year", 9999),
    ("filter: { year: 10000 }", "ARGUMENT_OUT_OF_RANGE", "filter.year", 9999),
    ('site: "unknown.example"', "SITE_UNKNOWN", "site", None),
    ('site: ""', "SITE_UNKNOWN", "site", None),
    ('site: "localhost:1"', "SITE_UNKNOWN", "site", None),
    ('site: "nul\\u0000"', "SITE_UNKNOWN", "site", None),
]


@pytest.mark.parametrize("root", LISTS)
def test_a_wrong_argument_is_named(site: StartedSite, refuse: Ask, root: str) -> None:
    for arguments, code, argument, limit in WRONG:
        if root == "members" and "year" in arguments:
            continue
        error = refuse(f"{{ {root}({arguments}) {{ totalCount }} }}")
        assert error["code"] == code, arguments
        assert error["argument"] == argument
        assert error.get("limit") == limit
        assert argument.rpartition(".")[2] in error["message"] or code == "SITE_UNKNOWN"


def test_the_bounds_themselves_are_within(site: StartedSite, ask: Ask) -> None:
    for root in LISTS:
        for arguments in ("first: 1", "first: 100", "offset: 0", "offset: 10000", "first: 1, offset: 10000"):
            assert ask(f"{{ {root}({arguments}) {{ totalCount nodes {{ id }} }} }}")[root]["totalCount"] == 0


def test_an_error_says_no_more_than_it_must(site: StartedSite, post: Ask) -> None:
    body = post("{ news(first: 0) { totalCount } }")
    assert body == {
        "data": None,
        "errors": [
            {
                "message": "`first` is 0; it must be 1 to 100.",
                "locations": [{"line": 1, "column": 3}],
                "path": ["news"],
                "extensions": {
                    "code": "ARGUMENT_OUT_OF_RANGE",
                    "argument": "first",
                    "limit": 100,
                    "value": 0,
                },
            }
        ],
    }


TEXT_LISTS = [
    ("news", "categories"),
    ("news", "tags"),
    ("news", "members"),
    ("members", "sectors"),
    ("members", "competences"),
    ("members", "cities"),
]


@pytest.mark.parametrize(("root", "name"), TEXT_LISTS)
def test_values_of_a_filter_have_bounds(
    site: StartedSite, ask: Ask, refuse: Ask, root: str, name: str
) -> None:
    kind = "NewsFilter" if root == "news" else "MemberFilter"
    query = f"query ($filter: {kind}) {{ {root}(filter: $filter) {{ totalCount nodes {{ id }} }} }}"
    assert ask(query, filter={name: ["a"] * 50})[root] == {"totalCount": 0, "nodes": []}
    assert ask(query, filter={name: ["ä" * 200]})[root]["totalCount"] == 0
    too_many = refuse(query, filter={name: ["a"] * 51})
    assert too_many["code"] == "ARGUMENT_OUT_OF_RANGE"
    assert (too_many["argument"], too_many["limit"], too_many["value"]) == (f"filter.{name}", 50, 51)
    too_long = refuse(query, filter={name: ["a", "b" * 201]})
    assert too_long["code"] == "ARGUMENT_OUT_OF_RANGE"
    assert (too_long["argument"], too_long["limit"], too_long["value"]) == (f"filter.{name}", 200, 201)
    for text in ("a\0b", "\ud83d", "x\udfff"):
        broken = refuse(query, filter={name: [text]})
        assert (broken["code"], broken["argument"]) == ("ARGUMENT_INVALID", f"filter.{name}")


@pytest.mark.parametrize(("root", "name"), TEXT_LISTS)
def test_an_unknown_value_is_an_empty_list(site: StartedSite, ask: Ask, root: str, name: str) -> None:
    NewsPageFactory()
    MemberPageFactory()
    for text in ("gibt-es-nicht", "", "%", "'; DROP TABLE", "🙂"):
        value = json.dumps([text], ensure_ascii=False)
        assert ask(f"{{ {root}(filter: {{ {name}: {value} }}) {{ totalCount nodes {{ id }} }} }}")[root] == {
            "totalCount": 0,
            "nodes": [],
        }


def test_an_empty_list_of_values_and_null_differ(site: StartedSite, ask: Ask) -> None:
    """Null is no filter; none of an empty list is met by anything."""
    NewsPageFactory()
    answer = ask(
        """{
          none: news(filter: { tags: [] }) { totalCount }
          null: news(filter: { tags: null, from: null, year: null }) { totalCount }
          bare: news(filter: null) { totalCount }
        }"""
    )
    assert [answer[name]["totalCount"] for name in ("none", "null", "bare")] == [0, 1, 1]


NO_DATES = [
    "2025-02-31",
    "2025-2-1",
    "20250201",
    "2025-W05-6",
    "01.02.2025",
    "",
    "gestern",
    "0000-01-01",
    "2025-02-01T00:00",
]


@pytest.mark.parametrize(
    ("root", "kind", "name"),
    [
        ("news", "NewsFilter", "from"),
        ("news", "NewsFilter", "to"),
        ("members", "MemberFilter", "joinedSince"),
    ],
)
def test_no_date_is_named(site: StartedSite, refuse: Ask, root: str, kind: str, name: str) -> None:
    literal = f"{{ {root}(filter: {{ {name}: %s }}) {{ totalCount }} }}"
    as_date = f"query ($day: Date) {{ {root}(filter: {{ {name}: $day }}) {{ totalCount }} }}"
    as_filter = f"query ($filter: {kind}) {{ {root}(filter: $filter) {{ totalCount }} }}"
    for text in NO_DATES:
        for error in (
            refuse(literal % json.dumps(text)),
            refuse(as_date, day=text),
            refuse(as_filter, filter={name: text}),
        ):
            assert (error["code"], error["argument"]) == ("ARGUMENT_INVALID", f"filter.{name}"), text
            assert f"`filter.{name}` is {text!r}" in error["message"]
    for value in ("20250201", "[2025]", "{ day: 1 }", "true"):
        assert refuse(literal % value)["code"] == "ARGUMENT_INVALID"


def test_a_year_and_days_do_not_go_together(site: StartedSite, refuse: Ask) -> None:
    for other in ("from", "to"):
        error = refuse(f'{{ news(filter: {{ year: 2025, {other}: "2025-01-01" }}) {{ totalCount }} }}')
        assert (error["code"], error["argument"]) == ("ARGUMENT_CONFLICT", "filter.year")
        assert f"`{other}`" in error["message"]


@pytest.mark.parametrize("letter", ["", "ab", "ä ", "1", "?", " ", "##", "\u0000"])
def test_no_letter_is_refused(site: StartedSite, refuse: Ask, letter: str) -> None:
    error = refuse(
        "query ($letter: String) { members(filter: { letter: $letter }) { totalCount } }", letter=letter
    )
    assert (error["code"], error["argument"]) == ("ARGUMENT_INVALID", "filter.letter")


@pytest.mark.parametrize(
    "field",
    [
        'memberPage(slug: "m") { news(first: %s) { id } }',
        'galleryPage(slug: "g") { news(first: %s) { id } }',
        'galleryPage(slug: "g") { images(first: %s) { totalCount } }',
        "news { facets { categories(first: %s) { value } } }",
        "members { facets { cities(first: %s) { value } } }",
        'route(path: "/de/news/") { page { ... on NewsIndexPage { articles(first: %s) { totalCount } } } }',
        'route(path: "/de/mitglieder/") { page { ... on MemberIndexPage { directory(first: %s) { totalCount } } } }',
        'route(path: "/de/galerien/") { page { ... on GalleryIndexPage { albums(first: %s) { totalCount } } } }',
    ],
)
def test_every_list_inside_a_type_has_bounds(site: StartedSite, ask: Ask, refuse: Ask, field: str) -> None:
    MemberPageFactory(title="m")
    GalleryPageFactory(title="g")
    most = 12 if "news(first" in field else 100
    ask(f"{{ {field % most} }}")
    for first in (0, most + 1):
        error = refuse(f"{{ {field % first} }}")
        assert (error["code"], error["argument"], error["limit"]) == ("ARGUMENT_OUT_OF_RANGE", "first", most)


@pytest.mark.parametrize("number", [2**31, -(2**31) - 1, 10**30, "1e3", "1.5", '"1"', "true"])
def test_what_is_no_integer_never_reaches_the_database(refuse: Ask, number: Any) -> None:
    for root in LISTS:
        assert refuse(f"{{ {root}(first: {number}) {{ totalCount }} }}")["code"] == "VALIDATION_FAILED"


@pytest.mark.django_db
def test_what_is_no_integer_is_refused_as_a_variable(refuse: Ask) -> None:
    for value in (2**31, 1.5, "1", True, [1], None):
        error = refuse("query ($first: Int!) { news(first: $first) { totalCount } }", first=value)
        assert (error["code"], error["argument"]) == ("ARGUMENT_INVALID", "first")


def test_null_where_only_a_default_is_possible(site: StartedSite, post: Ask) -> None:
    """A nullable variable may stand for an argument with a default; null itself may not."""
    query = "query ($first: Int) { news(first: $first) { totalCount } }"
    assert post(query)["data"]["news"]["totalCount"] == 0
    error = post(query, first=None)["errors"][0]
    assert error["extensions"] == {"code": "ARGUMENT_INVALID", "argument": "first"}
    assert "`first` takes no null" in error["message"]


def test_a_wrong_condition_of_a_directive(site: StartedSite, post: Ask) -> None:
    query = "query ($with: Boolean = true) { siteSettings @include(if: $with) { name } }"
    assert post(query, **{"with": False}) == {"data": {}}
    error = post(query, **{"with": None})["errors"][0]
    assert error["extensions"]["code"] == "ARGUMENT_INVALID"


def test_unknown_languages_are_refused(site: StartedSite, refuse: Ask) -> None:
    for root in (*LISTS, "siteSettings"):
        field = "name" if root == "siteSettings" else "totalCount"
        assert refuse(f"{{ {root}(language: FR) {{ {field} }} }}")["code"] == "VALIDATION_FAILED"
        assert refuse(f'{{ {root}(language: "de") {{ {field} }} }}')["code"] == "VALIDATION_FAILED"
    error = refuse("query ($l: Language) { news(language: $l) { totalCount } }", l="FR")
    assert (error["code"], error["argument"]) == ("ARGUMENT_INVALID", "l")


@pytest.mark.parametrize("root", ["newsPage", "memberPage", "galleryPage"])
def test_slugs(site: StartedSite, ask: Ask, refuse: Ask, root: str) -> None:
    query = f"query ($slug: String!) {{ {root}(slug: $slug) {{ id }} }}"
    for slug in ("", "gibt-es-nicht", "%", "a" * 200):
        assert ask(query, slug=slug) == {root: None}
    assert refuse(query, slug="a" * 201)["code"] == "ARGUMENT_OUT_OF_RANGE"
    assert refuse(query, slug="a\0")["argument"] == "slug"


def test_ids(site: StartedSite, ask: Ask) -> None:
    query = "query ($id: ID!) { page(id: $id) { id } }"
    for value in (
        "",
        "1",
        "page-",
        "page-x",
        "page-0",
        "page--1",
        "page-" + "9" * 30,
        "page-1; DROP",
        "menu-1",
        "page-²",
        "\ud800",
        5,
    ):
        assert ask(query, id=value) == {"page": None}


def test_menus(site: StartedSite, ask: Ask, refuse: Ask) -> None:
    assert ask('{ menu(name: "gibt-es-nicht") { id } }') == {"menu": []}
    assert refuse("query ($name: String!) { menu(name: $name) { id } }", name="\ud800")["argument"] == "name"
