"""A stored answer over HTTP: encodings, validators and what caches on the way may do (RFC 9110, RFC 9111)."""

import time
from collections.abc import Callable
from functools import lru_cache

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from cms.serving.stale import stale_headers

from ..negotiation import GRAPHQL_TYPE
from .answers import ENCODERS, LEAST_COMPRESSED, StoredAnswer
from .last_edition import Edition

VARY = "Accept, Accept-Encoding"


def stored_response(
    request: HttpRequest,
    answer: StoredAnswer,
    media_type: str,
    encode: Callable[[str], bytes],
    edition: Edition | None = None,
) -> HttpResponse:
    """Return the response to a request; 304 for what the client has already.

    `encode` returns the body of the answer in an encoding, empty for none. `edition` is the one in which the
    answer is stored, if it is.
    """
    is_read = request.method != "POST"
    encoding = ""
    if len(answer.body) >= LEAST_COMPRESSED:
        encoding = accepted_encoding(request.META.get("HTTP_ACCEPT_ENCODING", ""))
    headers = {"Vary": VARY, "Cache-Control": _cache_control(answer) if is_read else "no-cache"}
    if edition is not None and edition.age is not None:
        headers.update(stale_headers(edition.age))
    if answer.tags:
        headers["X-Cache-Tags"] = ",".join(answer.tags)
        headers["Surrogate-Key"] = " ".join(answer.tags)
    if is_read:
        tag = headers["ETag"] = _entity_tag(answer, media_type, encoding)
        if is_among(tag, request.META.get("HTTP_IF_NONE_MATCH")):
            response = HttpResponse(status=304, headers=headers)
            del response["Content-Type"]
            return response
    body = encode(encoding)
    if encoding:
        headers["Content-Encoding"] = encoding
    headers["Content-Length"] = str(len(body))
    if request.method == "HEAD":
        body = b""
    return HttpResponse(body, headers=headers, content_type=f"{media_type}; charset=utf-8")


def _entity_tag(answer: StoredAnswer, media_type: str, encoding: str) -> str:
    """Return a strong validator: the same for the same bytes of the same type alone."""
    mark = "-g" if media_type == GRAPHQL_TYPE else ""
    return f'"{answer.digest}{mark}{f"-{encoding}" if encoding else ""}"'


def is_among(tag: str, asked: str | None) -> bool:
    """Tell whether a validator is among those of If-None-Match, compared weakly (RFC 9110, 13.1.2)."""
    if not asked:
        return False
    # No validator of ours has a comma in it.
    return asked.strip() == "*" or tag in (one.strip().removeprefix("W/") for one in asked.split(","))


def _cache_control(answer: StoredAnswer) -> str:
    """Return what caches may do. None keeps an answer beyond the moment at which it turns by itself."""
    most: int = settings.CMS_GRAPHQL_S_MAXAGE
    left = int(answer.valid_until - time.time()) if most and answer.tags is not None else 0
    if left <= 0:
        return "no-cache"
    fresh = min(most, left)
    stale = min(settings.CMS_GRAPHQL_STALE_WHILE_REVALIDATE, left - fresh)
    while_asking = f", stale-while-revalidate={stale}" if stale else ""
    return f"public, max-age=0, s-maxage={fresh}{while_asking}"


@lru_cache(maxsize=256)
def accepted_encoding(header: str) -> str:
    """Return the encoding that an `Accept-Encoding` header likes best; empty for the body as it is.

    Of encodings equally liked ours come in the order of `ENCODERS`, before none (RFC 9110, 12.5.3).
    """
    liked: dict[str, float] = {}
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
            liked[name] = quality
    anything = liked.get("*", 0.0)
    as_it_is = liked.get("identity", 0.0)
    best, chosen = 0.0, ""
    for name in ENCODERS:
        quality = liked.get(name, anything)
        if quality > best:
            best, chosen = quality, name
    return chosen if best >= as_it_is else ""
