"""News connection: filters, orders and facets, with keyset pagination."""

from datetime import date
from typing import Any

import graphene

from cms.news.models import NewsPage

from ..loading.context import RequestContext
from ..loading.sites import Root
from ..terms.filters import find_terms
from ..vocabulary.arguments import check_filter, check_slice
from ..vocabulary.connections import Connection, connection_type, paginate
from ..vocabulary.cursors import Key, Order
from ..vocabulary.facets import Counts
from ..vocabulary.filtering import Filters, filtered_query, filtered_query_without
from ..vocabulary.registry import graphql_type_of
from ..vocabulary.text_filter import by_query, with_query
from .facets import FACET_PARTS, NewsFacets

ORDERS = {
    "NEWEST": Order(
        "news-newest", (Key("date", date, is_descending=True), Key("pk", int, is_descending=True))
    ),
    "OLDEST": Order("news-oldest", (Key("date", date), Key("pk", int))),
    "TITLE": Order("news-title", (Key("sort_title"), Key("pk", int))),
}

#: Filter fields that take slugs of terms; several slugs of one field match any of them.
TERM_FIELDS = ("categories", "tags", "members")

#: Filter field → function that narrows the queryset by its value.
FILTERS: Filters = {
    **dict.fromkeys(TERM_FIELDS, lambda rows, terms: terms.filter(rows)),
    "from_": lambda rows, day: rows.from_day(day),
    "to": lambda rows, day: rows.to_day(day),
    "year": lambda rows, year: rows.of_year(year),
    "featured": lambda rows, is_featured: rows.filter(is_featured=is_featured),
    "query": by_query,
}

NewsConnection = connection_type(
    "NewsConnection",
    lambda: graphql_type_of(NewsPage),
    "NewsEdge",
    "articles",
    facets=graphene.Field(NewsFacets, required=True, description="Counts for each filter."),
)


def resolve_news_connection(
    context: RequestContext,
    root: Root | None,
    *,
    order: str,
    first: int,
    filter: dict[str, Any] | None = None,
    after: str | None = None,
    offset: int | None = None,
) -> Connection:
    """Return a slice of the public articles below a home page; an empty one without a home page."""
    check_slice(first, after, offset)
    filter_values = dict(filter or {})
    check_filter(filter_values)
    filter_values = _with_terms(context, with_query(filter_values, root))
    sort_order = ORDERS[order]
    columns = context.columns(NewsPage, *sort_order.columns)
    return paginate(
        filtered_query(context, NewsPage, root, filter_values, FILTERS),
        sort_order,
        columns=columns,
        first=first,
        after=after,
        offset=offset,
        to_nodes=lambda rows: context.pages(NewsPage, columns, rows),
        facets=Counts(
            context, filtered_query_without(context, NewsPage, root, filter_values, FILTERS), FACET_PARTS
        ),
    )


def _with_terms(context: RequestContext, filter_values: dict[str, Any]) -> dict[str, Any]:
    """Return the filter values with slugs replaced by the terms that they name."""
    slugs = {name: filter_values[name] for name in TERM_FIELDS if filter_values.get(name) is not None}
    return {**filter_values, **find_terms(context, slugs)} if slugs else filter_values
