"""Member list: filters, orders, radius search and facets, with keyset pagination."""

from datetime import date
from typing import Any

import graphene

from cms.foundation.sorting import DIGITS_LETTER, initial_letter, sort_key
from cms.members.models import MemberPage

from ..errors import ArgumentConflict, ArgumentInvalid
from ..loading.context import RequestContext
from ..loading.sites import Root
from ..vocabulary.connections import Connection, connection_type
from ..vocabulary.cursors import Key, Order
from ..vocabulary.filtering import Filters
from ..vocabulary.page_lists import PageList
from ..vocabulary.pagination import checked_filter, paginate_pages
from ..vocabulary.registry import graphql_type_of
from ..vocabulary.text_filter import by_query
from .enums import MemberOrder
from .facets import MemberFacets, facet_parts
from .filters import MemberFilter, check_near

ORDERS = {
    "NAME": Order("members-name", (Key("sort_title"), Key("pk", int))),
    "NEWEST": Order(
        "members-newest",
        (Key("joined_on", date, is_descending=True, is_nullable=True), Key("pk", int, is_descending=True)),
    ),
}

#: Filter field → function that narrows the queryset by its value.
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

MemberConnection = connection_type(
    "MemberConnection",
    lambda: graphql_type_of(MemberPage),
    "MemberEdge",
    "members",
    edge_field_types={
        "distance_km": graphene.Float(
            description="From the centre of `filter.near`, to 100 m; null without it."
        )
    },
    facets=graphene.Field(MemberFacets, required=True, description="Counts for each filter."),
)


def check_letter(letter: str | None) -> None:
    """Raise `ArgumentInvalid` unless `letter` is a letter of the alphabet or #."""
    if letter is None or letter == DIGITS_LETTER:
        return
    if len(letter) != 1 or initial_letter(sort_key(letter)) == DIGITS_LETTER:
        raise ArgumentInvalid(
            f"`filter.letter` is {letter!r}; it must be one letter, or # for digits.",
            argument="filter.letter",
        )


def order_by_distance(near: dict[str, float]) -> Order:
    """Return the order by distance from a point; it rejects cursors that were made for another point."""
    name = f"members-distance {near['lat']} {near['lng']}"
    return Order(name, (Key("distance_m", int), Key("pk", int)))


def resolve_member_connection(
    context: RequestContext,
    root: Root | None,
    *,
    order: str,
    filter: dict[str, Any] | None = None,
    **slice_values: Any,
) -> Connection:
    """Return a slice of the public members below a home page; an empty one without a home page."""
    filter_values = checked_filter(root, filter, **slice_values)
    near = filter_values.get("near")
    check_near(near)
    check_letter(filter_values.get("letter"))
    if order == "DISTANCE" and near is None:
        raise ArgumentConflict(
            "`order` DISTANCE needs `filter.near`: give a place, or choose another order.", argument="order"
        )
    return paginate_pages(
        context,
        MemberPage,
        root,
        filter_values,
        FILTERS,
        order_by_distance(near) if near and order == "DISTANCE" else ORDERS[order],
        more_columns=("distance_m",) if near else (),
        facet_parts=facet_parts(root.code if root else ""),
        edge_fields=lambda member: {"distance_km": round(member.distance_m / 1000, 1) if near else None},
        **slice_values,
    )


MEMBERS = PageList(
    name="members",
    item="member",
    items="members",
    connection=MemberConnection,
    filter_type=MemberFilter,
    order_type=MemberOrder,
    default_order=MemberOrder.NAME,
    resolve=resolve_member_connection,
)
