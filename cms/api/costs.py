"""What an operation costs: the fields its answer may hold, counted from the sizes of the lists asked for.

    a field             1, and what is below it
    a list              1, and what is below it times its length
    a list with `first` 10 more, for the database; its length is `first`, as given, by variable or by default
    other lists         `LENGTHS` says how long such a list is taken to be
    an interface        the dearest of its types
    introspection       10 for each field, lists not counted, and 5,000 for the whole schema

`@include` and `@skip` take nothing away, and a field that two fragments ask for counts twice: the cost is
that of the document as it is written. `frontend_contract/README.md` tells frontends the same.

A set of selections costs `fixed + per_item · length + by_type[its type]`, so that a fragment is counted once,
whatever list it stands in. Unknown fields and types are counted too: this runs before validation.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from graphql import (
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLField,
    GraphQLList,
    GraphQLNonNull,
    GraphQLSchema,
    InlineFragmentNode,
    IntValueNode,
    OperationDefinitionNode,
    OperationType,
    SelectionSetNode,
    VariableNode,
    get_named_type,
    is_abstract_type,
    is_composite_type,
)

from .limits import MOST_SAID
from .measuring import INTROSPECTION

#: The argument that says how long a list may become.
LENGTH = "first"
#: For asking the database for a list, counting it and finding its place.
LIST = 10
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

Variables = Mapping[str, Any]


@dataclass(slots=True)
class _Amount:
    """What a set of selections costs."""

    fixed: int = 0
    #: For each item of the list with `first` that it stands in.
    per_item: int = 0
    #: Beside `fixed`, by the name of an object type.
    by_type: dict[str, int] = field(default_factory=dict)

    def total(self, length: int = OTHER_LENGTH) -> int:
        dearest = max(self.by_type.values(), default=0)
        return min(self.fixed + self.per_item * length + dearest, MOST_SAID)


def length_variables(document: Any) -> tuple[str, ...]:
    """Return the names of the variables on which the cost of a document depends."""
    found = set()
    waiting = [node.selection_set for node in document.definitions if getattr(node, "selection_set", None)]
    while waiting:
        for selection in waiting.pop().selections:
            for argument in getattr(selection, "arguments", None) or ():
                if argument.name.value == LENGTH and isinstance(argument.value, VariableNode):
                    found.add(argument.value.name.value)
            if getattr(selection, "selection_set", None):
                waiting.append(selection.selection_set)
    return tuple(sorted(found))


def cost_of(
    schema: GraphQLSchema,
    operation: OperationDefinitionNode,
    fragments: list[FragmentDefinitionNode],
    variables: Variables,
) -> int:
    """Return the cost of an operation. `fragments` stand inside out."""
    lengths: dict[str, Any] = {
        definition.variable.name.value: _literal(definition.default_value)
        for definition in operation.variable_definitions or ()
    }
    # What is no whole number is refused when the variables are read.
    lengths.update(
        (name, length) for name, value in variables.items() if (length := whole_number(value)) is not None
    )
    counting = _Counting(schema, lengths)
    for fragment in fragments:
        on = schema.type_map.get(fragment.type_condition.name.value)
        counting.known[fragment.name.value] = (on, counting.selections(fragment.selection_set, on))
    is_query = operation.operation == OperationType.QUERY
    root = schema.query_type if is_query else schema.mutation_type
    return counting.selections(operation.selection_set, root).total()


def whole_number(value: Any) -> int | None:
    """Return a variable's value as an Int is read (specification, 3.5.1): 100.0 is 100. None for all else."""
    if type(value) is int:
        return value
    return int(value) if type(value) is float and value.is_integer() else None


class _Counting:
    def __init__(self, schema: GraphQLSchema, lengths: dict[str, Any]) -> None:
        self._schema = schema
        self._lengths = lengths
        self.known: dict[str, tuple[Any, _Amount]] = {}

    def selections(self, selection_set: SelectionSetNode, parent: Any) -> _Amount:
        amount = _Amount()
        for selection in selection_set.selections:
            if isinstance(selection, FieldNode):
                self._add_field(amount, selection, parent)
            elif isinstance(selection, FragmentSpreadNode):
                known = self.known.get(selection.name.value)
                if known is not None:
                    self._add_part(amount, parent, known[1], known[0])
            elif isinstance(selection, InlineFragmentNode):
                condition = selection.type_condition
                on = self._schema.type_map.get(condition.name.value) if condition else parent
                self._add_part(amount, parent, self.selections(selection.selection_set, on), on)
        return amount

    def _add_part(self, amount: _Amount, parent: Any, part: _Amount, on: Any) -> None:
        """Add what a fragment `on` a type costs to a set of selections of `parent`."""
        names, part_names = _objects(self._schema, parent), _objects(self._schema, on)
        if not names or not part_names:
            amount.fixed = min(amount.fixed + part.total(), MOST_SAID)
            return
        if names <= part_names:
            amount.fixed = min(amount.fixed + part.fixed, MOST_SAID)
            amount.per_item = min(amount.per_item + part.per_item, MOST_SAID)
            shared, always = names & part.by_type.keys(), 0
        else:
            shared, always = names & part_names, part.fixed + part.per_item * OTHER_LENGTH
        for name in shared:
            more = always + part.by_type.get(name, 0)
            amount.by_type[name] = min(amount.by_type.get(name, 0) + more, MOST_SAID)

    def _add_field(self, amount: _Amount, node: FieldNode, parent: Any) -> None:
        name = node.name.value
        is_introspection = name in INTROSPECTION or getattr(parent, "name", "").startswith("__")
        definition = self._definition(name, parent)
        kind = get_named_type(definition.type) if definition else None
        below = self.selections(node.selection_set, kind) if node.selection_set else _Amount()
        if is_introspection:
            cost = INTROSPECTED + below.total(1) + (SCHEMA if name == "__schema" else 0)
        elif definition is None:
            cost = 1 + below.total()
        elif LENGTH in definition.args:
            length = self._length(node, definition)
            is_list = _is_list(definition.type)
            cost = 1 + LIST + (length * max(1, below.total()) if is_list else below.total(length))
        elif _is_list(definition.type):
            if name in ITEMS:
                cost = 1
                amount.per_item = min(amount.per_item + max(1, below.total()), MOST_SAID)
            else:
                cost = 1 + LENGTHS.get(name, OTHER_LENGTH) * max(1, below.total())
        else:
            cost = 1 + below.total()
        amount.fixed = min(amount.fixed + cost, MOST_SAID)

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
                    by_variable = self._lengths.get(value.name.value)
                    given = by_variable if by_variable is not None else given
                else:
                    given = _literal(value)
        if type(given) is not int:
            given = OTHER_LENGTH
        return min(max(given, 1), MOST_LENGTH)


@lru_cache(maxsize=1_000)
def _objects(schema: GraphQLSchema, kind: Any) -> frozenset[str]:
    """Return the names of the object types that a value of this type may have."""
    if is_abstract_type(kind):
        return frozenset(one.name for one in schema.get_possible_types(kind))
    return frozenset([kind.name]) if is_composite_type(kind) else frozenset()


def _is_list(kind: Any) -> bool:
    return isinstance(kind.of_type if isinstance(kind, GraphQLNonNull) else kind, GraphQLList)


def _literal(node: Any) -> Any:
    """Return a literal whole number, else nothing."""
    if isinstance(node, IntValueNode) and len(node.value) < 12:
        return int(node.value)
    return MOST_LENGTH if isinstance(node, IntValueNode) else None
