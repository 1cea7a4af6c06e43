"""Which quotation marks belong together: German and English ones, mixed, nested and unclosed."""

import re
from collections.abc import Callable
from dataclasses import dataclass

#: "low" marks always open; the others open or close by what stands around them.
_DOUBLE = '„“”"«»'
_SINGLE = "‚‘’'‹›"
_MARK = re.compile(rf",,(?=\w)|''|[{_DOUBLE}{_SINGLE}]")
#: A quoted name has fewer words than this.
_NAME_WORDS = 5
_ENDS_BEFORE_MARK = ".!?…,;:)"


@dataclass(frozen=True)
class Mark:
    """A quotation mark at text[start:end]."""

    start: int
    end: int
    is_opening: bool
    is_single: bool


@dataclass(frozen=True)
class QuotedSpan:
    """Quoted words at text[start:end] without their marks; with them, text[outer_start:outer_end]."""

    outer_start: int
    start: int
    end: int
    outer_end: int
    is_closed: bool


#: Given a text, the position behind an opening mark that never closes and the marks that follow: where the
#: words end, or None if the mark opens no quotation at all.
FindEnd = Callable[[str, int, list[Mark]], "int | None"]


def marks_in(text: str) -> list[Mark]:
    """Return the quotation marks of a text; apostrophes and marks that are neither are left out."""
    marks: list[Mark] = []
    for found in _MARK.finditer(text):
        is_single = found[0] in _SINGLE
        is_opening = _opens(text, found)
        if is_opening is None or (is_single and not _can_be_single(text, found, is_opening=is_opening)):
            continue
        marks.append(Mark(found.start(), found.end(), is_opening, is_single))
    return marks


def quoted_spans(text: str, find_end: FindEnd) -> list[QuotedSpan]:
    """Return the outermost quoted words of a text, in order; marks inside them stay in them."""
    marks = marks_in(text)
    closing_of = _double_closings(marks)
    spans: list[QuotedSpan] = []
    index = 0
    while index < len(marks):
        mark = marks[index]
        index += 1
        if not mark.is_opening:
            continue
        closing = _single_closing(text, marks[index:]) if mark.is_single else closing_of.get(mark.start)
        if closing is not None:
            spans.append(QuotedSpan(mark.start, mark.end, closing.start, closing.end, is_closed=True))
            end = closing.end
        else:
            found = find_end(text, mark.end, marks[index:])
            if found is None:
                continue
            inner_end = _without_stray_closing(text, mark.end, found)
            spans.append(
                QuotedSpan(
                    mark.start, mark.end, inner_end, found, is_closed=inner_end != len(text[:found].rstrip())
                )
            )
            end = found
        while index < len(marks) and marks[index].start < end:
            index += 1
    return spans


def _opens(text: str, found: "re.Match[str]") -> bool | None:
    """Tell whether a mark opens, None if it does neither (an apostrophe, a mark between spaces)."""
    before = text[found.start() - 1 : found.start()]
    after = text[found.end() : found.end() + 1]
    if found[0] in ("„", "‚", ",,"):
        return True if after else None
    if found[0] == "''":
        return False
    is_after_gap = not before or before.isspace() or before in "([{-–—/„“‚‘\"'«»‹›"
    is_before_gap = not after or after.isspace() or after in ".,;:!?)]}-–—/…“”’\"'«»‹›"
    if is_after_gap and not is_before_gap:
        return True
    if is_before_gap and not is_after_gap:
        return False
    if is_after_gap and is_before_gap:
        return _opens_by_shape(text, found[0], before, after)
    if found[0] in "'’‘":
        return None
    return found[0] in "“«" and "„" not in text[: found.start()]


def _opens_by_shape(text: str, mark: str, before: str, after: str) -> bool | None:
    """Judge a mark with gaps on both sides: beside another mark, or set off by spaces as in French."""
    if mark in "«‹":
        return True
    if mark in "»›":
        return False
    if not after or (before and not before.isspace() and after.isspace()):
        return False
    if not before or (before.isspace() and after in "„“‚‘\"'«»‹›…"):
        return True
    return None


def _can_be_single(text: str, found: "re.Match[str]", *, is_opening: bool) -> bool:
    """Tell a single quotation mark from an apostrophe that happens to open: "the '90s"."""
    return not (is_opening and text[found.end() : found.end() + 1].isdigit())


def _double_closings(marks: list[Mark]) -> dict[int, Mark]:
    """Return the mark that closes each opening double mark, by where that stands."""
    closings: dict[int, Mark] = {}
    opened: list[Mark] = []
    for mark in marks:
        if mark.is_single:
            continue
        if mark.is_opening:
            opened.append(mark)
        elif opened:
            closings[opened.pop().start] = mark
    return closings


def _single_closing(text: str, marks: list[Mark]) -> Mark | None:
    """Return the first single mark that closes beyond doubt, else the first that may.

    "the members' wishes" has an apostrophe that looks like a closing mark: one beside punctuation is surer.
    """
    depth = 0
    possible: Mark | None = None
    for mark in (mark for mark in marks if mark.is_single):
        if mark.is_opening:
            depth += 1
            continue
        if depth:
            depth -= 1
            continue
        after = text[mark.end : mark.end + 1]
        if text[mark.start - 1] in _ENDS_BEFORE_MARK or not after or after in ".,;:!?)":
            return mark
        possible = possible or mark
    return possible


def _without_stray_closing(text: str, start: int, end: int) -> int:
    """Return where an unclosed quotation's words end: before a closing mark that is its own.

    Behind punctuation it is the quotation's ("… to all."), behind a name the name's ("… „One-Stop-Shop“").
    """
    end = start + len(text[start:end].rstrip())
    inner = [mark for mark in marks_in(text) if not mark.is_single and start <= mark.start < end]
    if not inner or inner[-1].is_opening or inner[-1].end != end:
        return end
    last = inner[-1]
    is_name = (
        len(inner) > 1
        and inner[-2].is_opening
        and len(text[inner[-2].end : last.start].split()) < _NAME_WORDS
    )
    return end if is_name and text[last.start - 1] not in ".!?…," else last.start
