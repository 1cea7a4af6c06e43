"""HTTP response of a cached answer: compression, ETag, Cache-Control, surrogate keys (RFC 9110, RFC 9111)."""

import time
from collections.abc import Callable
from functools import lru_cache

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response

from cms.serving.stale import stale_headers

from ..cache.editions import Edition
from ..cache.entries import ENCODERS, MIN_COMPRESSED, StoredAnswer
from .negotiation import GRAPHQL_TYPE

VARY = "Accept, Accept-Encoding"


def stored_response(
    request: HttpRequest,
    answer: StoredAnswer,
    media_type: str,
    encode: Callable[[str], bytes],
    edition: Edition | None = None,
) -> HttpResponse:
    """Return the response to a request; 304 if the client's copy is current, 412 if it asks for another.

    `encode` returns the answer's body in a content coding, uncompressed for an empty string. `edition` is the
    one that the answer is cached for, if it is.
    """
    is_read = request.method != "POST"
    encoding = ""
    if len(answer.body) >= MIN_COMPRESSED:
        encoding = accepted_encoding(request.META.get("HTTP_ACCEPT_ENCODING", ""))
    headers = {"Vary": VARY, "Cache-Control": _cache_control(answer) if is_read else "no-cache"}
    if edition is not None and edition.age is not None:
        headers.update(stale_headers(edition.age))
    if answer.tags:
        headers["X-Cache-Tags"] = ",".join(answer.tags)
        headers["Surrogate-Key"] = " ".join(answer.tags)
    if is_read:
        headers["ETag"] = _etag(answer, media_type, encoding)
        conditional = _conditional_response(request, headers)
        if conditional is not None:
            return conditional
    body = encode(encoding)
    if encoding:
        headers["Content-Encoding"] = encoding
    headers["Content-Length"] = str(len(body))
    if request.method == "HEAD":
        body = b""
    return HttpResponse(body, headers=headers, content_type=f"{media_type}; charset=utf-8")


def _etag(answer: StoredAnswer, media_type: str, encoding: str) -> str:
    """Return a strong ETag: equal only for the same bytes of the same media type."""
    suffix = "-g" if media_type == GRAPHQL_TYPE else ""
    return f'"{answer.digest}{suffix}{f"-{encoding}" if encoding else ""}"'


def _conditional_response(request: HttpRequest, headers: dict[str, str]) -> HttpResponse | None:
    """Return 304 or 412 where the request's preconditions say so, compared by Django (RFC 9110, 13.2.2).

    The WSGI response cache compares none: it holds what was responded to the same preconditions.
    """
    # An answer has no date of modification: what is asked about one is ignored (RFC 9110, 13.1.3 and 13.1.4).
    for name in ("HTTP_IF_MODIFIED_SINCE", "HTTP_IF_UNMODIFIED_SINCE"):
        request.META.pop(name, None)
    response: HttpResponse | None = get_conditional_response(request, etag=headers["ETag"])
    if response is not None:
        for name, value in headers.items():
            response[name] = value
        if response.status_code == 412:
            # A CDN would serve it to those who ask for any version.
            response["Cache-Control"] = "no-store"
    return response


def _cache_control(answer: StoredAnswer) -> str:
    """Return Cache-Control for shared caches (CDN): fresh and stale time end at the answer's expiry."""
    max_age: int = settings.CMS_GRAPHQL_S_MAXAGE
    left = int(answer.valid_until - time.time()) if max_age and answer.tags is not None else 0
    if left <= 0:
        return "no-cache"
    fresh = min(max_age, left)
    stale = min(settings.CMS_GRAPHQL_STALE_WHILE_REVALIDATE, left - fresh)
    while_revalidating = f", stale-while-revalidate={stale}" if stale else ""
    return f"public, max-age=0, s-maxage={fresh}{while_revalidating}"


@lru_cache(maxsize=256)
def accepted_encoding(header: str) -> str:
    """Return the content coding that an `Accept-Encoding` header prefers; empty for identity.

    Among equal qualities the order is that of `ENCODERS`, then identity (RFC 9110, 12.5.3).
    """
    qualities: dict[str, float] = {}
    for part in header.lower().split(","):
        name, *parameters = (piece.strip() for piece in part.split(";"))
        quality = 1.0
        for parameter in parameters:
            key, _, value = parameter.partition("=")
            if key.strip() == "q":
                try:
                    quality = float(value)
                except ValueError:
                    quality = 0.0
        if name:
            qualities[name] = quality
    others = qualities.get("*", 0.0)
    identity = qualities.get("identity", 0.0)
    best, chosen = 0.0, ""
    for name in ENCODERS:
        quality = qualities.get(name, others)
        if quality > best:
            best, chosen = quality, name
    return chosen if best >= identity else ""
