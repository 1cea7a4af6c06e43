"""Findings of GraphQL security scanners (graphql-cop): none, in production's settings with trusted documents.

Each finding of the public tool graphql-cop has its test here; those that only trusted documents could hide are
tried where any document runs, too.
"""

import json
from typing import Any

import pytest
from django.test import Client
from pytest_django import Settings

from cms.home.sites import StartedSite
from site_config.settings import base

pytestmark = pytest.mark.once

URL = "/graphql/"
TYPENAME = "query cop { __typename }"
INTROSPECTION = "query cop { __schema { types { name fields { name } } } }"
CIRCULAR = "query cop { __schema { types { fields { type { fields { type { fields { type { fields { type { name } } } } } } } } } } }"


@pytest.fixture(params=["trusted", "open"])
def documents(request: pytest.FixtureRequest, settings: Settings, site: StartedSite) -> str:
    """As in production, with trusted documents or with any."""
    settings.DEBUG = False
    for name in dir(base):
        if name.startswith("CMS_GRAPHQL_"):
            setattr(settings, name, getattr(base, name))
    settings.CMS_GRAPHQL_DOCUMENTS = request.param
    return str(request.param)


def post(client: Client, body: Any, **more: Any) -> Any:
    return client.post(URL, json.dumps(body), content_type="application/json", **more)


def refusal(response: Any, documents: str, code: str) -> dict[str, Any]:
    """Return the one error of an answer without data; where documents are trusted, its code is always the same."""
    answer = response.json()
    assert answer.keys() == {"errors"}
    (error,) = answer["errors"]
    assert error["extensions"]["code"] == ("DOCUMENT_REQUIRED" if documents == "trusted" else code)
    return dict(error)


def test_production_closes_introspection_and_suggestions() -> None:
    assert base.CMS_GRAPHQL_INTROSPECTION is False


def test_field_suggestions(client: Client, documents: str) -> None:
    for query in (
        "query cop { sitSettings { name } }",
        "query cop { siteSettings { nam } }",
        "query cop { siteSettings(languag: DE) { name } }",
        "query cop { siteSettings(language: D) { name } }",
        "query cop { news { nodes { ... on NewsPag { id } } } }",
        "query cop($x: Strin) { __typename }",
        "query cop { __typename @ski(if: true) }",
        "query cop { news(filter: { categorie: [] }) { totalCount } }",
    ):
        answer = post(client, {"query": query}).content.decode()
        assert "errors" in answer and "id you mean" not in answer
    variable = {
        "query": "query cop($l: Language) { siteSettings(language: $l) { id } }",
        "variables": {"l": "D"},
    }
    answer = post(client, variable).content.decode()
    assert "errors" in answer and "id you mean" not in answer


def test_introspection(client: Client, documents: str) -> None:
    for query in (
        INTROSPECTION,
        '{ __type(name: "Query") { name } }',
        "{ ...F } fragment F on Query { __schema { types { name } } }",
    ):
        for response in (post(client, {"query": query}), client.get(URL, {"query": query})):
            answer = response.json()
            assert "data" not in answer
            assert answer["errors"]


@pytest.mark.parametrize("is_introspection_open", [False, True])
def test_circular_introspection(
    client: Client, documents: str, settings: Settings, is_introspection_open: bool
) -> None:
    settings.CMS_GRAPHQL_INTROSPECTION = is_introspection_open
    answer = post(client, {"query": CIRCULAR}).json()
    assert "data" not in answer
    codes = {error["extensions"]["code"] for error in answer["errors"]}
    assert codes <= {"DOCUMENT_REQUIRED", "VALIDATION_FAILED", "DEPTH_LIMIT"}
    if is_introspection_open and documents == "open":
        assert codes == {"DEPTH_LIMIT"}


def test_alias_overload(client: Client, documents: str) -> None:
    aliases = " ".join(f"alias{number}: __typename" for number in range(101))
    refusal(post(client, {"query": f"query cop {{ {aliases} }}"}), documents, "ALIAS_LIMIT")


def test_batch_overload(client: Client, documents: str) -> None:
    response = post(client, [{"query": TYPENAME}] * 10)
    assert response.status_code == 400
    assert response.json().keys() == {"errors"}


def test_directive_overload(client: Client, documents: str) -> None:
    """The tool counts the errors: ten unknown directives are one; of a thousand most are not looked for."""
    refusal(
        post(client, {"query": f"query cop {{ __typename {'@aa' * 10} }}"}), documents, "VALIDATION_FAILED"
    )
    answer = post(client, {"query": f"query cop {{ __typename {'@aa' * 1_000} }}"}).json()
    assert answer.keys() == {"errors"} and len(answer["errors"]) <= 2


def test_field_overload(client: Client, documents: str) -> None:
    response = post(client, {"query": f"query cop {{ {'__typename ' * 500} }}"})
    refusal(response, documents, "COST_LIMIT")


def test_mutations_by_get(client: Client, documents: str) -> None:
    response = client.get(URL, {"query": "mutation cop { __typename }"})
    assert 400 <= response.status_code < 500 or "data" not in response.json()
    assert "data" not in response.json()


def test_a_raw_query_by_get(client: Client, documents: str) -> None:
    response = client.get(URL, {"query": TYPENAME})
    if documents == "trusted":
        assert response.status_code == 400
        refusal(response, documents, "")
    else:
        # Nothing that a foreign site could make a visitor's browser do: it changes nothing, and reads what is public.
        assert response.json() == {"data": {"__typename": "Query"}}


def test_url_encoded_and_multipart_posts(client: Client, documents: str) -> None:
    for response in (
        client.post(URL, {"query": TYPENAME}),
        client.post(
            URL, "query=query%20cop%20%7B__typename%7D", content_type="application/x-www-form-urlencoded"
        ),
        client.post(URL, json.dumps({"query": TYPENAME}), content_type="text/plain"),
    ):
        assert response.status_code == 415
        assert response.json().keys() == {"errors"}


def test_tracing(client: Client, documents: str) -> None:
    for headers in ({}, {"x-apollo-tracing": "1", "apollo-federation-include-trace": "ftv1"}):
        answer = post(client, {"query": TYPENAME, "extensions": {"tracing": True}}, headers=headers).json()
        assert "extensions" not in answer


def test_debug_traces(client: Client, documents: str) -> None:
    for body in ({"query": "query cop { __typename"}, {"query": "qwerty cop { abc }"}, {"query": 5}, "\0"):
        text = post(client, body, headers={"x-debug": "1"}).content.decode()
        for sign in ("Traceback", "exception", "stacktrace", ".py", "graphql.", "django"):
            assert sign not in text


def test_explorers(client: Client, documents: str) -> None:
    for path in ("/graphiql/", "/graphql/"):
        response = client.get(path, headers={"accept": "text/html"})
        assert response.status_code in (400, 404, 406)
        assert "graphiql" not in response.content.decode().lower().replace("/graphiql/", "")
    for path in ("/playground", "/altair", "/voyager", "/graphql/console", "/graphql/schema"):
        assert client.get(path, follow=True).status_code == 404


def test_nothing_is_set_and_nothing_depends_on_who_asks(client: Client, documents: str) -> None:
    for response in (
        post(client, {"query": TYPENAME}),
        client.get(URL, {"query": TYPENAME}),
        client.put(URL),
    ):
        assert "Set-Cookie" not in response.headers
        assert "cookie" not in response.headers["Vary"].lower()
