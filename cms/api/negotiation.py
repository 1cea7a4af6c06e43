"""Which of the two media types a client gets (GraphQL over HTTP, "Accept"; RFC 9110, 12.5.1)."""

from functools import lru_cache

GRAPHQL_TYPE = "application/graphql-response+json"
JSON_TYPE = "application/json"
#: What is answered without a preference comes first: clients that say nothing are often older than the other.
MEDIA_TYPES = (JSON_TYPE, GRAPHQL_TYPE)


@lru_cache(maxsize=256)
def accepted_type(accept: str | None) -> str | None:
    """Return the media type that an `Accept` header prefers, None if it takes neither.

    The more specific range decides for a type, as `application/json;q=0` beside `*/*`; of two types equally
    wanted the one that is named wins, and of two named ones the first.
    """
    if accept is None or not accept.strip():
        return MEDIA_TYPES[0]
    ranges = [found for place, part in enumerate(accept.split(",")) if (found := _range(part, place))]
    best: tuple[float, int, int] | None = None
    chosen = None
    for preference, media_type in enumerate(MEDIA_TYPES):
        names = (media_type, "application/*", "*/*")
        fitting = [(names.index(name), quality, place) for name, quality, place in ranges if name in names]
        if not fitting:
            continue
        breadth, quality, place = min(fitting, key=lambda one: (one[0], -one[1], one[2]))
        rank = (quality, -breadth, -place if breadth == 0 else -preference)
        if quality > 0 and (best is None or rank > best):
            best, chosen = rank, media_type
    return chosen


def _range(part: str, place: int) -> tuple[str, float, int] | None:
    """Return a media range as (name, quality, place); None for one that we have no answer in."""
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
            # What follows are extensions of the header, no parameters of the type.
            break
        if key.strip() == "charset" and value not in ("utf-8", "utf8", "*"):
            return None
    return (name, quality, place) if name else None
