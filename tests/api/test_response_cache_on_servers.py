"""Response cache as WSGI middleware under a server: bodies, connections, Django's own handler."""

from io import BytesIO
from typing import Any

import pytest
from django.core.handlers.wsgi import WSGIHandler
from django.core.signals import request_finished, request_started
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.utils.http import urlencode

from cms.api.cache.editions import Edition
from cms.api.cache.response_cache import EDITION, edition_read_before, length_of_body
from cms.home.sites import StartedSite
from site_config.response_cache import ResponseCachingApplication

from .cached_responses import URL, by_get
from .cached_titles import TITLES


def call(environ: dict[str, Any], application: Any) -> Any:
    begun: list[Any] = []
    found = ResponseCachingApplication(application)(environ, lambda *values: begun.extend(values))
    return found, begun


POST = {"REQUEST_METHOD": "POST", "CONTENT_TYPE": "application/json"}


@pytest.mark.parametrize(
    ("environ", "length"),
    [
        ({"REQUEST_METHOD": "GET"}, 0),
        ({"REQUEST_METHOD": "HEAD", "CONTENT_LENGTH": ""}, 0),
        ({"REQUEST_METHOD": "GET", "CONTENT_LENGTH": "5"}, None),
        ({"REQUEST_METHOD": "PUT"}, None),
        ({**POST, "CONTENT_LENGTH": "12"}, 12),
        ({**POST, "CONTENT_LENGTH": "12", "CONTENT_TYPE": "text/plain"}, None),
        ({**POST, "CONTENT_LENGTH": "-1"}, None),
        ({**POST, "CONTENT_LENGTH": "a"}, None),
        ({**POST, "CONTENT_LENGTH": "999999999"}, None),
        ({**POST, "CONTENT_LENGTH": "5", "HTTP_TRANSFER_ENCODING": "chunked"}, None),
    ],
)
def test_only_what_the_endpoint_reads_is_waited_for(environ: dict[str, Any], length: int | None) -> None:
    assert length_of_body(environ) == length


@pytest.mark.parametrize("length", ["2", "a", "999999999"])
def test_a_request_that_is_passed_on_has_its_body(site: StartedSite, length: str) -> None:
    environ = {
        **POST,
        "PATH_INFO": URL,
        "wsgi.url_scheme": "http",
        "CONTENT_LENGTH": length,
        "wsgi.input": BytesIO(b"{}"),
    }
    found, _ = call(environ, lambda environ, start: [environ["wsgi.input"].read()])
    assert found == [b"{}"]


@pytest.mark.parametrize("error", [OSError, RuntimeError])
def test_a_client_that_goes_away_is_left_to_the_endpoint(error: type[Exception]) -> None:
    class Gone:
        def read(self, *size: int) -> bytes:
            raise error("gone")

    environ = {**POST, "PATH_INFO": URL, "CONTENT_LENGTH": "2", "wsgi.input": Gone()}
    assert call(environ, lambda environ, start: [b"told"])[0] == [b"told"]


@pytest.mark.parametrize("method", ["GET", "HEAD"])
@pytest.mark.parametrize("is_known", [False, True], ids=["", "known"])
def test_a_server_gets_the_same_of_both(
    article: Any, client: Client, method: str, is_known: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Through Django's own handler, as a server calls it."""
    for end in (request_started, request_finished):
        # As Django's test client does: the transaction of the test would be lost.
        monkeypatch.setattr(end, "send", lambda *arguments, **named: [])
    tag = by_get(client)["ETag"]
    environ = client._base_environ(
        REQUEST_METHOD=method, PATH_INFO=URL, QUERY_STRING=urlencode({"query": TITLES}), SERVER_PORT="80"
    )
    environ |= {"HTTP_X_WHATEVER_COMES": "1"} | ({"HTTP_IF_NONE_MATCH": tag} if is_known else {})
    handler = WSGIHandler()
    first, said = call(dict(environ), handler)
    again, said_again = call(dict(environ), handler)
    assert isinstance(first, HttpResponse)
    assert not isinstance(again, HttpResponse)
    # Whoever asks a list for its length would send that of a 304, too.
    assert isinstance(again, tuple) == (method == "GET" and not is_known)
    assert b"".join(again) == b"".join(first)
    assert said_again[0] == said[0] == ("304 Not Modified" if is_known else "200 OK")
    assert [one for one in said_again[1] if one[0] != "X-Request-ID"] == [
        one for one in said[1] if one[0] != "X-Request-ID"
    ]


def test_a_connection_that_has_just_answered_is_not_asked_whether_it_would(
    article: Any, client: Client
) -> None:
    by_get(client), by_get(client)
    environ = {EDITION: Edition(5)}
    connection.health_check_done = False
    assert edition_read_before(environ) == Edition(5)
    assert connection.health_check_done
