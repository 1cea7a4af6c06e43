"""Quotations are kept without the marks around them: every website sets its own."""

import pytest

from cms.blocks.text import QuoteBlock


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("„Licht ist alles.“", "Licht ist alles."),
        (' "Light is all." ', "Light is all."),
        ("»Licht«", "Licht"),
        ("„Ja“ und „Nein“", "„Ja“ und „Nein“"),
        ("Er sagte „Ja“", "Er sagte „Ja“"),
        ("„Er rief ‚Ja‘“", "Er rief ‚Ja‘"),
        ("„“", "„“"),
    ],
)
def test_the_marks_around_a_quotation_are_taken_off(typed: str, kept: str) -> None:
    block = QuoteBlock()
    value = block.to_python({"text": typed, "attribution": "", "role": ""})
    assert block.clean(value)["text"] == kept
