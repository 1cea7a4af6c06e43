"""Block registration: a StructBlock whose type the API publishes."""

from typing import TypeVar

from django.core.exceptions import ImproperlyConfigured
from grapple.helpers import register_streamfield_block
from wagtail.blocks import StructBlock

BlockClass = TypeVar("BlockClass", bound=type[StructBlock])


def register_block(block_class: BlockClass) -> BlockClass:
    """Decorate a block whose `graphql_fields` go out under its class name.

    Raises `ImproperlyConfigured` for a part named as an attribute that every block has, such as `label`.
    Grapple would take that for the part, and every command would end in an AttributeError.
    """
    attributes = dir(StructBlock())
    if taken := sorted(name for name in block_class.base_blocks if name in attributes):
        raise ImproperlyConfigured(
            f"{block_class.__name__}.{taken[0]}: every block of Wagtail has an attribute of that name. "
            "Call the part otherwise."
        )
    registered: BlockClass = register_streamfield_block(block_class)
    return registered
