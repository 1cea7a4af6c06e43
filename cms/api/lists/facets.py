"""Counts in the contract's order: how many would be found with each value of a filter."""

from collections.abc import Callable, Hashable, Iterable
from datetime import datetime
from typing import Any, NamedTuple

import graphene
from django.db.models import Count, F, Min, QuerySet, Value
from django.db.models.functions import Coalesce

from cms.foundation.query_plans import of_own_type
from cms.foundation.sorting import sort_key

from ..pagination import Listed
from ..reading import Reading
from ..values import Facet


def facet_argument() -> graphene.Argument:
    return graphene.Argument(
        graphene.NonNull(graphene.Int), default_value=50, description="How many values: 1 to 100."
    )


class Part(NamedTuple):
    """Counts by the values of one expression, a text.

    They are counted without the filters `without`. `label` is an expression, too: the words for the value.
    `read` makes facets of (value, label, count); without it they are facets as they are. Of what `is_of_many`
    a page may have several.
    """

    value: Any
    without: tuple[str, ...]
    label: Any = None
    read: Callable[[Iterable[tuple[str, str, int]]], Iterable[Facet]] | None = None
    is_of_many: bool = False


class Counts:
    """How many would be found with each value of a filter: each without its own filter.

    `listed` returns the list without some filters. All counts that are asked for are one statement.
    """

    def __init__(
        self, reading: Reading, listed: Callable[[tuple[str, ...]], Listed], parts: dict[str, Part]
    ) -> None:
        self.reading = reading
        self.listed = listed
        self.parts = parts

    def of(self, name: str) -> list[Facet]:
        """Return the counts of one part, the largest first; kept as long as they hold."""

        def count() -> tuple[list[Facet], datetime | None]:
            found: tuple[list[Facet], datetime | None] = self.reading.batch(fetch_counts, self).get(name)
            return found

        counted = self.listed(self.parts[name].without)
        if counted.key is None or counted.texts:
            return count()[0]
        facets: list[Facet] = self.reading.kept_lasting((Counts, name, counted.key), count)
        return facets


def fetch_counts(
    reading: Reading, names: list[str], counts: Counts
) -> dict[str, tuple[list[Facet], datetime | None]]:
    """Return by part its facets, and until when they hold: until the first of the pages expires."""
    lists = {name: counts.listed(counts.parts[name].without) for name in names}
    keys = [(name, one.key) for name, one in lists.items()]

    def build(given: Any) -> QuerySet[Any]:
        first, *others = (_counted(name, counts.parts[name], one.build(given)) for name, one in lists.items())
        return first.union(*others, all=True) if others else first

    key: Hashable = None if any(key is None for _, key in keys) else (fetch_counts, *keys)
    found: dict[str, list[tuple[str, str, int]]] = {name: [] for name in names}
    ends: dict[str, list[datetime]] = {name: [] for name in names}
    # What is looked for is no filter that a facet leaves out.
    texts = lists[names[0]].texts
    for name, value, label, count, until in reading.rows(key, build, texts=texts):
        if value is not None:
            found[name].append((value, label, count))
            ends[name] += [until] if until else []
    return {
        name: (_facets(counts.parts[name], rows), min(ends[name], default=None))
        for name, rows in found.items()
    }


def _counted(name: str, part: Part, rows: QuerySet[Any]) -> QuerySet[Any]:
    values = of_own_type(rows.order_by()).values(facet=Value(name), facet_value=part.value)
    label = Value("") if part.label is None else Coalesce(Min(part.label), Value(""))
    counted = values.annotate(
        facet_label=label, facet_count=Count("pk", distinct=part.is_of_many), until=Min("expire_at")
    )
    return counted.values_list("facet", "facet_value", "facet_label", "facet_count", "until")


def _facets(part: Part, rows: list[tuple[str, str, int]]) -> list[Facet]:
    read = part.read or (lambda rows: (Facet(value, label or value, count) for value, label, count in rows))
    return in_order(read(rows))


def terms(relation: str, *without: str) -> Part:
    """Return a part that counts the pages with each term of a relation.

    Two languages may have terms of one slug. For a filter they are one.
    """
    return Part(F(f"{relation}__slug"), without, F(f"{relation}__name"), is_of_many=True)


def in_order(facets: Iterable[Facet]) -> list[Facet]:
    """Return facets by count, the largest first, then by label."""
    return sorted(facets, key=lambda facet: (-facet.count, sort_key(facet.label), facet.value))
