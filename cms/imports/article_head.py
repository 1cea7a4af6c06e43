"""The head of a news page saved as text: section, title, day and teaser."""

import re
from datetime import date

from .articles import ArticleRefused, Line, Note, Paragraph
from .body_lines import units_of

#: The longest title that a page takes.
MAX_TITLE = 255
#: A longer first paragraph is text of the body.
MAX_TEASER = 600
_FIRST_YEAR, _LAST_YEAR = 1900, 2100
#: The day stands among the first lines that are not blank: section, title, one more.
_MAX_LINES_BEFORE_DAY = 4
_MAX_SECTION_WORDS = 3
_DAY = re.compile(r"(?P<day>\d{1,2})\.\s?(?P<month>\d{1,2})\.\s?(?P<year>\d{4})$")


def day_of(lines: list[Line], file: str) -> tuple[int, date]:
    """Return the index of the line with the day, and the day."""
    head = [line for line in lines if line.text][: _MAX_LINES_BEFORE_DAY + 1]
    for line in head:
        found = _DAY.match(line.text)
        if not found:
            continue
        year, month, day = int(found["year"]), int(found["month"]), int(found["day"])
        if not _FIRST_YEAR <= year <= _LAST_YEAR:
            raise ArticleRefused(file, line.number, f'the year of "{line.text}" is not plausible')
        try:
            return line.number - 1, date(year, month, day)
        except ValueError:
            raise ArticleRefused(file, line.number, f'"{line.text}" is no day of the calendar') from None
    expected = head[min(_index_behind_title(head), len(head) - 1)]
    shown = expected.text if len(expected.text) <= 60 else f"{expected.text[:60]}…"
    raise ArticleRefused(
        file,
        expected.number,
        f'a line with the day alone (like 24.01.2025) is expected below the title, not "{shown}"',
    )


def _index_behind_title(head: list[Line]) -> int:
    return 2 if len(head) > 1 and _is_section(head[0].text, head[1].text) else 1


def _is_section(text: str, below: str) -> bool:
    return len(text.split()) <= _MAX_SECTION_WORDS and len(text) < len(below)


def section_and_title(lines: list[Line], file: str, day: Line, notes: list[Note]) -> tuple[str, str]:
    """Return section name (maybe empty) and title, the lines above the day."""
    filled = [line for line in lines if line.text]
    if not filled:
        raise ArticleRefused(
            file, day.number, "the article's title is expected above its date; there is none"
        )
    section = ""
    if len(filled) > 1 and _is_section(filled[0].text, filled[1].text):
        section = filled.pop(0).text
        notes.append(Note(lines[0].number, "the section's name, not stored", section, is_source=True))
    title = [filled.pop(0)]
    while filled and filled[0].number == title[-1].number + 1:
        title.append(filled.pop(0))
    notes.extend(
        Note(line.number, "left out: a line between title and date", line.text, is_source=True)
        for line in filled
    )
    text = " ".join(line.text for line in title)
    if len(text) > MAX_TITLE:
        reason = (
            f"a title of at most {MAX_TITLE} characters is expected above the date; this line has {len(text)}"
        )
        raise ArticleRefused(file, title[0].number, reason)
    notes.append(Note(day.number, "the article's date", day.text, is_source=True))
    return section, text


def teaser_of(lines: list[Line]) -> tuple[Paragraph | None, list[Line]]:
    """Return the teaser and the lines below it.

    It stands right below the day. With a blank line between, it is the first block if a heading or the
    pictures follow it; else the article has none and its text begins there.
    """
    start = next(index for index, line in enumerate(lines) if line.text)
    end = next((index for index in range(start, len(lines)) if not lines[index].text), len(lines))
    block = lines[start:end]
    if start > 0:
        units = units_of(lines[start:], lambda text: False)
        follows_heading = len(units) > 1 and units[0].kind == "text" and units[1].kind == "heading"
        gap = [line.number for line in lines[start:] if line.text][len(block) : len(block) + 1]
        follows_pictures = bool(gap) and gap[0] - block[-1].number > 2
        if not (follows_heading and len(block) == len(units[0].lines)) and not follows_pictures:
            return None, lines[start:]
    teaser = Paragraph(" ".join(line.text for line in block), block[0].number)
    return (teaser, lines[end:]) if len(teaser.text) <= MAX_TEASER else (None, lines[start:])
