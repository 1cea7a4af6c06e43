"""Coercion errors: they name the argument or variable, and do not repeat its value."""

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
            "Did you mean 'DE'?",
        ),
        (
            f'mutation ($id: ID = "1") {{ unlockPage(input: {{pageId: $id, password: "{SECRET}"}}) {{ ok }} }}',
            {"id": None},
            None,
            "has an invalid value.",
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


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (f'unlockPage(input: "{SECRET}")', "A value is a text in quotes; it must be UnlockPageInput!."),
        (
            f'unlockPage(input: {{pageId: "1", password: ["{SECRET}"]}})',
            "A value is a list; it must be String.",
        ),
        (
            f'unlockPage(input: {{password: "{SECRET}"}})',
            "Field 'UnlockPageInput.pageId' of required type 'ID!'",
        ),
        ("unlockPage(input: {pageId: null, password: 1})", "A value is null; it must be ID!."),
    ],
)
def test_nor_is_one_in_the_document(site: StartedSite, post: Ask, call: str, message: str) -> None:
    errors = post(f"mutation {{ {call} {{ ok }} }}")["errors"]
    assert message in errors[0]["message"]
    assert errors[0]["extensions"]["code"] == "VALIDATION_FAILED"
    assert SECRET not in str(errors)


def test_an_enum_stands_without_quotes(site: StartedSite, refuse: Ask, settings: Settings) -> None:
    settings.CMS_GRAPHQL_INTROSPECTION = True
    error = refuse('{ news(language: "DE") { totalCount } }')
    assert error["message"] == "Language is an enum: write its value without quotes: DE."


def test_an_operation_that_is_not_there_is_named(client: Any) -> None:
    body = {"query": "query A { __typename }", "operationName": "B"}
    (error,) = client.post("/graphql/", body, content_type="application/json").json()["errors"]
    assert error["message"] == "The document has no operation 'B'; it has 'A'."
