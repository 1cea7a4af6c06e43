"""Facets: how many pages would be found with each value of a filter."""

from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

import graphene
from django.db.models import Count, F, Min, QuerySet, Value
from django.db.models.functions import Coalesce
from graphql import GraphQLResolveInfo

from cms.foundation.query_plans import of_own_type
from cms.foundation.sorting import sort_key

from ..loading.context import RequestContext
from ..loading.prepared_statements import Placeholders
from .arguments import check_first
from .connections import FilteredQuery
from .fields import text


@dataclass(frozen=True, slots=True)
class FacetCount:
    value: str
    label: str
    count: int


class Facet(graphene.ObjectType):
    """How many would be found with this value."""

    value = text("Exactly what the filter accepts.")
    label = text("As readers see it.")
    count = graphene.Int(required=True, description="At least 1.")


def facet_argument() -> graphene.Argument:
    return graphene.Argument(
        graphene.NonNull(graphene.Int), default_value=50, description="How many values: 1 to 100."
    )


def facet_resolver(name: str) -> Any:
    """Return a resolver of one facet, with or without the argument `first`."""

    def resolve(counts: "Counts", info: GraphQLResolveInfo, first: int | None = None) -> list[FacetCount]:
        if first is not None:
            check_first(first)
        return counts.of(name)[:first]

    return resolve


class Part(NamedTuple):
    """One facet: counts by the values of one text expression, under all filters except those in `without`.

    `label`, an expression too, is the display name. `read` converts (value, label, count) rows to facets;
    None: each row is one. `is_multivalued`: a page may have several values.
    """

    value: Any
    without: tuple[str, ...]
    label: Any = None
    read: Callable[[Iterable[tuple[str, str, int]]], Iterable[FacetCount]] | None = None
    is_multivalued: bool = False


class Counts:
    """The facets of a list, each counted without its own filter.

    `query_without` returns the list without the named filters. All requested facets are one statement.
    """

    def __init__(
        self,
        context: RequestContext,
        query_without: Callable[[tuple[str, ...]], FilteredQuery],
        parts: dict[str, Part],
    ) -> None:
        self.context = context
        self.query_without = query_without
        self.parts = parts

    def of(self, name: str) -> list[FacetCount]:
        """Return the counts of one facet, largest first; cached until their next expiry."""

        def count() -> tuple[list[FacetCount], datetime | None]:
            counted: tuple[list[FacetCount], datetime | None]
            counted = self.context.loader(fetch_counts, self).get(name)
            return counted

        query = self.query_without(self.parts[name].without)
        if query.key is None or query.texts:
            return count()[0]
        facets: list[FacetCount] = self.context.cached_until((Counts, name, query.key), count)
        return facets


def fetch_counts(
    context: RequestContext, names: list[str], counts: Counts
) -> dict[str, tuple[list[FacetCount], datetime | None]]:
    """Return (counts, expiry) by facet; they expire with the first of the pages counted."""
    queries = {name: counts.query_without(counts.parts[name].without) for name in names}
    keys = [(name, query.key) for name, query in queries.items()]

    def build(placeholders: Placeholders) -> QuerySet[Any]:
        first, *others = (
            _counted(name, counts.parts[name], query.build(placeholders)) for name, query in queries.items()
        )
        return first.union(*others, all=True) if others else first

    key: Hashable = None if any(key is None for _, key in keys) else (fetch_counts, *keys)
    rows_by_facet: dict[str, list[tuple[str, str, int]]] = {name: [] for name in names}
    expiries: dict[str, list[datetime]] = {name: [] for name in names}
    # No facet leaves out the text query, so all have the same texts.
    texts = queries[names[0]].texts
    for name, value, label, count, until in context.rows(key, build, texts=texts):
        if value is not None:
            rows_by_facet[name].append((value, label, count))
            expiries[name] += [until] if until else []
    return {
        name: (_facets(counts.parts[name], rows), min(expiries[name], default=None))
        for name, rows in rows_by_facet.items()
    }


def _counted(name: str, part: Part, rows: QuerySet[Any]) -> QuerySet[Any]:
    values = of_own_type(rows.order_by()).values(facet=Value(name), facet_value=part.value)
    label = Value("") if part.label is None else Coalesce(Min(part.label), Value(""))
    counted = values.annotate(
        facet_label=label, facet_count=Count("pk", distinct=part.is_multivalued), until=Min("expire_at")
    )
    return counted.values_list("facet", "facet_value", "facet_label", "facet_count", "until")


def _facets(part: Part, rows: list[tuple[str, str, int]]) -> list[FacetCount]:
    read = part.read or (
        lambda rows: (FacetCount(value, label or value, count) for value, label, count in rows)
    )
    return in_order(read(rows))


def terms(relation: str, *without: str) -> Part:
    """Return a facet that counts the pages with each term of a relation.

    Terms of two languages may share a slug; for a filter they are one term.
    """
    return Part(F(f"{relation}__slug"), without, F(f"{relation}__name"), is_multivalued=True)


def in_order(facets: Iterable[FacetCount]) -> list[FacetCount]:
    """Return facets by count, the largest first, then by label."""
    return sorted(facets, key=lambda facet: (-facet.count, sort_key(facet.label), facet.value))
