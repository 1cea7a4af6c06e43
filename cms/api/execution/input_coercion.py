"""Input coercion errors: which variable or argument is invalid, and its expected type (GraphQL spec, 6.1.2).

graphql-core's own messages echo values in Python's notation, whole input objects with any password in them.
These never contain a value, be it a variable's or a literal of the document.
"""

import re
from collections.abc import Callable, Iterable
from typing import Any

from graphql import (
    BooleanValueNode,
    EnumValueNode,
    FloatValueNode,
    GraphQLEnumType,
    GraphQLError,
    GraphQLList,
    GraphQLSchema,
    IntValueNode,
    ListValueNode,
    NullValueNode,
    ObjectValueNode,
    StringValueNode,
    ValueNode,
    VariableDefinitionNode,
    get_named_type,
    get_nullable_type,
)
from graphql.execution.values import get_variable_values
from graphql.pyutils import did_you_mean, suggestion_list
from graphql.utilities import coerce_input_value, type_from_ast
from graphql.validation import ValuesOfCorrectTypeRule

from ..errors import shortened

MAX_ERRORS = 50
_FIELD = re.compile(r"Field '([^']*)' ")
#: Names of the kinds of values in error messages: JSON's (variables) and GraphQL's (literals).
_JSON_KINDS: dict[type, str] = {
    type(None): "null",
    bool: "a Boolean",
    int: "a number",
    float: "a number",
    str: "a text",
    list: "a list",
    dict: "an object",
}
_LITERAL_KINDS: dict[type[ValueNode], str] = {
    NullValueNode: "null",
    BooleanValueNode: "a Boolean",
    IntValueNode: "a number",
    FloatValueNode: "a number",
    StringValueNode: "a text in quotes",
    EnumValueNode: "a name without quotes",
    ListValueNode: "a list",
    ObjectValueNode: "an object",
}


def variable_values(
    schema: GraphQLSchema,
    definitions: Iterable[VariableDefinitionNode],
    sent: dict[str, Any],
    *,
    hide_suggestions: bool,
) -> dict[str, Any] | list[GraphQLError]:
    """Return the coerced variables, or the errors in them."""
    nodes = tuple(definitions)
    values = get_variable_values(schema, nodes, sent, MAX_ERRORS, hide_suggestions)
    if not isinstance(values, list):
        return values
    errors: list[GraphQLError] = []
    for node in nodes:
        _check_variable(schema, node, sent, hide_suggestions, errors.append)
        if len(errors) >= MAX_ERRORS:
            break
    # Without errors of ours, graphql-core's are not about a value: too deep, or not an input type.
    return errors[:MAX_ERRORS] or values


def _check_variable(
    schema: GraphQLSchema,
    node: VariableDefinitionNode,
    sent: dict[str, Any],
    hide_suggestions: bool,
    add: Callable[[GraphQLError], None],
) -> None:
    name = node.variable.name.value
    kind: Any = type_from_ast(schema, node.type)
    if name not in sent:
        if node.default_value is None and get_nullable_type(kind) is not kind:
            add(_error(name, f"`${name}` is missing; it must be {kind}.", node))
        return

    def add_coercion_error(path: list[str | int], value: Any, error: GraphQLError) -> None:
        place = name + "".join(f"[{key}]" if isinstance(key, int) else f".{key}" for key in path)
        field = _FIELD.match(error.message)
        if field is not None:
            # The message names fields, and no value.
            add(_error(f"{place}.{field[1]}", f"`${place}`: {error.message}", node))
        else:
            add(_error(place, _message(f"`${place}`", _kind_at(kind, path), value, hide_suggestions), node))

    coerce_input_value(sent[name], kind, add_coercion_error, hide_suggestions=hide_suggestions)


def _error(argument: str, message: str, node: VariableDefinitionNode) -> GraphQLError:
    return GraphQLError(message, node, extensions={"argument": shortened(argument)})


def _kind_at(kind: Any, path: list[str | int]) -> Any:
    """Return the type at a path within an input type."""
    for key in path:
        kind = get_nullable_type(kind)
        while isinstance(key, str) and isinstance(kind, GraphQLList):
            # An object is coerced to a list of one (GraphQL specification, 3.11).
            kind = get_nullable_type(kind.of_type)
        kind = kind.of_type if isinstance(key, int) else kind.fields[key].type
    return kind


def _message(place: str, kind: Any, value: Any, hide_suggestions: bool) -> str:
    named: Any = get_named_type(kind)
    if isinstance(named, GraphQLEnumType) and isinstance(value, str):
        near = [] if hide_suggestions else suggestion_list(value, named.values)
        return f"{place} is none of the values of {named.name}.{did_you_mean(near)}"
    if named.name == "Int" and type(value) in (int, float):
        return f"{place} must be a whole number of 32 bits."
    return f"{place} is {_JSON_KINDS.get(type(value), 'of another kind')}; it must be {kind}."


class InputValuesRule(ValuesOfCorrectTypeRule):
    """graphql-core's rule with our messages."""

    def is_valid_value_node(self, node: ValueNode) -> None:
        kind = self.context.get_input_type()
        errors: list[GraphQLError] = []
        report, self.report_error = self.report_error, errors.append  # type: ignore[method-assign,assignment]
        try:
            super().is_valid_value_node(node)
        finally:
            self.report_error = report  # type: ignore[method-assign]
        if errors:
            self.report_error(GraphQLError(self._message(node, kind, get_named_type(kind)), node))

    def enter_null_value(self, node: NullValueNode, *_args: Any) -> None:
        kind: Any = self.context.get_input_type()
        if kind is not None and get_nullable_type(kind) is not kind:
            self.report_error(GraphQLError(f"A value is null; it must be {kind}.", node))

    def _message(self, node: ValueNode, kind: Any, named: Any) -> str:
        hidden = self.context.hide_suggestions
        if isinstance(named, GraphQLEnumType):
            if isinstance(node, StringValueNode):
                known = f": {node.value}" if node.value in named.values and not hidden else ""
                return f"{named.name} is an enum: write its value without quotes{known}."
            if isinstance(node, EnumValueNode):
                near = [] if hidden else suggestion_list(node.value, named.values)
                return f"{node.value} is none of the values of {named.name}.{did_you_mean(near)}"
        if named.name == "Int" and isinstance(node, IntValueNode | FloatValueNode):
            return "A value must be a whole number of 32 bits."
        return f"A value is {_LITERAL_KINDS.get(type(node), 'of another kind')}; it must be {kind}."
