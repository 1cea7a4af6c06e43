"""Members, filtered and sorted."""

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

import graphene
from django.db.models import F, Value
from django.db.models.functions import NullIf, Substr
from graphql import GraphQLResolveInfo

from cms.foundation.sorting import DIGITS_LETTER, initial_letter, sort_key
from cms.members.choices import MemberKind
from cms.members.models import MemberPage

from ..arguments import check_filter, check_first, check_slice
from ..errors import ArgumentConflict, ArgumentInvalid
from ..pagination import Key, Order, Slice, connection_type, slice_of
from ..reading import Reading
from ..reading.sites import Root
from ..types.extending import node_of
from ..value_types import Facet, required_list
from ..values import Facet as FacetValue
from .facets import Counts, Part, facet_argument, terms
from .filtering import Filters, listed, without
from .matching import by_query, with_query

ORDERS = {
    "NAME": Order("members-name", (Key("sort_title"), Key("pk"))),
    "NEWEST": Order(
        "members-newest",
        (Key("joined_on", is_descending=True, is_nullable=True), Key("pk", is_descending=True)),
    ),
}

FILTERS: Filters = {
    "kinds": lambda rows, kinds: rows.of_kinds([kind.lower() for kind in kinds]),
    "sectors": lambda rows, slugs: rows.in_sectors(slugs),
    "competences": lambda rows, slugs: rows.with_competences(slugs),
    "cities": lambda rows, cities: rows.in_cities(cities),
    "letter": lambda rows, letter: rows.under_letter(letter),
    "near": lambda rows, near: rows.within_km(**near),
    "joined_since": lambda rows, day: rows.joined_since(day),
    "query": by_query,
}


def _kinds(code: str) -> Any:
    from ..types.members import kind_label

    return lambda rows: (
        FacetValue(kind.upper(), kind_label(kind, code), count)
        for kind, _, count in rows
        if kind in MemberKind.values
    )


def _letters(rows: Iterable[tuple[str, str, int]]) -> Iterator[FacetValue]:
    counts: Counter[str] = Counter()
    for first, _, count in rows:
        counts[initial_letter(first)] += count
    for letter, count in counts.items():
        yield FacetValue(letter, letter, count)


def counted(code: str) -> dict[str, Part]:
    """Return by facet what is counted, without which filters."""
    return {
        "kinds": Part(F("kind"), ("kinds",), read=_kinds(code)),
        "sectors": terms("sectors", "sectors"),
        "competences": terms("competence_items__tag", "competences"),
        "cities": Part(NullIf(F("city"), Value("")), ("cities",)),
        "letters": Part(Substr("sort_title", 1, 1), ("letter",), read=_letters),
    }


def _counted(name: str) -> Any:
    def resolve(counts: Counts, info: GraphQLResolveInfo, first: int | None = None) -> list[FacetValue]:
        if first is not None:
            check_first(first)
        return counts.of(name)[:first]

    return resolve


class MemberFacets(graphene.ObjectType):
    """Counts for each filter, each without its own."""

    kinds = required_list(Facet, description="By kind.")
    sectors = required_list(Facet, first=facet_argument(), description="By sector.")
    competences = required_list(Facet, first=facet_argument(), description="By competence.")
    cities = required_list(Facet, first=facet_argument(), description="By city.")
    letters = required_list(Facet, description="By letter.")

    resolve_kinds = _counted("kinds")
    resolve_sectors = _counted("sectors")
    resolve_competences = _counted("competences")
    resolve_cities = _counted("cities")
    resolve_letters = _counted("letters")


MemberConnection = connection_type(
    "MemberConnection",
    lambda: node_of(MemberPage),
    "MemberEdge",
    "members",
    on_edges={
        "distance_km": graphene.Float(
            description="From the centre of `filter.near`, to 100 m; null without it."
        )
    },
    facets=graphene.Field(MemberFacets, required=True, description="Counts for each filter."),
)


def check_letter(letter: str | None) -> None:
    """Raise `ArgumentInvalid` unless `letter` is one of the alphabet, or #."""
    if letter is None or letter == DIGITS_LETTER:
        return
    if len(letter) != 1 or initial_letter(sort_key(letter)) == DIGITS_LETTER:
        raise ArgumentInvalid(
            f"`filter.letter` is {letter!r}; it must be one letter, or # for digits.",
            argument="filter.letter",
        )


def order_by_distance(near: dict[str, float]) -> Order:
    """Return the order by distance from a place; the cursors of another place are refused."""
    name = f"members-distance {near['lat']} {near['lng']}"
    return Order(name, (Key("distance_m"), Key("pk")))


def member_slice(
    reading: Reading,
    root: Root | None,
    *,
    order: str,
    first: int,
    filter: dict[str, Any] | None = None,
    after: str | None = None,
    offset: int | None = None,
) -> Slice:
    """Return a slice of the public members below a home page; of none where there is no home page."""
    check_slice(first, after, offset)
    given = dict(filter or {})
    check_filter(given)
    given = with_query(given, root)
    check_letter(given.get("letter"))
    near = given.get("near")
    if order == "DISTANCE" and near is None:
        raise ArgumentConflict(
            "`order` DISTANCE needs `filter.near`: give a place, or choose another order.", argument="order"
        )
    by = order_by_distance(near) if near and order == "DISTANCE" else ORDERS[order]
    columns = reading.columns(MemberPage, *by.columns, *(("distance_m",) if near else ()))
    return slice_of(
        listed(reading, MemberPage, root, given, FILTERS),
        by,
        columns=columns,
        first=first,
        after=after,
        offset=offset,
        see=lambda rows: reading.pages(MemberPage, columns, rows),
        facets=Counts(
            reading,
            without(reading, MemberPage, root, given, FILTERS),
            counted(root.code if root else ""),
        ),
        beside=lambda member: {"distance_km": round(member.distance_m / 1000, 1) if near else None},
    )
