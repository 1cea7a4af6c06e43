"""Counts what selections cost: in one walk over a document, each fragment once."""

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

from . import prices
from .limits import MOST_SAID
from .measuring import INTROSPECTION

#: The argument that says how long a list may become.
LENGTH = "first"
#: Those that say what of it is looked for.
SOUGHT = ("filter", "query")
INTROSPECTED = 10
#: Beside that, for the whole schema.
SCHEMA = 5_000
#: Where the items of a list with `first` stand, when the list itself is an object.
ITEMS = ("nodes", "edges", "items")
#: The most that any list gives; a greater `first` is refused when the operation runs.
MOST_LENGTH = 1_000
#: How long lists are taken to be that a client can't set the length of.
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
    """What a set of selections costs."""

    fixed: int = 0
    #: For each item of the list with `first` that it stands in.
    per_item: int = 0
    #: Beside `fixed`, by the name of an object type.
    by_type: dict[str, int] = field(default_factory=dict)
    #: For all objects of a list together, however many they are.
    once: int = 0
    #: Beside `once`, by the name of an object type.
    once_by_type: dict[str, int] = field(default_factory=dict)
    #: How often the database is asked for the list that this stands in, beside its items.
    counted: int = 0

    def total(self, length: int = OTHER_LENGTH) -> int:
        """Return what it costs for each object."""
        dearest = max(self.by_type.values(), default=0)
        return min(self.fixed + self.per_item * length + dearest, MOST_SAID)

    def total_once(self, *, is_list: bool) -> int:
        """Return what it costs for all objects; of an object that stands alone, for the dearest type."""
        of_types = self.once_by_type.values()
        return min(self.once + (sum(of_types) if is_list else max(of_types, default=0)), MOST_SAID)

    def add(self, *, each: int = 0, per_item: int = 0, once: int = 0, counted: int = 0) -> None:
        self.fixed = min(self.fixed + each, MOST_SAID)
        self.per_item = min(self.per_item + per_item, MOST_SAID)
        self.once = min(self.once + once, MOST_SAID)
        self.counted = min(self.counted + counted, MOST_SAID)


def whole_number(value: Any) -> int | None:
    """Return a variable's value as an Int is read (specification, 3.5.1): 100.0 is 100. None for all else."""
    if type(value) is int:
        return value
    return int(value) if type(value) is float and value.is_integer() else None


class Counting:
    def __init__(self, schema: GraphQLSchema, variables: dict[str, Any]) -> None:
        self._schema = schema
        self._variables = variables
        self.known: dict[str, tuple[Any, Amount]] = {}
        #: What a list costs for asking the database, and how often that is asked; by the address of its node.
        self.paid: dict[int, tuple[int, int]] = {}

    def selections(self, selection_set: SelectionSetNode, parent: Any) -> Amount:
        amount = Amount()
        for selection in selection_set.selections:
            if isinstance(selection, FieldNode):
                self.add_field(amount, selection, parent)
            elif isinstance(selection, FragmentSpreadNode):
                known = self.known.get(selection.name.value)
                if known is not None:
                    self._add_part(amount, parent, known[1], known[0])
            elif isinstance(selection, InlineFragmentNode):
                condition = selection.type_condition
                on = self._schema.type_map.get(condition.name.value) if condition else parent
                self._add_part(amount, parent, self.selections(selection.selection_set, on), on)
        return amount

    def _add_part(self, amount: Amount, parent: Any, part: Amount, on: Any) -> None:
        """Add what a fragment `on` a type costs to a set of selections of `parent`."""
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
            amount.add(each=INTROSPECTED + below.total(1) + (SCHEMA if name == "__schema" else 0))
            return
        kind_name = getattr(kind, "name", "")
        if kind_name in prices.OBJECTS:
            below.add(each=prices.OBJECTS[kind_name])
        coordinate = f"{parent_name}.{name}"
        own = prices.FIELDS.get(coordinate) or prices.FIELDS.get(kind_name, 1)
        if coordinate in prices.COUNTED:
            amount.add(counted=1)
        if definition is None:
            amount.add(each=own + below.total(), once=below.total_once(is_list=True))
        elif LENGTH in definition.args:
            self._add_list(amount, node, definition, coordinate, below, own)
        elif _is_list(definition.type):
            items = max(1, below.total())
            amount.add(once=below.total_once(is_list=True))
            if name in ITEMS:
                amount.add(each=own, per_item=items)
            else:
                amount.add(each=own + LENGTHS.get(name, OTHER_LENGTH) * items)
        else:
            # Facets stand within an object of their own, and count the list around it.
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
        if coordinate in prices.COUNTED:
            # A facet: what asking for it costs is paid with the list that it is of.
            amount.add(each=own + of_items, once=below.total_once(is_list=True))
            return
        kind = get_named_type(definition.type).name
        known = kind if kind in prices.LISTS else coordinate
        times = 1 + below.counted
        of_filter, terms = self._price_of_sought(node)
        price = (prices.LISTS.get(known, prices.OTHER_LIST) + of_filter) * times + terms
        self.paid[id(node)] = price, times
        is_together = known in prices.FETCHED_TOGETHER
        amount.add(
            each=own + of_items + (0 if is_together else price),
            once=below.total_once(is_list=True) + (price if is_together else 0),
        )

    def _price_of_sought(self, node: FieldNode) -> tuple[int, int]:
        """Return what is looked for adds to a list: each time that is asked for, and once."""
        price = terms = 0
        for argument in node.arguments:
            if argument.name.value in SOUGHT:
                given = _said(argument.value, self._variables)
                price += prices.price_of_filter(given) + prices.price_of_words(given)
                terms += prices.price_of_terms(given)
        return price, terms

    def _definition(self, name: str, parent: Any) -> GraphQLField | None:
        if name in INTROSPECTION and parent is self._schema.query_type:
            kind = self._schema.type_map["__Schema" if name == "__schema" else "__Type"]
            return GraphQLField(kind)  # type: ignore[arg-type]
        return getattr(parent, "fields", {}).get(name) if is_composite_type(parent) else None

    def _length(self, node: FieldNode, definition: GraphQLField) -> int:
        given: Any = definition.args[LENGTH].default_value
        for argument in node.arguments:
            if argument.name.value == LENGTH:
                value = argument.value
                if isinstance(value, VariableNode):
                    by_variable = whole_number(self._variables.get(value.name.value))
                    given = by_variable if by_variable is not None else given
                else:
                    given = literal(value)
        if type(given) is not int:
            given = OTHER_LENGTH
        return min(max(given, 1), MOST_LENGTH)


def _add_to(amounts: dict[str, int], name: str, more: int) -> None:
    if more:
        amounts[name] = min(amounts.get(name, 0) + more, MOST_SAID)


@lru_cache(maxsize=1_000)
def _objects(schema: GraphQLSchema, kind: Any) -> frozenset[str]:
    """Return the names of the object types that a value of this type may have."""
    if is_abstract_type(kind):
        return frozenset(one.name for one in schema.get_possible_types(kind))
    return frozenset([kind.name]) if is_composite_type(kind) else frozenset()


def _is_list(kind: Any) -> bool:
    return isinstance(kind.of_type if isinstance(kind, GraphQLNonNull) else kind, GraphQLList)


def literal(node: Any) -> Any:
    """Return what a literal says, as far as a price depends on it."""
    if isinstance(node, IntValueNode):
        return int(node.value) if len(node.value) < 12 else MOST_LENGTH
    return _said(node, {})


def _said(node: Any, variables: Variables) -> Any:
    """Return what a value says: texts, how long lists are, which fields are given. No number is read."""
    if isinstance(node, VariableNode):
        return variables.get(node.name.value)
    if isinstance(node, ObjectValueNode):
        return {one.name.value: _said(one.value, variables) for one in node.fields}
    if isinstance(node, ListValueNode):
        return [None] * len(node.values)
    if isinstance(node, StringValueNode):
        return node.value
    return None if node is None or isinstance(node, NullValueNode) else True
