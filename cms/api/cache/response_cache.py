"""WSGI response cache: whole responses, looked up by request fingerprint before Django runs.

Django's request, middleware and response take longer than the lookup of a cached answer. So the response that
they made the first time is cached with the answer, under everything in the request that they may read.
"""

import time
from hashlib import blake2b
from typing import Any

from django.conf import settings
from django.db import close_old_connections, connection
from django.http import HttpResponse

from cms.serving.stale import stale_headers

from .answer_cache import answer_cache
from .editions import Edition
from .entries import CachedResponse

#: WSGI environ keys: the edition read for this request, and the exception that reading it raised.
EDITION, FAILURE = "cms.edition", "cms.edition_failure"

#: Headers left out of the fingerprint: they differ per visitor or request, and no answer depends on them. All
#: others are keyed, unknown ones too.
UNKEYED_HEADERS = frozenset(
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


def request_fingerprint(environ: dict[str, Any], body: bytes) -> bytes:
    """Return a hash that is equal for identical requests (PEP 3333, "environ Variables")."""
    parts = [
        environ["REQUEST_METHOD"],
        environ["wsgi.url_scheme"],
        environ.get("QUERY_STRING", ""),
        environ.get("CONTENT_TYPE", ""),
    ]
    for name, value in environ.items():
        if name.startswith("HTTP_") and name not in UNKEYED_HEADERS:
            parts.append(name)
            parts.append(value)
    head = "\n".join(parts).encode("utf-8", "surrogatepass")
    return blake2b(b"%d\n%b%b" % (len(head), head, body), digest_size=16, person=b"response").digest()


def length_of_body(environ: dict[str, Any]) -> int | None:
    """Return the number of body bytes to read; None if a response to the request is not cacheable.

    A body that the endpoint would not read is not waited for here.
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
        case "POST" if environ.get("CONTENT_TYPE", "").startswith("application/json"):
            return length if 0 <= length <= settings.CMS_GRAPHQL_MAX_BODY_BYTES else None
    return None


def find_response(environ: dict[str, Any], fingerprint: bytes) -> CachedResponse | None:
    """Return the cached response to a known request, if it is valid now; one statement, for the edition.

    An unknown request costs no statement. The edition, or the error from reading it, is put into `environ`
    for the view (`edition_read_before`).
    """
    cache = answer_cache()
    if cache is None or cache.memory.lookup_request(fingerprint) is None:
        return None
    # As Django does before and after each request.
    close_old_connections()
    try:
        environ[EDITION], _, answer = cache.find_by_request(fingerprint)
    except Exception as error:
        environ[FAILURE] = error
        return None
    response = None if answer is None else answer.responses.get(fingerprint)
    if response is None or response.valid_until <= time.time():
        return None
    if environ[EDITION] is not None and environ[EDITION].is_stale:
        headers = {**dict(response.headers), **stale_headers(environ[EDITION].age)}
        return response._replace(headers=list(headers.items()))
    close_old_connections()
    return response


def edition_read_before(environ: dict[str, Any]) -> Edition | None:
    """Return the edition that `find_response` has read for this request, or None.

    Raises the error that it got from the database: another attempt would wait as long again.
    """
    if FAILURE in environ:
        raise environ[FAILURE]
    edition: Edition | None = environ.get(EDITION)
    if edition is not None and not edition.is_stale:
        # The connection has just been used: spare Django's health check.
        connection.health_check_done = True  # type: ignore[attr-defined]
    return edition


def store_response(
    fingerprint: bytes, response: HttpResponse, status: str, headers: list[tuple[str, str]]
) -> None:
    """Cache a response made from a cached answer; `headers` are those that do not differ per request."""
    cache, cached = answer_cache(), getattr(response, "cached_answer", None)
    if cache is None or cached is None or cached.edition is None or response.cookies:
        return
    # Its Cache-Control is correct only while at least that much time is left until the answer expires.
    max_fresh: int = settings.CMS_GRAPHQL_S_MAXAGE and (
        settings.CMS_GRAPHQL_S_MAXAGE + settings.CMS_GRAPHQL_STALE_WHILE_REVALIDATE
    )
    valid_until = cached.answer.valid_until - max_fresh
    if valid_until > time.time():
        entry = CachedResponse(status, headers, response.content, valid_until)
        cache.memory.set_response(fingerprint, cached.edition, cached.key, cached.answer, entry)
