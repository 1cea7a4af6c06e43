"""Organisations that an article introduces as new members: "die neuen Mitglieder A, B und C".

A name wrongly read makes a page nobody wants, so a list counts only if each of its parts looks like a name.
"""

import re

from .organisation_names import ends_in_legal_form, is_distinctive, is_marked, name_in_list, organisation_name
from .sentences import sentence_starts
from .vocabulary import (
    INTRODUCING_WORDS,
    MEMBER_LIST_FILLERS,
    NEW_MEMBER_WORDS,
    NEW_MEMBER_WORDS_SINGULAR,
)

_MANY = re.compile(rf"\b{NEW_MEMBER_WORDS}\b", re.IGNORECASE)
_ONE = re.compile(rf"\b{NEW_MEMBER_WORDS_SINGULAR}\b\s*:?\s+", re.IGNORECASE)
_ENGLISH = re.compile(r"new|late", re.IGNORECASE)
_LEAD_TO_COLON = re.compile(r"[^.:!?,]{0,80}:\s*(?=\S)")
_AND = re.compile(r",?\s+(?:und|and|sowie|as well as)\s+")
_LEADING_AND = re.compile(r"(?:und|and|sowie|as well as)\s+")
_LIST_END = re.compile(r"[;:!?]|\s[–—]\s")
_QUOTES = "„“”\"'»«"


def introduces_members(text: str) -> bool:
    """Tell whether a text that ends in a colon announces a list of new members."""
    return text.rstrip().endswith(":") and bool(_MANY.search(text))


def members_in(text: str) -> list[str]:
    """Return the organisations that a text calls new members, in order, each once."""
    names: list[str] = []
    for found in _MANY.finditer(text):
        names.extend(_listed(text, found))
    for found in _ONE.finditer(text):
        name = _single(text, found.end())
        if name:
            names.append(name)
    once: dict[str, str] = {}
    for name in names:
        once.setdefault(name.lower(), name)
    return list(once.values())


def _listed(text: str, found: "re.Match[str]") -> list[str]:
    """Return the names listed behind the words found, none if what stands there is no list of names."""
    begin, end = _sentence(text, found.start())
    behind = text[found.end() : end].rstrip()
    colon = _LEAD_TO_COLON.match(behind)
    filled = behind if colon else _without_fillers(behind)
    listing = behind[colon.end() :] if colon else filled
    items = _items(_LIST_END.split(listing.lstrip(" –—-"))[0])
    names = [name_in_list(item, is_last=item is items[-1]) for item in items]
    if len(names) < 2 or not all(names):
        return []
    is_subject = found.start() - begin <= len("Die drei ")
    if not colon and is_subject and not is_marked(items[0].split()[0]):
        return []
    if sum(is_marked(name.split()[0]) for name in names) * 2 < len(names):
        return []
    is_introduced = bool(colon) or filled != behind.strip() or _is_introduced(text[begin:end])
    if _ENGLISH.match(found[0]) or is_introduced or any(is_distinctive(name) for name in names):
        return names
    return []


def _single(text: str, start: int) -> str:
    """Return the one new member named at `start`, if its name surely ends where it seems to."""
    _, end = _sentence(text, start)
    part = _LIST_END.split(text[start:end])[0]
    name = organisation_name(part.split(",")[0])
    if not name:
        return ""
    behind = part[part.find(name) + len(name) :].lstrip(_QUOTES)
    return name if ends_in_legal_form(name) or behind[:1] in ("", ",", ".") else ""


def _sentence(text: str, position: int) -> tuple[int, int]:
    starts = [*sentence_starts(text), len(text)]
    begin = max(start for start in starts if start <= position)
    return begin, min((start for start in starts if start > position), default=len(text))


def _items(listing: str) -> list[str]:
    parts = [part for part in re.split(r",\s+", listing) if part.strip()]
    if not parts:
        return []
    *first, last = parts
    joint = _LEADING_AND.match(last)
    return [*first, last[joint.end() :]] if joint else [*first, *_parted(last)]


def _parted(text: str) -> list[str]:
    """Split "B und C" at the "und" that joins two names, not at one inside a name."""
    joints = [joint for joint in _AND.finditer(text) if not text[: joint.start()].endswith("-")]
    if not joints:
        return [text]
    behind_legal_form = [joint for joint in joints if ends_in_legal_form(text[: joint.start()])]
    joint = (behind_legal_form or joints[-1:])[0]
    return [text[: joint.start()], text[joint.end() :]]


def _without_fillers(text: str) -> str:
    words = text.split()
    while words and words[0].lower().strip(",") in MEMBER_LIST_FILLERS:
        words.pop(0)
    return " ".join(words)


def _is_introduced(sentence: str) -> bool:
    return any(word.lower().strip(".,:;") in INTRODUCING_WORDS for word in sentence.split())
