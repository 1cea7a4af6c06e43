"""What the API is to reach, as ratios of one run."""

from collections.abc import Iterator
from dataclasses import dataclass

from .figures import COLD, FLOOR, SHIPPED, STOCK, Key, Measured, ratio

#: Answers per second as a multiple of stock Grapple's, by question. Stock has no search like ours, so there
#: the floor alone counts.
SHIPPED_TO_STOCK = {"list": 100.0, "article": 75.0, "members": 100.0, "home": 100.0}
COLD_TO_STOCK = {"list": 6.0, "article": 5.0, "members": 10.0, "home": 6.0}
SHIPPED_TO_FLOOR = 0.6
MAX_CPU_MS = 1.0


@dataclass(frozen=True, slots=True)
class Target:
    """One thing to reach. `is_met` compares what was `found` with what was `wanted`."""

    what: str
    wanted: str
    found: str
    is_met: bool


def targets(measured: Measured) -> Iterator[Target]:
    """Yield every target that the figures say something of."""
    for key in measured:
        if key.variant == SHIPPED:
            yield from _at_least(measured, key, STOCK, SHIPPED_TO_STOCK.get(key.question))
            yield from _at_least(measured, key, FLOOR, SHIPPED_TO_FLOOR)
            taken = measured[key].cpu_ms
            what = f"{key.database} {key.question}, as shipped: CPU of an answer"
            yield Target(what, f"< {MAX_CPU_MS:g} ms", f"{taken:.2f} ms", taken < MAX_CPU_MS)
        if key.variant == COLD:
            yield from _at_least(measured, key, STOCK, COLD_TO_STOCK.get(key.question))


def _at_least(measured: Measured, key: Key, other: str, wanted: float | None) -> Iterator[Target]:
    found = ratio(measured, key, "per_second", other)
    if wanted is not None and found is not None:
        way = "cold" if key.variant == COLD else "as shipped"
        what = f"{key.database} {key.question}, {way}: answers/s to {other}"
        yield Target(what, f"≥ {wanted:g} ×", f"{found:.2f} ×", found >= wanted)


def report(found: list[Target]) -> str:
    return "\n".join(
        f"{'reached' if one.is_met else 'MISSED':<8} {one.what}: {one.found} (wanted {one.wanted})"
        for one in found
    )
