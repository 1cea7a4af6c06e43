"""Coercion errors: they name the argument or variable, say what it takes, and do not repeat its value."""

from typing import Any

import pytest
from pytest_django import Settings

from cms.home.sites import StartedSite

from .conftest import Ask

SECRET = "correct-horse-battery"
UNLOCK = "mutation ($input: UnlockPageInput!) { unlockPage(input: $input) { ok } }"
SUBMIT = "mutation ($i: SubmitFormInput!) { submitForm(input: $i) { ok } }"
VALUES = {"pageId": "page-1", "submissionId": "12345678", "elapsedMs": 5000}


@pytest.mark.parametrize(
    ("query", "variables", "argument", "message"),
    [
        (UNLOCK, {"input": SECRET}, "input", "`$input` is a text; it must be UnlockPageInput!."),
        (UNLOCK, {"input": {"password": SECRET}}, "input.pageId", "'pageId' of required type 'ID!'"),
        (
            UNLOCK,
            {"input": {"pageId": "1", "password": [SECRET]}},
            "input.password",
            "is a list; it must be String!.",
        ),
        (
            UNLOCK,
            {"input": {"pageId": "1", "password": SECRET, "x": 1}},
            "input.x",
            "Field 'x' is not defined",
        ),
        (
            SUBMIT,
            {"i": {**VALUES, "elapsedMs": SECRET, "values": []}},
            "i.elapsedMs",
            "is a text; it must be Int!.",
        ),
        (
            SUBMIT,
            {"i": {**VALUES, "values": [{"name": "a", "value": {"b": SECRET}}]}},
            "i.values[0].value",
            "`$i.values[0].value` is an object; it must be String!.",
        ),
        (UNLOCK, {}, "input", "`$input` is missing; it must be UnlockPageInput!."),
        ("query ($f: Int!) { news(first: $f) { totalCount } }", {"f": 1.5}, "f", "a whole number of 32 bits"),
        (
            "query ($l: Language) { news(language: $l) { totalCount } }",
            {"l": "De"},
            "l",
            "`$l` is none of the values of Language. Did you mean 'DE'? Its values: DE, EN.",
        ),
        (
            f'mutation ($id: ID = "1") {{ unlockPage(input: {{pageId: $id, password: "{SECRET}"}}) {{ ok }} }}',
            {"id": None},
            "input",
            "`input` takes no null here; a variable in it is null or missing.",
        ),
    ],
)
def test_a_wrong_value_is_named_and_not_repeated(
    site: StartedSite,
    post: Ask,
    settings: Settings,
    query: str,
    variables: dict[str, Any],
    argument: str | None,
    message: str,
) -> None:
    settings.CMS_GRAPHQL_INTROSPECTION = True
    (error,) = post(query, **variables)["errors"]
    assert message in error["message"]
    assert error["extensions"].get("argument") == argument
    assert error["extensions"]["code"] == "ARGUMENT_INVALID"
    assert SECRET not in str(error)


#: Field, argument of the error, message.
LITERALS = [
    (f'unlockPage(input: "{SECRET}")', "input", "`input` is a text in quotes; it must be UnlockPageInput!."),
    (
        f'unlockPage(input: {{pageId: "1", password: ["{SECRET}"]}})',
        "input.password",
        "`input.password` is a list; it must be String!.",
    ),
    (
        f'unlockPage(input: {{password: "{SECRET}"}})',
        "input.pageId",
        "`input`: Field 'UnlockPageInput.pageId' of required type 'ID!' was not provided.",
    ),
    (
        'unlockPage(input: {pageId: null, password: ""})',
        "input.pageId",
        "`input.pageId` is null; it must be ID!.",
    ),
    (
        'submitForm(input: {pageId: "1", submissionId: "12345678", elapsedMs: 1, values: '
        f'[{{name: "a", value: "b"}}, {{name: "a", value: {{b: "{SECRET}"}}}}]}})',
        "input.values[1].value",
        "`input.values[1].value` is an object; it must be String!.",
    ),
    ('news(first: "x")', "first", "`first` is a text in quotes; it must be Int!."),
    ("news(first: 1.5)", "first", "`first` must be a whole number of 32 bits."),
    (
        'members(filter: {near: {lat: "x", lng: 1, km: 1}})',
        "filter.near.lat",
        "`filter.near.lat` is a text in quotes; it must be Float!.",
    ),
    ('news @include(if: "yes")', "if", "`if` is a text in quotes; it must be Boolean!."),
]


@pytest.mark.parametrize(("call", "argument", "message"), LITERALS)
def test_nor_is_one_in_the_document(
    site: StartedSite, post: Ask, call: str, argument: str, message: str
) -> None:
    is_mutation = call.startswith(("unlockPage", "submitForm"))
    fields = "ok" if is_mutation else "totalCount"
    (error,) = post(f"{'mutation' if is_mutation else 'query'} {{ {call} {{ {fields} }} }}")["errors"]
    assert error["message"] == message
    assert error["extensions"] == {"code": "VALIDATION_FAILED", "argument": argument}
    assert SECRET not in str(error)


def test_a_wrong_default_of_a_variable_is_named(site: StartedSite, post: Ask) -> None:
    query = 'query ($f: Int! = 3, $g: NewsFilter = {tags: ["a", 5]}) { news(first: $f, filter: $g) { totalCount } }'
    (error,) = post(query)["errors"]
    assert error["message"] == "`$g.tags[1]` is a number; it must be String!."
    assert error["extensions"]["argument"] == "g.tags[1]"


NEWS_FIELDS = "Its fields: categories, tags, members, from, to, year, featured, query."
NO_LANGUAGE = "`{}` is none of the values of Language."
NO_SECTION = "`{}`: Field 'section' is not defined by type 'NewsFilter'."


@pytest.mark.parametrize("is_open", [True, False])
@pytest.mark.parametrize(
    ("literal", "sent", "argument", "message", "members"),
    [
        ("language: Fr", "Fr", "language", NO_LANGUAGE, "Its values: DE, EN."),
        ("language: 5", 5, "language", "`{}` is a number; it must be Language.", "Its values: DE, EN."),
        ('filter: {section: "x"}', {"section": "x"}, "filter.section", NO_SECTION, NEWS_FIELDS),
    ],
)
def test_what_a_type_has_is_told_where_introspection_is_open(
    site: StartedSite,
    post: Ask,
    settings: Settings,
    is_open: bool,
    literal: str,
    sent: Any,
    argument: str,
    message: str,
    members: str,
) -> None:
    settings.CMS_GRAPHQL_INTROSPECTION = is_open
    name = argument.partition(".")[0]
    kind = "NewsFilter" if name == "filter" else "Language"
    expected = (
        f"{message} {members if is_open else members.partition(':')[0] + ' stand in `schema.graphql`.'}"
    )
    (error,) = post(f"{{ news({literal}) {{ totalCount }} }}")["errors"]
    assert (error["message"], error["extensions"]["argument"]) == (expected.format(name), argument)
    query = f"query (${name}: {kind}) {{ news({name}: ${name}) {{ totalCount }} }}"
    (error,) = post(query, **{name: sent})["errors"]
    assert (error["message"], error["extensions"]["argument"]) == (expected.format(f"${name}"), argument)


@pytest.mark.parametrize(("value", "end"), [("DE", ": DE."), ("Fr", ". Its values: DE, EN.")])
def test_an_enum_stands_without_quotes(
    site: StartedSite, refuse: Ask, settings: Settings, value: str, end: str
) -> None:
    settings.CMS_GRAPHQL_INTROSPECTION = True
    error = refuse(f'{{ news(language: "{value}") {{ totalCount }} }}')
    assert error["message"] == f"`language`: Language is an enum: write its value without quotes{end}"


def test_an_operation_that_is_not_there_is_named(client: Any) -> None:
    body = {"query": "query A { __typename }", "operationName": "B"}
    (error,) = client.post("/graphql/", body, content_type="application/json").json()["errors"]
    assert error["message"] == "The document has no operation 'B'; it has 'A'."
