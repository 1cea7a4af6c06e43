"""Content negotiation (Accept): the response has the one of two media types that the client prefers."""

import pytest
from django.test import Client

from cms.api.http.negotiation import GRAPHQL_TYPE, JSON_TYPE, accepted_type


@pytest.mark.parametrize(
    ("accept", "expected"),
    [
        (None, JSON_TYPE),
        ("", JSON_TYPE),
        ("*/*", JSON_TYPE),
        ("application/*", JSON_TYPE),
        (JSON_TYPE, JSON_TYPE),
        (GRAPHQL_TYPE, GRAPHQL_TYPE),
        (GRAPHQL_TYPE.upper(), GRAPHQL_TYPE),
        (f"{GRAPHQL_TYPE}, {JSON_TYPE}", GRAPHQL_TYPE),
        (f"{JSON_TYPE}, {GRAPHQL_TYPE}", JSON_TYPE),
        (f"{GRAPHQL_TYPE}; charset=utf-8, {JSON_TYPE}; charset=utf-8", GRAPHQL_TYPE),
        (f"{GRAPHQL_TYPE};q=0.5, {JSON_TYPE};q=0.9", JSON_TYPE),
        (f"{JSON_TYPE};q=0.5, {GRAPHQL_TYPE};q=0.9", GRAPHQL_TYPE),
        (f"{GRAPHQL_TYPE}, */*", GRAPHQL_TYPE),
        (f"*/*, {GRAPHQL_TYPE}", GRAPHQL_TYPE),
        (f"{GRAPHQL_TYPE};q=0.8, */*;q=0.9", JSON_TYPE),
        (f"{GRAPHQL_TYPE};q=0, */*", JSON_TYPE),
        ("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", JSON_TYPE),
        ("application/*;q=0.5, text/html", JSON_TYPE),
        (f"{JSON_TYPE};charset=UTF-8", JSON_TYPE),
        (f'{JSON_TYPE};charset="utf-8"', JSON_TYPE),
        (f"{JSON_TYPE};charset=utf8", JSON_TYPE),
        (f"{JSON_TYPE};charset=iso-8859-1", None),
        (f"{JSON_TYPE};charset=iso-8859-1, {GRAPHQL_TYPE}", GRAPHQL_TYPE),
        ("text/html", None),
        ("image/*", None),
        ("*/*;q=0", None),
        # Django takes a quality that is none for 1.
        (f"{JSON_TYPE};q=nonsense", JSON_TYPE),
        (f"{JSON_TYPE};q=nan", JSON_TYPE),
        (f"{JSON_TYPE};q=2", JSON_TYPE),
        (f"{JSON_TYPE}; a*=bogus''x", None),
        ("a/b; x*=1; x*0=2", None),
        (",,;,", None),
        ("," * 10_000, None),
    ],
)
def test_which_type(accept: str | None, expected: str | None) -> None:
    assert accepted_type(accept) == expected


def test_who_wants_neither_is_refused(client: Client) -> None:
    for response in (
        client.get("/graphql/", {"query": "{ __typename }"}, headers={"accept": "text/html"}),
        client.post(
            "/graphql/", {"query": "{"}, content_type="application/json", headers={"accept": "text/html"}
        ),
    ):
        assert response.status_code == 406
        assert response.headers["Content-Type"] == f"{JSON_TYPE}; charset=utf-8"
        assert GRAPHQL_TYPE in response.json()["errors"][0]["message"]


def test_browsers_see_json(client: Client) -> None:
    accept = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
    response = client.get("/graphql/", {"query": "{ __typename }"}, headers={"accept": accept})
    assert response.json() == {"data": {"__typename": "Query"}}


@pytest.mark.parametrize(
    ("content_type", "status"),
    [
        ("application/json", 200),
        ("application/json; charset=utf-8", 200),
        ("application/json;charset=UTF-8", 200),
        ("APPLICATION/JSON", 200),
        ("application/json; charset=utf-16", 415),
        ("application/json; charset=iso-8859-1", 415),
        ("application/graphql", 415),
        ("application/graphql-response+json", 415),
        ("application/jsonx", 415),
    ],
)
def test_what_a_body_may_be(client: Client, content_type: str, status: int) -> None:
    response = client.generic("POST", "/graphql/", '{"query": "{ __typename }"}', content_type=content_type)
    assert response.status_code == status


def test_a_packed_body_is_refused(client: Client) -> None:
    response = client.post(
        "/graphql/",
        '{"query": "{ __typename }"}',
        content_type="application/json",
        headers={"content-encoding": "gzip"},
    )
    assert response.status_code == 415


def test_a_parameter_twice_in_the_address(client: Client) -> None:
    response = client.get("/graphql/?query={__typename}&query={a}")
    assert response.status_code == 400
    assert response.json()["errors"][0]["extensions"]["argument"] == "query"


def test_an_address_with_too_many_parameters(client: Client) -> None:
    response = client.get(f"/graphql/?query={{__typename}}{'&a' * 20_000}")
    assert response.status_code == 400


def test_what_is_stored(client: Client) -> None:
    def cache_control(query: str, **headers: str) -> str:
        return str(client.get("/graphql/", {"query": query}, headers=headers).headers["Cache-Control"])

    assert cache_control("{ __typename }") == "no-cache"
    assert cache_control("{ nothing }") == "no-store"
    assert cache_control("{ nothing }", accept=GRAPHQL_TYPE) == "no-store"
    assert cache_control("{") == "no-store"
