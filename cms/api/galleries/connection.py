"""Gallery connection: filters and orders, with keyset pagination; and the type of the image connection."""

from datetime import date
from typing import Any

from cms.galleries.models import GalleryPage

from ..loading.context import RequestContext
from ..loading.sites import Root
from ..vocabulary.connections import Connection, connection_type
from ..vocabulary.cursors import Key, Order
from ..vocabulary.filtering import Filters
from ..vocabulary.page_lists import checked_filter, paginate_pages
from ..vocabulary.registry import graphql_type_of
from ..vocabulary.text_filter import by_query
from .images import GalleryImage

ORDERS = {
    "NEWEST": Order(
        "galleries-newest", (Key("date", date, is_descending=True), Key("pk", int, is_descending=True))
    ),
    "OLDEST": Order("galleries-oldest", (Key("date", date), Key("pk", int))),
}

#: Filter field → function that narrows the queryset by its value.
FILTERS: Filters = {"year": lambda rows, year: rows.of_year(year), "query": by_query}

GalleryConnection = connection_type(
    "GalleryConnection", lambda: graphql_type_of(GalleryPage), "GalleryEdge", "galleries"
)
GalleryImageConnection = connection_type(
    "GalleryImageConnection", GalleryImage, "GalleryImageEdge", "pictures"
)


def resolve_gallery_connection(
    context: RequestContext,
    root: Root | None,
    *,
    order: str,
    filter: dict[str, Any] | None = None,
    **slice_values: Any,
) -> Connection:
    """Return a slice of the public galleries below a home page; an empty one without a home page."""
    filter_values = checked_filter(root, filter, **slice_values)
    return paginate_pages(context, GalleryPage, root, filter_values, FILTERS, ORDERS[order], **slice_values)
