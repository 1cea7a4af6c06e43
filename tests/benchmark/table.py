"""The table at the end."""

from .figures import COLD, COLUMNS, FLOOR, STOCK, VARIANTS, Key, Measured, ratio
from .questions import Question

_WIDTH = 11


def table(measured: Measured, questions: list[Question]) -> str:
    """Return all figures; below each its multiple of stock Grapple's (c) and of the floor's (e)."""
    lines: list[str] = []
    for database in dict.fromkeys(key.database for key in measured):
        for question in questions:
            lines += ["", f"{database}: {question.name}, {question.title}"]
            heads = "".join(f"{head:>{_WIDTH}}" for head, _ in COLUMNS.values())
            lines.append(f"{'':<16}{heads}")
            for variant in VARIANTS:
                key = Key(database, question.name, variant)
                if key in measured:
                    lines += _rows(measured, key)
    return "\n".join(lines)


def _rows(measured: Measured, key: Key) -> list[str]:
    figures = measured[key]
    first = f"{key.variant:<16}" + "".join(
        f"{getattr(figures, name):>{_WIDTH},.{digits}f}" for name, (_, digits) in COLUMNS.items()
    )
    if key.variant == COLD:
        first += f"   (of it {figures.bump_ms:.2f} ms to change the version)"
    rows = [first]
    for mark, other in (("c", STOCK), ("e", FLOOR)):
        if key.variant != other and Key(key.database, key.question, other) in measured:
            cells = (_cell(ratio(measured, key, name, other), mark) for name in COLUMNS)
            rows.append(f"{'':<16}{''.join(cells)}")
    return rows


def _cell(value: float | None, mark: str) -> str:
    text = "" if value is None else f"{value:,.{2 if value < 10 else 0}f} {mark}"
    return f"{text:>{_WIDTH}}"
