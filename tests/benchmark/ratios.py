"""How much faster or slower one code is than another, and how sure that is."""

from collections.abc import Iterator
from dataclasses import dataclass
from math import exp, log, sqrt
from statistics import fmean, geometric_mean, stdev

from .figures import SHIPPED, Key

BEFORE, AFTER = "before", "after"
#: What the interval of a ratio after : before has to reach.
WANTED = 0.95
#: Student's t for an interval of 95 %, by degrees of freedom from 1; for more, the last is on the safe side.
_T = (
    *(12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228),
    *(2.201, 2.179, 2.160, 2.145, 2.131, 2.120, 2.110, 2.101, 2.093, 2.086),
    *(2.080, 2.074, 2.069, 2.064, 2.060, 2.056, 2.052, 2.048, 2.045, 2.042),
)


@dataclass(frozen=True, slots=True)
class Pair:
    """Answers per second of both in one round, measured one right after the other."""

    before: float
    after: float

    @property
    def ratio(self) -> float:
        return self.after / self.before


@dataclass(frozen=True, slots=True)
class Spread:
    """A ratio and its 95 % interval."""

    ratio: float
    low: float
    high: float

    @property
    def is_met(self) -> bool:
        """Tell whether the interval reaches what is wanted: slower than that is not shown."""
        return self.high >= WANTED

    @property
    def verdict(self) -> str:
        if not self.is_met:
            return "MISSED"
        return "reached" if self.low >= WANTED else f"reached, but {WANTED:g} is within"


def orders(rounds: int) -> Iterator[tuple[str, str]]:
    """Yield who is measured first and second in each round: before, after; after, before; and so on.

    A machine that becomes slower all the time so slows both alike.
    """
    for number in range(rounds):
        yield (AFTER, BEFORE) if number % 2 else (BEFORE, AFTER)


def spread(ratios: list[float]) -> Spread:
    """Return the geometric mean of the rounds' ratios and its interval, by Student's t of their logarithms.

    Of logarithms, so that 2 and ½ are equally far from 1. There are two ratios or more.
    """
    logs = [log(ratio) for ratio in ratios]
    middle, freedom = fmean(logs), len(logs) - 1
    reach = _T[min(freedom, len(_T)) - 1] * stdev(logs) / sqrt(len(logs))
    return Spread(exp(middle), exp(middle - reach), exp(middle + reach))


Paired = dict[Key, list[Pair]]


def spreads(paired: Paired) -> dict[Key, Spread]:
    """Return the spread of all that was measured in two rounds or more."""
    return {key: spread([pair.ratio for pair in pairs]) for key, pairs in paired.items() if len(pairs) > 1}


def report(paired: Paired) -> str:
    """Return a line for each database, question and way of answering."""
    lines = [f"{'':<34}{'before/s':>10}{'after/s':>10}{'ratio':>8}   95 % interval"]
    for key, found in spreads(paired).items():
        pairs = paired[key]
        way = "as shipped" if key.variant == SHIPPED else "cold"
        before = geometric_mean(pair.before for pair in pairs)
        after = geometric_mean(pair.after for pair in pairs)
        lines.append(
            f"{f'{key.database} {key.question}, {way}':<34}{before:>10,.0f}{after:>10,.0f}{found.ratio:>8.3f}"
            f"   {found.low:.3f} to {found.high:.3f}  {found.verdict}"
        )
    return "\n".join(lines)


def as_json(paired: Paired) -> list[dict[str, object]]:
    """Return one object for each line of the report, with what every round gave."""
    return [
        {
            **{"database": key.database, "question": key.question, "variant": key.variant},
            **{"ratio": found.ratio, "low": found.low, "high": found.high},
            "rounds": [{"before": pair.before, "after": pair.after} for pair in paired[key]],
        }
        for key, found in spreads(paired).items()
    ]
