"""The list `news` with its filters, orders and facets."""

from typing import Any

import graphene

from cms.news.models import NewsPage

from ..loading.context import RequestContext
from ..terms.filters import find_terms
from ..vocabulary.arguments import EMPTY_LIST_NOTE
from ..vocabulary.list_filters import ListFilter, date_filters, text_filter
from ..vocabulary.page_lists import ANY_OF_EACH, page_list
from .facets import FACET_PARTS, NewsFacets

#: Filter fields that take slugs of terms; several slugs of one field match any of them.
_TERMS = {"categories": "categories", "tags": "tags", "members": "members the article names"}


def _with_terms(context: RequestContext, values: dict[str, Any]) -> dict[str, Any]:
    """Return the values of a filter with slugs replaced by the terms that they name."""
    slugs = {name: values[name] for name in _TERMS if values.get(name) is not None}
    return {**values, **find_terms(context, slugs)} if slugs else values


def _by_slugs(what: str) -> ListFilter:
    return ListFilter(
        graphene.List(graphene.NonNull(graphene.String), description=f"Slugs of {what}. {EMPTY_LIST_NOTE}"),
        lambda rows, terms: terms.filter(rows),
    )


NEWS = page_list(
    NewsPage,
    "news",
    item="article",
    items="articles",
    orders={
        "NEWEST": ("By date, newest first.", "-date"),
        "OLDEST": ("By date, oldest first.", "date"),
        "TITLE": ("By title, umlauts folded.", "sort_title"),
    },
    filters={
        **{name: _by_slugs(what) for name, what in _TERMS.items()},
        **date_filters("date"),
        "featured": ListFilter(
            graphene.Boolean(description="Only those the editor wants to stand out, or only the others."),
            lambda rows, is_featured: rows.filter(is_featured=is_featured),
        ),
        "query": text_filter(),
    },
    filter_description=ANY_OF_EACH,
    prepare=_with_terms,
    facets=NewsFacets,
    facet_parts=FACET_PARTS,
)
