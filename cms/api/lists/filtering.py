from collections.abc import Callable, Hashable
from typing import Any

from wagtail.models import Page

from cms.foundation.search.backend import sought

from ..pagination import Listed
from ..reading import Reading
from ..reading.sites import Root
from ..reading.statements import Given

Filters = dict[str, Callable[[Any, Any], Any]]


#: A filter whose values a visitor makes up: of no use a second time.
_MADE_UP = "near"


def listed(
    reading: Reading, model: type[Page], root: Root | None, given: dict[str, Any], filters: Filters
) -> Listed:
    """Return the list of the public pages of `model` below a home page that every given filter keeps.

    Of none where there is no home page. What a `query` looks for stands for marks: to build a statement of it
    takes longer than to find it.
    """
    query = given.get("query")
    texts = sought(query) if query is not None and query.terms else {}

    def build(marks: Given) -> Any:
        rows = reading.published(model, marks.now)
        rows = reading.below(rows, root.tree_path) if root else rows.none()
        looked_for = dict(zip(texts, marks.texts("texts"), strict=False))
        return filtered(rows, given if query is None else {**given, "query": looked_for}, filters)

    return Listed(reading, _key(model, root, given), build, tuple(texts.values()))


def without(
    reading: Reading, model: type[Page], root: Root | None, given: dict[str, Any], filters: Filters
) -> Callable[[tuple[str, ...]], Listed]:
    """Return a function that returns the list without some of the given filters."""

    def listed_without(names: tuple[str, ...]) -> Listed:
        others = {name: value for name, value in given.items() if name not in names}
        return listed(reading, model, root, others, filters)

    return listed_without


def _key(model: type[Page], root: Root | None, given: dict[str, Any]) -> Hashable:
    if given.get(_MADE_UP) is not None:
        return None
    values = ((name, _known_by(name, value)) for name, value in sorted(given.items()) if value is not None)
    return (model, root.tree_path if root else None, *values)


def _known_by(name: str, value: Any) -> Hashable:
    if name == "query":
        return bool(value.terms)
    known: Hashable = tuple(value) if isinstance(value, list) else value
    return known


def filtered(rows: Any, given: dict[str, Any], filters: Filters) -> Any:
    """Return `rows` narrowed by every filter that is given; null filters do not count."""
    for name, value in given.items():
        if value is not None:
            rows = filters[name](rows, value)
    return rows
