"""Prune the schema to declared fields (allowlist), and replace graphene's resolvers by plain functions.

Grapple gives a page type some 38 base columns (`draftTitle` among them) and a block its raw value. Here every
type keeps the interface's fields, the columns its model declares, and the hand-written ones
(`cms.api.vocabulary.registry`). The new schema then drops every type that is no longer reachable.
"""

from collections.abc import Callable, Iterable
from enum import Enum
from functools import partial
from inspect import cleandoc
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

from ..pages.resolvers import PAGE_COLUMNS, PAGE_RESOLVERS
from ..vocabulary.registry import declared_columns, graphql_type_of
from ..vocabulary.resolvers import AttributeResolver

Resolver = Callable[..., Any]


def prune_schema(
    schema: GraphQLSchema, *, pages: Iterable[type[Any]], blocks: Iterable[type[Any]]
) -> GraphQLSchema:
    """Return a new schema with declared fields only."""
    types = schema.type_map
    interface = types["PageInterface"]
    block_interface = types["Block"]
    assert isinstance(interface, GraphQLInterfaceType) and isinstance(block_interface, GraphQLInterfaceType)
    declared = []
    for model in pages:
        declared.append(_page_type(types[model.__name__], model, interface))
    for block in blocks:
        declared.append(_block_type(types[block.__name__], block, block_interface))
    interface.resolve_type = lambda page, info, kind: type(page).__name__
    block_interface.resolve_type = lambda block, info, kind: block.type_name
    pruned = GraphQLSchema(query=schema.query_type, mutation=schema.mutation_type, types=declared)
    # Introspection types are graphql-core's own, shared by every schema of the process: leave them alone.
    ours = [each for each in pruned.type_map.values() if not is_introspection_type(each)]
    for graphql_type in ours:
        if isinstance(graphql_type, GraphQLEnumType):
            _simplify_enum(graphql_type)
    for graphql_type in ours:
        _simplify_type(graphql_type)
    return pruned


def _page_type(graphql_type: Any, model: type[Any], interface: GraphQLInterfaceType) -> GraphQLObjectType:
    columns = {to_camel_case(name): source for name, source in declared_columns(model).items()}
    fields = graphql_type.fields
    declared: dict[str, GraphQLField] = {}
    for name, field in interface.fields.items():
        resolver = PAGE_RESOLVERS.get(name) or AttributeResolver(PAGE_COLUMNS[name])
        declared[name] = GraphQLField(
            field.type,
            resolve=resolver,
            description=field.description,
            deprecation_reason=field.deprecation_reason,
        )
    for name in _declared_names(model):
        if name not in declared:
            declared[name] = fields[name]
            if name in columns:
                declared[name].resolve = AttributeResolver(columns[name])
    graphql_type.interfaces = [interface]
    graphql_type.description = _description(model)
    _replace_fields(graphql_type, declared)
    return graphql_type


def _description(model: type[Any]) -> str:
    """Return what is said of a page type: beside its fields, else by its model."""
    return getattr(graphql_type_of(model), "_extended_description", None) or cleandoc(model.__doc__ or "")


def _block_type(graphql_type: Any, block: type[Any], interface: GraphQLInterfaceType) -> GraphQLObjectType:
    columns = {to_camel_case(name): source for name, source in declared_columns(block).items()}
    declared = {
        "id": GraphQLField(GraphQLNonNull(GraphQLID), resolve=AttributeResolver("id"), description="Opaque.")
    }
    for name in _declared_names(block):
        if name != "id":
            declared[name] = graphql_type.fields[name]
            if name in columns:
                declared[name].resolve = _block_value(columns[name])
    graphql_type.interfaces = [interface]
    _replace_fields(graphql_type, declared)
    return graphql_type


def _declared_names(declared: type[Any]) -> list[str]:
    """Return the GraphQL names of declared columns and of fields added by `cms.api.vocabulary.registry`."""
    node = graphql_type_of(declared)
    extensions = getattr(node, "_extended_fields", ())
    return [to_camel_case(name) for name in (*declared_columns(declared), *extensions)]


def _replace_fields(graphql_type: Any, fields: dict[str, GraphQLField]) -> None:
    # `fields` and `interfaces` are cached properties in graphql-core, so they can be assigned.
    graphql_type.fields = fields
    graphql_type._fields = fields
    graphql_type._interfaces = graphql_type.interfaces


def _block_value(name: str) -> Resolver:
    return lambda block, info: block.value.get(name) or ""


def _simplify_enum(graphql_type: GraphQLEnumType) -> None:
    """Make the names the internal values, so that resolvers get and return plain text."""
    for name, value in graphql_type.values.items():
        value.value = name
    graphql_type.__dict__.pop("_value_lookup", None)
    graphql_type.serialize = GraphQLEnumType.serialize.__get__(graphql_type)  # type: ignore[method-assign]


def _simplify_resolver(field: GraphQLField) -> None:
    """Replace graphene's default resolver by our own, which does the same."""
    resolve = field.resolve
    if isinstance(resolve, partial) and resolve.func is dict_or_attr_resolver and resolve.args[1] is None:
        field.resolve = AttributeResolver(resolve.args[0])


def _simplify_type(graphql_type: Any) -> None:
    if isinstance(graphql_type, GraphQLObjectType):
        graphql_type.is_type_of = None
        for field in graphql_type.fields.values():
            _simplify_resolver(field)
            for argument in field.args.values():
                if isinstance(argument.default_value, Enum):
                    argument.default_value = argument.default_value.name
    elif isinstance(graphql_type, GraphQLInputObjectType):
        # Resolvers get a plain dict of the fields sent, with Python's names.
        graphql_type.out_type = staticmethod(lambda value: value)  # type: ignore[method-assign]
    # Graphene's back reference keeps its classes alive and does nothing for a client.
    if not isinstance(graphql_type, GraphQLScalarType | GraphQLEnumType):
        graphql_type.__dict__.pop("graphene_type", None)
