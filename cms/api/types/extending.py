"""Put hand-written fields on the types that Grapple made of models and blocks."""

from collections.abc import Callable
from typing import Any

import graphene
from django.db.models import Model
from graphene.types.mountedtype import MountedType
from graphene.types.unmountedtype import UnmountedType
from graphene.types.utils import yank_fields_from_attrs
from grapple.registry import registry
from wagtail.blocks import StructBlock


def node_of(declared: type[Any]) -> Any:
    """Return Grapple's type of a page model or a block class."""
    if issubclass(declared, StructBlock):
        return registry.streamfield_blocks[declared]
    return registry.pages[declared]


def extend(declared: type[Model] | type[StructBlock]) -> Callable[[type[Any]], type[Any]]:
    """Decorate a class whose fields and `resolve_…` functions belong to the type of `declared`.

    Its docstring becomes the type's description.
    """

    def put(extension: type[Any]) -> type[Any]:
        node = node_of(declared)
        attributes = vars(extension)
        fields = {
            name: value
            for name, value in attributes.items()
            if isinstance(value, UnmountedType | MountedType)
        }
        node._meta.fields.update(yank_fields_from_attrs(fields, _as=graphene.Field, sort=False))
        node._extended_fields = (*getattr(node, "_extended_fields", ()), *fields)
        for name, value in attributes.items():
            if name.startswith("resolve_"):
                setattr(node, name, value)
        if extension.__doc__:
            node._extended_description = extension.__doc__
        return extension

    return put


def extended_fields(declared: type[Any]) -> tuple[str, ...]:
    """Return the names of the hand-written fields of a page model or a block class, as Python has them."""
    return getattr(node_of(declared), "_extended_fields", ())


def declared_columns(declared: type[Any]) -> dict[str, str]:
    """Return what a model or block declares for Grapple: field name → attribute it is read from."""
    columns = {}
    for item in getattr(declared, "graphql_fields", ()):
        field = item() if callable(item) else item
        columns[field.field_name] = field.field_source
    return columns
