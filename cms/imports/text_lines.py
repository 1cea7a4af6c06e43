"""A text file as numbered lines: decoding, line ends, invisible characters."""

import codecs
import re

from .articles import ArticleRefused, Line

#: More than any news page: the size at which a file is something else.
MAX_BYTES = 200_000

#: More than any paragraph.
MAX_LINE = 20_000

_LINE_END = re.compile(r"\r\n|\r|\n")
#: Control characters that no text editor writes; tab, line feed, form feed and carriage return are none.
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")
#: Spaces that str.strip() does not know: zero width (joiners too), byte order mark, word joiner.
_INVISIBLE = "\u200b\u200c\u200d\u2060\ufeff"
#: Marks of a line or paragraph inside a line, as some editors write them.
_SOFT_BREAK = re.compile(r"[\u2028\u2029\x0b\x0c\x85]")
_OTHER_ENCODINGS = (
    (codecs.BOM_UTF32_LE, "UTF-32"),
    (codecs.BOM_UTF32_BE, "UTF-32"),
    (codecs.BOM_UTF16_LE, "UTF-16"),
    (codecs.BOM_UTF16_BE, "UTF-16"),
)


def trimmed(text: str) -> str:
    """Return the text without white space at its ends: no-break and invisible spaces too."""
    previous = None
    while text != previous:
        previous, text = text, text.strip().strip(_INVISIBLE)
    return text


def read_lines(source: bytes | str, file: str) -> list[Line]:
    """Return every line of a text file, blank ones too, so that `lines[n - 1]` is line n.

    Windows and old Mac line ends and a byte order mark are understood.

    Raises:
        ArticleRefused: the file is empty, too large, binary or not UTF-8; its line is where text stops.
    """
    if len(source) > MAX_BYTES:
        raise ArticleRefused(
            file, 1, f"the file has more than {MAX_BYTES:,} bytes; a news page is far shorter"
        )
    text = _decoded(source, file) if isinstance(source, bytes) else source
    found = _CONTROL.search(text)
    if found:
        reason = f"this is no text file: it holds the control character {found[0]!r}"
        raise ArticleRefused(file, _line_of(text, found.start()), reason)
    lines = [
        Line(number, trimmed(_SOFT_BREAK.sub(" ", line)))
        for number, line in enumerate(_LINE_END.split(text), start=1)
    ]
    for line in lines:
        if len(line.text) > MAX_LINE:
            reason = f"a paragraph has at most {MAX_LINE:,} characters; this line has {len(line.text):,}"
            raise ArticleRefused(file, line.number, reason)
    if not any(line.text for line in lines):
        raise ArticleRefused(file, 1, "the file is empty")
    return lines


def _decoded(source: bytes, file: str) -> str:
    for mark, name in _OTHER_ENCODINGS:
        if source.startswith(mark):
            raise ArticleRefused(file, 1, f"the file is saved as {name}; save it as UTF-8")
    try:
        return source.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = source[: error.start].decode("utf-8-sig")
        if "\x00" in before or b"\x00" in source[error.start : error.start + 1000]:
            reason = "this is no text file: its bytes are binary"
        else:
            reason = f"the byte 0x{source[error.start]:02x} is not UTF-8; save the file as UTF-8"
        raise ArticleRefused(file, _line_of(before, len(before)), reason) from error


def _line_of(text: str, position: int) -> int:
    return len(_LINE_END.findall(text[:position])) + 1
