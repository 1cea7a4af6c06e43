"""Galleries, filtered and sorted, and the pictures of one."""

from typing import Any

from cms.galleries.models import GalleryPage

from ..arguments import check_filter, check_slice
from ..pagination import Key, Order, Slice, connection_type, slice_of
from ..reading import Reading, images, relations
from ..reading.sites import Root
from ..types.extending import node_of
from ..value_types import GalleryImage
from .filtering import Filters, listed
from .matching import by_query, with_query

ORDERS = {
    "NEWEST": Order("galleries-newest", (Key("date", is_descending=True), Key("pk", is_descending=True))),
    "OLDEST": Order("galleries-oldest", (Key("date"), Key("pk"))),
}
#: Pictures that no editor has sorted yet have no place, and come last.
IMAGES = Order("gallery-images", (Key("sort_order", is_nullable=True), Key("pk")))
FILTERS: Filters = {"year": lambda rows, year: rows.of_year(year), "query": by_query}

GalleryConnection = connection_type(
    "GalleryConnection", lambda: node_of(GalleryPage), "GalleryEdge", "galleries"
)
GalleryImageConnection = connection_type(
    "GalleryImageConnection", GalleryImage, "GalleryImageEdge", "pictures"
)


def gallery_slice(
    reading: Reading,
    root: Root | None,
    *,
    order: str,
    first: int,
    filter: dict[str, Any] | None = None,
    after: str | None = None,
    offset: int | None = None,
) -> Slice:
    """Return a slice of the public galleries below a home page; of none where there is no home page."""
    check_slice(first, after, offset)
    given = dict(filter or {})
    check_filter(given)
    given = with_query(given, root)
    by = ORDERS[order]
    columns = reading.columns(GalleryPage, *by.columns)
    return slice_of(
        listed(reading, GalleryPage, root, given, FILTERS),
        by,
        columns=columns,
        first=first,
        after=after,
        offset=offset,
        see=lambda rows: reading.pages(GalleryPage, columns, rows),
    )


def image_slice(
    reading: Reading, page: GalleryPage, *, first: int, after: str | None = None, offset: int | None = None
) -> Slice:
    """Return a slice of an album's public pictures, read for every known album at once."""
    check_slice(first, after, offset)
    start = offset or 0
    beyond = _beyond(after) if after is not None else None

    def fetch() -> list[Any]:
        rows = reading.fetch(relations.fetch_picture_slices, page, first + 1, beyond, start)
        return images.gallery_images(reading, page, rows or ())

    return Slice(
        IMAGES,
        first=first,
        is_at_start=beyond is None and start == 0,
        fetch=fetch,
        count=lambda: reading.fetch(relations.fetch_image_counts, page) or 0,
    )


def _beyond(after: str) -> relations.Beyond:
    place, number = IMAGES.values_in(after)
    return relations.Beyond((place, number), IMAGES.beyond(after))
