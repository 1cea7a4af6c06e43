"""Each limit is a setting; its error names it, what was counted, and the way out."""

from typing import Any

import pytest
from django.test import Client
from graphql import get_introspection_query, parse
from pytest_django import Settings

from cms.api.costs import cost_of
from cms.api.measuring import fragments_of, inside_out
from cms.api.schema import get_schema
from cms.home.sites import StartedSite
from tests.factories.pages import NewsPageFactory

from .conftest import Ask

#: A setting, a document that is within its limit of three, one that is beyond it, its code, and what is counted.
CASES = {
    "MAX_DEPTH": (
        "{ news { nodes { title } } }",
        "{ news { nodes { cover { alt } } } }",
        "DEPTH_LIMIT",
        4,
    ),
    "MAX_INTROSPECTION_DEPTH": (
        "{ __schema { types { name } } }",
        "{ __schema { types { fields { name } } } }",
        "DEPTH_LIMIT",
        4,
    ),
    "MAX_COST": (
        "{ siteSettings { id name } }",
        "{ siteSettings { id name claim } }",
        "COST_LIMIT",
        4,
    ),
    "MAX_ALIASES": (
        "{ a: __typename b: __typename siteSettings(site: null) { c: name } }",
        "{ a: __typename b: __typename siteSettings { c: name d: id } }",
        "ALIAS_LIMIT",
        4,
    ),
    "MAX_ROOT_FIELDS": (
        "{ __typename ...F } fragment F on Query { __typename ... { __typename } }",
        "{ __typename ...F ...F } fragment F on Query { __typename ... { __typename } }",
        "COST_LIMIT",
        5,
    ),
    "MAX_DIRECTIVES": (
        "{ a: __typename @skip(if: false) b: __typename @skip(if: false) c: __typename @skip(if: false) }",
        "{ a: __typename @skip(if: false) @include(if: true) b: __typename @skip(if: false) @include(if: true) }",
        "COST_LIMIT",
        4,
    ),
    "MAX_DEFINITIONS": (
        "{ ...A ...B } fragment A on Query { __typename } fragment B on Query { __typename }",
        "{ ...A ...B ...C } fragment A on Query { __typename } fragment B on Query { __typename } "
        "fragment C on Query { __typename }",
        "COST_LIMIT",
        4,
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_a_limit_of_the_document(site: StartedSite, client: Client, settings: Settings, name: str) -> None:
    settings.CMS_GRAPHQL_INTROSPECTION = True
    within, beyond, code, value = CASES[name]
    setattr(settings, f"CMS_GRAPHQL_{name}", 3)
    answers = [
        client.post("/graphql/", {"query": query}, content_type="application/json").json()
        for query in (within, beyond)
    ]
    assert "errors" not in answers[0]
    (error,) = answers[1]["errors"]
    assert error["extensions"] == {"code": code, "limit": 3, "value": value}
    assert f"has {value} " in error["message"] and "at most 3 are possible. " in error["message"]
    assert "data" not in answers[1]


def test_tokens(site: StartedSite, ask: Ask, refuse: Ask, settings: Settings) -> None:
    settings.CMS_GRAPHQL_MAX_TOKENS = 6
    ask("# comments, and commas,,, are none\n{ siteSettings { name } }")
    error = refuse("{ siteSettings { name id } }")
    assert (error["code"], error["limit"]) == ("TOKEN_LIMIT", 6)


def test_comparisons(site: StartedSite, ask: Ask, refuse: Ask, settings: Settings) -> None:
    query = f"{{ siteSettings {{ {'logo { alt } ' * 20} }} }}"
    ask(query)
    settings.CMS_GRAPHQL_MAX_COMPARISONS = 10
    error = refuse(query)
    assert (error["code"], error["limit"]) == ("COST_LIMIT", 10)


def test_the_body_and_the_address(site: StartedSite, client: Client, settings: Settings) -> None:
    settings.CMS_GRAPHQL_MAX_BODY_BYTES = 60
    for response in (
        client.post(
            "/graphql/", {"query": "{ siteSettings { name } }" + " " * 60}, content_type="application/json"
        ),
        client.get("/graphql/", {"query": "{ siteSettings { name } }" + " " * 60}),
    ):
        assert response.status_code == 413
        (error,) = response.json()["errors"]
        assert (error["extensions"]["code"], error["extensions"]["limit"]) == ("BODY_LIMIT", 60)
    assert client.get("/graphql/", {"query": "{ siteSettings { name } }"}).status_code == 200


def test_variables(site: StartedSite, post: Ask, settings: Settings) -> None:
    settings.CMS_GRAPHQL_MAX_VARIABLE_VALUES = 5
    query = "query ($filter: NewsFilter) { news(filter: $filter) { totalCount } }"
    assert "errors" not in post(query, filter={"tags": ["a", "b", "c"]})
    (error,) = post(query, filter={"tags": ["a", "b", "c", "d"]})["errors"]
    assert error["extensions"] == {"code": "ARGUMENT_OUT_OF_RANGE", "argument": "variables", "limit": 5}


def test_the_explorer_can_read_the_schema(client: Client, settings: Settings) -> None:
    settings.CMS_GRAPHQL_INTROSPECTION = True
    query = get_introspection_query(
        descriptions=True,
        specified_by_url=True,
        directive_is_repeatable=True,
        schema_description=True,
        input_value_deprecation=True,
    )
    response = client.post("/graphql/", {"query": query}, content_type="application/json")
    assert response.json()["data"]["__schema"]["queryType"]["name"] == "Query"


def cost(query: str, **variables: Any) -> int:
    document = parse(query)
    operation: Any = document.definitions[0]
    return cost_of(get_schema(), operation, inside_out(fragments_of(document)), variables)


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("{ __typename }", 1),
        ("{ siteSettings { name } }", 1 + 1),
        # A list with `first` costs 10 more; its own fields stand once, those of its items as often as it is long.
        ("{ news(first: 7) { totalCount } }", 11 + 1),
        ("{ news(first: 7) { nodes { id title } } }", 11 + 1 + 7 * 2),
        ("{ news(first: 7) { edges { cursor node { id } } } }", 11 + 1 + 7 * 3),
        ("{ news { nodes { id } } }", 11 + 1 + 20),
        ('{ memberPage(slug: "a") { news(first: 4) { id title } } }', 1 + 11 + 4 * 2),
        ('{ memberPage(slug: "a") { news { id } } }', 1 + 11 + 3),
        # Lists within lists multiply.
        ("{ news(first: 7) { nodes { members { news(first: 4) { id } } } } }", 11 + 1 + 7 * (1 + 10 * (11 + 4))),
        ("{ news(first: 7) { nodes { categories { id name } } } }", 11 + 1 + 7 * (1 + 3 * 2)),
        # Of an interface the dearest type; what all of them have comes on top.
        ('{ page(id: "a") { id ... on NewsPage { date featured } ... on MemberPage { name } } }', 1 + 1 + 2),
        ('{ page(id: "a") { ... on PageInterface { id ... on NewsPage { date } } ...F } } fragment F on NewsPage { featured }', 1 + 1 + 2),
        # A fragment counts wherever it is spread, and in whatever list.
        ("{ a: news(first: 2) { ...F } b: news(first: 3) { ...F } } fragment F on NewsConnection { nodes { id } }", 2 * 11 + 2 + 2 + 3),
        # Directives take nothing away; what is unknown counts, too.
        ("{ siteSettings @skip(if: true) { name } }", 2),
        ("{ unknown { unknown } }", 2),
        # Introspection is not multiplied.
        ('{ __type(name: "Query") { fields { name } } }', 10 * 3),
    ],
)  # fmt: skip
def test_the_cost_is_what_is_documented(query: str, expected: int) -> None:
    assert cost(query) == expected


@pytest.mark.parametrize(
    ("declared", "variables", "length"),
    [
        ("$n: Int!", {"n": 7}, 7),
        ("$n: Int! = 9", {}, 9),
        ("$n: Int! = 9", {"n": 7}, 7),
        # JSON has one kind of number: GraphQL reads 7.0 as 7.
        ("$n: Int! = 9", {"n": 7.0}, 7),
        ("$n: Int! = 9", {"n": 7.5}, 9),
        ("$n: Int", {}, 20),
        ("$n: Int", {"n": None}, 20),
        ("$n: Int! = 9", {"n": "many"}, 9),
        ("$n: Int! = 9", {"n": True}, 9),
        ("$n: Int!", {"n": 10**30}, 1_000),
        ("$n: Int!", {"n": -5}, 1),
    ],
)
def test_lengths_come_from_variables(declared: str, variables: dict[str, Any], length: int) -> None:
    query = f"query ({declared}) {{ news(first: $n) {{ nodes {{ id }} }} }}"
    assert cost(query, **variables) == 11 + 1 + length


def test_the_cost_of_each_request_is_that_of_its_variables(
    site: StartedSite, post: Ask, settings: Settings
) -> None:
    settings.CMS_GRAPHQL_MAX_COST = 50
    query = "query ($n: Int!) { news(first: $n) { nodes { id } } }"
    assert "errors" not in post(query, n=38)
    for length in (39, 39.0):
        (error,) = post(query, n=length)["errors"]
        assert error["extensions"] == {"code": "COST_LIMIT", "limit": 50, "value": 51}
    assert "errors" not in post(query, n=38)


def test_a_document_that_is_too_dear_asks_no_database(
    site: StartedSite, post: Ask, django_assert_num_queries: Any
) -> None:
    with django_assert_num_queries(0):
        assert "data" not in post(
            "{ news(first: 100) { nodes { members { news(first: 12) { body { id } } } } } }"
        )


def test_the_cost_is_told_to_who_asks(site: StartedSite, client: Client, settings: Settings) -> None:
    NewsPageFactory(title="a")
    query = "{ news(first: 5) { nodes { id } } }"
    for response in (
        client.post(
            "/graphql/", {"query": query, "extensions": {"cost": True}}, content_type="application/json"
        ),
        client.get("/graphql/", {"query": query, "extensions": '{"cost":true}'}),
    ):
        assert response.json()["extensions"] == {
            "cost": {
                "value": 17,
                "limit": settings.CMS_GRAPHQL_MAX_COST,
                "depth": 3,
                "depthLimit": settings.CMS_GRAPHQL_MAX_DEPTH,
            }
        }
    assert "extensions" not in client.get("/graphql/", {"query": query}).json()
