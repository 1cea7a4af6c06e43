"""Connections: lists paginated by cursor (keyset pagination) or offset, with total count and facets."""

from collections.abc import Callable, Hashable
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any

import graphene
from django.db.models import QuerySet
from graphql import GraphQLResolveInfo

from cms.foundation.query_plans import of_own_type

from ..loading.context import RequestContext
from ..loading.prepared_statements import FirstMoment, Placeholders, RowCount
from .arguments import list_arguments, place_arguments, requested_root
from .cursors import Order
from .fields import required_list


class Connection:
    """A slice of a list. Items and total are loaded lazily, each when first requested.

    `fetch` returns the items of the slice and one more if there is one; `count` the length of the whole list.
    `edge_fields` maps an item to the additional fields of its edge, by name.
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
        edge_fields: Callable[[Any], dict[str, Any]] | None = None,
    ) -> None:
        self._order = order
        self._first = first
        self._is_at_start = is_at_start
        self._fetch = fetch
        self._count = count
        self._edge_fields = edge_fields
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
            {
                "cursor": self._order.cursor(node),
                "node": node,
                **(self._edge_fields(node) if self._edge_fields else {}),
            }
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
class FilteredQuery:
    """A whole filtered list, unordered. `build` returns its queryset (see `..loading.prepared_statements`).

    `key` names everything that `build` depends on except placeholders; None for a list that is hardly ever
    requested twice. `texts` are the values of text placeholders: with them the statement is cached, the
    results are not.
    """

    context: RequestContext
    key: Hashable
    build: Callable[[Placeholders], QuerySet[Any]]
    texts: tuple[str, ...] = ()

    def rows(self, what: Hashable, make: Callable[[QuerySet[Any]], QuerySet[Any]]) -> list[Any]:
        """Return the rows of `make(queryset)` as tuples; `what` names all it depends on; None: not cached."""
        key = None if self.key is None or what is None else (self.key, what)
        return self.context.rows(key, lambda placeholders: make(self.build(placeholders)), texts=self.texts)

    def count(self) -> int:
        """Return the length of the list; cached until its next expiry."""
        if self.key is None or self.texts:
            return self._counted()[0]
        length: int = self.context.cached_until((FilteredQuery, self.key), self._counted)
        return length

    def _counted(self) -> tuple[int, datetime | None]:
        """Return (number of rows, when the first of them expires)."""
        rows = self.rows(
            "count",
            lambda rows: of_own_type(rows.order_by()).values_list(RowCount(), FirstMoment("expire_at")),
        )
        return (rows[0][0], rows[0][1]) if rows else (0, None)


def paginate(
    query: FilteredQuery,
    order: Order,
    *,
    columns: tuple[str, ...],
    first: int,
    after: str | None,
    offset: int | None,
    to_nodes: Callable[[list[Any]], list[Any]],
    count: Callable[[], int] | None = None,
    facets: Any = None,
    edge_fields: Callable[[Any], dict[str, Any]] | None = None,
) -> Connection:
    """Return a slice of a list, by keyset pagination (`after`) or `offset`.

    `to_nodes` converts tuples of `columns` to nodes; `count` overrides the list's length. Raises
    `CursorInvalid` if `after` is not a cursor of `order`.
    """
    start = offset or 0
    beyond = order.beyond(after) if after is not None else None

    def make(rows: QuerySet[Any]) -> QuerySet[Any]:
        ordered = order.apply(rows if beyond is None else rows.filter(beyond))
        return ordered.values_list(*columns)[start : start + first + 1]

    what = ("slice", order, columns, start, first) if beyond is None else None
    return Connection(
        order,
        first=first,
        is_at_start=beyond is None and start == 0,
        fetch=lambda: to_nodes(query.rows(what, make)),
        count=count or query.count,
        facets=facets,
        edge_fields=edge_fields,
    )


def connection_type(
    name: str,
    node: Any,
    edge_name: str,
    what: str,
    *,
    edge_field_types: dict[str, Any] | None = None,
    **more: Any,
) -> Any:
    """Return the connection type of a list and its edge type. `what` names the items in descriptions.

    `edge_field_types` are additional fields of the edge type, resolved by the `edge_fields` of `Connection`;
    `more` those of the connection type.
    """
    edge_fields = {
        "__doc__": f"One of the {what}, and where it stands in the list.",
        "cursor": graphene.String(required=True, description="For `after`."),
        "node": graphene.Field(graphene.NonNull(node), description="The item."),
        **(edge_field_types or {}),
    }
    edge_type = type(edge_name, (graphene.ObjectType,), edge_fields)

    def resolve_facets(parent: Connection, info: GraphQLResolveInfo) -> Any:
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


class PageInfo(graphene.ObjectType):
    """Where a slice of a list stands."""

    has_next_page = graphene.Boolean(required=True, description="There is more after this slice.")
    has_previous_page = graphene.Boolean(required=True, description="There is something before this slice.")
    start_cursor = graphene.String(description="Of the first item; null for an empty slice.")
    end_cursor = graphene.String(description="Of the last item: the next slice's `after`.")


def list_resolver(resolve_connection: Callable[..., Any]) -> Callable[..., Any]:
    """Return the resolver of a root field that lists pages of one language of a site."""

    def resolve(
        _root: None,
        info: GraphQLResolveInfo,
        language: str | None = None,
        site: str | None = None,
        **arguments: Any,
    ) -> Any:
        return resolve_connection(info.context, requested_root(info.context, language, site), **arguments)

    return resolve


def connection_field(
    connection: Any, filter_type: Any, order: Any, resolve_connection: Any, what: str, default: Any
) -> graphene.Field:
    """Return a root field: a list of one language of a site. `what` names the items in descriptions."""
    return graphene.Field(
        connection,
        required=True,
        resolver=list_resolver(resolve_connection),
        description=f"The {what} of a language.",
        **list_arguments(filter_type, order, default, what),
        **place_arguments(),
    )
