"""Exports run nothing: what visitors and editors write stands in cells that programs take for formulas.

They say the time of the admin, and their letters are read as what they are.
"""

import re
from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any
from unicodedata import category, normalize

from django.utils import timezone
from wagtail.admin.views.mixins import SpreadsheetExportMixin

#: As they are after their width and form are set aside; the last is the minus sign of typography.
_SIGNS = frozenset("=+-@−")
_BREAKS = ("\t", "\r", "\n")
#: Kinds of characters that show nothing: separators, controls, formats, marks without a letter before them.
_UNSEEN_KINDS = frozenset(("Zs", "Zl", "Zp", "Cc", "Cf", "Cn", "Co", "Mn", "Me"))
#: Letters and signs without ink: fillers of Hangul, the empty pattern of Braille.
_UNSEEN = frozenset("\u115f\u1160\u3164\uffa0\u2800")
_NUMBER = re.compile(r"[+-]?[0-9]+(?:[.,][0-9]+)*\s?[%€]?")
#: In a German spreadsheet a semicolon begins the next cell of a CSV, even where we put it into one.
_NEXT_CELL = re.compile(r"(?<=[;\t])")


def safe_cell(text: str) -> str:
    """Return a text that no spreadsheet reads as a formula: an apostrophe stands before what may be one.

    Numbers with their sign stay as they are.
    """
    if _NUMBER.fullmatch(text):
        return text
    if text.startswith(_BREAKS):
        return f"'{text}"
    return "".join(f"'{part}" if _is_formula(part) else part for part in _NEXT_CELL.split(text))


def _is_formula(text: str) -> bool:
    for character in text:
        if category(character) not in _UNSEEN_KINDS and character not in _UNSEEN:
            return normalize("NFKC", character)[:1] in _SIGNS
    return False


def prepare_exports() -> None:
    """Have every export of Wagtail write safe cells and headings: reports, lists of records, submissions.

    Wagtail has no setting for it, and its views are many. In XLSX it marks cells as text, but no headings.
    """
    mixin: Any = SpreadsheetExportMixin
    if getattr(mixin.preprocess_field_value, "is_safe", False):
        return
    mixin.preprocess_field_value = _safe_values(
        mixin.preprocess_field_value, SpreadsheetExportMixin.FORMAT_CSV
    )
    mixin.get_heading = _safe_headings(mixin.get_heading)
    mixin.stream_csv = _marked(mixin.stream_csv)
    # As the screen shows it: Wagtail writes UTC, and no cell says so.
    mixin.custom_value_preprocess = {
        **mixin.custom_value_preprocess,
        datetime: dict.fromkeys(mixin.FORMATS, _local),
    }


def _local(value: datetime) -> datetime:
    return timezone.make_naive(value).replace(microsecond=0) if timezone.is_aware(value) else value


def _safe_values(shown: Callable[..., Any], csv: str) -> Callable[..., Any]:
    def preprocess_field_value(self: Any, field: str, value: Any, export_format: str) -> Any:
        found = shown(self, field, value, export_format)
        return safe_cell(found) if export_format == csv and isinstance(found, str) else found

    preprocess_field_value.is_safe = True  # type: ignore[attr-defined]
    return preprocess_field_value


def _safe_headings(heading: Callable[..., str]) -> Callable[..., str]:
    def get_heading(self: Any, queryset: Any, field: str) -> str:
        return safe_cell(heading(self, queryset, field))

    return get_heading


def _marked(lines: Callable[..., Iterator[str]]) -> Callable[..., Iterator[str]]:
    def stream_csv(self: Any, queryset: Any) -> Iterator[str]:
        # Without the mark Excel reads umlauts as two letters each.
        yield "\ufeff"
        yield from lines(self, queryset)

    return stream_csv
