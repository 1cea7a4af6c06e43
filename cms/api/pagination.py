"""Slices of a list, by cursor or offset. A cursor holds the sort values of its item: what is added later
neither moves it nor is counted twice."""

import base64
import binascii
import json
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from typing import Any
from zlib import crc32

import graphene
from django.db.models import F, Q, QuerySet
from graphql import GraphQLResolveInfo

from cms.foundation.query_plans import of_own_type

from .arguments import is_storable
from .errors import CursorInvalid
from .reading import Reading
from .reading.statements import FirstMoment, Given, RowCount
from .value_types import PageInfo, required_list

MOST_CURSOR_CHARACTERS = 2_000
#: Columns of orders that hold whole numbers, and days; the others hold text.
NUMBERS = frozenset(("pk", "sort_order", "distance_m", "search_rank"))
DAYS = frozenset(("date", "joined_on", "search_day"))


@dataclass(frozen=True, slots=True)
class Key:
    """One column of an order. Where `is_nullable`, rows without a value come last."""

    column: str
    is_descending: bool = False
    is_nullable: bool = False

    @property
    def ordering(self) -> Any:
        column = F(self.column)
        last = True if self.is_nullable else None
        return column.desc(nulls_last=last) if self.is_descending else column.asc(nulls_last=last)

    def after(self, value: Any) -> Q:
        if value is None:
            return Q(pk__in=[])
        beyond = Q(**{f"{self.column}__{'lt' if self.is_descending else 'gt'}": value})
        return beyond | Q(**{f"{self.column}__isnull": True}) if self.is_nullable else beyond

    def from_(self, value: Any) -> Q:
        """Return what keeps rows at or after a value: with it an index leads there at once."""
        if value is None or self.is_nullable:
            return Q()
        return Q(**{f"{self.column}__{'lte' if self.is_descending else 'gte'}": value})

    def same(self, value: Any) -> Q:
        return Q(**{f"{self.column}__isnull": True}) if value is None else Q(**{self.column: value})


@dataclass(frozen=True, slots=True)
class Order:
    """A total order of a list; `name` stands in its cursors, so that another list's are refused."""

    name: str
    keys: tuple[Key, ...]

    def apply(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        return rows.order_by(*(key.ordering for key in self.keys))

    @property
    def columns(self) -> tuple[str, ...]:
        return tuple(key.column for key in self.keys)

    def values_of(self, row: Any) -> list[Any]:
        return [getattr(row, key.column) for key in self.keys]

    def cursor(self, row: Any) -> str:
        values = [value.isoformat() if isinstance(value, date) else value for value in self.values_of(row)]
        return sealed(json.dumps([self.name, *values], separators=(",", ":"), ensure_ascii=False))

    def beyond(self, cursor: str) -> Q:
        """Return what comes after the cursor's item. Raises `CursorInvalid`."""
        values = self.values_in(cursor)
        condition, same = Q(pk__in=[]), Q()
        for key, value in zip(self.keys, values, strict=True):
            condition |= same & key.after(value)
            same &= key.same(value)
        return condition & self.keys[0].from_(values[0])

    def values_in(self, cursor: str) -> list[Any]:
        """Return the values of the cursor's item, by key. Raises `CursorInvalid`."""
        try:
            name, *values = json.loads(unsealed(cursor))
            if name != self.name or len(values) != len(self.keys):
                raise ValueError("another list's")
            return [self._value(key, value) for key, value in zip(self.keys, values, strict=True)]
        except (ValueError, TypeError, binascii.Error, RecursionError):
            raise CursorInvalid(
                "`after` is no cursor of this list and order. Take it from `pageInfo` of the same query.",
                argument="after",
            ) from None

    def _value(self, key: Key, value: Any) -> Any:
        if value is None and key.is_nullable:
            return None
        if key.column in NUMBERS:
            if type(value) is not int or not -(2**31) <= value < 2**63:
                raise ValueError("no number")
            return value
        if not isinstance(value, str) or not is_storable(value):
            raise ValueError("no text")
        return date.fromisoformat(value) if key.column in DAYS else value


def sealed(text: str) -> str:
    """Return a text as a cursor: opaque, fit for an address, with a sum that an edited one does not meet."""
    data = text.encode()
    return base64.urlsafe_b64encode(crc32(data).to_bytes(4, "big") + data).decode().rstrip("=")


def unsealed(cursor: str) -> str:
    """Return the text of a cursor. Raises `ValueError` for anything that `sealed` did not make."""
    if len(cursor) > MOST_CURSOR_CHARACTERS:
        raise ValueError("too long")
    data = base64.b64decode(cursor + "=" * (-len(cursor) % 4), altchars=b"-_", validate=True)[4:]
    text = data.decode()
    if sealed(text) != cursor:
        raise ValueError("edited")
    return text


class Slice:
    """A slice of a list, read when its nodes are asked for; its total, when that is.

    `fetch` returns the items of the slice and one more if there is one; `count` the length of the whole list.
    `beside` makes of an item what its edge says of it, by attribute.
    """

    def __init__(
        self,
        order: Order,
        *,
        first: int,
        is_at_start: bool,
        fetch: Callable[[], list[Any]],
        count: Callable[[], int],
        facets: Any = None,
        beside: Callable[[Any], dict[str, Any]] | None = None,
    ) -> None:
        self._order = order
        self._first = first
        self._is_at_start = is_at_start
        self._fetch = fetch
        self._count = count
        self._beside = beside
        self.facets = facets

    @cached_property
    def _fetched(self) -> list[Any]:
        return self._fetch()

    @cached_property
    def total_count(self) -> int:
        return self._count()

    @property
    def nodes(self) -> list[Any]:
        return self._fetched[: self._first]

    @property
    def edges(self) -> list[dict[str, Any]]:
        return [
            {"cursor": self._order.cursor(node), "node": node, **(self._beside(node) if self._beside else {})}
            for node in self.nodes
        ]

    @property
    def page_info(self) -> dict[str, Any]:
        nodes = self.nodes
        return {
            "has_next_page": len(self._fetched) > self._first,
            "has_previous_page": not self._is_at_start and (bool(nodes) or self.total_count > 0),
            "start_cursor": self._order.cursor(nodes[0]) if nodes else None,
            "end_cursor": self._order.cursor(nodes[-1]) if nodes else None,
        }


@dataclass(frozen=True, slots=True)
class Listed:
    """A whole filtered list, in no order. `build` makes its queryset of marks (see `reading.statements`).

    `key` names all that `build` uses but the marks; None for a list that hardly anybody asks for again.
    `texts` stand for marks: a list of such is not kept, its statement is.
    """

    reading: Reading
    key: Hashable
    build: Callable[[Given], QuerySet[Any]]
    texts: tuple[str, ...] = ()

    def rows(self, what: Hashable, make: Callable[[QuerySet[Any]], QuerySet[Any]]) -> list[Any]:
        """Return what `make` asks of the list, as tuples; `what` names all that it uses, None nothing."""
        key = None if self.key is None or what is None else (self.key, what)
        return self.reading.rows(key, lambda given: make(self.build(given)), texts=self.texts)

    def count(self) -> int:
        """Return its length; kept as long as it holds."""
        if self.key is None or self.texts:
            return self._counted()[0]
        length: int = self.reading.kept_lasting((Listed, self.key), self._counted)
        return length

    def _counted(self) -> tuple[int, datetime | None]:
        """Return how many there are, and when the first of them expires."""
        found = self.rows(
            "count",
            lambda rows: of_own_type(rows.order_by()).values_list(RowCount(), FirstMoment("expire_at")),
        )
        return (found[0][0], found[0][1]) if found else (0, None)


def slice_of(
    listed: Listed,
    order: Order,
    *,
    columns: tuple[str, ...],
    first: int,
    after: str | None,
    offset: int | None,
    see: Callable[[list[Any]], list[Any]],
    count: Callable[[], int] | None = None,
    facets: Any = None,
    beside: Callable[[Any], dict[str, Any]] | None = None,
) -> Slice:
    """Return a slice of a list. `see` makes nodes of tuples of `columns`; `count` may know the list's length.

    Raises `CursorInvalid` if `after` is no cursor of `order`.
    """
    start = offset or 0
    beyond = order.beyond(after) if after is not None else None

    def make(rows: QuerySet[Any]) -> QuerySet[Any]:
        wanted = order.apply(rows if beyond is None else rows.filter(beyond))
        return wanted.values_list(*columns)[start : start + first + 1]

    what = ("slice", order, columns, start, first) if beyond is None else None
    return Slice(
        order,
        first=first,
        is_at_start=beyond is None and start == 0,
        fetch=lambda: see(listed.rows(what, make)),
        count=count or listed.count,
        facets=facets,
        beside=beside,
    )


def connection_type(
    name: str, node: Any, edge_name: str, what: str, *, on_edges: dict[str, Any] | None = None, **more: Any
) -> Any:
    """Return the connection type of a list and its edge type. `what` names the items in descriptions.

    `on_edges` are more fields of the edge type, answered by a slice's `beside`; `more` are the connection's.
    """
    edge_fields = {
        "__doc__": f"One of the {what}, and where it stands in the list.",
        "cursor": graphene.String(required=True, description="For `after`."),
        "node": graphene.Field(graphene.NonNull(node), description="The item."),
        **(on_edges or {}),
    }
    edge_type = type(edge_name, (graphene.ObjectType,), edge_fields)

    def resolve_facets(parent: Slice, info: GraphQLResolveInfo) -> Any:
        return parent.facets() if callable(parent.facets) else parent.facets

    fields = {
        "__doc__": f"A slice of a list of {what}.",
        "nodes": required_list(node, description="The items of this slice."),
        "edges": required_list(edge_type, description="The items, each with its cursor."),
        "total_count": graphene.Int(required=True, description="Of the whole filtered list."),
        "page_info": graphene.Field(PageInfo, required=True, description="Where this slice stands."),
        **more,
    }
    if "facets" in more:
        fields["resolve_facets"] = resolve_facets
    return type(name, (graphene.ObjectType,), fields)
