"""Facet counts of the news list."""

import graphene
from django.db.models import CharField
from django.db.models.functions import Cast, ExtractYear

from ..vocabulary.facets import Facet, Part, facet_argument, facet_resolver, terms
from ..vocabulary.fields import required_list

#: Counted expression of each facet, and the filters it ignores.
FACET_PARTS = {
    "categories": terms("categories", "categories"),
    "tags": terms("tagged_items__tag", "tags"),
    "years": Part(Cast(ExtractYear("date"), CharField()), ("year", "from_", "to")),
}


class NewsFacets(graphene.ObjectType):
    """Counts for each filter, each without its own."""

    categories = required_list(Facet, first=facet_argument(), description="By category.")
    tags = required_list(Facet, first=facet_argument(), description="By tag.")
    years = required_list(Facet, first=facet_argument(), description="By calendar year.")

    resolve_categories = facet_resolver("categories")
    resolve_tags = facet_resolver("tags")
    resolve_years = facet_resolver("years")
