from collections.abc import Callable, Hashable
from typing import Any

from wagtail.models import Page

from ..pagination import Listed
from ..reading import Reading
from ..reading.sites import Root
from ..reading.statements import Given

Filters = dict[str, Callable[[Any, Any], Any]]


#: Filters whose values a visitor makes up: of no use a second time.
_MADE_UP = frozenset(("query", "near"))


def listed(
    reading: Reading, model: type[Page], root: Root | None, given: dict[str, Any], filters: Filters
) -> Listed:
    """Return the list of the public pages of `model` below a home page that every given filter keeps.

    Of none where there is no home page.
    """

    def build(marks: Given) -> Any:
        rows = reading.published(model, marks.now)
        rows = reading.below(rows, root.tree_path) if root else rows.none()
        return filtered(rows, given, filters)

    return Listed(reading, _key(model, root, given), build)


def without(
    reading: Reading, model: type[Page], root: Root | None, given: dict[str, Any], filters: Filters
) -> Callable[[tuple[str, ...]], Listed]:
    """Return a function that returns the list without some of the given filters."""

    def listed_without(names: tuple[str, ...]) -> Listed:
        others = {name: value for name, value in given.items() if name not in names}
        return listed(reading, model, root, others, filters)

    return listed_without


def _key(model: type[Page], root: Root | None, given: dict[str, Any]) -> Hashable:
    if any(given.get(name) is not None for name in _MADE_UP):
        return None
    values = (
        (name, tuple(value) if isinstance(value, list) else value)
        for name, value in sorted(given.items())
        if value is not None
    )
    return (model, root.tree_path if root else None, *values)


def filtered(rows: Any, given: dict[str, Any], filters: Filters) -> Any:
    """Return `rows` narrowed by every filter that is given; null filters do not count."""
    for name, value in given.items():
        if value is not None:
            rows = filters[name](rows, value)
    return rows
