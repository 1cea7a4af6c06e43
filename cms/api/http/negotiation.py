"""Content negotiation of the response's media type (GraphQL over HTTP, "Accept"), by Django's own."""

from functools import lru_cache

from django.http import HttpRequest

GRAPHQL_TYPE = "application/graphql-response+json"
JSON_TYPE = "application/json"
#: The default for clients without a preference comes first: many of them are older than the other type.
MEDIA_TYPES = (JSON_TYPE, GRAPHQL_TYPE)
# Offered without a charset they would not match the ranges that name one, as some clients' do.
_OFFERED = {
    f"{media_type}; charset={charset}": media_type
    for media_type in MEDIA_TYPES
    for charset in ("utf-8", "utf8")
}


@lru_cache(maxsize=256)
def accepted_type(accept: str | None) -> str | None:
    """Return the media type that an `Accept` header prefers, None if it accepts neither.

    Cached by header: to parse one takes Django 50 µs and more, and clients send few.
    """
    preferred = preferred_type(accept, tuple(_OFFERED))
    return _OFFERED[preferred] if preferred else None


def preferred_type(accept: str | None, offered: tuple[str, ...]) -> str | None:
    """Return the one of the offered media types that an `Accept` header prefers; None if it accepts none."""
    request = HttpRequest()
    if accept and accept.strip():
        # Names of media types and charsets have no case (RFC 9110, 8.3.1 and 8.3.2).
        request.META["HTTP_ACCEPT"] = accept.lower()
    try:
        return request.get_preferred_type(offered)
    except (TypeError, ValueError):
        # Django parses `a*=unknown''x` and the like by the rules of mail headers, which raise.
        return None
