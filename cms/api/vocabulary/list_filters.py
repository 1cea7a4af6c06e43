"""Ready-made filters of page lists: by day, by year, by words."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

import graphene

from .arguments import QUERY_IN_FILTER
from .scalars import Date
from .text_filter import by_query


@dataclass(frozen=True, slots=True)
class ListFilter:
    """One field of a filter: its input, and the function (queryset, value) → queryset that applies it."""

    input: Any
    apply: Callable[[Any, Any], Any]


def text_filter() -> ListFilter:
    """Return the filter by words, as `search` finds them; call it `query`."""
    return ListFilter(graphene.String(description=QUERY_IN_FILTER), by_query)


def year_filter(column: str, description: str = "A calendar year.") -> ListFilter:
    """Return the filter by the year of a date column; call it `year`, so that its bounds are checked."""
    return ListFilter(
        graphene.Int(description=description),
        lambda rows, year: rows.filter(
            **{f"{column}__gte": date(year, 1, 1), f"{column}__lte": date(year, 12, 31)}
        ),
    )


def date_filters(column: str) -> dict[str, ListFilter]:
    """Return the filters `from`, `to` and `year` by a date column."""
    return {
        "from_": ListFilter(
            graphene.InputField(Date, name="from", description="The first day, inclusive."),
            lambda rows, day: rows.filter(**{f"{column}__gte": day}),
        ),
        "to": ListFilter(
            graphene.InputField(Date, description="The last day, inclusive."),
            lambda rows, day: rows.filter(**{f"{column}__lte": day}),
        ),
        "year": year_filter(column, "A calendar year; not together with `from` or `to`."),
    }
