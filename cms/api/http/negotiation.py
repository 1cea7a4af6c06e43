"""Content negotiation of the response's media type (GraphQL over HTTP, "Accept"; RFC 9110, 12.5.1)."""

from functools import lru_cache

GRAPHQL_TYPE = "application/graphql-response+json"
JSON_TYPE = "application/json"
#: The default for clients without a preference comes first: many of them are older than the other type.
MEDIA_TYPES = (JSON_TYPE, GRAPHQL_TYPE)


@lru_cache(maxsize=256)
def accepted_type(accept: str | None) -> str | None:
    """Return the media type that an `Accept` header prefers, None if it accepts neither.

    The most specific range decides for a type, as with `application/json;q=0, */*`. Of two types of equal
    quality one that is named wins over a wildcard, and of two named ones the first.
    """
    if accept is None or not accept.strip():
        return MEDIA_TYPES[0]
    ranges = [parsed for place, part in enumerate(accept.split(",")) if (parsed := _media_range(part, place))]
    best: tuple[float, int, int] | None = None
    chosen = None
    for preference, media_type in enumerate(MEDIA_TYPES):
        names = (media_type, "application/*", "*/*")
        matches = [(names.index(name), quality, place) for name, quality, place in ranges if name in names]
        if not matches:
            continue
        breadth, quality, place = min(matches, key=lambda match: (match[0], -match[1], match[2]))
        rank = (quality, -breadth, -place if breadth == 0 else -preference)
        if quality > 0 and (best is None or rank > best):
            best, chosen = rank, media_type
    return chosen


def _media_range(part: str, place: int) -> tuple[str, float, int] | None:
    """Return a media range as (name, quality, place in the header); None if it is invalid or not UTF-8."""
    name, *parameters = (piece.strip().lower() for piece in part.split(";"))
    quality = 1.0
    for parameter in parameters:
        key, _, value = parameter.partition("=")
        value = value.strip().strip('"')
        if key.strip() == "q":
            try:
                quality = float(value)
            except ValueError:
                return None
            if not 0 <= quality <= 1:
                return None
            # Parameters after `q` belong to the header, not to the media type.
            break
        if key.strip() == "charset" and value not in ("utf-8", "utf8", "*"):
            return None
    return (name, quality, place) if name else None
