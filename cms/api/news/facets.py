"""Facet counts of the news list."""

from typing import Any

import graphene
from django.db.models import CharField
from django.db.models.functions import Cast, ExtractYear
from graphql import GraphQLResolveInfo

from ..vocabulary.arguments import check_first
from ..vocabulary.facets import Counts, Facet, FacetCount, Part, facet_argument, terms
from ..vocabulary.fields import required_list

#: Counted expression of each facet, and the filters it ignores.
FACET_PARTS = {
    "categories": terms("categories", "categories"),
    "tags": terms("tagged_items__tag", "tags"),
    "years": Part(Cast(ExtractYear("date"), CharField()), ("year", "from_", "to")),
}


def _facet_resolver(name: str) -> Any:
    def resolve(counts: Counts, info: GraphQLResolveInfo, first: int) -> list[FacetCount]:
        check_first(first)
        return counts.of(name)[:first]

    return resolve


class NewsFacets(graphene.ObjectType):
    """Counts for each filter, each without its own."""

    categories = required_list(Facet, first=facet_argument(), description="By category.")
    tags = required_list(Facet, first=facet_argument(), description="By tag.")
    years = required_list(Facet, first=facet_argument(), description="By calendar year.")

    resolve_categories = _facet_resolver("categories")
    resolve_tags = _facet_resolver("tags")
    resolve_years = _facet_resolver("years")
