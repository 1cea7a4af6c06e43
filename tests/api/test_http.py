"""GraphQL over HTTP: no session, no cookie, nothing that a cross-origin form could do; clear refusals."""

import json
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse
from graphql import get_introspection_query
from wagtail.models import PageViewRestriction

from cms.api.documents.limits import MAX_COMMENTS
from cms.home.sites import StartedSite
from site_config.settings import base
from tests.factories.pages import NewsPageFactory

URL = "/graphql/"
MAX_BYTES = base.CMS_GRAPHQL_MAX_BODY_BYTES
MAX_TOKENS = base.CMS_GRAPHQL_MAX_TOKENS
NAME = "{ siteSettings { name } }"
ANSWER = {"data": {"siteSettings": {"name": "Verein"}}}
MODERN = "application/graphql-response+json"


def send(client: Client, body: Any, content_type: str = "application/json", **more: Any) -> Any:
    data = body if isinstance(body, str | bytes) else json.dumps(body)
    return client.post(URL, data, content_type=content_type, **more)


def test_post_and_get(site: StartedSite, client: Client) -> None:
    assert send(client, {"query": NAME}).json() == ANSWER
    assert client.get(URL, {"query": NAME}).json() == ANSWER
    query = "query Q($l: Language) { siteSettings(language: $l) { id } }"
    for response in (
        send(client, {"query": query, "variables": {"l": "EN"}, "operationName": "Q", "extensions": {}}),
        client.get(URL, {"query": query, "variables": '{"l": "EN"}', "operationName": "Q"}),
    ):
        assert response.json()["data"]["siteSettings"]["id"].endswith("-en")


def test_no_cookie_is_set_and_none_is_asked_for(site: StartedSite, client: Client) -> None:
    for response in (
        send(client, {"query": NAME}),
        client.get(URL, {"query": NAME}),
        send(client, "{"),
        client.put(URL),
    ):
        assert not response.cookies
        assert "Set-Cookie" not in response.headers
        assert "cookie" not in response.headers["Vary"].lower()
        assert response.headers["Vary"].split(", ")[0] == "Accept" or "Accept" in response.headers["Vary"]


def test_no_token_is_needed_and_no_form_is_taken(site: StartedSite) -> None:
    strict = Client(enforce_csrf_checks=True)
    assert send(strict, {"query": NAME}).json() == ANSWER
    for content_type in (
        "application/x-www-form-urlencoded",
        "multipart/form-data; boundary=x",
        "text/plain",
        "",
    ):
        response = strict.generic("POST", URL, json.dumps({"query": NAME}), content_type=content_type)
        assert response.status_code == 415
        assert response.json()["errors"][0]["extensions"]["code"] == "VALIDATION_FAILED"
    assert send(strict, {"query": NAME}, "application/json; charset=utf-8").json() == ANSWER


@pytest.mark.parametrize(
    ("body", "status", "code"),
    [
        ("{", 400, "VALIDATION_FAILED"),
        (b'{"query": "\xff"}', 400, "VALIDATION_FAILED"),
        ("[" * 100_000, 400, "VALIDATION_FAILED"),
        ([{"query": NAME}, {"query": NAME}], 400, "VALIDATION_FAILED"),
        (NAME, 400, "VALIDATION_FAILED"),
        ("null", 400, "VALIDATION_FAILED"),
        ('"text"', 400, "VALIDATION_FAILED"),
        ({}, 400, "VALIDATION_FAILED"),
        ({"query": ""}, 400, "VALIDATION_FAILED"),
        ({"query": " "}, 400, "VALIDATION_FAILED"),
        ({"query": None}, 400, "VALIDATION_FAILED"),
        ({"query": 5}, 400, "VALIDATION_FAILED"),
        ({"query": NAME, "variables": []}, 400, "VALIDATION_FAILED"),
        ({"query": NAME, "variables": "{}"}, 400, "VALIDATION_FAILED"),
        ({"query": NAME, "operationName": 5}, 400, "VALIDATION_FAILED"),
        ({"query": NAME, "extensions": []}, 400, "VALIDATION_FAILED"),
        ({"query": "x" * MAX_BYTES}, 413, "BODY_LIMIT"),
        ('{"query": "{ __typename }", "query": "{ __typename }"}', 400, "VALIDATION_FAILED"),
        ('{"query": "{ __typename }", "variables": {"a": NaN}}', 400, "VALIDATION_FAILED"),
        ('{"query": "{ __typename }", "variables": {"a": 1e999}}', 400, "VALIDATION_FAILED"),
        ('\ufeff{"query": "{ __typename }"}', 400, "VALIDATION_FAILED"),
    ],
)
def test_what_is_no_request_is_refused(client: Client, body: Any, status: int, code: str) -> None:
    response = send(client, body)
    assert response.status_code == status
    assert response.headers["Cache-Control"] == "no-store"
    assert response.headers["Content-Type"] == "application/json; charset=utf-8"
    answer = response.json()
    assert answer.keys() == {"errors"}
    assert [error["extensions"]["code"] for error in answer["errors"]] == [code]


def test_a_body_in_chunks_has_the_same_limit(client: Client) -> None:
    """No Content-Length tells beforehand how long it is."""
    from io import BytesIO

    body = json.dumps({"query": f"# {'x' * MAX_BYTES}\n{NAME}"}).encode()
    environment = {
        "wsgi.input": BytesIO(body),
        "CONTENT_LENGTH": "",
        "CONTENT_TYPE": "application/json",
        "REQUEST_METHOD": "POST",
        "PATH_INFO": URL,
    }
    response = client.request(**environment)
    # WSGI without a length reads nothing; a server that passes chunks on gives a length or a stream that ends.
    assert response.status_code in (400, 413)


def test_get_refuses_what_post_does(client: Client) -> None:
    assert client.get(URL).status_code == 400
    assert client.get(URL, {"query": NAME, "variables": "{"}).status_code == 400
    assert client.get(URL, {"query": NAME, "variables": "[1]"}).status_code == 400


@pytest.mark.parametrize("method", ["PUT", "PATCH", "DELETE", "TRACE", "QUERY"])
def test_other_methods_are_refused(client: Client, method: str) -> None:
    response = client.generic(method, URL)
    assert (response.status_code, response.headers["Allow"]) == (405, "GET, HEAD, OPTIONS, POST")


def test_head_is_get_without_its_body(site: StartedSite, client: Client) -> None:
    for parameters in ({"query": NAME}, {"query": "{"}, {}):
        get, head = client.get(URL, parameters), client.head(URL, parameters)
        assert head.content == b""
        assert head.status_code == get.status_code
        assert head.headers["Content-Length"] == str(len(get.content))
        assert head.headers["Content-Type"] == get.headers["Content-Type"]


def test_options_says_what_is_possible(client: Client) -> None:
    response = client.options(URL)
    assert (response.status_code, response.content) == (204, b"")
    assert response.headers["Allow"] == "GET, HEAD, OPTIONS, POST"


def test_operation_names(site: StartedSite, client: Client) -> None:
    two = "query A { siteSettings { name } } query B { siteSettings { id } }"
    assert send(client, {"query": two, "operationName": "A"}).json() == ANSWER
    for name in (None, "", "C"):
        answer = send(client, {"query": two, "operationName": name}).json()
        error = answer["errors"][0]
        assert (error["extensions"]["code"], error["extensions"]["argument"]) == (
            "VALIDATION_FAILED",
            "operationName",
        )
    only = "query A { siteSettings { name } }"
    assert send(client, {"query": only}).json() == ANSWER


def test_only_queries_are_possible(client: Client) -> None:
    for operation in ("mutation", "subscription"):
        for response in (
            send(client, {"query": f"{operation} {{ siteSettings {{ name }} }}"}),
            client.get(URL, {"query": f"{operation} {{ siteSettings {{ name }} }}"}),
        ):
            answer = response.json()
            assert "data" not in answer
            assert answer["errors"][0]["extensions"]["code"] == "VALIDATION_FAILED"
    fragments = "fragment F on Query { siteSettings { name } }"
    assert "data" not in send(client, {"query": fragments}).json()


def test_statuses_follow_what_the_client_accepts(site: StartedSite, client: Client) -> None:
    """GraphQL over HTTP, 6.4: the newer media type tells by the status what the older one tells with 200."""
    cases = [
        (NAME, {}, 200),
        ("{ news(first: 0) { totalCount } }", {}, 200),  # ran, and failed
        ("{", {}, 400),
        ("{ nothing }", {}, 400),
        ("query ($l: Language) { siteSettings(language: $l) { id } }", {"l": "FR"}, 400),
    ]
    for query, variables, status in cases:
        body = {"query": query, "variables": variables}
        old = send(client, body)
        assert (old.status_code, old.headers["Content-Type"]) == (200, "application/json; charset=utf-8")
        new = send(client, body, headers={"accept": f"{MODERN}, application/json;q=0.9"})
        assert (new.status_code, new.headers["Content-Type"]) == (status, f"{MODERN}; charset=utf-8")
        assert old.json() == new.json()


def test_documents_have_bounds(client: Client) -> None:
    for query in (
        "{" + " siteSettings { name }" * (MAX_TOKENS // 4) + "}",
        "#\n" * (MAX_COMMENTS + 1) + NAME,
    ):
        error = send(client, {"query": query}).json()["errors"][0]
        assert error["extensions"]["code"] == "TOKEN_LIMIT"
        assert f"{error['extensions']['limit']:,}" in error["message"]
    for query in ("{" + "a{" * 4000, "{" + "a{" * 3000 + "b" + "}" * 3001):
        error = send(client, {"query": query}).json()["errors"][0]
        assert error["extensions"]["code"] == "DEPTH_LIMIT"


def test_introspection_is_closed_in_production(client: Client, settings: Any) -> None:
    assert getattr(base, "CMS_GRAPHQL_INTROSPECTION", False) is False
    tools = get_introspection_query(input_value_deprecation=True)
    for query in ("{ __schema { types { name } } }", '{ __type(name: "NewsPage") { name } }', tools):
        settings.CMS_GRAPHQL_INTROSPECTION = False
        answer = send(client, {"query": query}).json()
        assert "data" not in answer
        # One error, and where the schema is, instead of one for each field.
        (error,) = answer["errors"]
        assert error["extensions"] == {"code": "VALIDATION_FAILED"}
        assert error["message"].startswith("Introspection is off here.")
        assert "`frontend_contract/schema.graphql`" in error["message"]
        settings.CMS_GRAPHQL_INTROSPECTION = True
        assert "errors" not in send(client, {"query": query}).json()
    settings.CMS_GRAPHQL_INTROSPECTION = False
    assert send(client, {"query": "{ __typename }"}).json() == {"data": {"__typename": "Query"}}


def test_an_editors_session_gives_no_more_rights(site: StartedSite, client: Client) -> None:
    draft = NewsPageFactory(title="Entwurf", is_live=False)
    closed = NewsPageFactory(title="Geschlossen")
    PageViewRestriction.objects.create(page=closed, restriction_type=PageViewRestriction.LOGIN)
    query = """query ($draft: ID!, $closed: ID!) {
      draft: page(id: $draft) { id } closed: page(id: $closed) { id } news { totalCount }
    }"""
    body = {"query": query, "variables": {"draft": f"page-{draft.pk}", "closed": f"page-{closed.pk}"}}
    public = send(client, body).json()
    client.force_login(User.objects.create_superuser("admin", password="geheim"))
    response = send(client, body)
    assert response.json() == public == {"data": {"draft": None, "closed": None, "news": {"totalCount": 0}}}
    assert not response.cookies


def test_the_endpoint_is_where_urls_say(site: StartedSite, client: Client) -> None:
    assert reverse("graphql") == URL


def test_without_the_last_slash_it_is_the_same_endpoint(site: StartedSite, client: Client) -> None:
    """A redirect would make a GET of a POST, and browsers follow none for a preflight."""
    bare = URL.removesuffix("/")
    origin = {"origin": "http://localhost:3000"}
    first = client.post(bare, {"query": NAME}, content_type="application/json", headers=origin)
    assert (first.status_code, first.json()) == (200, ANSWER)
    assert first.headers["Access-Control-Allow-Origin"] == "http://localhost:3000"
    # What was stored for one address is sent at the other.
    assert getattr(send(client, {"query": NAME}, headers=origin), "is_from_cache", False)
    preflight = client.options(bare, headers={**origin, "access-control-request-method": "POST"})
    assert preflight.status_code == 200
    assert preflight.headers["Access-Control-Allow-Origin"] == "http://localhost:3000"


def test_other_origins_may_ask_without_credentials(site: StartedSite, client: Client) -> None:
    origin = {"origin": "http://localhost:3000"}
    # Also what a server asks for is another answer to a page of another origin: caches must know.
    assert "origin" in send(client, {"query": NAME}).headers["Vary"].lower().split(", ")
    response = send(client, {"query": NAME}, headers=origin)
    assert response.headers["Access-Control-Allow-Origin"] == "http://localhost:3000"
    assert "Access-Control-Allow-Credentials" not in response.headers
    preflight = {
        **origin,
        "access-control-request-method": "POST",
        "access-control-request-headers": "content-type",
    }
    assert (
        client.options(URL, headers=preflight).headers["Access-Control-Allow-Origin"]
        == "http://localhost:3000"
    )
    foreign = send(client, {"query": NAME}, headers={"origin": "https://evil.example"})
    assert "Access-Control-Allow-Origin" not in foreign.headers
    assert foreign.json() == ANSWER


def test_answers_are_utf8_whatever_was_asked(site: StartedSite, client: Client) -> None:
    NewsPageFactory(title="Größe „💥“")
    response = send(client, {"query": "{ news { nodes { title } } }"})
    assert "Größe „💥“" in response.content.decode()
    half = send(client, {"query": '{ newsPage(slug: "\\ud83d") { id } }'})
    assert half.json()["errors"][0]["extensions"]["code"] in ("ARGUMENT_INVALID", "PARSE_FAILED")
