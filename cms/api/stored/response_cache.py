"""Whole responses to requests that come again, as a server sends them.

Between a server and a stored answer stand Django's request, its middleware and its response. Together they
take longer than finding the answer does. What they made of it the first time is kept beside it, and found by
all of a request that they may look at.
"""

import time
from hashlib import blake2b
from typing import Any

from django.conf import settings
from django.db import close_old_connections, connection
from django.http import HttpResponse

from cms.serving.stale import stale_headers

from ..limits import limits
from ..negotiation import JSON_TYPE
from .answers import SentResponse
from .cache import answers
from .last_edition import Edition

#: In the environment of a request: the edition of the content where it has been read, and what the database
#: raised when it was asked.
EDITION, FAILURE = "cms.edition", "cms.edition_failure"

#: What differs with each visitor or request, and what no answer depends on. With another value of any other
#: header, also of one that nobody here knows, a request is another one.
UNREAD_HEADERS = frozenset(
    f"HTTP_{name}"
    for name in (
        "ACCEPT_LANGUAGE",
        "B3",
        "BAGGAGE",
        "CF_CONNECTING_IP",
        "CF_RAY",
        "COOKIE",
        "FORWARDED",
        "FASTLY_CLIENT_IP",
        "REFERER",
        "SENTRY_TRACE",
        "TRACEPARENT",
        "TRACESTATE",
        "TRUE_CLIENT_IP",
        "USER_AGENT",
        "VIA",
        "X_AMZN_TRACE_ID",
        "X_AMZ_CF_ID",
        "X_B3_PARENTSPANID",
        "X_B3_SPANID",
        "X_B3_TRACEID",
        "X_CLIENT_IP",
        "X_CLOUD_TRACE_CONTEXT",
        "X_CORRELATION_ID",
        "X_FORWARDED_FOR",
        "X_REAL_IP",
        "X_REQUEST_ID",
        "X_REQUEST_START",
        "X_VARNISH",
    )
)


def mark_of(environ: dict[str, Any], body: bytes) -> bytes:
    """Return what two requests to the endpoint share if they are the same (PEP 3333, "environ Variables")."""
    parts = [
        environ["REQUEST_METHOD"],
        environ["wsgi.url_scheme"],
        environ.get("QUERY_STRING", ""),
        environ.get("CONTENT_TYPE", ""),
    ]
    for name, value in environ.items():
        if name.startswith("HTTP_") and name not in UNREAD_HEADERS:
            parts.append(name)
            parts.append(value)
    head = "\n".join(parts).encode("utf-8", "surrogatepass")
    return blake2b(b"%d\n%b%b" % (len(head), head, body), digest_size=16, person=b"response").digest()


def length_of_body(environ: dict[str, Any]) -> int | None:
    """Return how many bytes of a request are to be read; None where it is no request that comes again.

    Nobody waits here for a body that the endpoint does not read.
    """
    if "HTTP_TRANSFER_ENCODING" in environ:
        return None
    try:
        length = int(environ.get("CONTENT_LENGTH") or 0)
    except ValueError:
        return None
    match environ.get("REQUEST_METHOD"):
        case "GET" | "HEAD":
            return None if length else 0
        case "POST" if environ.get("CONTENT_TYPE", "").startswith(JSON_TYPE):
            return length if 0 <= length <= limits().max_body_bytes else None
    return None


def find_response(environ: dict[str, Any], mark: bytes) -> SentResponse | None:
    """Return the response to a request that has come before, if it is right now; one statement.

    No statement for a request that is new. What the database has said of the edition is noted in the
    environment for whoever answers instead (`edition_read_before`).
    """
    store = answers()
    if store is None or store.memory.key_of(mark) is None:
        return None
    # As Django does before a request, and after one.
    close_old_connections()
    try:
        environ[EDITION], _, answer = store.known(mark)
    except Exception as error:
        environ[FAILURE] = error
        return None
    found = None if answer is None else answer.sent.get(mark)
    if found is None or found.valid_until <= time.time():
        return None
    if environ[EDITION] is not None and environ[EDITION].is_stale:
        headers = {**dict(found.headers), **stale_headers(environ[EDITION].age)}
        return found._replace(headers=list(headers.items()))
    close_old_connections()
    return found


def edition_read_before(environ: dict[str, Any]) -> Edition | None:
    """Return the edition that has been read for a request; None if none has been.

    Raises what the database raised then: who asks it again waits as long once more.
    """
    if FAILURE in environ:
        raise environ[FAILURE]
    edition: Edition | None = environ.get(EDITION)
    if edition is not None and not edition.is_stale:
        # The connection has answered just now, and need not be asked whether it would.
        connection.health_check_done = True  # type: ignore[attr-defined]
    return edition


def keep_response(mark: bytes, response: HttpResponse, status: str, headers: list[tuple[str, str]]) -> None:
    """Keep a response that is made of a stored answer; `headers` are those that every request gets alike."""
    store, kept = answers(), getattr(response, "repeatable", None)
    if store is None or kept is None or kept.edition is None or response.cookies:
        return
    # What caches on the way are told of the time that is left is right for as long as there is so much.
    told: int = settings.CMS_GRAPHQL_S_MAXAGE and (
        settings.CMS_GRAPHQL_S_MAXAGE + settings.CMS_GRAPHQL_STALE_WHILE_REVALIDATE
    )
    valid_until = kept.answer.valid_until - told
    if valid_until > time.time():
        sent = SentResponse(status, headers, response.content, valid_until)
        store.memory.keep_response(mark, kept.edition, kept.key, kept.answer, sent)
