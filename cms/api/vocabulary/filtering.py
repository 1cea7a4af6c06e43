"""Filters of lists, as querysets with a cache key; null values are ignored."""

from collections.abc import Callable, Hashable
from typing import Any

from wagtail.models import Page

from cms.foundation.search.backend import sought

from ..loading.context import RequestContext
from ..loading.prepared_statements import Placeholders
from ..loading.sites import Root
from .connections import FilteredQuery

#: Name of a filter → (queryset, value) → queryset.
Filters = dict[str, Callable[[Any, Any], Any]]

#: A filter with free values (coordinates), hardly ever requested twice: not cached.
_UNCACHEABLE = "near"


def filtered_query(
    context: RequestContext,
    model: type[Page],
    root: Root | None,
    filter_values: dict[str, Any],
    filters: Filters,
) -> FilteredQuery:
    """Return the public pages of `model` below a home page that match all filters; none without a home page.

    The texts of a `query` are placeholders: building the statement takes longer than running it.
    """
    query = filter_values.get("query")
    texts = sought(query) if query is not None and query.terms else {}

    def build(placeholders: Placeholders) -> Any:
        rows = context.published(model, placeholders.now)
        rows = context.below(rows, root.tree_path) if root else rows.none()
        query_texts = dict(zip(texts, placeholders.texts("texts"), strict=False))
        values = filter_values if query is None else {**filter_values, "query": query_texts}
        return apply_filters(rows, values, filters)

    return FilteredQuery(context, _key(model, root, filter_values), build, tuple(texts.values()))


def filtered_query_without(
    context: RequestContext,
    model: type[Page],
    root: Root | None,
    filter_values: dict[str, Any],
    filters: Filters,
) -> Callable[[tuple[str, ...]], FilteredQuery]:
    """Return a function of filter names that returns the list without these filters, for facets."""

    def query_without(names: tuple[str, ...]) -> FilteredQuery:
        others = {name: value for name, value in filter_values.items() if name not in names}
        return filtered_query(context, model, root, others, filters)

    return query_without


def _key(model: type[Page], root: Root | None, filter_values: dict[str, Any]) -> Hashable:
    if filter_values.get(_UNCACHEABLE) is not None:
        return None
    items = sorted(filter_values.items())
    values = ((name, _key_of_value(name, value)) for name, value in items if value is not None)
    return (model, root.tree_path if root else None, *values)


def _key_of_value(name: str, value: Any) -> Hashable:
    if name == "query":
        return bool(value.terms)
    key: Hashable = tuple(value) if isinstance(value, list) else value
    return key


def apply_filters(rows: Any, filter_values: dict[str, Any], filters: Filters) -> Any:
    """Return `rows` with every filter applied; null values are ignored."""
    for name, value in filter_values.items():
        if value is not None:
            rows = filters[name](rows, value)
    return rows
