"""Where the cursor stands in a new block: where a person writes, and what is chosen has a choice already."""

from collections.abc import Iterator

import pytest
from grapple.helpers import streamfield_types
from wagtail import blocks
from wagtail.fields import StreamField
from wagtail.models import get_page_models
from wagtail.snippets.models import get_snippet_models

CHOSEN_OR_COUNTED = (
    blocks.ChoiceBlock,
    blocks.MultipleChoiceBlock,
    blocks.BooleanBlock,
    blocks.IntegerBlock,
    blocks.FloatBlock,
    blocks.DecimalBlock,
)


def parts(where: str, block: blocks.Block) -> Iterator[tuple[str, blocks.Block]]:
    """(where, block) of a block and what stands inside it, at any depth."""
    yield where, block
    if isinstance(block, blocks.ListBlock):
        yield from parts(f"{where}[]", block.child_block)
    for name, child in getattr(block, "child_blocks", {}).items():
        yield from parts(f"{where}.{name}", child)


def every_block() -> Iterator[tuple[str, blocks.Block]]:
    for cls in sorted({entry["cls"] for entry in streamfield_types}, key=lambda one: one.__name__):
        yield from parts(cls.__name__, cls())
    for model in [*get_page_models(), *get_snippet_models()]:
        for column in model._meta.get_fields():
            if isinstance(column, StreamField):
                yield from parts(f"{model.__name__}.{column.name}", column.stream_block)


STRUCTS = {where: block for where, block in every_block() if isinstance(block, blocks.StructBlock)}


@pytest.mark.parametrize("where", STRUCTS)
def test_the_first_part_of_a_block_is_written_or_picked(where: str) -> None:
    first = next(iter(STRUCTS[where].child_blocks.values()))
    assert not isinstance(first, CHOSEN_OR_COUNTED), f"{where}: the first words typed go into {first.name}"


def test_what_must_be_chosen_has_a_choice_already() -> None:
    places = {
        where: block
        for where, block in every_block()
        if isinstance(block, blocks.ChoiceBlock) and block.field.required
    }
    assert "HeadingBlock.level" in places
    assert not [where for where, block in places.items() if not block.get_default()]
