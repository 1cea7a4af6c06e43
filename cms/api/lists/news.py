"""News, filtered and sorted."""

from typing import Any

import graphene
from django.db.models import CharField
from django.db.models.functions import Cast, ExtractYear
from graphql import GraphQLResolveInfo

from cms.news.models import NewsPage

from ..arguments import check_filter, check_first, check_slice
from ..pagination import Key, Order, Slice, connection_type, slice_of
from ..reading import Reading
from ..reading.filter_terms import find_terms
from ..reading.sites import Root
from ..types.extending import node_of
from ..value_types import Facet, required_list
from ..values import Facet as FacetValue
from .facets import Counts, Part, facet_argument, terms
from .filtering import Filters, listed, without
from .matching import by_query, with_query

ORDERS = {
    "NEWEST": Order("news-newest", (Key("date", is_descending=True), Key("pk", is_descending=True))),
    "OLDEST": Order("news-oldest", (Key("date"), Key("pk"))),
    "TITLE": Order("news-title", (Key("sort_title"), Key("pk"))),
}

#: Filter fields that name terms by their slugs. Several of one kind: any of them.
TERMS = ("categories", "tags", "members")

#: Filter field → what it keeps.
FILTERS: Filters = {
    **dict.fromkeys(TERMS, lambda rows, terms: terms.keep(rows)),
    "from_": lambda rows, day: rows.from_day(day),
    "to": lambda rows, day: rows.to_day(day),
    "year": lambda rows, year: rows.of_year(year),
    "featured": lambda rows, is_featured: rows.filter(is_featured=is_featured),
    "query": by_query,
}


#: Facet → what is counted, without which filters.
COUNTED = {
    "categories": terms("categories", "categories"),
    "tags": terms("tagged_items__tag", "tags"),
    "years": Part(Cast(ExtractYear("date"), CharField()), ("year", "from_", "to")),
}


def _counted(name: str) -> Any:
    def resolve(counts: Counts, info: GraphQLResolveInfo, first: int) -> list[FacetValue]:
        check_first(first)
        return counts.of(name)[:first]

    return resolve


class NewsFacets(graphene.ObjectType):
    """Counts for each filter, each without its own."""

    categories = required_list(Facet, first=facet_argument(), description="By category.")
    tags = required_list(Facet, first=facet_argument(), description="By tag.")
    years = required_list(Facet, first=facet_argument(), description="By calendar year.")

    resolve_categories = _counted("categories")
    resolve_tags = _counted("tags")
    resolve_years = _counted("years")


NewsConnection = connection_type(
    "NewsConnection",
    lambda: node_of(NewsPage),
    "NewsEdge",
    "articles",
    facets=graphene.Field(NewsFacets, required=True, description="Counts for each filter."),
)


def news_slice(
    reading: Reading,
    root: Root | None,
    *,
    order: str,
    first: int,
    filter: dict[str, Any] | None = None,
    after: str | None = None,
    offset: int | None = None,
) -> Slice:
    """Return a slice of the public articles below a home page; of none where there is no home page."""
    check_slice(first, after, offset)
    given = dict(filter or {})
    check_filter(given)
    given = _with_terms(reading, with_query(given, root))
    by = ORDERS[order]
    columns = reading.columns(NewsPage, *by.columns)
    return slice_of(
        listed(reading, NewsPage, root, given, FILTERS),
        by,
        columns=columns,
        first=first,
        after=after,
        offset=offset,
        see=lambda rows: reading.pages(NewsPage, columns, rows),
        facets=Counts(reading, without(reading, NewsPage, root, given, FILTERS), COUNTED),
    )


def _with_terms(reading: Reading, given: dict[str, Any]) -> dict[str, Any]:
    """Return a filter with the terms that its slugs name."""
    slugs = {name: given[name] for name in TERMS if given.get(name) is not None}
    return {**given, **find_terms(reading, slugs)} if slugs else given
