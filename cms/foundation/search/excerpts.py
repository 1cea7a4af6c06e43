"""The passage of a text in which a query is found, as HTML with the found words marked."""

from collections.abc import Iterable

from django.utils.html import escape

from .words import Query

#: Characters of an excerpt, and of what stands in it before the first marked word.
LENGTH = 200
LEAD = 60


def excerpt(text: str, query: Query) -> str:
    """Return about 200 characters of a cleaned text around the first word found, else its beginning.

    The text is escaped; the only element is <mark>. An ellipsis stands for what is left out.
    """
    first = next(query.spans_in(text), None)
    if first is None:
        return _html(text, (), 0, _word_end(text, LENGTH))
    begin = _word_start(text, max(first[0] - LEAD, 0))
    end = _word_end(text, begin + LENGTH)
    return _html(text, query.spans_in(text, first[0], end), begin, end)


def _word_start(text: str, position: int) -> int:
    if position == 0:
        return 0
    space = text.find(" ", position)
    return space + 1 if 0 <= space < position + LEAD // 2 else position


def _word_end(text: str, position: int) -> int:
    if position >= len(text):
        return len(text)
    space = text.rfind(" ", 0, position + 1)
    return space if space > position - LEAD else position


def _html(text: str, found: Iterable[tuple[int, int]], begin: int, end: int) -> str:
    pieces = ["… " if begin else ""]
    position = begin
    for start, stop in found:
        pieces += [escape(text[position:start]), "<mark>", escape(text[start:stop]), "</mark>"]
        position = stop
    pieces += [escape(text[position:end]), " …" if end < len(text) else ""]
    return "".join(pieces)
