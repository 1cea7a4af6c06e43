"""The head of a news page saved as text: section, title, day and teaser."""

import re
from dataclasses import dataclass
from datetime import date

from .articles import ArticleRefused, Line, Note, Paragraph
from .body_lines import units_of
from .date_lines import DateLine, ImpossibleDay, date_line
from .line_shapes import is_authority, is_by_line, is_path
from .sentences import has_end_mark
from .web_page_words import KICKER, NAVIGATION, SECTIONS

#: The longest title that a page takes.
MAX_TITLE = 255
#: A longer first paragraph is text of the body.
MAX_TEASER = 600
#: The day stands among the first lines that are not blank: section, title, one more.
_MAX_LINES_BEFORE_DAY = 4
_MAX_SECTION_WORDS = 3
_MAX_TITLE_WORDS = 30

_SECTION = "the section's name, not stored"
_PATH = "left out: where the page stands in its website"
_LEFT_OUT = "left out: a line between title and date"


@dataclass(frozen=True)
class Head:
    """What stands above an article's text; `rest` are the lines of the text."""

    section: str
    title: str
    day: date
    rest: list[Line]


def read_head(lines: list[Line], file: str, notes: list[Note], default: date | None) -> Head:
    """Return the head of a page; what of it is neither title nor day goes to the notes.

    `default` is the day of a file that names none.

    Raises:
        ArticleRefused: there is no day and no default, or no title.
    """
    found = _day_line(lines, file, is_needed=default is None)
    if found is None:
        assert default is not None
        return _head_without_day(lines, file, notes, default)
    at, dated = found
    above = _Above.of(lines[:at])
    below = lines[at + 1 :]
    title, section = above.title, above.section
    if dated.lead:
        below = [Line(lines[at].number, dated.lead), *below]
    if not title and dated.title:
        first, _, rest = dated.title.partition(" ")
        # "Digitales Labor eröffnet" begins with an adjective, "Forschung Neues Labor" with a section.
        is_section = first.casefold() in SECTIONS and not first.endswith("es") and rest[:1].isupper()
        section, title = (first, [Line(lines[at].number, rest)]) if is_section else (section, [])
        title = title or [Line(lines[at].number, dated.title)]
        if is_section:
            notes.append(Note(lines[at].number, _SECTION, first, is_source=True))
    elif dated.title:
        first = dated.title.split()[0].casefold()
        if first in SECTIONS or title[0].text in dated.title:
            notes.append(Note(lines[at].number, _LEFT_OUT, dated.title, is_source=True))
        else:
            below = [Line(lines[at].number, dated.title), *below]
    if not title:
        title, below = _title_below(below)
    if not title:
        title = above.take_path()
    if not title:
        raise ArticleRefused(
            file, lines[at].number, "the article's title is expected above its date; there is none"
        )
    above.tell(notes)
    notes.append(Note(lines[at].number, "the article's date", dated.told or lines[at].text, is_source=True))
    return Head(section, _joined(title, file), dated.day, below)


@dataclass
class _Above:
    """The lines above the day: the title among them, if any, and the rest."""

    title: list[Line]
    section: str
    left: list[Note]

    @classmethod
    def of(cls, lines: list[Line]) -> "_Above":
        left: list[Note] = []
        filled: list[Line] = []
        section = ""
        for line in (line for line in lines if line.text):
            message = _no_title(line.text)
            if message:
                section = section or (line.text if message == _SECTION else "")
                left.append(Note(line.number, message, line.text, is_source=True))
            else:
                filled.append(line)
        if len(filled) > 1 and _is_section(filled[0].text, filled[1].text):
            section = section or filled[0].text
            left.append(Note(filled[0].number, _SECTION, filled[0].text, is_source=True))
            filled.pop(0)
        title = filled[:1]
        filled = filled[1:]
        while filled and filled[0].number == title[-1].number + 1:
            title.append(filled.pop(0))
        left.extend(Note(line.number, _LEFT_OUT, line.text, is_source=True) for line in filled)
        return cls(title, section, left)

    def take_path(self) -> list[Line]:
        """Return the last line that only looked like a path, "Messe / Ausstellung", as the title."""
        paths = [note for note in self.left if note.message == _PATH and not re.search(r"[>›»→]", note.text)]
        for note in paths[-1:]:
            self.left.remove(note)
            return [Line(note.line, note.text)]
        return []

    def tell(self, notes: list[Note]) -> None:
        notes.extend(self.left)


def _no_title(text: str) -> str:
    """Return why a line above the day is surely no title, empty if it may be one."""
    bare = text.casefold().strip(" .:–—-|")
    if bare in SECTIONS or bare in NAVIGATION:
        return _SECTION
    if is_path(text):
        return _PATH
    if is_authority(text):
        return "left out: whose page it is"
    if KICKER.match(text):
        return "left out: what kind of text it is"
    return "left out: who wrote it" if is_by_line(text) else ""


def _day_line(lines: list[Line], file: str, *, is_needed: bool) -> tuple[int, DateLine] | None:
    """Return the index of the line that says the day most surely, and what it says."""
    head = [line for line in lines if line.text][: _MAX_LINES_BEFORE_DAY + 1]
    found: list[tuple[int, int, DateLine]] = []
    impossible: ArticleRefused | None = None
    for line in head:
        try:
            dated = date_line(line.text)
        except ImpossibleDay as error:
            impossible = impossible or ArticleRefused(file, line.number, str(error))
            continue
        if dated:
            found.append((dated.rank, line.number - 1, dated))
    if found:
        _, at, dated = min(found, key=lambda one: one[:2])
        return at, dated
    if not is_needed:
        return None
    if impossible:
        raise impossible
    expected = head[min(_index_behind_title(head), len(head) - 1)]
    shown = expected.text if len(expected.text) <= 60 else f"{expected.text[:60]}…"
    raise ArticleRefused(
        file,
        expected.number,
        f'a line with the day alone (like 24.01.2025) is expected below the title, not "{shown}"; '
        "else give the day by --date",
    )


def _head_without_day(lines: list[Line], file: str, notes: list[Note], default: date) -> Head:
    """Read a head whose day was given: the title is the first line that is no section's name or the like."""
    filled = [line for line in lines if line.text]
    left: list[Note] = []
    for position, line in enumerate(filled):
        following = filled[position + 1].text if position + 1 < len(filled) else ""
        message = _no_title(line.text)
        if (
            not message
            and position == 0
            and _is_section(line.text, following)
            and not has_end_mark(following)
        ):
            is_followed = len(filled) > position + 2 and filled[position + 1].number > line.number + 1
            message = _SECTION if is_followed else ""
        if not message:
            break
        left.append(Note(line.number, message, line.text, is_source=True))
    else:
        raise ArticleRefused(file, filled[-1].number, "the article's title is expected; there is none")
    title, below = _title_below(lines[line.number - 1 :])
    if not title:
        raise ArticleRefused(file, line.number, f'a title is expected here, not "{line.text[:60]}"')
    notes.extend(left)
    section = next((note.text for note in left if note.message == _SECTION), "")
    return Head(section, _joined(title, file), default, below)


def _title_below(lines: list[Line]) -> tuple[list[Line], list[Line]]:
    """Return the title that stands as the first block of these lines, and the lines behind it."""
    filled = [line for line in lines if line.text]
    if len(filled) < 2:
        return [], lines
    first = filled[0]
    text = first.text
    is_title = not has_end_mark(text) or text.endswith(("?", "!"))
    if not is_title or len(text.split()) > _MAX_TITLE_WORDS or len(text) > MAX_TITLE or _no_title(text):
        return [], lines
    at = lines.index(first)
    return [first], lines[at + 1 :]


def _joined(title: list[Line], file: str) -> str:
    text = " ".join(line.text for line in title)
    if len(text) > MAX_TITLE:
        reason = (
            f"a title of at most {MAX_TITLE} characters is expected above the date; this line has {len(text)}"
        )
        raise ArticleRefused(file, title[0].number, reason)
    return text


def _index_behind_title(head: list[Line]) -> int:
    return 2 if len(head) > 1 and _is_section(head[0].text, head[1].text) else 1


def _is_section(text: str, below: str) -> bool:
    is_short = len(text.split()) <= _MAX_SECTION_WORDS and len(text) < len(below)
    # Below a title of three words may stand its lead: a sentence.
    is_above_sentence = has_end_mark(below) and not re.search(r"[?!]\W*$", below)
    return is_short and not is_above_sentence


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
