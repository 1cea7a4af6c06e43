"""The passage of a text in which a query is found, as HTML with the found words marked."""

from django.utils.html import escape

from .words import Query, Word, words_in

#: Characters of an excerpt, and of what stands in it before the first marked word.
LENGTH = 200
LEAD = 60


def excerpt(text: str, query: Query) -> str:
    """Return about 200 characters of a cleaned text around the first word found, else its beginning.

    The text is escaped; the only element is <mark>. An ellipsis stands for what is left out.
    """
    found: list[Word] = []
    begin, end = 0, len(text)
    for word in words_in(text):
        if found and word.start >= end:
            break
        for each in _marked(word, query):
            if not found:
                begin = _word_start(text, max(each.start - LEAD, 0))
                end = _word_end(text, begin + LENGTH)
            found.append(each)
    if not found:
        end = _word_end(text, LENGTH)
    return _html(text, found, begin, end)


def _marked(word: Word, query: Query) -> list[Word]:
    """Return the word, if it is found, else those of its parts that are."""
    if query.finds(word):
        return [word]
    return [part for part in word.parts if query.finds(part)]


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


def _html(text: str, found: list[Word], begin: int, end: int) -> str:
    pieces = ["… " if begin else ""]
    position = begin
    for word in found:
        # A word longer than an excerpt is cut where that ends.
        start, stop = max(word.start, position), min(word.end, end)
        if start < stop:
            pieces += [escape(text[position:start]), "<mark>", escape(text[start:stop]), "</mark>"]
            position = stop
    pieces += [escape(text[position:end]), " …" if end < len(text) else ""]
    return "".join(pieces)
