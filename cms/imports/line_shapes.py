"""Lines that are short as headings are and are none: rows, times, captions, by-lines, names, labels.

What is in doubt is none either: a paragraph too many is seen and mended, a false heading stands in public.
"""

import re
import unicodedata

from .first_names import is_first_name
from .name_tokens import is_role_word
from .organisation_names import is_legal_form, is_marked
from .vocabulary import ACADEMIC_TITLES, ADDRESSES, NAME_PARTICLES, ORGANISATION_PARTICLES
from .web_page_words import (
    BY_LINES,
    CAPTION_WORDS,
    LABELS,
    MONTHS,
    NAVIGATION,
    NAVIGATION_BEGINNINGS,
    PROGRAMME_WORDS,
    SALUTATIONS,
)

_COLUMNS = re.compile(r"\t|\S[ \u00a0\u2002\u2003]{2,}\S|\s[|¦]\s|[|].*[|]|;.*;")
_PATH = re.compile(r"\s[>›»→/·•|]\s")
_TIME = re.compile(r"\b\d{1,2}[:.]\d{2}\b(?!\.\d)|\b\d{1,2}\s*(?:Uhr|h|a\.?m\.?|p\.?m\.?)\b", re.IGNORECASE)
_DATE = re.compile(
    rf"\b\d{{1,2}}\.\s?\d{{1,2}}\.|\b\d{{1,2}}\.?\s(?:{MONTHS})\b|\b(?:{MONTHS})\s\d{{1,2}}\b|"
    rf"\b\d{{4}}-\d{{2}}-\d{{2}}\b",
    re.IGNORECASE,
)
_NUMBERED = re.compile(
    r"(?:§+|\(?\d{1,3}(?:\.\d{1,3})+\.?\)?|\(?\d{1,3}[.)]|\(?[a-zA-Z][.)]|\([ivx]+\)|[IVX]{1,5}\.|(?:Nr|No|"
    r"Art|Abs|Abschnitt|Kapitel|Punkt|Teil|Schritt|TOP|Tag|Day|Part|Step|Chapter|Session|Block|Panel|"
    r"Workshop|Modul|Raum|Saal|Frage|Platz)\.?\s*\d+)(?:\s|:|$)"
)
_CAPTION = re.compile(
    rf"^(?:{CAPTION_WORDS})\b|©|\(c\)|\bcopyright\b|\bv\.?\s?l\.?(?:\s?n\.?\s?r\.?|\b)|\bvon\s+links\b|"
    rf"\bfrom\s+left\b|"
    r"\bleft\s+to\s+right\b|\((?:[^()]*\b)?(?:links|rechts|mitte|vorne?|hinten|oben|unten|left|right|centre|"
    r"center|l\.|r\.|"
    rf"{CAPTION_WORDS})\b[^()]*\)?|^(?:im|auf\s+dem|unser|in\s+the)\s+(?:bild|foto|picture|photo)\b",
    re.IGNORECASE,
)
_BY_LINE = re.compile(rf"(?:{BY_LINES})\s*:?\s+(?P<names>.+)$", re.IGNORECASE)
_OUR_WRITER = re.compile(r"von\s+unsere[mnr]\s|by\s+our\s", re.IGNORECASE)
_END_MARK = re.compile(r"\W*(?:ends?|ende|schluss|end\s+of\s+\w+|ende\s+der\s+\w+|30)\W*$", re.IGNORECASE)
_LABELLED = re.compile(r"(?P<label>[^:]{1,40}):\s+(?P<value>.+)$")
_ADDRESS = re.compile(
    r"\b\d{5}\s+[A-ZÄÖÜ]|(?:straße|strasse|str\.|weg|platz|allee|gasse|ring|ufer|damm|street|"
    r"road)\s+\d+\s?[a-z]?\b|^postfach\b",
    re.IGNORECASE,
)
_MARKS = re.compile(
    r"</?[a-z!][^>]*>|&\w+;|\*\*|__|\]\(|`|#\w|@|https?:|www\.|\b[\w-]+\.(?:de|com|org|net|eu)\b", re.I
)
#: Results, issues, files and their sizes, days of the week, how long one reads.
_DETAIL = re.compile(
    r"\b\d+\s?:\s?\d+\b|\b\d+/\d{2,4}\b|\.(?:pdf|docx?|xlsx?|pptx?|zip|jpe?g|png)\b|\b[KMG]B\b|"
    r"\bLese(?:zeit|dauer)\b|^(?:Montag|Dienstag|Mittwoch|Donnerstag|Freitag|Samstag|Sonnabend|Sonntag|Mo|"
    r"Di|Mi|Do|Fr|Sa|So|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)s?\b|^(?:Anlage|Anhang|"
    r"Ausgabe|Gruppe|Klasse|Aktenzeichen|Az\.)\s\S+$"
)
_AUTHORITY = re.compile(
    r"(?:ministerium|amt|behörde|verwaltung|universität|hochschule|institut|kammer|landkreis|stadt|gemeinde|"
    r"stiftung|akademie|agentur|klinikum|verband|ministry|university|institute|council|foundation)$",
    re.IGNORECASE,
)
_OPENING_QUOTES = "„“\"»«‚‘'›‹"
_WHOLE_QUOTE = re.compile(r"[„“”\"»«‚‘›‹].*[“”\"»«’‘›‹]$")
_CONNECTIVES = frozenset(
    "durch unter gegen ohne bis seit dass weil wenn sich der die das dem den des "
    "ein eine und oder sowie für von vom zum zur in im am als wie the a an and or "
    "with for of to in on at by as".split()
)
_LAST_YEAR = 2100


def is_row(text: str) -> bool:
    """Tell whether a line has columns: tabs, gaps of several spaces, bars."""
    return bool(_COLUMNS.search(text))


def is_path(text: str) -> bool:
    """Tell whether a line is a path through a website: "Startseite > Aktuelles"."""
    return bool(_PATH.search(text))


def is_authority(text: str) -> bool:
    """Tell whether a line is nothing but the name of an authority or an organisation."""
    return _is_organisation(text.split())


def is_time(text: str) -> bool:
    """Tell whether a line names a time of day, as those of a programme do."""
    return bool(_TIME.search(text))


def cannot_be_heading(text: str) -> bool:
    """Tell whether a short line has the shape of something else than a heading."""
    patterns = (_COLUMNS, _PATH, _TIME, _DATE, _CAPTION, _ADDRESS, _MARKS, _DETAIL)
    if any(pattern.search(text) for pattern in patterns):
        return True
    if any(pattern.match(text) for pattern in (_NUMBERED, _END_MARK, _OUR_WRITER, _WHOLE_QUOTE)):
        return True
    words = text.split()
    return (
        _begins_as_item(text)
        or _is_of_web_page(text)
        or is_by_line(text)
        or _is_label(text)
        or _is_of_people(text)
        or _is_organisation(words)
        or _has_odd_end(words)
    )


def _begins_as_item(text: str) -> bool:
    first = text[0]
    if first in _OPENING_QUOTES:
        return text[1:2].isspace()
    if first.isalnum():
        is_letter_mark = len(text) > 1 and text[0] in "ox" and text[1].isspace()
        return is_letter_mark or (first.islower() and not _begins_with_name(text))
    return unicodedata.category(first)[0] in "SPZC"


def _begins_with_name(text: str) -> bool:
    """Tell whether the first word, without a capital, is a name: "eCovery", "imk Health", "muster e.V."."""
    words = text.split()
    has_form = any(is_legal_form(word) for word in words[1:3])
    return is_marked(words[0]) or ":" in words[0].strip(":") or has_form


def _is_of_web_page(text: str) -> bool:
    bare = re.sub(r"[\s.:!…]+$", "", text.casefold())
    if bare in NAVIGATION or bare.startswith(NAVIGATION_BEGINNINGS) or SALUTATIONS.match(text):
        return True
    words = bare.split()
    return len(words) <= 2 and re.split(r"[\s-]", bare)[0] in PROGRAMME_WORDS


def is_by_line(text: str) -> bool:
    found = _BY_LINE.match(text)
    if not found:
        return False
    words = re.split(r"[\s,/]+", found["names"])
    joints = NAME_PARTICLES | {"und", "and", "&"}
    return all(word[:1].isupper() or word in joints for word in words if word) and len(words) <= 8


def _is_label(text: str) -> bool:
    found = _LABELLED.match(text)
    if not found:
        return False
    label, value = found["label"].casefold().strip(), found["value"]
    last = label.split()[-1]
    return label in LABELS or last in LABELS or _is_of_people(value) or not re.search(r"[^\W\d_]{3}", value)


def _is_of_people(text: str) -> bool:
    """Tell whether a line is nothing but names of people, with or without their roles."""
    parts = [part for part in re.split(r",\s*|\s(?:und|and|&|[–—/-])\s|\s?\(", text) if part.strip()]
    if len(parts) > 1 and _is_list_of_names(parts):
        return True
    if not parts or not _is_person(parts[0]):
        return False
    # "Jana Muster, Leiterin der Muster GmbH": behind the first name stands a role or one more name.
    return len(parts) == 1 or all(part.strip()[:1].isupper() for part in parts[1:])


def _is_list_of_names(parts: list[str]) -> bool:
    """Tell whether each part is two or three capital words, or the first is and a role follows it."""
    names = [re.match(r"(?:[^\W\d_a-zß-öø-ÿ][\w.'’-]*\s?){2,3}$", part.strip()) for part in parts]
    has_role = (
        bool(names[0]) and is_role_word(parts[1].split()[0].strip(",()")) if parts[1].split() else False
    )
    return has_role or (len(parts) > 2 and all(names))


def _is_person(text: str) -> bool:
    words = text.split()
    while words and (words[0].lower() in ACADEMIC_TITLES | ADDRESSES or is_role_word(words[0])):
        if len(words) == 1:
            return is_role_word(words[0])
        words = words[1:]
    if not 2 <= len(words) <= 5:
        return False
    is_given = is_first_name(words[0].rstrip(".")) or bool(re.match(r"[A-ZÄÖÜ]\.$", words[0]))
    names = [word for word in words if word not in NAME_PARTICLES]
    return is_given and all(re.match(r"[A-ZÄÖÜÀ-ÖØ-Þ][^\d]*$", word) for word in names)


def _is_organisation(words: list[str]) -> bool:
    """Tell whether a line is an organisation's name with its legal form, and nothing else."""
    is_authority = any(_AUTHORITY.search(word) for word in words[:3]) and not words[0].endswith(
        ("s", "e", "r")
    )
    if not (is_legal_form(words[-1]) or is_authority) or len(words) > 8:
        return False
    return all(
        is_marked(word) or is_legal_form(word) or word in ORGANISATION_PARTICLES or index == 0
        for index, word in enumerate(words)
    )


def _has_odd_end(words: list[str]) -> bool:
    """Tell whether a line ends as a row ("… 24") or in the middle of a sentence ("… und")."""
    last = words[-1].strip("()")
    if last.lower() in _CONNECTIVES or last.endswith(("-", "–", "—", "/", "+", "=")):
        return True
    number = last.replace(".", "").replace(",", "")
    is_year = number.isdigit() and len(number) == 4 and 1800 <= int(number) <= _LAST_YEAR
    return bool(re.match(r"[\d.,:/]+(?:[%€$]|km|kg|m²)?$", last)) and not is_year
