from collections.abc import Callable
from typing import Any

Filters = dict[str, Callable[[Any, Any], Any]]


def filtered(rows: Any, given: dict[str, Any], filters: Filters) -> Any:
    """Return `rows` narrowed by every filter that is given; null filters do not count."""
    for name, value in given.items():
        if value is not None:
            rows = filters[name](rows, value)
    return rows
