"""Time per request grows no faster than the size of the request, and none ends with a 500."""

import json
import time
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from cms.home.sites import StartedSite

pytestmark = pytest.mark.once

URL = "/graphql/"
Made = dict[str, Any]


def asking(text: str, **more: Any) -> Made:
    return sending(json.dumps({"query": text, **more}))


def sending(body: str) -> Made:
    return {"method": "POST", "path": URL, "data": body, "content_type": "application/json"}


def with_header(name: str, value: str, path: str = f"{URL}?query={{__typename}}") -> Made:
    return {"method": "GET", "path": path, "headers": {name: value}}


def typed(more: str, path: str = URL) -> Made:
    return {"method": "POST", "path": path, "data": b"{}", "content_type": f"application/json{more}"}


def names(count: int, last: str) -> str:
    return ",".join((*(f'"a{number}":1' for number in range(count)), last))


def doubled(number: int) -> str:
    return " ".join(f"$a{name}: Int $a{name}: Int" for name in range(number))


#: Each makes a request of about so many bytes.
REQUESTS: dict[str, Callable[[int], Made]] = {
    "a name twice in the body": lambda n: sending("{" + names(n // 10, '"z":1,"z":1') + "}"),
    "a name twice in the variables": lambda n: sending(
        '{"query":"{__typename}","variables":{' + names(n // 10, '"z":1,"z":1') + "}}"
    ),
    "a name twice at the beginning": lambda n: sending('{"a":1,"a":1,' + names(n // 10, '"z":1') + "}"),
    "digits": lambda n: sending('{"query":"{__typename}","variables":{"a":0.' + "1" * n + "}}"),
    "errors behind many lines": lambda n: asking("query (" + "\n" * n + doubled(30) + ") { __typename }"),
    "variables behind many lines": lambda n: asking(
        "query (" + "\r" * n + " ".join(f"$v{k}: ID!" for k in range(60)) + ") { __typename }"
    ),
    "quotation marks": lambda n: asking('{ page(id: """' + '"' * n),
    "an encoded path": lambda n: asking(
        "query ($t: String!) { route(path: $t) { status } }", variables={"t": "/%E4" * (n // 4)}
    ),
    "parameters of the address": lambda n: {"method": "GET", "path": f"{URL}?" + "a=1&" * (n // 4)},
    "ranges of Accept": lambda n: with_header("accept", "application/json," * (n // 17)),
    "encodings": lambda n: with_header("accept-encoding", "gzip;q=1," * (n // 9)),
    "validators": lambda n: with_header("if-none-match", 'W/"a",' * (n // 6)),
    "proxies": lambda n: with_header("x-forwarded-for", "1.1.1.1," * (n // 8)),
    "a cookie of escapes": lambda n: with_header("cookie", f'a="{chr(92) * n}"', "/admin/login/"),
    "a charset without end": lambda n: typed(';a="' + ";" * n),
    "a boundary without end": lambda n: typed(';boundary="' + ";" * n, "/admin/login/"),
    "parts of a media type": lambda n: typed(";a=b" * (n // 4)),
    "a document's number": lambda n: {"method": "GET", "path": f"/documents/{'1' * n}/a"},
}
FEW, MANY = 15_000, 60_000
#: Four times as many bytes may take four times as long; sixteen times would be the square. What is quick
#: anyhow says nothing.
MAX_RATIO, QUICK = 9.0, 0.04


def send(client: Client, made: Made) -> float:
    """Return the processor's seconds for a request."""
    started = time.process_time()
    response = client.generic(**made)
    taken = time.process_time() - started
    assert response.status_code < 500
    return taken


@pytest.mark.parametrize("name", REQUESTS)
def test_four_times_as_long_takes_no_more_than_that(site: StartedSite, client: Client, name: str) -> None:
    make = REQUESTS[name]
    client.generic(**make(1_000))
    slow = min(send(client, make(MANY)) for _ in range(2))
    if slow > QUICK:
        assert slow < MAX_RATIO * min(send(client, make(FEW)) for _ in range(2))


def test_a_document_of_too_many_lines_is_rejected(site: StartedSite, client: Client) -> None:
    made = asking("{" + "\n" * 6_000 + "__typename }")
    (error,) = client.generic(**made).json()["errors"]
    assert error["extensions"] == {"code": "TOKEN_LIMIT", "limit": 5_000}


@pytest.mark.parametrize(
    "headers",
    [{"cookie": "a" * 20_000}, {"content-type": "a;" * 600}, {"x-anything": "a" * 20_000}],
    ids=["cookie", "type", "other"],
)
def test_a_header_of_too_many_characters_is_refused(
    site: StartedSite, client: Client, headers: dict[str, str]
) -> None:
    response = client.get("/admin/login/", headers=headers)
    assert (response.status_code, response.content) == (431, b"A header of the request is too long.")
    usual = {name: value[:900] for name, value in headers.items()}
    assert client.get("/admin/login/", headers=usual).status_code == 200
