"""Token, depth and query cost limits: each is a setting; its error names limit, value and the way out."""

from typing import Any

import pytest
from django.test import Client
from graphql import get_introspection_query, parse
from pytest_django import Settings

from cms.api.documents.cost_analysis import cost_of
from cms.api.documents.depth_limits import topological_order
from cms.api.documents.prices import (
    FIELDS,
    FILTER_PRICES,
    LISTS,
    OBJECTS,
    ONE_PAGE,
    OTHER_FILTER,
    PAGE_LIST,
    SEARCHED,
    TERMS,
    VALUE,
    WORD,
)
from cms.api.execution.plans import fragments_of
from cms.api.schema.build import get_schema
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
    "MAX_COST": (
        "{ a: __typename b: __typename c: __typename }",
        "{ a: __typename b: __typename c: __typename d: __typename }",
        "COST_LIMIT",
        4,
    ),
    "MAX_ALIASES": (
        "{ a: __typename b: __typename siteSettings(site: null) { c: name } }",
        "{ a: __typename b: __typename siteSettings { c: name d: id } }",
        "ALIAS_LIMIT",
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
    assert f" {value}" in error["message"] and "at most 3 are possible. " in error["message"]
    assert "data" not in answers[1]


def test_tokens(site: StartedSite, ask: Ask, refuse: Ask, settings: Settings) -> None:
    settings.CMS_GRAPHQL_MAX_TOKENS = 6
    ask("# comments, and commas,,, are none\n{ siteSettings { name } }")
    error = refuse("{ siteSettings { name id } }")
    assert (error["code"], error["limit"]) == ("TOKEN_LIMIT", 6)


def test_operations_and_fragments(site: StartedSite, ask: Ask, refuse: Ask) -> None:
    last = "fragment F40 on Query { __typename }"
    ask("{ ...F0 } " + " ".join(f"fragment F{n} on Query {{ ...F{n + 1} }}" for n in range(40)) + last)
    # Before they are validated.
    error = refuse("fragment F on Query { a } " * 101)
    assert (error["code"], error["limit"], error["value"]) == ("COST_LIMIT", 100, 101)


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
    return cost_of(get_schema(), operation, topological_order(fragments_of(document)), variables)


#: What asking the database for a list costs, once.
NEWS = MEMBERS = PAGE_LIST
SEARCH = LISTS["SearchConnection"]
RELATED, SETTINGS = LISTS["MemberPage.news"], FIELDS["Query.siteSettings"]
HITS = FIELDS["SearchConnection.nodes"]
MEMBER, PAGE = ONE_PAGE, FIELDS["Query.page"]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        # Caches ask for it everywhere.
        ("{ __typename }", 0),
        ("{ a: __typename b: __typename }", 2),
        ("{ siteSettings { name } }", SETTINGS + 1),
        # A list with `first` is asked for by its items, its number and each facet; its own fields stand once, those
        # of its items as often as it is long.
        ("{ news(first: 7) { pageInfo { endCursor } } }", NEWS + 1 + 2),
        ("{ news(first: 7) { totalCount } }", 2 * NEWS + 1 + 1),
        ("{ news(first: 7) { nodes { id title } } }", NEWS + 1 + 1 + 7 * 2),
        ("{ news(first: 7) { edges { cursor node { id } } } }", NEWS + 1 + 1 + 7 * 3),
        ("{ news { nodes { id } } }", NEWS + 1 + 1 + 20),
        ("{ news(first: 1) { facets { years(first: 9) { count } } } }", 2 * NEWS + 1 + 1 + 1 + 9),
        ("{ news(first: 1) { facets { categories(first: 1) { count } ...F } } } fragment F on NewsFacets { years(first: 1) { count } }", 3 * NEWS + 1 + 1 + 2 * 2),
        # A statement for all objects of a list is paid once.
        ('{ memberPage(slug: "a") { news(first: 4) { id title } } }', MEMBER + RELATED + 1 + 4 * 2),
        ('{ memberPage(slug: "a") { news { id } } }', MEMBER + RELATED + 1 + 3),
        # Lists within lists multiply.
        ("{ news(first: 7) { nodes { members { news(first: 4) { id } } } } }", NEWS + RELATED + 1 + 1 + 7 * (1 + 10 * (1 + 4))),
        ("{ news(first: 7) { nodes { categories { id name } } } }", NEWS + 1 + 1 + 7 * (1 + 3 * 2)),
        ("{ news(first: 7) { nodes { gallery { caption } } } }", NEWS + 1 + 1 + 7 * (1 + 10 * (OBJECTS["GalleryImage"] + 1))),
        ("{ news(first: 7) { nodes { seo { jsonLd } } } }", NEWS + 1 + 1 + 7 * (1 + FIELDS["Seo.jsonLd"])),
        # Of an interface the dearest type; what all of them have comes on top.
        ('{ page(id: "a") { id ... on NewsPage { date featured } ... on MemberPage { name } } }', PAGE + 1 + 2),
        ('{ page(id: "a") { ... on PageInterface { id ... on NewsPage { date } } ...F } } fragment F on NewsPage { featured }', PAGE + 1 + 2),
        # A fragment counts wherever it is spread, and in whatever list.
        ("{ a: news(first: 2) { ...F } b: news(first: 3) { ...F } } fragment F on NewsConnection { nodes { id } }", 2 * (NEWS + 1) + 2 + 2 + 3),
        # Directives take nothing away; what is unknown counts, too.
        ("{ siteSettings @skip(if: true) { name } }", SETTINGS + 1),
        ("{ unknown { unknown } }", 2),
        # Introspection is not multiplied.
        ('{ __type(name: "Query") { fields { name } } }', 10 * 3),
    ],
)  # fmt: skip
def test_the_cost_is_what_is_documented(query: str, expected: int) -> None:
    assert cost(query) == expected


@pytest.mark.parametrize(
    ("given", "more"),
    [
        ("{ year: 2025 }", OTHER_FILTER),
        ("{ year: 2025, featured: true }", 2 * OTHER_FILTER),
        ('{ query: "two words" }', FILTER_PRICES["query"] + 2 * WORD),
        # Each word once; one with hyphens is also looked for in its parts.
        ('{ query: "a a a-b" }', FILTER_PRICES["query"] + 3 * WORD),
        ('{ query: " - " }', 0),
        ("{ tags: null }", 0),
        (f"{{ year: {'9' * 5_000} }}", OTHER_FILTER),
    ],
)
def test_a_filter_costs_as_often_as_its_list_is_queried(given: str, more: int) -> None:
    for fields, times in (("nodes { id }", 1), ("totalCount facets { years { count } }", 3)):
        list_alone = cost(f"{{ news(first: 1) {{ {fields} }} }}")
        assert cost(f"{{ news(first: 1, filter: {given}) {{ {fields} }} }}") == list_alone + times * more


def test_the_terms_of_a_filter_are_looked_for_once() -> None:
    for fields, times in (("nodes { id }", 1), ("totalCount facets { years { count } }", 3)):
        list_alone = cost(f"{{ news(first: 1) {{ {fields} }} }}")
        filtered = cost(
            f'{{ news(first: 1, filter: {{ tags: ["a", "b"], members: ["c"] }}) {{ {fields} }} }}'
        )
        assert filtered == list_alone + times * (2 * OTHER_FILTER + 3 * VALUE) + TERMS


def test_what_types_ask_the_database_for_is_paid_by_the_dearest_of_one_object() -> None:
    types = "... on MemberPage { news(first: 1) { id } } ... on NewsPage { related(first: 1) { id } }"
    assert cost(f'{{ page(id: "a") {{ {types} }} }}') == PAGE + RELATED + FIELDS["NewsPage.related"] + 1
    of_many = cost(f'{{ search(query: "-", first: 1) {{ nodes {{ {types} }} }} }}')
    assert of_many == SEARCH + 1 + HITS + 2 * RELATED + FIELDS["NewsPage.related"] + 1


def test_words_and_filters_by_variables_cost_what_they_would_as_they_are() -> None:
    one = "query ($filter: NewsFilter) { news(filter: $filter) { totalCount } }"
    whole = cost(one, filter={"query": "a b", "tags": ["x", "y"]})
    assert whole == cost('{ news(filter: { query: "a b", tags: ["x", "y"] }) { totalCount } }')
    parts = "query ($q: String, $t: [String!]) { news(filter: { query: $q, tags: $t }) { totalCount } }"
    assert whole == cost(parts, q="a b", t=["x", "y"])
    search = 'query ($q: String! = "a b") { search(query: $q, first: 1) { nodes { id } } }'
    assert cost(search) == SEARCH + SEARCHED + 2 * WORD + 1 + HITS + 1
    assert cost(search, q="a") == cost(search) - WORD


def test_filtered_lists_with_facets_are_no_cheap_way_to_much_work(site: StartedSite, refuse: Ask) -> None:
    facets = "facets { categories { count } tags { count } years { count } }"
    lists = [f'a{n}: news(filter: {{ tags: ["x{n}"] }}) {{ totalCount {facets} }}' for n in range(20)]
    error = refuse(f"{{ {' '.join(lists)} }}")
    assert (error["code"], error["limit"]) == ("COST_LIMIT", 30_000)
    # It says what to leave out.
    assert "`a0` costs " in error["message"] and "asking the database 5 times" in error["message"]


def test_the_cost_of_a_home_page_is_far_below_the_limit(settings: Settings) -> None:
    page = (
        "query ($words: String) { "
        "news(first: 50, filter: { query: $words }) { totalCount nodes { id title path cover { alt } }"
        " facets { categories { value count } } } "
        "members(first: 12, order: NEWEST) { nodes { id name path logo { alt } } } "
        "galleries(first: 6) { nodes { id title path cover { alt } } } }"
    )
    assert cost(page, words="optische messtechnik jena") < settings.CMS_GRAPHQL_MAX_COST / 2


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
    assert cost(query, **variables) == NEWS + 1 + 1 + length


def test_the_cost_of_each_request_is_that_of_its_variables(
    site: StartedSite, post: Ask, settings: Settings
) -> None:
    query = "query ($n: Int!) { news(first: $n) { nodes { id } } }"
    most = settings.CMS_GRAPHQL_MAX_COST = cost(query, n=38)
    assert "errors" not in post(query, n=38)
    for length in (39, 39.0):
        (error,) = post(query, n=length)["errors"]
        assert error["extensions"] == {"code": "COST_LIMIT", "limit": most, "value": most + 1}
    assert "errors" not in post(query, n=38)
    words = "query ($words: String!) { search(query: $words, first: 1) { nodes { id } } }"
    settings.CMS_GRAPHQL_MAX_COST = cost(words, words="a b")
    assert "errors" not in post(words, words="b c")
    assert post(words, words="a b c")["errors"][0]["extensions"]["code"] == "COST_LIMIT"


def test_a_document_above_the_cost_limit_runs_no_statement(
    site: StartedSite, post: Ask, django_assert_num_queries: Any
) -> None:
    with django_assert_num_queries(0):
        assert "data" not in post(
            "{ news(first: 100) { nodes { members { news(first: 12) { body { id } } } } } }"
        )


def test_the_cost_is_reported_on_request(site: StartedSite, client: Client, settings: Settings) -> None:
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
                "value": NEWS + 1 + 1 + 5,
                "limit": settings.CMS_GRAPHQL_MAX_COST,
                "depth": 3,
                "depthLimit": settings.CMS_GRAPHQL_MAX_DEPTH,
            }
        }
    assert "extensions" not in client.get("/graphql/", {"query": query}).json()
