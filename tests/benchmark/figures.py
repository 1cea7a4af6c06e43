"""What is measured of one variant and one question, and how figures of several rounds become one."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass, fields
from statistics import median, quantiles

COLD, SHIPPED, STOCK, REST, FLOOR = "ours, cold", "ours", "stock Grapple", "REST API v2", "floor"
VARIANTS = (COLD, SHIPPED, STOCK, REST, FLOOR)


@dataclass(frozen=True, slots=True)
class Figures:
    """Times in milliseconds, at 1 client. `per_second` is counted at many clients.

    `cpu_ms` is the processor time of the server's processes for one answer at 1 client, `busy_cpu_ms` at
    many, where threads wait for one another. `memory_mb` is the resident memory of the worker after that.
    `bump_ms` is what it takes, before each answer of the cold variant, to change the version of the content;
    the times of that variant hold it.
    """

    median_ms: float
    p95_ms: float
    per_second: float
    statements: float
    cpu_ms: float
    busy_cpu_ms: float
    memory_mb: float
    bump_ms: float = 0.0


#: Column of the table, and how many digits follow the point.
COLUMNS = {
    "median_ms": ("median ms", 2),
    "p95_ms": ("p95 ms", 2),
    "per_second": ("answers/s", 0),
    "statements": ("SQL", 0),
    "cpu_ms": ("CPU ms", 2),
    "busy_cpu_ms": ("busy CPU", 2),
    "memory_mb": ("MB", 0),
}


@dataclass(frozen=True, slots=True)
class Key:
    """Of what the figures are."""

    database: str
    question: str
    variant: str


Measured = dict[Key, Figures]


def percentile_95(values: list[float]) -> float:
    return quantiles(values, n=20)[-1] if len(values) > 1 else values[0]


def medians(rounds: Iterable[Measured]) -> Measured:
    """Return the median of each figure."""
    found: dict[Key, list[Figures]] = {}
    for one in rounds:
        for key, figures in one.items():
            found.setdefault(key, []).append(figures)
    names = [field.name for field in fields(Figures)]
    return {
        key: Figures(**{name: median(getattr(figures, name) for figures in of_key) for name in names})
        for key, of_key in found.items()
    }


def ratio(measured: Measured, key: Key, name: str, other: str) -> float | None:
    """Return a figure as a multiple of that of another variant; None where there is nothing to divide by."""
    of_other = measured.get(Key(key.database, key.question, other))
    below = getattr(of_other, name) if of_other else 0
    return getattr(measured[key], name) / below if below else None


def as_json(measured: Measured) -> list[dict[str, object]]:
    """Return one object for each variant and question, each figure with its ratios."""
    rows: list[dict[str, object]] = []
    for key, figures in measured.items():
        ratios = {
            name: {
                "to_stock": ratio(measured, key, name, STOCK),
                "to_floor": ratio(measured, key, name, FLOOR),
            }
            for name in COLUMNS
        }
        rows.append({**asdict(key), **asdict(figures), "ratios": ratios})
    return rows
