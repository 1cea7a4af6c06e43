"""PageList: the declaration of a page list, from which its root field and its section's field come.

`page_list` makes one, with its types, from orders and filters alone. A list that needs more (a distance)
makes its types itself and declares `PageList(…)`.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import graphene
from django.core.exceptions import ImproperlyConfigured
from django.db import models
from graphql import GraphQLResolveInfo
from wagtail.models import Page

from ..loading.columns import reads
from ..loading.context import RequestContext
from ..loading.sites import Root
from .arguments import list_arguments
from .connections import Connection, connection_field, connection_type
from .cursors import Key, Order
from .enums import make_enum
from .facets import Part
from .list_filters import ListFilter
from .pagination import checked_filter, paginate_pages
from .registry import graphql_type_of

#: A filter of several kinds of values, each of which may be given several times.
ANY_OF_EACH = "Several values of one kind: any of them; several kinds: all of them. Null restricts nothing."

#: Types of model fields, and of the values of a cursor.
_KEY_TYPES: tuple[tuple[Any, type], ...] = (
    (models.AutoField, int),
    (models.IntegerField, int),
    (models.DateField, date),
    (models.CharField, str),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class PageList:
    """The list of the pages of one type, with what returns it.

    `name` is that of the root field; `item` and `items` are what descriptions call the pages.
    """

    name: str
    item: str
    items: str
    connection: Any
    filter_type: Any
    order_type: Any
    default_order: Any
    #: (context, root, *, order, filter, first, after, offset) → slice of the list.
    resolve: Callable[..., Connection]

    def root_field(self) -> graphene.Field:
        """Return the root field: the list of one language of a site."""
        return connection_field(
            self.connection, self.filter_type, self.order_type, self.resolve, self.items, self.default_order
        )

    def section_field(self, section: str = "section") -> graphene.Field:
        """Return the field of the section's page, with its resolver; `section` is what readers call it."""

        @reads()
        def resolve(page: Any, info: GraphQLResolveInfo, **arguments: Any) -> Connection:
            return self.resolve(info.context, info.context.root_of(page), **arguments)

        return graphene.Field(
            self.connection,
            required=True,
            resolver=resolve,
            description=f"The {section}'s {self.items}; language and site are the page's.",
            **list_arguments(self.filter_type, self.order_type, self.default_order, self.items),
        )


def page_list(
    model: type[Page],
    name: str,
    *,
    item: str,
    items: str = "",
    orders: Mapping[str, tuple[str, str]],
    filters: Mapping[str, ListFilter],
    filter_description: str = "All that is given must hold.",
    prepare: Callable[[RequestContext, dict[str, Any]], dict[str, Any]] = lambda context, values: values,
    facets: Any = None,
    facet_parts: dict[str, Part] | None = None,
) -> PageList:
    """Return the list of the public pages of a model, and make its connection, filter and order types.

    `orders` maps each value of the order to (description, column), `-column` for descending; the first one is
    the default. `filters` maps each field of the filter to what applies it; `prepare` replaces values that
    have to be looked up. `facets` is the object type of the counts in `facet_parts`.
    """
    items, prefix = items or name, model.__name__.removesuffix("Page")
    more = {} if facets is None else {"facets": _facets_field(facets)}
    connection = connection_type(
        f"{prefix}Connection", lambda: graphql_type_of(model), f"{prefix}Edge", items, **more
    )
    order_type = make_enum(
        f"{prefix}Order",
        f"How {name} are sorted.",
        {order: description for order, (description, _) in orders.items()},
    )
    by_name = {
        order: order_by(model, f"{name}-{order.lower()}", column) for order, (_, column) in orders.items()
    }
    apply = {field: each.apply for field, each in filters.items()}

    def resolve(
        context: RequestContext,
        root: Root | None,
        *,
        order: str,
        filter: dict[str, Any] | None = None,
        **slice_values: Any,
    ) -> Connection:
        """Return a slice of the public pages below a home page; an empty one without a home page."""
        values = prepare(context, checked_filter(root, filter, **slice_values))
        return paginate_pages(
            context, model, root, values, apply, by_name[order], facet_parts=facet_parts, **slice_values
        )

    return PageList(
        name=name,
        item=item,
        items=items,
        connection=connection,
        filter_type=filter_input(f"{prefix}Filter", filter_description, filters),
        order_type=order_type,
        default_order=getattr(order_type, next(iter(orders))),
        resolve=resolve,
    )


def order_by(model: type[Page], name: str, column: str) -> Order:
    """Return the order by a column and, of equals, by the primary key in the same direction.

    Raises `ImproperlyConfigured` for a column whose values a cursor can't hold.
    """
    is_descending, column = column.startswith("-"), column.removeprefix("-")
    field = model._meta.get_field(column)
    # A timestamp is a date to Django.
    is_known = not isinstance(field, models.DateTimeField)
    types = [kind for of, kind in _KEY_TYPES if is_known and isinstance(field, of)]
    if not types:
        raise ImproperlyConfigured(
            f"{name}: {model.__name__}.{column} is no text, whole number or date; a cursor can't hold it."
        )
    key = Key(column, types[0], is_descending=is_descending, is_nullable=bool(field.null))
    return Order(name, (key, Key("pk", int, is_descending=is_descending)))


def filter_input(name: str, description: str, filters: Mapping[str, ListFilter]) -> Any:
    """Return the input type of a filter, with its fields in the order of `filters`."""
    for each in filters.values():
        # Graphene sorts fields by when they were made.
        each.input.reset_counter()
    inputs = {field: each.input for field, each in filters.items()}
    return type(name, (graphene.InputObjectType,), {"__doc__": description, **inputs})


def _facets_field(facets: Any) -> graphene.Field:
    return graphene.Field(facets, required=True, description="Counts for each filter.")
