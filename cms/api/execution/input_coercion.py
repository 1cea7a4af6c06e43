"""Input coercion errors: which variable or argument is invalid, and its expected type (GraphQL spec, 6.1.2).

graphql-core's own messages echo values in Python's notation, whole input objects with any password in them.
These never contain a value, be it a variable's or a literal of the document. The values of an enum and the
fields of an input object are listed where introspection is open; elsewhere the error says where they stand.
"""

import re
from collections.abc import Callable, Iterable
from typing import Any

from graphql import (
    ArgumentNode,
    BooleanValueNode,
    EnumValueNode,
    FloatValueNode,
    GraphQLEnumType,
    GraphQLError,
    GraphQLInputObjectType,
    GraphQLList,
    GraphQLSchema,
    IntValueNode,
    ListValueNode,
    Node,
    NullValueNode,
    ObjectFieldNode,
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
_LITERAL_KINDS: dict[type[Node], str] = {
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
        argument = name + _joined(path)
        place, expected = f"`${argument}`", _kind_at(kind, path)
        field = _FIELD.match(error.message)
        if field is not None:
            message = _field_message(place, expected, error.message, hide_suggestions)
            add(_error(f"{argument}.{field[1]}", message, node))
        else:
            add(_error(argument, _message(place, expected, value, hide_suggestions), node))

    coerce_input_value(sent[name], kind, add_coercion_error, hide_suggestions=hide_suggestions)


def _joined(path: Iterable[str | int]) -> str:
    return "".join(f"[{key}]" if isinstance(key, int) else f".{key}" for key in path)


def _error(argument: str, message: str, node: Node) -> GraphQLError:
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
    """Return what is wrong with a variable's value."""
    named: Any = get_named_type(kind)
    if isinstance(named, GraphQLEnumType) and isinstance(value, str):
        return _unknown_value_message(place, named, value, hide_suggestions)
    if named.name == "Int" and type(value) in (int, float):
        return f"{place} must be a whole number of 32 bits."
    return _kind_message(place, kind, _JSON_KINDS.get(type(value)), hide_suggestions)


def _kind_message(place: str, kind: Any, sent: str | None, hide_suggestions: bool) -> str:
    named: Any = get_named_type(kind)
    members = _members(named, hide_suggestions) if isinstance(named, GraphQLEnumType) else ""
    return f"{place} is {sent or 'of another kind'}; it must be {kind}.{members}"


def _unknown_value_message(place: str, enum: GraphQLEnumType, value: str, hide_suggestions: bool) -> str:
    near = [] if hide_suggestions else suggestion_list(value, enum.values)
    members = _members(enum, hide_suggestions)
    return f"{place} is none of the values of {enum.name}.{did_you_mean(near)}{members}"


def _field_message(place: str, kind: Any, message: str, hide_suggestions: bool) -> str:
    """Complete graphql-core's message about a field of an input object. It names fields, and no value."""
    is_missing = "of required type" in message
    members = "" if is_missing else _members(get_named_type(kind), hide_suggestions)
    return f"{place}: {message}{members}"


def _members(named: Any, hide_suggestions: bool) -> str:
    """Return a sentence with the values of an enum or the fields of an input object."""
    is_enum = isinstance(named, GraphQLEnumType)
    what = "values" if is_enum else "fields"
    if hide_suggestions:
        return f" Its {what} stand in `schema.graphql`."
    return f" Its {what}: {', '.join(named.values if is_enum else named.fields)}."


class InputValuesRule(ValuesOfCorrectTypeRule):
    """graphql-core's rule with our messages, which name the argument, or the variable of a default."""

    #: Whose value is being checked.
    _holder: ArgumentNode | VariableDefinitionNode

    def enter_argument(self, node: ArgumentNode, *_args: Any) -> None:
        self._holder = node

    def enter_variable_definition(self, node: VariableDefinitionNode, *_args: Any) -> None:
        self._holder = node

    def report_error(self, error: GraphQLError) -> None:
        (node,) = error.nodes or ()
        argument, sign = self._argument_of(node)
        place, hidden = f"`{sign}{argument}`", self.context.hide_suggestions
        kind: Any = self.context.get_input_type()
        # Of a list, and of a field that there is not, the type is that around it.
        if isinstance(node, ListValueNode | ObjectFieldNode):
            kind = self.context.get_parent_input_type()
        if isinstance(node, ObjectFieldNode) or (
            isinstance(node, ObjectValueNode) and isinstance(get_named_type(kind), GraphQLInputObjectType)
        ):
            field = _FIELD.match(error.message)
            if field is not None:
                argument = f"{argument}.{field[1].rpartition('.')[2]}"
            message = _field_message(place, kind, error.message, hidden)
        else:
            message = self._message(place, node, kind)
        super().report_error(_error(argument, message, node))

    def _argument_of(self, node: Node) -> tuple[str, str]:
        """Return the path of a value, from its argument or variable on, and `$` for a variable."""
        holder = self._holder
        if isinstance(holder, ArgumentNode):
            return holder.name.value + _joined(_path_to(node, holder.value) or ()), ""
        return holder.variable.name.value + _joined(_path_to(node, holder.default_value) or ()), "$"

    def _message(self, place: str, node: Node, kind: Any) -> str:
        hidden = self.context.hide_suggestions
        named: Any = get_named_type(kind)
        if isinstance(named, GraphQLEnumType):
            if isinstance(node, StringValueNode):
                is_known = node.value in named.values
                known = f": {node.value}" if is_known and not hidden else ""
                members = "" if is_known else _members(named, hidden)
                return f"{place}: {named.name} is an enum: write its value without quotes{known}.{members}"
            if isinstance(node, EnumValueNode):
                return _unknown_value_message(place, named, node.value, hidden)
        if named.name == "Int" and isinstance(node, IntValueNode | FloatValueNode):
            return f"{place} must be a whole number of 32 bits."
        return _kind_message(place, kind, _LITERAL_KINDS.get(type(node)), hidden)


def _path_to(node: Node, value: ValueNode | None) -> list[str | int] | None:
    """Return the path to a node within a literal; that to a field leads to its object."""
    if value is node:
        return []
    if isinstance(value, ListValueNode):
        children: list[tuple[str | int, ValueNode]] = list(enumerate(value.values))
    elif isinstance(value, ObjectValueNode):
        if any(field is node for field in value.fields):
            return []
        children = [(field.name.value, field.value) for field in value.fields]
    else:
        return None
    for key, child in children:
        path = _path_to(node, child)
        if path is not None:
            return [key, *path]
    return None
