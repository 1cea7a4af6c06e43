"""Facet counts of the member list."""

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

import graphene
from django.db.models import F, Value
from django.db.models.functions import NullIf, Substr

from cms.foundation.sorting import initial_letter
from cms.members.choices import MemberKind

from ..vocabulary.facets import Facet, FacetCount, Part, facet_argument, facet_resolver, terms
from ..vocabulary.fields import required_list
from .labels import kind_label


def _kinds(code: str) -> Any:
    return lambda rows: (
        FacetCount(kind.upper(), kind_label(kind, code), count)
        for kind, _, count in rows
        if kind in MemberKind.values
    )


def _letters(rows: Iterable[tuple[str, str, int]]) -> Iterator[FacetCount]:
    counts: Counter[str] = Counter()
    for first, _, count in rows:
        counts[initial_letter(first)] += count
    for letter, count in counts.items():
        yield FacetCount(letter, letter, count)


def facet_parts(code: str) -> dict[str, Part]:
    """Return each facet's counted expression and the filters it ignores; labels in language `code`."""
    return {
        "kinds": Part(F("kind"), ("kinds",), read=_kinds(code)),
        "sectors": terms("sectors", "sectors"),
        "competences": terms("competence_items__tag", "competences"),
        "cities": Part(NullIf(F("city"), Value("")), ("cities",)),
        "letters": Part(Substr("sort_title", 1, 1), ("letter",), read=_letters),
    }


class MemberFacets(graphene.ObjectType):
    """Counts for each filter, each without its own."""

    kinds = required_list(Facet, description="By kind.")
    sectors = required_list(Facet, first=facet_argument(), description="By sector.")
    competences = required_list(Facet, first=facet_argument(), description="By competence.")
    cities = required_list(Facet, first=facet_argument(), description="By city.")
    letters = required_list(Facet, description="By letter.")

    resolve_kinds = facet_resolver("kinds")
    resolve_sectors = facet_resolver("sectors")
    resolve_competences = facet_resolver("competences")
    resolve_cities = facet_resolver("cities")
    resolve_letters = facet_resolver("letters")
