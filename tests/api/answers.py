"""Checks responses against their documents: every selected field, of its type, null only where it may be."""

import re
from collections.abc import Iterator
from typing import Any

from graphql import (
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLEnumType,
    GraphQLList,
    GraphQLNonNull,
    GraphQLScalarType,
    GraphQLSchema,
    OperationDefinitionNode,
    is_abstract_type,
    parse,
)

SCALARS: dict[str, Any] = {
    "String": lambda value: isinstance(value, str),
    "ID": lambda value: isinstance(value, str),
    "Int": lambda value: type(value) is int and -(2**31) <= value < 2**31,
    "Float": lambda value: type(value) in (int, float),
    "Boolean": lambda value: type(value) is bool,
    "HTML": lambda value: isinstance(value, str),
    "Date": lambda value: bool(re.fullmatch(r"\d{4}-\d\d-\d\d", value)),
    "DateTime": lambda value: bool(re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", value)),
    "RichTextDocument": lambda value: isinstance(value, dict) and value.get("schema") == "dast",
}


def problems_of(data: Any, query: str, schema: GraphQLSchema) -> list[str]:
    """Return the faults in the data of a response to a document of one operation, without variables."""
    document = parse(query)
    fragments = {
        node.name.value: node for node in document.definitions if isinstance(node, FragmentDefinitionNode)
    }
    (operation,) = [node for node in document.definitions if isinstance(node, OperationDefinitionNode)]
    root = schema.get_root_type(operation.operation)
    return list(_Checking(schema, fragments).object(data, root, [operation.selection_set], "data"))


class _Checking:
    def __init__(self, schema: GraphQLSchema, fragments: dict[str, FragmentDefinitionNode]) -> None:
        self.schema = schema
        self.fragments = fragments

    def object(self, value: Any, kind: Any, selection_sets: list[Any], path: str) -> Iterator[str]:
        if not isinstance(value, dict):
            yield f"{path}: no object"
            return
        fields: dict[str, list[FieldNode]] = {}
        for selection_set in selection_sets:
            self._collect(selection_set, kind, fields)
        if list(value) != list(fields):
            yield f"{path}: has {list(value)}, asked for {list(fields)}"
            return
        for name, nodes in fields.items():
            field_name = nodes[0].name.value
            if field_name == "__typename":
                if value[name] != kind.name:
                    yield f"{path}.{name}: {value[name]} is no {kind.name}"
            else:
                yield from self.value(value[name], kind.fields[field_name].type, nodes, f"{path}.{name}")

    def value(self, value: Any, kind: Any, nodes: list[FieldNode], path: str) -> Iterator[str]:
        if isinstance(kind, GraphQLNonNull):
            if value is None:
                yield f"{path}: null"
                return
            kind = kind.of_type
        if value is None:
            return
        if isinstance(kind, GraphQLList):
            if not isinstance(value, list):
                yield f"{path}: no list"
                return
            for number, one in enumerate(value):
                yield from self.value(one, kind.of_type, nodes, f"{path}.{number}")
        elif isinstance(kind, GraphQLScalarType):
            if not SCALARS[kind.name](value):
                yield f"{path}: {value!r} is no {kind.name}"
        elif isinstance(kind, GraphQLEnumType):
            if value not in kind.values:
                yield f"{path}: {value!r} is no {kind.name}"
        else:
            yield from self._of_its_type(value, kind, nodes, path)

    def _of_its_type(self, value: Any, kind: Any, nodes: list[FieldNode], path: str) -> Iterator[str]:
        selection_sets = [node.selection_set for node in nodes]
        if not is_abstract_type(kind):
            yield from self.object(value, kind, selection_sets, path)
            return
        # Which type it is is not always asked for; it must be right for one of them.
        found = []
        for one in self.schema.get_possible_types(kind):
            found = list(self.object(value, one, selection_sets, path))
            if not found:
                return
        yield f"{path}: right for no {kind.name}; {found[:1]}"

    def _collect(self, selection_set: Any, kind: Any, fields: dict[str, list[FieldNode]]) -> None:
        for selection in selection_set.selections:
            if isinstance(selection, FieldNode):
                name = selection.alias.value if selection.alias else selection.name.value
                fields.setdefault(name, []).append(selection)
                continue
            part = (
                self.fragments[selection.name.value]
                if isinstance(selection, FragmentSpreadNode)
                else selection
            )
            condition = part.type_condition
            on = self.schema.type_map[condition.name.value] if condition else kind
            if on is kind or (is_abstract_type(on) and self.schema.is_sub_type(on, kind)):  # type: ignore[arg-type]
                self._collect(part.selection_set, kind, fields)
