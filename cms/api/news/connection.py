"""News connection: filters, orders and facets, with keyset pagination."""

from datetime import date
from typing import Any

import graphene

from cms.news.models import NewsPage

from ..loading.context import RequestContext
from ..loading.sites import Root
from ..terms.filters import find_terms
from ..vocabulary.connections import Connection, connection_type
from ..vocabulary.cursors import Key, Order
from ..vocabulary.filtering import Filters
from ..vocabulary.page_lists import checked_filter, paginate_pages
from ..vocabulary.registry import graphql_type_of
from ..vocabulary.text_filter import by_query
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
    filter: dict[str, Any] | None = None,
    **slice_values: Any,
) -> Connection:
    """Return a slice of the public articles below a home page; an empty one without a home page."""
    filter_values = _with_terms(context, checked_filter(root, filter, **slice_values))
    return paginate_pages(
        context,
        NewsPage,
        root,
        filter_values,
        FILTERS,
        ORDERS[order],
        facet_parts=FACET_PARTS,
        **slice_values,
    )


def _with_terms(context: RequestContext, filter_values: dict[str, Any]) -> dict[str, Any]:
    """Return the filter values with slugs replaced by the terms that they name."""
    slugs = {name: filter_values[name] for name in TERM_FIELDS if filter_values.get(name) is not None}
    return {**filter_values, **find_terms(context, slugs)} if slugs else filter_values
