"""One pass over the built schema: nothing stays that nobody declared, and resolvers are plain functions.

Grapple gives a page type some 38 base columns (`draftTitle` among them) and a block its raw value. Here every
type keeps the interface's fields, the columns its model declares, and what `cms.api.types` adds. The new
schema then drops every type that can no longer be reached.
"""

from collections.abc import Callable, Iterable
from enum import Enum
from functools import partial
from typing import Any

from graphene.types.resolver import dict_or_attr_resolver
from graphene.utils.str_converters import to_camel_case
from graphql import (
    GraphQLEnumType,
    GraphQLField,
    GraphQLID,
    GraphQLInputObjectType,
    GraphQLInterfaceType,
    GraphQLNonNull,
    GraphQLObjectType,
    GraphQLScalarType,
    GraphQLSchema,
    is_introspection_type,
)

from .attributes import Attribute
from .types.extending import declared_columns, node_of
from .types.pages import PAGE_COLUMNS, PAGE_RESOLVERS

Resolver = Callable[..., Any]


def harden(
    schema: GraphQLSchema, *, pages: Iterable[type[Any]], blocks: Iterable[type[Any]]
) -> GraphQLSchema:
    """Return a new schema that holds what is declared, and nothing else."""
    types = schema.type_map
    interface = types["PageInterface"]
    block_interface = types["Block"]
    assert isinstance(interface, GraphQLInterfaceType) and isinstance(block_interface, GraphQLInterfaceType)
    kept = []
    for model in pages:
        kept.append(_page_type(types[model.__name__], model, interface))
    for block in blocks:
        kept.append(_block_type(types[block.__name__], block, block_interface))
    interface.resolve_type = lambda page, info, kind: type(page).__name__
    block_interface.resolve_type = lambda block, info, kind: block.type_name
    hardened = GraphQLSchema(query=schema.query_type, mutation=schema.mutation_type, types=kept)
    # The types of introspection are graphql-core's own, shared by every schema of the process.
    ours = [each for each in hardened.type_map.values() if not is_introspection_type(each)]
    for graphql_type in ours:
        if isinstance(graphql_type, GraphQLEnumType):
            _plain_enum(graphql_type)
    for graphql_type in ours:
        _plain_type(graphql_type)
    return hardened


def _page_type(graphql_type: Any, model: type[Any], interface: GraphQLInterfaceType) -> GraphQLObjectType:
    columns = {to_camel_case(name): source for name, source in declared_columns(model).items()}
    fields = graphql_type.fields
    kept: dict[str, GraphQLField] = {}
    for name, field in interface.fields.items():
        resolver = PAGE_RESOLVERS.get(name) or Attribute(PAGE_COLUMNS[name])
        kept[name] = GraphQLField(
            field.type,
            resolve=resolver,
            description=field.description,
            deprecation_reason=field.deprecation_reason,
        )
    for name in _declared_names(model):
        if name not in kept:
            kept[name] = fields[name]
            if name in columns:
                kept[name].resolve = Attribute(columns[name])
    graphql_type.interfaces = [interface]
    graphql_type.description = node_of(model)._extended_description
    _replace_fields(graphql_type, kept)
    return graphql_type


def _block_type(graphql_type: Any, block: type[Any], interface: GraphQLInterfaceType) -> GraphQLObjectType:
    columns = {to_camel_case(name): source for name, source in declared_columns(block).items()}
    kept = {"id": GraphQLField(GraphQLNonNull(GraphQLID), resolve=Attribute("id"), description="Opaque.")}
    for name in _declared_names(block):
        if name != "id":
            kept[name] = graphql_type.fields[name]
            if name in columns:
                kept[name].resolve = _value(columns[name])
    graphql_type.interfaces = [interface]
    _replace_fields(graphql_type, kept)
    return graphql_type


def _declared_names(declared: type[Any]) -> list[str]:
    """Return public names of declared columns and of fields put on by `cms.api.types`."""
    node = node_of(declared)
    extensions = getattr(node, "_extended_fields", ())
    return [to_camel_case(name) for name in (*declared_columns(declared), *extensions)]


def _replace_fields(graphql_type: Any, fields: dict[str, GraphQLField]) -> None:
    # `fields` and `interfaces` are cached properties of graphql-core: an assignment stands.
    graphql_type.fields = fields
    graphql_type._fields = fields
    graphql_type._interfaces = graphql_type.interfaces


def _value(name: str) -> Resolver:
    return lambda block, info: block.value.get(name) or ""


def _plain_enum(graphql_type: GraphQLEnumType) -> None:
    """Make resolvers see and return public names."""
    for name, value in graphql_type.values.items():
        value.value = name
    graphql_type.__dict__.pop("_value_lookup", None)
    graphql_type.serialize = GraphQLEnumType.serialize.__get__(graphql_type)  # type: ignore[method-assign]


def _plain_resolver(field: GraphQLField) -> None:
    """Put our own resolver in place of graphene's for a field without one: they do the same."""
    resolve = field.resolve
    if isinstance(resolve, partial) and resolve.func is dict_or_attr_resolver and resolve.args[1] is None:
        field.resolve = Attribute(resolve.args[0])


def _plain_type(graphql_type: Any) -> None:
    if isinstance(graphql_type, GraphQLObjectType):
        graphql_type.is_type_of = None
        for field in graphql_type.fields.values():
            _plain_resolver(field)
            for argument in field.args.values():
                if isinstance(argument.default_value, Enum):
                    argument.default_value = argument.default_value.name
    elif isinstance(graphql_type, GraphQLInputObjectType):
        # A plain dict of what was given, with Python's names.
        graphql_type.out_type = staticmethod(lambda value: value)  # type: ignore[method-assign]
    # What graphene hung on a type keeps its classes alive and says nothing to a client.
    if not isinstance(graphql_type, GraphQLScalarType | GraphQLEnumType):
        graphql_type.__dict__.pop("graphene_type", None)
