"""Whom to turn to, read from the lines below "Kontakt:" or "Contact:"."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from .articles import ContactDetails, Line, Note
from .contact_fields import (
    EMAIL,
    FAX,
    is_contact_field,
    is_hidden_address,
    label_of,
    labelled,
    phone_in,
    readable,
    website_address,
    websites_in,
)
from .first_names import is_first_name
from .line_shapes import is_authority
from .name_tokens import is_role_word
from .organisation_words import is_organisation_word
from .sentences import has_end_mark
from .vocabulary import ACADEMIC_TITLES, ADDRESSES, CONTACT_HEADINGS, LEGAL_FORMS
from .web_page_words import NAVIGATION

_HEADING = re.compile(rf"(?P<heading>{CONTACT_HEADINGS})\s*(?P<colon>:?)\s*(?P<rest>.*)$", re.IGNORECASE)
#: Longer than any line of an address: running text again.
_MAX_LINE = 110
_MAX_ROLE = 250
#: So far below the heading stands the first address or number of a contact.
_MAX_LINES_TO_FIELD = 6
_MIN_SENTENCE_WORDS = 4
_PERSON = re.compile(r"(?:[^\W\d_][\w.'’-]*\s+){1,4}[^\W\d_][\w.'’-]*$")
#: What stands behind the contacts of a page: about the association, a remark, other pages.
_BEHIND = re.compile(
    r"(?:über|about|hinweise?|anmerkung|bildmaterial|bilder|fotos?|pressebilder|download|anlagen?|anhang|"
    r"weitere|mehr|zum|zur|notes?|boilerplate|hintergrund|background|quelle|schlagwörter|tags|sie|wir|die|"
    r"der|das|bitte|please|for\s+more|this|the)\b",
    re.IGNORECASE,
)
_LABEL_WORDS = re.compile(r"\b(?:tel(?:efon)?|fon|phone|mobil|e-?mail|mail|web)\b\.?:?", re.IGNORECASE)
_OFFICE = re.compile(
    r"stelle\b|sekretariat|redaktion|kommunikation|büro|presse|press|office|team\b", re.IGNORECASE
)
#: Verbs of sentences that lead to a contact.
_VERBS = frozenset(
    "steht stehen wenden wendet erreichen erreichbar erteilt erteilen beantwortet beantworten gibt "
    "geben hilft helfen melden kontaktieren finden ist sind contact can is are please".split()
)
_ADDRESS_LINE = re.compile(
    r"\b\d{4,5}\s+[A-ZÄÖÜ]|\b[A-ZÄÖÜ][\w.-]*(?:\s\w+)?\s\d+\s?[a-z]?(?:,|$)|^postfach\b|^p\.?o\.?\s?box",
    re.IGNORECASE,
)


def contact_heading(line: str) -> str | None:
    """Return what stands behind "Kontakt:" in its line, None if the line is no such heading."""
    found = _HEADING.match(line)
    if not found or not (found["colon"] or not found["rest"]):
        return None
    return found["rest"]


@dataclass
class _Draft:
    line: int
    texts: list[Line] = field(default_factory=list)
    role: str = ""
    email: str = ""
    phone: str = ""
    websites: list[str] = field(default_factory=list)

    @property
    def has_fields(self) -> bool:
        return bool(self.email or self.phone or self.websites)


def read_contacts(lines: list[Line]) -> tuple[list[ContactDetails], list[Note], int]:
    """Return the contacts in lines below a contact heading, notes, and how many lines were theirs.

    A contact reaches from its name to its last address or number, and to the postal address behind it. A text
    line behind those begins the next one if more of them follow in its block; else the part ends there.
    """
    drafts: list[_Draft] = []
    notes: list[Note] = []
    used = 0
    for index, line in enumerate(lines):
        if not line.text:
            continue
        is_new_block = index == 0 or not lines[index - 1].text
        if _is_behind_contacts(line.text) or (is_new_block and not _has_field_ahead(lines[index:])):
            break
        is_field = _is_field(line.text)
        if drafts and drafts[-1].has_fields and not is_field:
            if _ADDRESS_LINE.search(line.text):
                notes.append(Note(line.number, "a contact has no field for this", line.text, is_source=True))
                used = index + 1
                continue
            if not _has_field_ahead(lines[index:], blocks=1):
                break
            drafts.append(_Draft(line.number))
        if not drafts:
            drafts.append(_Draft(line.number))
        used = index + 1
        notes.append(Note(line.number, "read as contact", line.text, is_source=True))
        notes.extend(_take(drafts[-1], line))
    contacts: list[ContactDetails] = []
    for draft in drafts:
        contact, left = _contact(draft)
        notes.extend(left)
        if contact:
            contacts.append(contact)
    return contacts, notes, used


def _is_behind_contacts(text: str) -> bool:
    """Tell whether a line is surely none of a contact's: running text, a heading, a link to another page."""
    if is_contact_field(text):
        return False
    words = text.split()
    is_sentence = has_end_mark(text) and len(words) >= _MIN_SENTENCE_WORDS and not _is_organisation(text)
    return len(text) > _MAX_LINE or is_sentence or text.casefold() in NAVIGATION or bool(_BEHIND.match(text))


def _has_field_ahead(lines: list[Line], blocks: int = 2) -> bool:
    """Tell whether an address or number follows in this block, or right behind a block without sentences."""
    seen = 0
    for index, line in enumerate(lines):
        if not line.text:
            if index and lines[index - 1].text:
                blocks -= 1
            if not blocks:
                return False
            continue
        seen += 1
        if is_contact_field(line.text) or _is_field(line.text):
            return True
        if seen > _MAX_LINES_TO_FIELD or _is_behind_contacts(line.text):
            return False
    return False


def _is_field(text: str) -> bool:
    text = readable(text)
    label = label_of(labelled(text))
    is_hidden = is_hidden_address(text) and len(text.split()) < _MIN_SENTENCE_WORDS
    return bool(label or is_hidden or is_contact_field(text) or websites_in(text, "") or phone_in(text, ""))


def _take(draft: _Draft, line: Line) -> Iterator[Note]:
    """Put one line into a contact; yield what it has no place for."""
    text = readable(line.text)
    found = labelled(text)
    label = label_of(found)
    value = found["value"] if found else text
    if label == "name":
        draft.texts.insert(0, Line(line.number, value))
        return
    if label == "role":
        draft.role = value
        return
    if is_hidden_address(text) and not EMAIL.search(text):
        # Half of it would be somebody else's address.
        if label == "phone":
            draft.phone = draft.phone or phone_in(value, label)
        yield Note(line.number, "please review: an address that cannot be read for sure", line.text)
        return
    if not found and FAX.match(text):
        yield Note(line.number, "a contact has no field for this", line.text)
        return
    emails = EMAIL.findall(value)
    rest = EMAIL.sub(" ", value)
    websites = websites_in(rest, label)
    phone = phone_in(rest, label) if not websites else ""
    if not found and not (emails or websites or phone):
        draft.texts.append(line)
        return
    yield from _fill(draft, line, emails, [website_address(address) for address in websites], phone)
    if found and not (emails or websites or phone) and value:
        yield Note(line.number, "please review: a page takes no such contact detail", line.text)
    for part in (*websites, *([phone] if phone else [])):
        rest = rest.replace(part, " ", 1)
    rest = re.sub(
        r"\b(?:tel(?:efon)?|fon|phone|mobil|e-?mail|mail|web)\b\.?:?", " ", rest, flags=re.IGNORECASE
    )
    if re.search(r"\w", rest) and not found:
        draft.texts.append(Line(line.number, rest.strip(" ,;|:·–-")))


def _fill(draft: _Draft, line: Line, emails: list[str], websites: list[str], phone: str) -> Iterator[Note]:
    for email in emails:
        if draft.email and draft.email != email:
            yield Note(line.number, "a contact has one e-mail address; this one is left out", email)
        draft.email = draft.email or email
    if phone and draft.phone:
        yield Note(line.number, "a contact has one telephone number; this one is left out", phone)
    draft.phone = draft.phone or phone
    draft.websites.extend(address for address in websites if address not in draft.websites)


def _contact(draft: _Draft) -> tuple[ContactDetails | None, list[Note]]:
    texts = [line for line in draft.texts if line.text]
    said = [line for line in texts if _is_said(line.text)]
    name, behind = _name_and_rest([line for line in texts if line not in said])
    roles = [draft.role] if draft.role else []
    notes = [Note(line.number, "a contact has no field for this", line.text) for line in said]
    if name and not _is_sure_name(name):
        notes.append(Note(draft.line, "please review: perhaps not a contact's name", name))
    for line in behind:
        if _is_organisation(line.text) or not (re.search(r"\d", line.text) or line.text.endswith((".", ":"))):
            roles.append(line.text)
        else:
            notes.append(Note(line.number, "a contact has no field for this", line.text))
    name = name or draft.email or next(iter(draft.websites), "")
    if not name:
        return None, notes
    role = ", ".join(roles)
    if len(role) > _MAX_ROLE:
        notes.append(Note(draft.line, "too long for a contact's role", role))
        role = ""
    return ContactDetails(name, draft.line, role, draft.email, draft.phone, tuple(draft.websites)), notes


def _name_and_rest(texts: list[Line]) -> tuple[str, list[Line]]:
    """Return a contact's name and its other lines; an organisation above a person is one of those."""
    if not texts:
        return "", []
    first, *others = texts
    before, comma, behind = first.text.partition(",")
    if comma and _is_person(before.strip()):
        return before.strip(), [Line(first.number, behind.strip()), *others]
    if others and (_is_organisation(first.text) or is_authority(first.text)) and _is_person(others[0].text):
        return others[0].text, [first, *others[1:]]
    return first.text, others


def _is_said(text: str) -> bool:
    """Tell whether a line is part of a sentence, as in "Für Rückfragen steht Ihnen zur Verfügung"."""
    words = [word.lower() for word in text.split()]
    return len(words) >= _MIN_SENTENCE_WORDS and not _VERBS.isdisjoint(words)


def _is_sure_name(text: str) -> bool:
    words = text.split()
    is_person = any(is_first_name(word.rstrip(".")) for word in words[:2]) or (
        words[0].lower() in ACADEMIC_TITLES | ADDRESSES
    )
    is_office = bool(_OFFICE.search(text))
    return (
        is_person or is_office or _is_organisation(text) or any(is_organisation_word(word) for word in words)
    )


def _is_person(text: str) -> bool:
    is_name = _PERSON.match(text) and not _is_organisation(text)
    return bool(is_name) and not is_role_word(text.split()[0])


def _is_organisation(text: str) -> bool:
    return any(word.lower().strip(",") in LEGAL_FORMS for word in text.split())
