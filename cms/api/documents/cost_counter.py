"""CostCounter: the query cost of selections, in one walk over a document, each fragment once."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from graphql import (
    FieldNode,
    FragmentSpreadNode,
    GraphQLField,
    GraphQLList,
    GraphQLNonNull,
    GraphQLSchema,
    InlineFragmentNode,
    IntValueNode,
    ListValueNode,
    NullValueNode,
    ObjectValueNode,
    SelectionSetNode,
    StringValueNode,
    VariableNode,
    get_named_type,
    is_abstract_type,
    is_composite_type,
)

from ..execution.plans import INTROSPECTION
from .limits import MAX_REPORTED
from .prices import (
    FETCHED_TOGETHER,
    OBJECTS,
    is_counted,
    price_of_field,
    price_of_filter,
    price_of_list,
    price_of_search_text,
    price_of_terms,
)

#: The argument that limits a list's length.
LENGTH_ARGUMENT = "first"
#: The arguments that filter it.
FILTER_ARGUMENTS = ("filter", "query")
#: Cost of a field of introspection.
INTROSPECTION_FIELD = 10
#: In addition, of `__schema`.
WHOLE_SCHEMA = 5_000
#: The fields that hold the items of a connection.
ITEMS = ("nodes", "edges", "items")
#: No list has more items; a greater `first` is refused when the operation runs.
MAX_LENGTH = 1_000
#: Assumed lengths of lists whose length a client can't set.
LENGTHS = {
    "sources": 3,
    "categories": 3,
    "sectors": 3,
    "tags": 5,
    "competences": 5,
    "contacts": 3,
    "websites": 3,
    "translations": 3,
    "breadcrumbs": 4,
    "languages": 3,
    "socialLinks": 5,
}
OTHER_LENGTH = 10
TYPENAME = "__typename"

Variables = Mapping[str, Any]


@dataclass(slots=True)
class Amount:
    """The cost of a selection set."""

    fixed: int = 0
    #: For each item of the list with `first` that contains it.
    per_item: int = 0
    #: In addition to `fixed`, by the name of an object type.
    by_type: dict[str, int] = field(default_factory=dict)
    #: For all objects of a list together, however many they are.
    once: int = 0
    #: In addition to `once`, by the name of an object type.
    once_by_type: dict[str, int] = field(default_factory=dict)
    #: Database queries for the list that contains this, besides the one for its items.
    counted: int = 0

    def total(self, length: int = OTHER_LENGTH) -> int:
        """Return the cost for each object."""
        most_expensive = max(self.by_type.values(), default=0)
        return min(self.fixed + self.per_item * length + most_expensive, MAX_REPORTED)

    def total_once(self, *, is_list: bool) -> int:
        """Return the cost for all objects together; outside a list, for the most expensive type."""
        of_types = self.once_by_type.values()
        return min(self.once + (sum(of_types) if is_list else max(of_types, default=0)), MAX_REPORTED)

    def add(self, *, each: int = 0, per_item: int = 0, once: int = 0, counted: int = 0) -> None:
        self.fixed = min(self.fixed + each, MAX_REPORTED)
        self.per_item = min(self.per_item + per_item, MAX_REPORTED)
        self.once = min(self.once + once, MAX_REPORTED)
        self.counted = min(self.counted + counted, MAX_REPORTED)


def whole_number(value: Any) -> int | None:
    """Return a variable's value as an Int is read (specification, 3.5.1): 100.0 is 100. None for all else."""
    if type(value) is int:
        return value
    return int(value) if type(value) is float and value.is_integer() else None


class CostCounter:
    def __init__(self, schema: GraphQLSchema, variables: dict[str, Any]) -> None:
        self._schema = schema
        self._variables = variables
        #: (type condition, cost) by fragment name.
        self.fragments: dict[str, tuple[Any, Amount]] = {}
        #: (price of a list's database queries, their number) by the address of its node.
        self.list_prices: dict[int, tuple[int, int]] = {}

    def selections(self, selection_set: SelectionSetNode, parent: Any) -> Amount:
        amount = Amount()
        for selection in selection_set.selections:
            if isinstance(selection, FieldNode):
                self.add_field(amount, selection, parent)
            elif isinstance(selection, FragmentSpreadNode):
                fragment = self.fragments.get(selection.name.value)
                if fragment is not None:
                    self._add_fragment(amount, parent, fragment[1], fragment[0])
            elif isinstance(selection, InlineFragmentNode):
                condition = selection.type_condition
                on = self._schema.type_map.get(condition.name.value) if condition else parent
                self._add_fragment(amount, parent, self.selections(selection.selection_set, on), on)
        return amount

    def _add_fragment(self, amount: Amount, parent: Any, part: Amount, on: Any) -> None:
        """Add the cost of a fragment `on` a type to a selection set of `parent`."""
        amount.add(counted=part.counted)
        names, part_names = _objects(self._schema, parent), _objects(self._schema, on)
        if not names or not part_names:
            amount.add(each=part.total(), once=part.total_once(is_list=True))
            return
        if names <= part_names:
            amount.add(each=part.fixed, per_item=part.per_item, once=part.once)
            shared, always, once = names & (part.by_type.keys() | part.once_by_type.keys()), 0, 0
        else:
            shared, once = names & part_names, part.once
            always = part.fixed + part.per_item * OTHER_LENGTH
        for name in shared:
            _add_to(amount.by_type, name, always + part.by_type.get(name, 0))
            _add_to(amount.once_by_type, name, once + part.once_by_type.get(name, 0))

    def add_field(self, amount: Amount, node: FieldNode, parent: Any) -> None:
        name = node.name.value
        if name == TYPENAME:
            amount.add(each=1 if node.alias else 0)
            return
        parent_name = getattr(parent, "name", "")
        definition = self._definition(name, parent)
        kind = get_named_type(definition.type) if definition else None
        below = self.selections(node.selection_set, kind) if node.selection_set else Amount()
        if name in INTROSPECTION or parent_name.startswith("__"):
            amount.add(
                each=INTROSPECTION_FIELD + below.total(1) + (WHOLE_SCHEMA if name == "__schema" else 0)
            )
            return
        kind_name = getattr(kind, "name", "")
        if kind_name in OBJECTS:
            below.add(each=OBJECTS[kind_name])
        coordinate = f"{parent_name}.{name}"
        own = price_of_field(coordinate, kind)
        if is_counted(coordinate, kind_name):
            amount.add(counted=1)
        if definition is None:
            amount.add(each=own + below.total(), once=below.total_once(is_list=True))
        elif LENGTH_ARGUMENT in definition.args:
            self._add_list(amount, node, definition, coordinate, below, own)
        elif _is_list(definition.type):
            items = max(1, below.total())
            amount.add(once=below.total_once(is_list=True))
            if name in ITEMS:
                amount.add(each=own, per_item=items)
            else:
                amount.add(each=own + LENGTHS.get(name, OTHER_LENGTH) * items)
        else:
            # Facets are in an object of their own; their queries count for the list around it.
            once = below.total_once(is_list=False)
            amount.add(each=own + below.total(), once=once, counted=below.counted)

    def _add_list(
        self,
        amount: Amount,
        node: FieldNode,
        definition: GraphQLField,
        coordinate: str,
        below: Amount,
        own: int,
    ) -> None:
        length = self._length(node, definition)
        is_list = _is_list(definition.type)
        of_items = length * max(1, below.total()) if is_list else below.total(length)
        kind = get_named_type(definition.type)
        if is_counted(coordinate, kind.name):
            # A facet: its query is priced with its list.
            amount.add(each=own + of_items, once=below.total_once(is_list=True))
            return
        times = 1 + below.counted
        of_filter, terms = self._filter_price(node)
        price = (price_of_list(coordinate, kind) + of_filter) * times + terms
        self.list_prices[id(node)] = price, times
        is_together = not FETCHED_TOGETHER.isdisjoint((coordinate, kind.name))
        amount.add(
            each=own + of_items + (0 if is_together else price),
            once=below.total_once(is_list=True) + (price if is_together else 0),
        )

    def _filter_price(self, node: FieldNode) -> tuple[int, int]:
        """Return the price of a list's filter: (for each database query, once)."""
        price = terms = 0
        for argument in node.arguments:
            if argument.name.value in FILTER_ARGUMENTS:
                value = _value(argument.value, self._variables)
                price += price_of_filter(value) + price_of_search_text(value)
                terms += price_of_terms(value)
        return price, terms

    def _definition(self, name: str, parent: Any) -> GraphQLField | None:
        if name in INTROSPECTION and parent is self._schema.query_type:
            kind = self._schema.type_map["__Schema" if name == "__schema" else "__Type"]
            return GraphQLField(kind)  # type: ignore[arg-type]
        return getattr(parent, "fields", {}).get(name) if is_composite_type(parent) else None

    def _length(self, node: FieldNode, definition: GraphQLField) -> int:
        length: Any = definition.args[LENGTH_ARGUMENT].default_value
        for argument in node.arguments:
            if argument.name.value == LENGTH_ARGUMENT:
                value = argument.value
                if isinstance(value, VariableNode):
                    by_variable = whole_number(self._variables.get(value.name.value))
                    length = by_variable if by_variable is not None else length
                else:
                    length = literal(value)
        if type(length) is not int:
            length = OTHER_LENGTH
        return min(max(length, 1), MAX_LENGTH)


def _add_to(amounts: dict[str, int], name: str, more: int) -> None:
    if more:
        amounts[name] = min(amounts.get(name, 0) + more, MAX_REPORTED)


@lru_cache(maxsize=1_000)
def _objects(schema: GraphQLSchema, kind: Any) -> frozenset[str]:
    """Return the names of a type's possible object types."""
    if is_abstract_type(kind):
        return frozenset(possible.name for possible in schema.get_possible_types(kind))
    return frozenset([kind.name]) if is_composite_type(kind) else frozenset()


def _is_list(kind: Any) -> bool:
    return isinstance(kind.of_type if isinstance(kind, GraphQLNonNull) else kind, GraphQLList)


def literal(node: Any) -> Any:
    """Return a literal's value, as far as a price depends on it."""
    if isinstance(node, IntValueNode):
        return int(node.value) if len(node.value) < 12 else MAX_LENGTH
    return _value(node, {})


def _value(node: Any, variables: Variables) -> Any:
    """Return a value reduced to texts, list lengths and the names of fields; numbers are not read."""
    if isinstance(node, VariableNode):
        return variables.get(node.name.value)
    if isinstance(node, ObjectValueNode):
        return {field.name.value: _value(field.value, variables) for field in node.fields}
    if isinstance(node, ListValueNode):
        return [None] * len(node.values)
    if isinstance(node, StringValueNode):
        return node.value
    return None if node is None or isinstance(node, NullValueNode) else True
