"""What an operation costs: the work that its answer takes, counted from what is asked for and how much of it.

    a field             1, or what `prices` says; and what is below it
    `__typename`        nothing, but 1 under another name
    a list              1, and what is below it times its length
    a list with `first` what `prices` says of it and of its filter, as often as the database is asked for it:
                        for its items, its `totalCount` and each facet; its length is `first`, as given, by
                        variable or by default
    other lists         `LENGTHS` says how long such a list is taken to be
    an interface        the dearest of its types
    introspection       10 for each field, lists not counted, and 5,000 for the whole schema

`@include` and `@skip` take nothing away, and a field that two fragments ask for counts twice: the cost is
that of the document as it is written. `frontend_contract/README.md` tells frontends the same.

A set of selections costs `fixed + per_item · length + by_type[its type]` for each object, and `once` for all
objects of a list together, so that a fragment is counted once, whatever list it stands in. Unknown fields and
types are counted too: this runs before validation.
"""

from collections.abc import Hashable, Iterator
from typing import Any

from graphql import (
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLSchema,
    InlineFragmentNode,
    ListValueNode,
    ObjectValueNode,
    OperationDefinitionNode,
    OperationType,
    ValueNode,
    VariableNode,
)

from . import prices
from .counting import LENGTH, SOUGHT, Amount, Counting, Variables, literal, whole_number
from .limits import MOST_SAID

#: Of a name in an error.
MOST_NAME = 60


def priced_variables(document: Any) -> tuple[str, ...]:
    """Return the names of the variables on which the cost of a document depends."""
    found: set[str] = set()
    waiting = [node.selection_set for node in document.definitions if getattr(node, "selection_set", None)]
    while waiting:
        for selection in waiting.pop().selections:
            for argument in getattr(selection, "arguments", None) or ():
                if argument.name.value == LENGTH or argument.name.value in SOUGHT:
                    found.update(_variables_in(argument.value))
            if getattr(selection, "selection_set", None):
                waiting.append(selection.selection_set)
    return tuple(sorted(found))


def _variables_in(value: ValueNode) -> Iterator[str]:
    if isinstance(value, VariableNode):
        yield value.name.value
    elif isinstance(value, ObjectValueNode):
        for one in value.fields:
            yield from _variables_in(one.value)
    elif isinstance(value, ListValueNode):
        for item in value.values:
            yield from _variables_in(item)


def weight(value: Any) -> Hashable:
    """Return all of a variable's value that its price depends on."""
    if isinstance(value, str):
        return prices.price_of_words(value)
    if isinstance(value, list):
        return ("list", len(value))
    if isinstance(value, dict):
        return tuple((name, weight(one)) for name, one in sorted(value.items()))
    return whole_number(value)


def cost_of(
    schema: GraphQLSchema,
    operation: OperationDefinitionNode,
    fragments: list[FragmentDefinitionNode],
    variables: Variables,
) -> int:
    """Return the cost of an operation. `fragments` stand inside out."""
    counting, root = _begun(schema, operation, fragments, variables)
    amount = counting.selections(operation.selection_set, root)
    return min(amount.total() + amount.total_once(is_list=False), MOST_SAID)


def dearest_field(
    schema: GraphQLSchema,
    operation: OperationDefinitionNode,
    fragments: list[FragmentDefinitionNode],
    variables: Variables,
) -> str:
    """Return which field at the root costs most, and what of it is for asking the database; for errors."""
    counting, root = _begun(schema, operation, fragments, variables)
    by_name = {fragment.name.value: fragment.selection_set for fragment in fragments}
    found: list[tuple[int, FieldNode]] = []
    waiting, spread = [operation.selection_set], set()
    while waiting:
        for selection in waiting.pop().selections:
            if isinstance(selection, FieldNode):
                amount = Amount()
                counting.add_field(amount, selection, root)
                found.append((amount.total() + amount.total_once(is_list=False), selection))
            elif isinstance(selection, InlineFragmentNode):
                waiting.append(selection.selection_set)
            elif isinstance(selection, FragmentSpreadNode) and selection.name.value not in spread:
                spread.add(selection.name.value)
                waiting += [by_name[selection.name.value]] if selection.name.value in by_name else []
    cost, node = max(found, key=lambda one: one[0], default=(0, None))
    if node is None:
        return ""
    name = shortened_name(node.alias.value if node.alias else node.name.value)
    price, times = counting.paid.get(id(node), (0, 1))
    counted = f", {price:,} of it for asking the database {times} times: for items, counts and each facet"
    return f"`{name}` costs {min(cost, MOST_SAID):,}{counted if times > 1 else ''}."


def shortened_name(name: str) -> str:
    return name if len(name) <= MOST_NAME else f"{name[:MOST_NAME]}…"


def _begun(
    schema: GraphQLSchema,
    operation: OperationDefinitionNode,
    fragments: list[FragmentDefinitionNode],
    variables: Variables,
) -> tuple[Counting, Any]:
    """Return what counts an operation's selections, its fragments known, and the type at its root."""
    given: dict[str, Any] = {
        definition.variable.name.value: literal(definition.default_value)
        for definition in operation.variable_definitions or ()
    }
    # What is no whole number where one has to be is refused when the variables are read.
    given.update(
        (name, value)
        for name, value in variables.items()
        if value is not None and (type(given.get(name)) is not int or whole_number(value) is not None)
    )
    counting = Counting(schema, given)
    for fragment in fragments:
        on = schema.type_map.get(fragment.type_condition.name.value)
        counting.known[fragment.name.value] = (on, counting.selections(fragment.selection_set, on))
    is_query = operation.operation == OperationType.QUERY
    return counting, schema.query_type if is_query else schema.mutation_type
