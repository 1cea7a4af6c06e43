"""The line of a saved page that says its day: alone, or with place, time, section, title or the lead."""

import re
from dataclasses import dataclass
from datetime import date

from .line_shapes import is_by_line
from .sentences import has_end_mark
from .web_page_words import SECTIONS

_FIRST_YEAR, _LAST_YEAR = 1900, 2100
#: Years of two digits from here on are of the last century.
_OLD_YEARS = 70
#: As many words behind a day begin the text; fewer are a place or a section.
_MIN_LEAD_WORDS = 6
_MAX_TITLE_WORDS = 20

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "januar jänner january jan",
            "februar feber february feb",
            "märz march mär mrz mar",
            "april apr",
            "mai may",
            "juni june jun",
            "juli july jul",
            "august aug",
            "september sept sep",
            "oktober october okt oct",
            "november nov",
            "dezember december dez dec",
        ),
        start=1,
    )
    for name in names.split()
}
_MONTH = rf"(?:{'|'.join(sorted(_MONTHS, key=len, reverse=True))})\b\.?"
_DAY = re.compile(
    r"(?<![\d.])(?:"
    r"(?P<iso_year>\d{4})-(?P<iso_month>\d{2})-(?P<iso_day>\d{2})(?:T\d{2}:\d{2}\S*)?"
    r"|(?P<day>\d{1,2})\.\s?(?P<month>\d{1,2})\.\s?(?P<year>\d{4}|\d{2})"
    rf"|(?P<day_first>\d{{1,2}})(?:\.|st|nd|rd|"
    rf"th)?\s(?:of\s)?(?P<month_behind>{_MONTH})\s(?P<year_behind>\d{{4}})|"
    rf"(?P<month_first>{_MONTH})\s(?P<day_behind>\d{{1,2}})(?:st|nd|rd|th)?,?\s(?P<year_last>\d{{4}})"
    r")(?!\.?\d)(?!\.\d)",
    re.IGNORECASE,
)
_WEEKDAY = (
    r"(?:(?:montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonnabend|sonntag|monday|tuesday|wednesday|"
    r"thursday|friday|saturday|sunday|mo|di|mi|do|fr|sa|so|mon|tue|wed|thu|fri|sat|sun)\.?,?\s+(?:den\s+)?)?"
)
_TIME = (
    r"(?:,?\s*(?:[-–|]\s*)?(?:um\s+|at\s+)?"
    r"\d{1,2}[:.]\d{2}(?:[:.]\d{2})?(?:\s*(?:uhr|h|a\.?m\.?|p\.?m\.?))?)?"
)
_LABEL = (
    r"(?:(?:zuletzt\s+|last\s+)?(?:veröffentlicht|erstellt|aktualisiert|publiziert|eingestellt|geändert|"
    r"published|posted|updated|created|issued)|datum|stand|date|meldung|mitteilung|pressemitteilung|"
    r"pressemeldung|presseinformation|medieninformation|medienmitteilung|news|artikel|beitrag|"
    r"press\s+release)(?:\s+(?:nr\.?|no\.?)\s*[\d/.-]+)?(?:\s*:|\s+(?:am|vom|on|of|from))?,?\s+"
)
_PLACE = r"[A-ZÄÖÜ][\w.'’-]*(?:[ /-][\w.'’()-]+){0,4}(?:\s*\([\w /]{2,20}\))?,\s*(?:den\s+|am\s+|the\s+)?"
_SECTION = r"(?P<section>[^|–—·.!?]{2,40}?)\s*[|–—·]\s*"
_LINE_BEGIN = re.compile(
    rf"[\[(]?\s*(?:{_LABEL})?(?:{_SECTION})?(?P<place>{_PLACE})?{_WEEKDAY}$", re.IGNORECASE
)
_LINE_END = re.compile(
    rf"{_TIME}\s*(?:\((?:ots|dpa|pm|red|epd|kna|ap|afp|[a-z]{{2,3}})\))?\s*[\])]?\s*(?P<sign>[|"
    rf"–—·•/:,.-]+(?=\s)|\s[-–]\s)?\s*(?P<rest>.*)$",
    re.IGNORECASE,
)
_PLACE_WORDS = re.compile(r"(?:[A-ZÄÖÜ][\w.'’()/-]*|an?|am|der|die|im|in|bei|ob|vor|auf|de|la|den|of|the)$")


class ImpossibleDay(ValueError):
    """A line is a day alone, but none of the calendar; the message is the reason."""


@dataclass(frozen=True)
class DateLine:
    """A day and what else stands in its line; of several lines, the one of the lowest rank says the day."""

    day: date
    rank: int
    #: Section, place, time: told to the editor.
    told: str = ""
    #: The first words of the text, which the day opens.
    lead: str = ""
    #: A title, with or without its section before it.
    title: str = ""


def date_line(text: str) -> DateLine | None:
    """Return what a line says that is there to say the day, None if it is something else.

    Raises `ImpossibleDay` for "31.02.2025" alone.
    """
    found = _DAY.search(text)
    if not found:
        return None
    begin = _LINE_BEGIN.match(text[: found.start()])
    end = _LINE_END.match(text[found.end() :])
    if begin is None or end is None or not _is_place(begin["place"]) or not _is_section(begin["section"]):
        return None
    day = _day_in(found, text)
    rest = end["rest"].strip(" )]")
    is_set_apart = bool(end["sign"])
    has_before = bool(begin["place"] or begin["section"])
    if not rest or is_by_line(rest):
        return None if day is None else DateLine(day, int(has_before), told=text)
    if day is None:
        return None
    before = text[: text.rindex(end["rest"])]
    if is_set_apart and (len(rest.split()) >= _MIN_LEAD_WORDS or has_end_mark(rest)):
        return DateLine(day, 2, told=before, lead=rest)
    if is_set_apart:
        return DateLine(day, 1, told=text)
    if rest[:1].isupper() and not has_end_mark(rest) and len(rest.split()) <= _MAX_TITLE_WORDS:
        return DateLine(day, 2, told=before, title=rest)
    return None


def _is_place(text: str | None) -> bool:
    words = (text or "").rstrip(", ").removesuffix(", den").split()
    return all(_PLACE_WORDS.match(word.rstrip(",")) for word in words)


def _is_section(text: str | None) -> bool:
    bare = (text or "").strip()
    return not bare or bare.casefold() in SECTIONS or is_by_line(bare) or _is_place(bare)


def _day_in(found: "re.Match[str]", text: str) -> date | None:
    """Return the day found; None for a month, year or day that a text may hold by chance."""
    if found["iso_year"]:
        year, month, day = int(found["iso_year"]), int(found["iso_month"]), int(found["iso_day"])
    elif found["day"]:
        year, month, day = int(found["year"]), int(found["month"]), int(found["day"])
        if len(found["year"]) == 2:
            year += 1900 if year >= _OLD_YEARS else 2000
    else:
        name = (found["month_behind"] or found["month_first"]).lower().rstrip(".")
        month = _MONTHS[name]
        day = int(found["day_first"] or found["day_behind"])
        year = int(found["year_behind"] or found["year_last"])
    is_alone = len(found[0]) >= len(text.strip("[]() "))
    if not _FIRST_YEAR <= year <= _LAST_YEAR:
        if is_alone:
            raise ImpossibleDay(f'the year of "{text}" is not plausible')
        return None
    try:
        return date(year, month, day)
    except ValueError:
        if is_alone:
            raise ImpossibleDay(f'"{text}" is no day of the calendar') from None
        return None
