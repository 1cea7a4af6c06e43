"""Whom to turn to, read from the lines below "Kontakt:" or "Contact:"."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from .articles import ContactDetails, Line, Note
from .name_tokens import is_role_word
from .vocabulary import CONTACT_HEADINGS, CONTACT_LABELS, LEGAL_FORMS

_HEADING = re.compile(rf"(?P<heading>{CONTACT_HEADINGS})\s*(?P<colon>:?)\s*(?P<rest>.*)$", re.IGNORECASE)
_LABELLED = re.compile(
    "|".join(rf"(?P<{kind}>{words})" for kind, words in CONTACT_LABELS.items()).join(
        ("(?:", r")\s*:\s*(?P<value>.*)$")
    ),
    re.IGNORECASE,
)
_EMAIL = re.compile(r"[\w.+%-]+@[\w-]+(?:\.[\w-]+)+")
_ADDRESS = re.compile(
    r"(?:https?://|www\.)[^\s,;<>()\"“”]+|(?<![@\w.])[\w-]+(?:\.[\w-]+)*\.[a-z]{2,}(?:/[^\s,;<>()]*)?", re.I
)
_PHONE = re.compile(r"(?:\+|0|\(0|\(\+)[\d\s()/.–-]{5,}\d")
_FIELD_MARK = re.compile(
    rf"^(?:{'|'.join(CONTACT_LABELS.values())}|fax|telefax)\s*:|@|^(?:https?://|www\.)", re.I
)
#: Longer than any line of an address: running text again.
_MAX_LINE = 110
_MAX_ROLE = 250
_PERSON = re.compile(r"(?:[^\W\d_][\w.'’-]*\s+){1,4}[^\W\d_][\w.'’-]*$")


def contact_heading(line: str) -> str | None:
    """Return what stands behind "Kontakt:" in its line, None if the line is no such heading."""
    found = _HEADING.match(line)
    if not found or not (found["colon"] or not found["rest"]):
        return None
    return found["rest"]


def is_contact_field(line: str) -> bool:
    """Tell whether a line is an e-mail address, a telephone number or a website, labelled or bare."""
    return bool(_FIELD_MARK.search(line)) or bool(_PHONE.fullmatch(line))


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

    A text line behind an e-mail address, number or website begins the next contact. The first line of running
    text ends the part.
    """
    drafts: list[_Draft] = []
    notes: list[Note] = []
    used = 0
    for line in lines:
        if not line.text:
            used += 1
            continue
        if len(line.text) > _MAX_LINE:
            break
        used += 1
        if not drafts or (drafts[-1].has_fields and not _is_field(line.text)):
            drafts.append(_Draft(line.number))
        notes.append(Note(line.number, "read as contact", line.text, is_source=True))
        notes.extend(_take(drafts[-1], line))
    contacts: list[ContactDetails] = []
    for draft in drafts:
        contact, left = _contact(draft)
        notes.extend(left)
        if contact:
            contacts.append(contact)
    return contacts, notes, used


def website_address(text: str) -> str:
    """Return an absolute address: "www.a.example" becomes "https://www.a.example"."""
    bare = text.rstrip(".,;:!?)")
    return bare if re.match(r"https?://", bare, re.IGNORECASE) else f"https://{bare}"


def _is_field(text: str) -> bool:
    return bool(_LABELLED.match(text)) or is_contact_field(text)


def _take(draft: _Draft, line: Line) -> Iterator[Note]:
    """Put one line into a contact; yield what it has no place for."""
    found = _LABELLED.match(line.text)
    if found and found["name"]:
        draft.texts.insert(0, Line(line.number, found["value"]))
        return
    if found and found["role"]:
        draft.role = found["value"]
        return
    rest = found["value"] if found else line.text
    emails = _EMAIL.findall(rest)
    rest_of_line = _EMAIL.sub(" ", rest)
    websites = list(_ADDRESS.findall(rest_of_line)) if not (found and found["phone"]) else []
    phone = _PHONE.search(rest_of_line) if not websites else None
    if not found and not (emails or websites or phone):
        draft.texts.append(line)
        return
    if not found and re.match(r"(?:tele)?fax", line.text, re.IGNORECASE):
        yield Note(line.number, "a contact has no field for this", line.text)
        return
    yield from _fill(
        draft, line, emails, [website_address(address) for address in websites], phone[0] if phone else ""
    )
    for part in (*emails, *websites, *([phone[0]] if phone else [])):
        rest = rest.replace(part, " ", 1)
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
    name, behind = _name_and_rest([line for line in draft.texts if line.text])
    roles = [draft.role] if draft.role else []
    notes: list[Note] = []
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
    if others and _is_organisation(first.text) and _is_person(others[0].text):
        return others[0].text, [first, *others[1:]]
    return first.text, others


def _is_person(text: str) -> bool:
    is_name = _PERSON.match(text) and not _is_organisation(text)
    return bool(is_name) and not is_role_word(text.split()[0])


def _is_organisation(text: str) -> bool:
    return any(word.lower().strip(",") in LEGAL_FORMS for word in text.split())
