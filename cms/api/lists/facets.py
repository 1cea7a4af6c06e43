"""Counts in the contract's order."""

from collections.abc import Iterable, Iterator
from typing import Any

import graphene
from django.db.models import Count, Min

from cms.foundation.sorting import sort_key

from ..values import Facet


def facet_argument() -> graphene.Argument:
    return graphene.Argument(
        graphene.NonNull(graphene.Int), default_value=50, description="How many values: 1 to 100."
    )


def counted_terms(rows: Any, term: str, page: str) -> Iterator[Facet]:
    """Return how many pages have each term; `rows` join the two.

    Two languages may have terms of one slug. For a filter they are one.
    """
    counted = rows.values_list(f"{term}__slug").annotate(
        label=Min(f"{term}__name"), count=Count(page, distinct=True)
    )
    for slug, label, count in counted:
        yield Facet(slug, label, count)


def in_order(facets: Iterable[Facet]) -> list[Facet]:
    """Return facets by count, the largest first, then by label."""
    return sorted(facets, key=lambda facet: (-facet.count, sort_key(facet.label), facet.value))
