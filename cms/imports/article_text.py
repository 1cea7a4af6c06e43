"""A news page saved as text: what its section, title, date, teaser, pictures, body and contacts are.

The shape, German or English: section name, title, a line with the day alone ("24.01.2025"), the teaser,
the names of the pictures, headings and paragraphs, and below "Kontakt:" or "Contact:" whom to turn to.
Section name, teaser, pictures, headings and contacts may be missing. `read_article` is the way in.
"""

import re
from datetime import date

from .article_head import read_head, teaser_of
from .articles import (
    Article,
    ArticleRefused,
    ContactDetails,
    Heading,
    ItemList,
    Line,
    NamedMember,
    Note,
    Paragraph,
    PictureName,
    Piece,
)
from .body_lines import Unit, units_of
from .contact_fields import is_contact_field
from .contact_lines import contact_heading, read_contacts
from .markup import refuse_markup
from .named_members import introduces_members, members_in, members_of_list
from .picture_names import credit_in, credit_line, picture_names
from .quotations import MIN_WORDS, SpeechReader, word_count
from .text_lines import read_lines

_QUOTED = re.compile(r"[\"'„“‚‘»«].*[\"'“”’»«]$")


def read_article(source: bytes | str, file: str, default_date: date | None = None) -> Article:
    """Return the article that a text file holds.

    Args:
        source: the file's bytes (UTF-8, with or without a byte order mark; any line ends), or its text.
        file: its name, for messages.
        default_date: the day of a file that names none.

    Raises:
        ArticleRefused: this is no article; file, line and reason say which expectation broke where.
    """
    lines = read_lines(source, file)
    refuse_markup(lines, file)
    notes: list[Note] = []
    head = read_head(lines, file, notes, default_date)
    rest, pictures = _without_pictures(head.rest, notes)
    rest, contacts = _without_contacts(rest, notes)
    if not any(line.text for line in rest):
        raise ArticleRefused(
            file, lines[-1].number, "an article's text is expected below its date; there is none"
        )
    teaser, below = teaser_of(rest)
    speech = SpeechReader()
    speech.hear(teaser.text if teaser else "")
    units = units_of(
        below, lambda text: bool(_QUOTED.match(text)) and word_count(text) >= MIN_WORDS, _beside(pictures)
    )
    body = _body(units, speech, notes)
    members = _members(teaser, units)
    return Article(
        file=file,
        title=head.title,
        date=head.day,
        teaser=teaser.text if teaser else "",
        section=head.section,
        pictures=tuple(pictures),
        body=tuple(body),
        members=tuple(member for member in members if not member.doubt),
        doubtful_members=tuple(member for member in members if member.doubt),
        contacts=tuple(contacts),
        notes=tuple(sorted([*notes, *speech.notes], key=lambda note: note.line)),
    )


def _without_pictures(lines: list[Line], notes: list[Note]) -> tuple[list[Line], list[PictureName]]:
    """Take lines that list picture files out, and a line below them that says whose pictures they are."""
    rest: list[Line] = []
    pictures: list[PictureName] = []
    pending: list[int] = []
    for line in lines:
        names = picture_names(line.text)
        credit = credit_line(line.text) if pending else ""
        if names:
            pending = pending or [len(pictures)]
            known = {picture.file_name for picture in pictures}
            for name in names:
                if name in known:
                    notes.append(Note(line.number, "this picture is named twice", name, is_source=True))
                else:
                    pictures.append(PictureName(name, line.number, credit_in(name)))
                    known.add(name)
            rest.append(Line(line.number, ""))
        elif credit:
            pictures[pending[0] :] = [
                PictureName(one.file_name, one.line, one.credit or credit) for one in pictures[pending[0] :]
            ]
            notes.append(
                Note(line.number, "read as the credit of the pictures above it", line.text, is_source=True)
            )
            rest.append(Line(line.number, ""))
            pending = []
        else:
            pending = [] if line.text else pending
            rest.append(line)
    return rest, pictures


def _beside(pictures: list[PictureName]) -> set[int]:
    """Return the numbers of the lines right above and below pictures: captions, if anything."""
    return {picture.line + step for picture in pictures for step in (-1, 1)}


def _without_contacts(lines: list[Line], notes: list[Note]) -> tuple[list[Line], list[ContactDetails]]:
    """Take the part below "Kontakt:" out; running text behind it stays."""
    for index, line in enumerate(lines):
        rest = contact_heading(line.text)
        if rest is None:
            continue
        below = [Line(line.number, rest), *lines[index + 1 :]]
        if not any(is_contact_field(other.text) for other in [item for item in below if item.text][:6]):
            continue
        contacts, found, used = read_contacts(below)
        if not contacts:
            continue
        heading = line.text.removesuffix(rest).strip()
        notes.append(Note(line.number, "the heading of the contacts", heading, is_source=True))
        notes.extend(found)
        behind, more = _without_contacts(below[used:], notes)
        return [*lines[:index], Line(line.number, ""), *behind], [*contacts, *more]
    return lines, []


def _body(units: list[Unit], speech: SpeechReader, notes: list[Note]) -> list[Piece]:
    pieces: list[Piece] = []
    for unit in units:
        if unit.kind == "heading":
            level = 3 if pieces and isinstance(pieces[-1], Heading) and pieces[-1].level == 2 else 2
            pieces.append(Heading(unit.text, unit.line, level))
            speech.hear(unit.text)
        elif unit.kind == "text":
            pieces.extend(speech.read(unit.text, unit.line))
        else:
            speech.hear(unit.text)
            items = tuple(line.text for line in unit.lines)
            pieces.append(ItemList(items, unit.line, is_ordered=unit.kind == "numbers"))
    return pieces


def _members(teaser: Paragraph | None, units: list[Unit]) -> list[NamedMember]:
    """Return what is called a new member, in sentences or in a list below such words, each once."""
    named = members_in(teaser.text, teaser.line) if teaser else []
    is_announced = False
    for unit in units:
        if unit.kind == "text":
            named.extend(members_in(unit.text, unit.line))
        elif unit.kind != "heading" and is_announced:
            named.extend(members_of_list(unit.lines))
        is_announced = introduces_members(f"{unit.text}:" if unit.kind == "heading" else unit.text)
    found: dict[str, NamedMember] = {}
    # What is sure in one place is sure in all.
    for member in sorted(named, key=lambda member: bool(member.doubt)):
        found.setdefault(" ".join(member.name.casefold().split()), member)
    return sorted(found.values(), key=named.index)
