"""The contract's CHANGELOG.md: add lines for schema changes, read announced breaking changes, release it."""

import re
from collections.abc import Iterable
from datetime import date

from .changes import Change

UNRELEASED = "## Unreleased"
#: The section of each kind of change; a changed description has none.
SECTIONS = {
    "breaking": "### Breaking",
    "added": "### Added",
    "changed": "### Changed",
    "deprecated": "### Deprecated",
    "removed": "### Removed",
}
_ANNOUNCED = re.compile(r"^- `([^`]+)`", re.MULTILINE)


def announced_breaks(text: str) -> frozenset[str]:
    """Return the coordinates of the breaking changes under "Unreleased"."""
    section = _sections(_unreleased(text)).get(SECTIONS["breaking"], "")
    return frozenset(_ANNOUNCED.findall(section))


def with_changes(text: str, changes: Iterable[Change]) -> str:
    """Return the CHANGELOG with a line for each change that it does not mention yet.

    The line is the change's sentence. A better one written by hand stays, if it has the same coordinate.
    """
    for change in changes:
        if heading := SECTIONS.get(change.kind):
            text = _with_line(text, heading, change)
    return text


def with_break(text: str, change: Change, reason: str) -> str:
    """Return the CHANGELOG with a breaking change that was not deprecated for long enough, and its reason."""
    if change.coordinate in announced_breaks(text):
        return text
    line = f"- {change.sentence.removesuffix('.')}: {' '.join(reason.split()).removesuffix('.')}."
    return _with_text(text, SECTIONS["breaking"], line)


def without_line(text: str, coordinate: str) -> str:
    """Return the CHANGELOG without the line of an addition that was never released."""
    unreleased = _unreleased(text)
    written = unreleased.replace(f"- `{coordinate}` was added.\n", "")
    if written == unreleased:
        return text
    if not _sections(written)[SECTIONS["added"]].strip():
        written = written.replace(f"{SECTIONS['added']}\n\n", "")
    return text.replace(unreleased, written)


def with_release(text: str, version: str, day: date) -> str:
    """Return the CHANGELOG with "Unreleased" moved under a version. Raises `ValueError` if that exists."""
    if re.search(rf"^## {re.escape(version)}\b", text, re.MULTILINE):
        raise ValueError(f"CHANGELOG.md has a version {version} already.")
    return text.replace(UNRELEASED, f"{UNRELEASED}\n\n## {version} ({day.isoformat()})", 1)


def _unreleased(text: str) -> str:
    """Return the section "Unreleased", with its heading; empty if there is none."""
    start = re.search(rf"^{UNRELEASED}$", text, re.MULTILINE)
    if start is None:
        return ""
    end = re.search(r"^## ", text[start.end() :], re.MULTILINE)
    return text[start.start() : start.end() + end.start() if end else None]


def _sections(unreleased: str) -> dict[str, str]:
    parts = re.split(r"^(### .+)$", unreleased, flags=re.MULTILINE)
    return dict(zip(parts[1::2], parts[2::2], strict=True))


def _with_line(text: str, heading: str, change: Change) -> str:
    section = _sections(_unreleased(text)).get(heading, "")
    # `Type.field` and `Type.field(first:)` both mention the field.
    is_mentioned = re.search(rf"`{re.escape(change.coordinate)}[`(]", section)
    return text if is_mentioned else _with_text(text, heading, f"- {change.sentence}")


def _with_text(text: str, heading: str, line: str) -> str:
    if not re.search(rf"^{UNRELEASED}$", text, re.MULTILINE):
        first = re.search(r"^## ", text, re.MULTILINE)
        place = first.start() if first else len(text)
        text = f"{text[:place].rstrip()}\n\n{UNRELEASED}\n\n{text[place:]}"
    unreleased = _unreleased(text)
    sections = _sections(unreleased)
    if heading in sections:
        written = unreleased.replace(
            heading + sections[heading], f"{heading}{sections[heading].rstrip()}\n{line}\n\n"
        )
    else:
        order = list(SECTIONS.values())
        later = [each for each in sections if each in order and order.index(each) > order.index(heading)]
        place = unreleased.index(f"{later[0]}\n") if later else len(unreleased)
        written = f"{unreleased[:place].rstrip()}\n\n{heading}\n\n{line}\n\n{unreleased[place:]}"
    return f"{text.replace(unreleased, written).rstrip()}\n"
