"""Pagination of the public pages of one type below a home page: filtered, ordered and counted."""

from collections.abc import Callable, Mapping
from typing import Any

from wagtail.models import Page

from ..loading.context import RequestContext
from ..loading.sites import Root
from .arguments import check_filter, check_slice
from .connections import Connection, paginate
from .cursors import Order
from .facets import Counts, Part
from .filtering import Filters, filtered_query, filtered_query_without
from .text_filter import with_query


def checked_filter(
    root: Root | None,
    filter: Mapping[str, Any] | None,
    *,
    first: int,
    after: str | None = None,
    offset: int | None = None,
) -> dict[str, Any]:
    """Check the arguments that all lists have; return the filter, its query parsed. Raises `ApiError`."""
    check_slice(first, after, offset)
    filter_values = dict(filter or {})
    check_filter(filter_values)
    return with_query(filter_values, root)


def paginate_pages(
    context: RequestContext,
    model: type[Page],
    root: Root | None,
    filter_values: dict[str, Any],
    filters: Filters,
    order: Order,
    *,
    first: int,
    after: str | None = None,
    offset: int | None = None,
    more_columns: tuple[str, ...] = (),
    facet_parts: dict[str, Part] | None = None,
    edge_fields: Callable[[Any], dict[str, Any]] | None = None,
) -> Connection:
    """Return a slice of the public pages of a model below a home page; an empty one without a home page.

    `more_columns` are read beside those of the requested fields; see `paginate` for `edge_fields`.
    """
    columns = context.columns(model, *order.columns, *more_columns)
    facets = None
    if facet_parts is not None:
        without = filtered_query_without(context, model, root, filter_values, filters)
        facets = Counts(context, without, facet_parts)
    return paginate(
        filtered_query(context, model, root, filter_values, filters),
        order,
        columns=columns,
        first=first,
        after=after,
        offset=offset,
        to_nodes=lambda rows: context.pages(model, columns, rows),
        facets=facets,
        edge_fields=edge_fields,
    )
