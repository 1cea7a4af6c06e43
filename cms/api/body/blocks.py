"""StreamField blocks as raw data: the block object that resolvers get, and the items of a ListBlock.

Raw data, because Wagtail's StreamValue converts one stream at a time, with queries for each (N+1).
"""

from typing import Any

from cms.blocks.body import body_blocks

#: GraphQL type name by the block's name in the StreamField.
BLOCK_TYPES: dict[str, str] = {name: type(block).__name__ for name, block in body_blocks()}


class BodyBlock:
    """A block of a body: its id, its GraphQL type name, its raw value, and the page it belongs to."""

    __slots__ = ("id", "page", "type_name", "value")

    def __init__(self, type_name: str, block_id: str, value: dict[str, Any], page: Any) -> None:
        self.type_name = type_name
        self.id = block_id
        self.value = value
        self.page = page


def items_of(value: Any) -> list[tuple[str, Any]]:
    """Return (id, value) of each item of a ListBlock's raw data, in either of Wagtail's formats.

    An item without an id gets its index.
    """
    items = []
    for number, item in enumerate(value or ()):
        if isinstance(item, dict) and item.get("type") == "item":
            items.append((item.get("id") or str(number), item["value"]))
        else:
            items.append((str(number), item))
    return items
