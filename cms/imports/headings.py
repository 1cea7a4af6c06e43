"""Which lines of a body are headings.

A heading stands alone between blank lines, or right above its text; it is short, without end punctuation (a
question mark may be), of no other shape, and running text or a list follows it. All else stays a paragraph.
"""

import re
from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence

from .body_units import Unit
from .contact_fields import is_contact_field
from .line_shapes import cannot_be_heading, is_row, is_time
from .sentences import has_end_mark, sentence_starts

#: A heading is not longer than this.
MAX_HEADING = 120
_MAX_HEADING_WORDS = 16
#: Text without a full stop at its end is running text from this length on.
_MIN_OPEN_PROSE = 100
_MIN_PROSE_WORDS = 5
#: More short lines in a row are a list that nobody marked.
_MAX_HEADINGS_IN_A_ROW = 2
#: "14:30 Uhr" alone: what follows is what happens then.
_MAX_WORDS_OF_TIME = 2
_LISTS = ("bullets", "numbers")


def with_headings(
    units: Sequence[Unit], is_quotation: Callable[[str], bool], captions: Collection[int]
) -> list[Unit]:
    """Return the units, those of kind "text" that are headings marked so."""
    sizes = Counter(unit.block for unit in units)
    rows = _in_long_rows(units, sizes)
    result: list[Unit] = []
    for index in range(len(units) - 1, -1, -1):
        unit, below = units[index], result[-1] if result else None
        above = units[index - 1] if index else None
        if (
            below is not None
            and unit.kind == "text"
            and index not in rows
            and unit.line not in captions
            and _is_like_heading(unit)
            and not is_quotation(unit.text)
            and _leads_to(unit, below, is_alone=sizes[unit.block] == 1)
            and not (above and is_time(above.text) and len(above.text.split()) <= _MAX_WORDS_OF_TIME)
        ):
            unit = Unit("heading", unit.lines, unit.block)
        result.append(unit)
    return result[::-1]


def _in_long_rows(units: Sequence[Unit], sizes: Mapping[int, int]) -> set[int]:
    """Return the indexes of short lines that stand alone one after another, too many to be headings."""
    rows: set[int] = set()
    run: list[int] = []
    for index, unit in enumerate([*units, None]):
        if unit is not None and unit.kind == "text" and _is_short(unit) and sizes[unit.block] == 1:
            run.append(index)
            continue
        if len(run) > _MAX_HEADINGS_IN_A_ROW:
            rows.update(run)
        run = []
    return rows


def _is_short(unit: Unit) -> bool:
    text = unit.text
    is_short = len(unit.lines) == 1 and len(text) <= MAX_HEADING and len(text.split()) <= _MAX_HEADING_WORDS
    return is_short and (not has_end_mark(text) or text.endswith("?"))


def _is_like_heading(unit: Unit) -> bool:
    text = unit.text
    if not _is_short(unit) or len(sentence_starts(text)) > 1:
        return False
    if not re.search(r"[^\W\d_]{2}", text) or is_contact_field(text):
        return False
    return not cannot_be_heading(text)


def _leads_to(unit: Unit, below: Unit, *, is_alone: bool) -> bool:
    """Tell whether what stands below a line may be what it is the heading of."""
    if not is_alone and below.block == unit.block and below.text[:1].islower():
        # A sentence that goes on.
        return False
    if below.kind == "heading":
        return is_alone and not unit.text.endswith("?")
    if below.kind in _LISTS:
        return is_alone or below.block == unit.block
    return (
        (is_alone or below.block == unit.block) and is_prose(below.text) and len(below.text) > len(unit.text)
    )


def is_prose(text: str) -> bool:
    """Tell whether a text is running text: whole sentences, or long."""
    if is_row(text):
        return False
    return len(text) >= _MIN_OPEN_PROSE or (has_end_mark(text) and len(text.split()) >= _MIN_PROSE_WORDS)
