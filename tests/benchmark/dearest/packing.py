"""Puts as many copies of a part into a document as are accepted, and mixes the parts that take most."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from statistics import median

from .asking import Answered, Asker
from .parts import Part

#: More root fields than this no limit allows; the server says how many it is.
MAX_COPIES = 20
_TRIES = 6


@dataclass(frozen=True, slots=True)
class Placed:
    """A part in a document: how long its list is, and how many copies there are."""

    part: Part
    length: int
    copies: int


@dataclass(frozen=True, slots=True)
class Found:
    """A document that was accepted, and what it took."""

    name: str
    document: str
    answered: Answered
    parts: tuple[Placed, ...] = ()

    @property
    def cpu_ms(self) -> float:
        return self.answered.cpu_ms

    @property
    def per_thousand(self) -> float:
        """Milliseconds for a thousand of cost."""
        return self.cpu_ms / max(self.answered.cost or 0, 1) * 1000


def written(parts: Iterable[Placed], fresh: Callable[[], int]) -> str:
    """Return a document of these parts, new to the server in every value that can be made up."""
    fields = [one.part.write(fresh(), one.length) for one in parts for _ in range(one.copies)]
    if len(fields) == 1:
        return f"query N{fresh()} {{ {fields[0]} }}"
    return f"query N{fresh()} {{ {' '.join(f'a{place}: {text}' for place, text in enumerate(fields))} }}"


def asked(asker: Asker, name: str, parts: tuple[Placed, ...], times: int = 1) -> Found:
    """Ask with a document of these parts; of several times, each with other values, the median."""
    found = []
    for _ in range(times):
        document = written(parts, asker.fresh)
        answered = asker.ask(document)
        found.append(Found(name, document, answered, parts))
        if not answered.has_run:
            return found[-1]
    middle = median(one.cpu_ms for one in found)
    return min(found, key=lambda one: abs(one.cpu_ms - middle))


def packed(asker: Asker, part: Part) -> list[Found]:
    """Return what was accepted, of each length: as many copies as possible."""
    results = []
    for length in part.lengths:
        found = _of_length(asker, part, length)
        if found is not None:
            results.append(found)
    return results


def _of_length(asker: Asker, part: Part, length: int) -> Found | None:
    copies = MAX_COPIES
    for _ in range(_TRIES):
        found = asked(asker, part.name, (Placed(part, length, copies),))
        if found.answered.has_run:
            return found
        copies, length = _fewer(found.answered, copies, length)
        if not copies:
            return None
    return None


def _fewer(refused: Answered, copies: int, length: int) -> tuple[int, int]:
    """Return with how many copies, and how long a list, to try again; 0 copies where there is no use."""
    if refused.code not in ("COST_LIMIT", "ALIAS_LIMIT", "TOKEN_LIMIT"):
        return 0, 0
    share = refused.limit / refused.value if refused.value else 0.5
    fewer = min(int(copies * share), copies - 1)
    if fewer >= 1:
        return fewer, length
    if copies > 1:
        return 1, length
    shorter = min(int(length * share), length - 1)
    return (1, shorter) if shorter >= 1 else (0, 0)


def mixed(asker: Asker, found: list[Found], most_cost: int, until: Callable[[], bool]) -> list[Found]:
    """Return documents that mix the parts that take most for what they cost, with those that take most.

    Begins with each of the dearest and fills what it leaves with others; keeps what takes more.
    """
    pool = [one for one in found if len(one.parts) == 1]
    by_density = sorted(pool, key=lambda one: -one.per_thousand)[:12]
    by_slot = sorted(pool, key=lambda one: -one.cpu_ms / one.parts[0].copies)[:12]
    results: list[Found] = []
    for first in sorted(pool, key=lambda one: -one.cpu_ms)[:8]:
        best = first
        for other in dict.fromkeys((*by_density, *by_slot)):
            if until():
                return results
            tried = _with(asker, best, other, most_cost)
            if tried is not None and tried.cpu_ms > best.cpu_ms * 1.02:
                best = tried
                results.append(tried)
    return results


def _with(asker: Asker, best: Found, other: Found, most_cost: int) -> Found | None:
    """Return a document with another part in what is free, or in place of some copies of the largest."""
    (of_other,) = other.parts
    cost = (other.answered.cost or 0) / of_other.copies
    left = most_cost - (best.answered.cost or 0)
    room = MAX_COPIES - sum(one.copies for one in best.parts)
    copies = min(int(left / max(cost, 1)), room, of_other.copies)
    parts = best.parts
    if copies < 1:
        largest = max(parts, key=lambda one: one.copies)
        fewer = largest.copies // 2
        parts = tuple(
            Placed(one.part, one.length, one.copies - fewer) if one is largest else one for one in parts
        )
        of_largest = (best.answered.cost or 0) / sum(one.copies for one in best.parts)
        copies = min(int((left + fewer * of_largest) / max(cost, 1)), room + fewer, of_other.copies)
        if copies < 1 or not fewer:
            return None
    for count in (copies, copies // 2):
        if count < 1:
            continue
        placed = Placed(of_other.part, of_other.length, count)
        name = " + ".join(f"{one.copies} × {one.part.name}" for one in (*parts, placed))
        tried = asked(asker, name, (*parts, placed))
        if tried.answered.has_run:
            return tried
    return None
