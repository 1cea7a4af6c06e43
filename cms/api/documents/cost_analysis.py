"""Query cost analysis: the work that an operation takes, computed from its selections and list lengths.

    a field             1, or its price in `prices`; plus its selections
    `__typename`        0, with an alias 1
    a list              1, plus its selections times its length
    a list with `first` its price and its filter's in `prices`, once for each query of the database: for its
                        items, its `totalCount` and each facet; its length is `first`: literal, variable or
                        default
    other lists         the length assumed for it in `LENGTHS`
    an interface        the most expensive of its types
    introspection       10 for each field, lists not counted, and 5,000 for the whole schema

`@include` and `@skip` reduce nothing, and a field in two fragments counts twice: the cost is that of the
document as written. `frontend_contract/README.md` explains this to frontends.

A selection set costs `fixed + per_item · length + by_type[its type]` for each object, and `once` for all
objects of a list together, so that a fragment is counted once, whatever list it is spread in. Unknown fields
and types are counted too: this runs before validation.
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

from .cost_counter import (
    FILTER_ARGUMENTS,
    LENGTH_ARGUMENT,
    Amount,
    CostCounter,
    Variables,
    literal,
    whole_number,
)
from .limits import MAX_REPORTED
from .prices import price_of_search_text

#: Characters of a name in an error message.
MAX_NAME = 60


def cost_variables(document: Any) -> tuple[str, ...]:
    """Return the names of the variables that the cost of a document depends on."""
    names: set[str] = set()
    stack = [node.selection_set for node in document.definitions if getattr(node, "selection_set", None)]
    while stack:
        for selection in stack.pop().selections:
            for argument in getattr(selection, "arguments", None) or ():
                if argument.name.value == LENGTH_ARGUMENT or argument.name.value in FILTER_ARGUMENTS:
                    names.update(_variables_in(argument.value))
            if getattr(selection, "selection_set", None):
                stack.append(selection.selection_set)
    return tuple(sorted(names))


def _variables_in(value: ValueNode) -> Iterator[str]:
    if isinstance(value, VariableNode):
        yield value.name.value
    elif isinstance(value, ObjectValueNode):
        for field in value.fields:
            yield from _variables_in(field.value)
    elif isinstance(value, ListValueNode):
        for item in value.values:
            yield from _variables_in(item)


def cost_key(value: Any) -> Hashable:
    """Return the part of a variable's value that its price depends on, as a cache key."""
    if isinstance(value, str):
        return price_of_search_text(value)
    if isinstance(value, list):
        return ("list", len(value))
    if isinstance(value, dict):
        return tuple((name, cost_key(item)) for name, item in sorted(value.items()))
    return whole_number(value)


def cost_of(
    schema: GraphQLSchema,
    operation: OperationDefinitionNode,
    fragments: list[FragmentDefinitionNode],
    variables: Variables,
) -> int:
    """Return the cost of an operation. `fragments` are in topological order."""
    counter, root = _counter(schema, operation, fragments, variables)
    amount = counter.selections(operation.selection_set, root)
    return min(amount.total() + amount.total_once(is_list=False), MAX_REPORTED)


def most_expensive_field(
    schema: GraphQLSchema,
    operation: OperationDefinitionNode,
    fragments: list[FragmentDefinitionNode],
    variables: Variables,
) -> str:
    """Return a sentence for errors: the root field that costs most, and its share for database queries."""
    counter, root = _counter(schema, operation, fragments, variables)
    by_name = {fragment.name.value: fragment.selection_set for fragment in fragments}
    costs: list[tuple[int, FieldNode]] = []
    stack, spread = [operation.selection_set], set()
    while stack:
        for selection in stack.pop().selections:
            if isinstance(selection, FieldNode):
                amount = Amount()
                counter.add_field(amount, selection, root)
                costs.append((amount.total() + amount.total_once(is_list=False), selection))
            elif isinstance(selection, InlineFragmentNode):
                stack.append(selection.selection_set)
            elif isinstance(selection, FragmentSpreadNode) and selection.name.value not in spread:
                spread.add(selection.name.value)
                stack += [by_name[selection.name.value]] if selection.name.value in by_name else []
    cost, node = max(costs, key=lambda pair: pair[0], default=(0, None))
    if node is None:
        return ""
    name = shortened_name(node.alias.value if node.alias else node.name.value)
    price, times = counter.list_prices.get(id(node), (0, 1))
    queries = f", {price:,} of it for asking the database {times} times: for items, counts and each facet"
    return f"`{name}` costs {min(cost, MAX_REPORTED):,}{queries if times > 1 else ''}."


def shortened_name(name: str) -> str:
    return name if len(name) <= MAX_NAME else f"{name[:MAX_NAME]}…"


def _counter(
    schema: GraphQLSchema,
    operation: OperationDefinitionNode,
    fragments: list[FragmentDefinitionNode],
    variables: Variables,
) -> tuple[CostCounter, Any]:
    """Return a counter that knows the operation's fragments, and the root type."""
    values: dict[str, Any] = {
        definition.variable.name.value: literal(definition.default_value)
        for definition in operation.variable_definitions or ()
    }
    # A value that should be a whole number but is not is refused later, when variables are coerced.
    values.update(
        (name, value)
        for name, value in variables.items()
        if value is not None and (type(values.get(name)) is not int or whole_number(value) is not None)
    )
    counter = CostCounter(schema, values)
    for fragment in fragments:
        on = schema.type_map.get(fragment.type_condition.name.value)
        counter.fragments[fragment.name.value] = (on, counter.selections(fragment.selection_set, on))
    is_query = operation.operation == OperationType.QUERY
    return counter, schema.query_type if is_query else schema.mutation_type
