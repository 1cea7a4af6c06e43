"""Argument validation: limits of `first`, `offset`, filters and texts, and the errors beyond them."""

import re
from math import isfinite
from typing import Any

import graphene
from graphene.utils.str_converters import to_camel_case

from ..errors import ArgumentConflict, ArgumentInvalid, ArgumentOutOfRange
from ..loading.context import RequestContext
from ..loading.languages import LANGUAGE_CODES
from ..loading.sites import Root
from .enums import Language
from .scalars import InvalidDate

MAX_ITEMS = 100
MAX_RELATED = 12
MAX_OFFSET = 10_000
MAX_VALUES = 50
MAX_CHARACTERS = 200
_UNSTORABLE = re.compile("[\0\ud800-\udfff]")
YEARS = range(1, 10_000)

#: For descriptions of list filters.
EMPTY_LIST_NOTE = "An empty list: nothing is found."
QUERY_IN_FILTER = (
    "Words that must all be found, as in `search`. Blank, as an empty search box is: no restriction. "
    "What has no word in it, such as a dash: an empty list."
)


def slice_arguments(first: int) -> dict[str, Any]:
    """Return the pagination arguments `first` (with this default), `after` and `offset`."""
    return {
        "first": graphene.Argument(
            graphene.NonNull(graphene.Int), default_value=first, description="How many: 1 to 100."
        ),
        "after": graphene.Argument(graphene.String, description="The `endCursor` of the slice before."),
        "offset": graphene.Argument(
            graphene.Int, description="How many to pass over: 0 to 10,000; not together with `after`."
        ),
    }


def list_arguments(filter_type: Any, order: Any, default_order: Any, what: str) -> dict[str, Any]:
    """Return `filter`, `order` and those of a slice as arguments; `what` names the items in descriptions."""
    return {
        "filter": graphene.Argument(filter_type, description=f"Which {what}."),
        "order": graphene.Argument(
            graphene.NonNull(order), default_value=default_order, description="How they are sorted."
        ),
        **slice_arguments(20),
    }


def place_arguments() -> dict[str, Any]:
    """Return the arguments `language` and `site`."""
    return {
        "language": graphene.Argument(Language, description="Null means the site's default language."),
        "site": graphene.Argument(
            graphene.String, description="host[:port] of a site; null means the default site."
        ),
    }


def first_argument(default: int) -> graphene.Argument:
    return graphene.Argument(
        graphene.NonNull(graphene.Int), default_value=default, description=f"How many: 1 to {MAX_RELATED}."
    )


def check_range(argument: str, value: float, minimum: int, maximum: int) -> None:
    """Raise `ArgumentOutOfRange` unless minimum <= value <= maximum."""
    if not minimum <= value <= maximum:
        raise ArgumentOutOfRange(
            f"`{argument}` is {value}; it must be {minimum:,} to {maximum:,}.",
            argument=argument,
            limit=maximum,
            # JSON has no infinity, which a literal of too many digits becomes.
            value=value if isfinite(value) else None,
        )


def check_first(first: int, maximum: int = MAX_ITEMS) -> None:
    check_range("first", first, 1, maximum)


def check_slice(first: int, after: str | None, offset: int | None) -> None:
    """Raise `ArgumentOutOfRange`, or `ArgumentConflict` for `after` together with `offset`."""
    check_first(first)
    if offset is not None:
        if after is not None:
            raise ArgumentConflict("Give `after` or `offset`, not both.", argument="offset")
        check_range("offset", offset, 0, MAX_OFFSET)


def check_filter(filter_values: dict[str, Any]) -> None:
    """Raise an `ApiError` unless every value of a filter is within the contract's limits."""
    for name, value in filter_values.items():
        argument = f"filter.{to_camel_case(name.rstrip('_'))}"
        if isinstance(value, InvalidDate):
            raise ArgumentInvalid(
                f"`{argument}` is {value.text!r}, which is no calendar date. Write it as 2025-01-24.",
                argument=argument,
            )
        if isinstance(value, list):
            if len(value) > MAX_VALUES:
                raise ArgumentOutOfRange(
                    f"`{argument}` has {len(value)} values; at most {MAX_VALUES} are possible.",
                    argument=argument,
                    limit=MAX_VALUES,
                    value=len(value),
                )
            for item in value:
                check_text(argument, item)
        elif isinstance(value, str):
            check_text(argument, value)
    year = filter_values.get("year")
    if year is not None:
        check_range("filter.year", year, YEARS.start, YEARS.stop - 1)
        for other in ("from_", "to"):
            if filter_values.get(other) is not None:
                raise ArgumentConflict(
                    f"Give `year` or `{other.rstrip('_')}`, not both.", argument="filter.year"
                )


def check_text(argument: str, value: Any) -> None:
    """Raise `ArgumentOutOfRange` for a text that is too long, `ArgumentInvalid` for one not storable."""
    if not isinstance(value, str):
        return
    if len(value) > MAX_CHARACTERS:
        raise ArgumentOutOfRange(
            f"`{argument}` has {len(value):,} characters; at most {MAX_CHARACTERS} are possible.",
            argument=argument,
            limit=MAX_CHARACTERS,
            value=len(value),
        )
    if not is_storable(value):
        raise ArgumentInvalid(
            f"`{argument}` holds a NUL or half a surrogate pair. Send well-formed text.", argument=argument
        )


def is_storable(text: str) -> bool:
    """Return whether a database can store a text: no NUL, no lone surrogate."""
    return not _UNSTORABLE.search(text)


def language_code(language: str | None) -> str | None:
    """Return the language code of an enum value: DE → de."""
    return LANGUAGE_CODES[language] if language else None


def requested_root(context: RequestContext, language: str | None, site: str | None) -> Root | None:
    """Return the home page that `place_arguments` name; None without one. Raises `SiteUnknown`."""
    return context.sites.root(context.sites.find(site), language_code(language))
