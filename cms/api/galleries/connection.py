"""Gallery connection: filters and orders, with keyset pagination; and the type of the image connection."""

from datetime import date
from typing import Any

from cms.galleries.models import GalleryPage

from ..loading.context import RequestContext
from ..loading.sites import Root
from ..vocabulary.arguments import check_filter, check_slice
from ..vocabulary.connections import Connection, connection_type, paginate
from ..vocabulary.cursors import Key, Order
from ..vocabulary.filtering import Filters, filtered_query
from ..vocabulary.registry import graphql_type_of
from ..vocabulary.text_filter import by_query, with_query
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
    first: int,
    filter: dict[str, Any] | None = None,
    after: str | None = None,
    offset: int | None = None,
) -> Connection:
    """Return a slice of the public galleries below a home page; an empty one without a home page."""
    check_slice(first, after, offset)
    filter_values = dict(filter or {})
    check_filter(filter_values)
    filter_values = with_query(filter_values, root)
    sort_order = ORDERS[order]
    columns = context.columns(GalleryPage, *sort_order.columns)
    return paginate(
        filtered_query(context, GalleryPage, root, filter_values, FILTERS),
        sort_order,
        columns=columns,
        first=first,
        after=after,
        offset=offset,
        to_nodes=lambda rows: context.pages(GalleryPage, columns, rows),
    )
