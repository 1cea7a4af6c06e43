"""What was found, as lines to read and as figures to keep."""

from collections.abc import Callable
from typing import Any

from .asking import Answered
from .packing import Found

Say = Callable[[str], None]
TOLD = 15
_TOLD_OF_EDGES = 8


def figures(one: Found) -> dict[str, Any]:
    return {
        "name": one.name,
        "cpu_ms": one.cpu_ms,
        "cost": one.answered.cost or 0,
        "copies": [placed.copies for placed in one.parts],
        "lengths": [placed.length for placed in one.parts],
        "bytes": one.answered.size,
        "document": one.document,
    }


def tell_operations(kind: str, found: dict[str, Answered], say: Say) -> None:
    say(f"\n{kind}: our own operations\n{'CPU ms':>9}{'cost':>9}")
    for name, one in found.items():
        say(f"{one.cpu_ms:>9.1f}{one.cost or 0:>9,}  {name}{'' if one.has_run else one.message}")


def tell(kind: str, found: list[Found], edges: list[tuple[str, Answered]], say: Say) -> None:
    say(f"\n{kind}: what takes most\n{'CPU ms':>9}{'cost':>9}{'ms/1,000':>10}{'kB':>7}  copies × part")
    for one in found[:TOLD]:
        _row(one, say)
    say(f"\n{kind}: what takes most for what it costs")
    for one in sorted(found, key=lambda one: -one.per_thousand)[:TOLD]:
        _row(one, say)
    say(f"\n{kind}: at the edges of the limits")
    for name, answered in edges[:_TOLD_OF_EDGES]:
        said = f"{answered.cost:,}" if answered.has_run else answered.code
        say(f"{answered.cpu_ms:>9.1f}  {name}: {said}")


def _row(one: Found, say: Say) -> None:
    parts = " + ".join(f"{placed.copies} × {placed.part.name} ({placed.length})" for placed in one.parts)
    say(
        f"{one.cpu_ms:>9.1f}{one.answered.cost or 0:>9,}{one.per_thousand:>10.1f}"
        f"{one.answered.size / 1000:>7.0f}  {parts[:150]}"
    )
