"""Extend Grapple's GraphQL types of models and blocks with hand-written fields."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

import graphene
from django.db.models import Model
from graphene.types.mountedtype import MountedType
from graphene.types.unmountedtype import UnmountedType
from graphene.types.utils import yank_fields_from_attrs
from grapple.registry import registry
from wagtail.blocks import StructBlock

from ..loading.columns import columns_read_by, declare_columns


def graphql_type_of(declared: type[Any]) -> Any:
    """Return Grapple's type of a page model or a block class."""
    if issubclass(declared, StructBlock):
        return registry.streamfield_blocks[declared]
    return registry.pages[declared]


def extend_type(declared: type[Model] | type[StructBlock]) -> Callable[[type[Any]], type[Any]]:
    """Decorate a class whose fields and `resolve_…` functions extend the GraphQL type of `declared`.

    Its docstring becomes the type's description.
    """

    def extend(extension: type[Any]) -> type[Any]:
        node = graphql_type_of(declared)
        attributes = vars(extension)
        fields = {
            name: value
            for name, value in attributes.items()
            if isinstance(value, UnmountedType | MountedType)
        }
        node._meta.fields.update(yank_fields_from_attrs(fields, _as=graphene.Field, sort=False))
        node._extended_fields = (*getattr(node, "_extended_fields", ()), *fields)
        if not issubclass(declared, StructBlock):
            declare_columns(declared, _columns_of_fields(declared, attributes, fields))
        for name, value in attributes.items():
            if name.startswith("resolve_"):
                setattr(node, name, value)
        if extension.__doc__:
            node._extended_description = extension.__doc__
        return extension

    return extend


def _columns_of_fields(
    model: type[Any], attributes: Mapping[str, Any], fields: Iterable[str]
) -> dict[str, tuple[str, ...] | None]:
    """Return the columns that each field of a page type reads; a field without a resolver is a column."""
    columns: dict[str, tuple[str, ...] | None] = {
        name: (column,) for name, column in declared_columns(model).items()
    }
    for name in fields:
        resolve = attributes.get(f"resolve_{name}") or getattr(attributes[name], "resolver", None)
        columns[name] = columns_read_by(resolve) if resolve else (name,)
    return columns


def declared_columns(declared: type[Any]) -> dict[str, str]:
    """Return the Grapple fields of a model or block: field name → source attribute."""
    columns = {}
    for item in getattr(declared, "graphql_fields", ()):
        field = item() if callable(item) else item
        columns[field.field_name] = field.field_source
    return columns
