"""What the lines of a body are: headings, paragraphs, lists."""

import re
from collections.abc import Callable, Collection

from .articles import Line
from .body_units import Unit
from .headings import with_headings
from .line_shapes import is_row
from .sentences import has_end_mark

_MIN_WRAPPED, _MAX_WRAPPED = 45, 120
_BULLET = re.compile(r"(?P<mark>[-–—•*·▪◦‣⁃∙●○◆◇■□▶►▸→➔➜➤⇒✓✔☑✗✘★☆☐»›+~]|\d{1,2}[.)])\s+(?=\S)")
_MAX_ITEM_BELOW_COLON = 80


def units_of(
    lines: list[Line], is_quotation: Callable[[str], bool], captions: Collection[int] = ()
) -> list[Unit]:
    """Return what a body's lines are: units of the kinds "heading", "text", "bullets" and "numbers".

    `is_quotation` keeps a line that is a quotation from being a heading; `captions` are the numbers of the
    lines beside pictures, which are none either. Lines of a text wrapped at a fixed width are joined; other
    lines are paragraphs of their own.
    """
    units: list[Unit] = []
    for number, block in enumerate(_blocks(lines)):
        if _is_wrapped(block):
            units.append(Unit("text", tuple(block), number))
        else:
            units.extend(Unit("text", (line,), number) for line in block)
    return with_headings(_with_lists(units), is_quotation, captions)


def _blocks(lines: list[Line]) -> list[list[Line]]:
    blocks: list[list[Line]] = [[]]
    for line in lines:
        if line.text:
            blocks[-1].append(line)
        elif blocks[-1]:
            blocks.append([])
    return [block for block in blocks if block]


def _is_wrapped(block: list[Line]) -> bool:
    """Tell whether a block is one paragraph, broken by an editor's line width and not by its writer."""
    lengths = [len(line.text) for line in block]
    if len(block) < 2 or max(lengths) > _MAX_WRAPPED or any(_BULLET.match(line.text) for line in block):
        return False
    if any(is_row(line.text) for line in block):
        return False
    full = lengths[:-1]
    if min(full) < _MIN_WRAPPED or min(full) < 0.7 * max(lengths):
        return False
    return any(not has_end_mark(line.text) for line in block[:-1])


def _with_lists(units: list[Unit]) -> list[Unit]:
    """Join lines that begin with a bullet or count from 1, and short lines right below a colon."""
    result: list[Unit] = []
    index = 0
    while index < len(units):
        items = _items_from(units, index)
        if len(items) > 1:
            kind = "numbers" if items[0].text[0].isdigit() else "bullets"
            result.append(Unit(kind, tuple(_unmarked(unit.lines[0]) for unit in items), items[0].block))
            index += len(items)
            continue
        unit = units[index]
        result.append(unit)
        index += 1
        below = _below_colon(units, unit, index)
        if below:
            result.append(Unit("bullets", tuple(other.lines[0] for other in below), unit.block))
            index += len(below)
    return result


def _items_from(units: list[Unit], index: int) -> list[Unit]:
    items: list[Unit] = []
    for unit in units[index:]:
        found = _BULLET.match(unit.text)
        if not found or len(unit.lines) > 1:
            break
        mark = found["mark"]
        if mark[0].isdigit() and mark[:-1] != str(len(items) + 1):
            break
        if items and mark[0].isdigit() != items[0].text[0].isdigit():
            break
        items.append(unit)
    return items


def _unmarked(line: Line) -> Line:
    return Line(line.number, _BULLET.sub("", line.text, count=1))


def _below_colon(units: list[Unit], unit: Unit, index: int) -> list[Unit]:
    if not unit.text.endswith(":"):
        return []
    below: list[Unit] = []
    for other in units[index:]:
        is_short = len(other.lines) == 1 and len(other.text) <= _MAX_ITEM_BELOW_COLON
        if other.block != unit.block or not is_short or _BULLET.match(other.text) or is_row(other.text):
            break
        below.append(other)
    return below if len(below) > 1 else []
