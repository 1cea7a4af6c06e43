"""Organisations that an article introduces as new members: "die neuen Mitglieder A, B und C".

A name wrongly read makes a page nobody wants. So a name is sure only where the sentence says that members
follow, nothing but names follows, and the name is an organisation's by its own words or by its neighbours.
"""

import re
from collections.abc import Sequence
from itertools import pairwise

from .articles import Line, NamedMember
from .member_names import Kind, kind_of
from .organisation_names import (
    ends_in_legal_form,
    is_distinctive,
    is_marked,
    name_in_list,
    name_of_item,
    names_with_legal_form,
    without_lead,
)
from .organisation_words import ASSOCIATION, BODIES
from .sentences import sentence_starts
from .vocabulary import (
    INTRODUCING_WORDS,
    MEMBER_LIST_FILLERS,
    NEW_MEMBER_WORDS,
    NEW_MEMBER_WORDS_SINGULAR,
    PLACE_WORDS,
)

_MANY = re.compile(rf"\b{NEW_MEMBER_WORDS}\b", re.IGNORECASE)
_ONE = re.compile(rf"\b{NEW_MEMBER_WORDS_SINGULAR}\b", re.IGNORECASE)
_ENGLISH = re.compile(r"new|late", re.IGNORECASE)
_LEAD_TO_COLON = re.compile(r"[^.:!?,]{0,80}:\s*(?=\S)")
_AND = re.compile(r",?\s+(?:und|and|sowie|as well as)\s+")
_LEADING_AND = re.compile(r"(?:und|and|sowie|as well as)\s+")
_LIST_END = re.compile(r"[;:!?]|\s[–—]\s")
#: "Als neues Mitglied begrüßt der Verein die …": who greets stands before the one greeted.
_GREETING = re.compile(
    r"\s*(?:(?:be)?grüß(?:en|t|te|ten)|heiß(?:en|t)|hieß(?:en)?|gew(?:innen|innt|ann|annen)|verzeichne(?:t|n|te|ten)|"
    r"welcome[sd]?)\s+(?:wir|we|er|sie|(?:der|das|die|unser|unsere)\s+[^,;:]{2,60}?)(?=\s+(?:die|das|den|the)\s)|"
    r"\s*(?:begrüß(?:en|ten)|gew(?:innen|annen)|verzeichne(?:n|ten)|we\s+welcomed?)\s+wir\b",
    re.IGNORECASE,
)
_BEFORE_GREETING = re.compile(r"\b(?:als|zu|as|as\s+(?:a|our))\s*$", re.IGNORECASE)
#: With these between the members and what follows, one may have met the other.
_MEETING = frozenset("begrüßen begrüßt begrüßte begrüßten welcome welcomed".split())
#: "Für die neuen Mitglieder sind …": what follows is no list of them.
_BESIDE = re.compile(
    r"\b(?:für|bei|mit|ohne|über|gegen|for|with|without)\s+(?:(?:die|den|dem|unsere[nm]?|alle[nm]?|the|our)\s*)*$|^\s*den\s*$",
    re.IGNORECASE,
)
_UNSURE = "the sentence does not surely call it a new member"


def introduces_members(text: str) -> bool:
    """Tell whether a text that ends in a colon announces a list of new members."""
    found = _MANY.search(text) if text.rstrip().endswith(":") else None
    return bool(found) and not BODIES.search(text)


def members_in(text: str, line: int = 0) -> list[NamedMember]:
    """Return what a text calls new members, in order, each once; those in doubt say why."""
    named: list[tuple[str, str]] = []
    sentences = [*sentence_starts(text), len(text)]
    for begin, end in pairwise(sentences):
        sentence = text[begin:end]
        found = _MANY.search(sentence) or _ONE.search(sentence)
        if not found or BODIES.search(sentence[found.end() :].split(":")[0][:60]):
            continue
        here = _named(sentence, found)
        known = {name for name, _ in here}
        # An organisation in such a sentence is worth a look, wherever it stands.
        here += [
            (name, _UNSURE)
            for name in names_with_legal_form(sentence)
            if not any(name in other or other in name for other in known)
        ]
        named.extend(here)
    once: dict[str, NamedMember] = {}
    for name, doubt in sorted(named, key=lambda one: bool(one[1])):
        once.setdefault(name.lower(), NamedMember(name, line, doubt))
    order = [name.lower() for name, _ in named]
    return sorted(once.values(), key=lambda member: order.index(member.name.lower()))


def members_of_list(lines: Sequence[Line]) -> list[NamedMember]:
    """Return the names that the lines of a list below "Our new members:" are."""
    names = [(name_of_item(line.text), line.number) for line in lines]
    kinds = [kind_of(name) for name, _ in names if name]
    is_of_organisations = len(kinds) == len(lines) and any(kind.is_sure for kind in kinds)
    is_of_organisations &= not any(kind in (Kind.PERSON, Kind.COUNTRY) for kind in kinds)
    named = [(name, number) for name, number in names if name]
    return [
        NamedMember(name, number, "" if is_of_organisations or kind is Kind.LEGAL_FORM else kind.value)
        for (name, number), kind in zip(named, kinds, strict=True)
    ]


def _named(sentence: str, found: "re.Match[str]") -> list[tuple[str, str]]:
    """Return the (name, doubt) of each name that follows the words found."""
    before, behind = sentence[: found.start()], sentence[found.end() :].rstrip()
    place = ASSOCIATION.match(behind)
    behind = behind[place.end() :] if place else behind
    colon = _LEAD_TO_COLON.match(behind)
    greeting = _GREETING.match(behind) if _BEFORE_GREETING.search(before) else None
    if colon:
        listing, is_filled = behind[colon.end() :], True
    elif greeting:
        listing, is_filled = behind[greeting.end() :], True
    else:
        listing = _without_fillers(behind)
        is_filled = listing != behind.strip()
        first = behind.split()[0].lower().strip(",") if behind.split() else ""
        if first in _MEETING and not _BEFORE_GREETING.search(before):
            return []
    items = _items(_LIST_END.split(listing.lstrip(" –—-"))[0])
    if not items:
        return []
    is_one = _MANY.search(found[0]) is None
    items = items[:1] if is_one else items
    names = [name_in_list(item, is_last=item is items[-1]) for item in items]
    if is_one:
        return _of_one(names[0], items[0], listing)
    return _of_many(names, items, before, sentence, found, is_filled=is_filled, has_colon=bool(colon))


def _of_one(name: str, item: str, listing: str) -> list[tuple[str, str]]:
    """Return the one new member, if its name surely ends where it seems to."""
    if not name or not is_marked(name):
        return []
    kind = kind_of(name)
    behind = item[item.find(name) + len(name) :].strip(" „“”\"'»«")
    is_closed = ends_in_legal_form(name) or not behind or behind[:1] in (",", ".", "(")
    if not is_closed and not kind.is_sure:
        return []
    return [(name, "" if kind.is_sure and is_closed else kind.value if not kind.is_sure else _UNSURE)]


def _of_many(
    names: list[str],
    items: list[str],
    before: str,
    sentence: str,
    found: "re.Match[str]",
    *,
    is_filled: bool,
    has_colon: bool,
) -> list[tuple[str, str]]:
    if not all(names) or len(names) < 2:
        return []
    is_subject = len(before) <= len("Die drei ")
    if not is_filled and is_subject and not is_marked(without_lead(items[0]).split()[0]):
        return []
    if sum(is_marked(name.split()[0]) for name in names) * 2 < len(names):
        return []
    kinds = [kind_of(name) for name in names]
    is_introduced = has_colon or is_filled or bool(_ENGLISH.match(found[0])) or _is_introduced(sentence)
    if not is_introduced and not any(is_distinctive(name) for name in names):
        return []
    is_sure = is_introduced and not (_BESIDE.search(before) and not has_colon)
    doubts = _doubts(names, kinds)
    if not is_sure:
        doubts = [
            doubt if kind is Kind.LEGAL_FORM else doubt or _UNSURE
            for doubt, kind in zip(doubts, kinds, strict=True)
        ]
    last = items[-1][items[-1].find(names[-1]) + len(names[-1]) :].split()
    is_open = last[:1] and last[0].strip(",").lower() not in PLACE_WORDS and not _ends_as_name(names[-1])
    if is_open and re.match(r"\w", last[0]):
        doubts[-1] = doubts[-1] or _UNSURE
    return list(zip(names, doubts, strict=True))


def _ends_as_name(name: str) -> bool:
    """Tell whether a name's last word is surely its own, whatever follows in the sentence."""
    words = name.split()
    return ends_in_legal_form(name) or len(words) == 1 or kind_of(f"X {words[-1]}").is_sure


def _doubts(names: list[str], kinds: list[Kind]) -> list[str]:
    """Return the doubt about each name of a list, by its own words and by those beside it."""
    sure = sum(kind.is_sure for kind in kinds)
    is_of_others = any(kind in (Kind.PERSON, Kind.COUNTRY) for kind in kinds)
    doubts = []
    for index, (name, kind) in enumerate(zip(names, kinds, strict=True)):
        if kind is Kind.LEGAL_FORM or (kind.is_sure and not is_of_others):
            doubts.append("")
            continue
        # "Alpha GmbH, Leipzig, Beta AG": what follows a legal form may be its place.
        may_be_place = index > 0 and kinds[index - 1] is Kind.LEGAL_FORM and is_marked(name[0])
        is_among_sure = sure * 2 > len(names) and not is_of_others and not may_be_place
        doubts.append("" if kind is Kind.PLAIN and is_among_sure else kind.value)
    return doubts


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
