"""What a client may ask for, and the sentence it gets for what it may not."""

import re
from math import isfinite
from typing import Any

import graphene
from graphene.utils.str_converters import to_camel_case

from .enums import LANGUAGE_CODES, Language, MemberKind, SearchType
from .errors import ArgumentConflict, ArgumentInvalid, ArgumentOutOfRange
from .scalars import Date, NoDate

MOST_ITEMS = 100
MOST_BESIDE = 12
MOST_OFFSET = 10_000
MOST_VALUES = 50
MOST_CHARACTERS = 200
_UNSTORABLE = re.compile("[\0\ud800-\udfff]")
YEARS = range(1, 10_000)
#: The bounds of a circle on the map: degrees, degrees, kilometres.
NEAR = {"lat": (-90, 90), "lng": (-180, 180), "km": (0, 500)}
#: What any of no values finds.
OF_NONE = "An empty list: nothing is found."
QUERY_IN_FILTER = (
    "Words that must all be found, as in `search`. Blank, as an empty search box is: no restriction. "
    "What has no word in it, such as a dash: an empty list."
)


class NewsFilter(graphene.InputObjectType):
    """Several values of one kind: any of them; several kinds: all of them. Null restricts nothing."""

    categories = graphene.List(
        graphene.NonNull(graphene.String), description=f"Slugs of categories. {OF_NONE}"
    )
    tags = graphene.List(graphene.NonNull(graphene.String), description=f"Slugs of tags. {OF_NONE}")
    members = graphene.List(
        graphene.NonNull(graphene.String), description=f"Slugs of members the article names. {OF_NONE}"
    )
    from_ = graphene.InputField(Date, name="from", description="The first day, inclusive.")
    to = graphene.InputField(Date, description="The last day, inclusive.")
    year = graphene.Int(description="A calendar year; not together with `from` or `to`.")
    featured = graphene.Boolean(description="Only those the editor wants to stand out, or only the others.")
    query = graphene.String(description=QUERY_IN_FILTER)


class Near(graphene.InputObjectType):
    """A circle on the map. Members without a place on the map are in none."""

    lat = graphene.Float(required=True, description="Latitude of its centre in degrees: -90 to 90.")
    lng = graphene.Float(required=True, description="Longitude of its centre in degrees: -180 to 180.")
    km = graphene.Float(required=True, description="Its radius in kilometres: 0 to 500.")


class MemberFilter(graphene.InputObjectType):
    """Several values of one kind: any of them; several kinds: all of them. Null restricts nothing."""

    kinds = graphene.List(graphene.NonNull(MemberKind), description=f"What the member is. {OF_NONE}")
    sectors = graphene.List(graphene.NonNull(graphene.String), description=f"Slugs of sectors. {OF_NONE}")
    competences = graphene.List(
        graphene.NonNull(graphene.String), description=f"Slugs of competences. {OF_NONE}"
    )
    cities = graphene.List(
        graphene.NonNull(graphene.String), description=f"Names of cities, as the facet has them. {OF_NONE}"
    )
    letter = graphene.String(description="A to Z, umlauts folded; # for digits and all else.")
    joined_since = graphene.InputField(Date, description="Joined on this day or later.")
    near = graphene.InputField(Near, description="Within a circle on the map; edges say the distance.")
    query = graphene.String(description=QUERY_IN_FILTER)


class GalleryFilter(graphene.InputObjectType):
    """All that is given must hold."""

    year = graphene.Int(description="A calendar year.")
    query = graphene.String(description=QUERY_IN_FILTER)


def slice_arguments(first: int) -> dict[str, Any]:
    """Return `first`, `after` and `offset` as arguments; `first` is the default."""
    return {
        "first": graphene.Argument(
            graphene.NonNull(graphene.Int), default_value=first, description="How many: 1 to 100."
        ),
        "after": graphene.Argument(graphene.String, description="The `endCursor` of the slice before."),
        "offset": graphene.Argument(
            graphene.Int, description="How many to pass over: 0 to 10,000; not together with `after`."
        ),
    }


def place_arguments() -> dict[str, Any]:
    """Return `language` and `site` as arguments."""
    return {
        "language": graphene.Argument(Language, description="Null means the site's default language."),
        "site": graphene.Argument(
            graphene.String, description="host[:port] of a site; null means the default site."
        ),
    }


def search_arguments(*, is_query_required: bool) -> dict[str, Any]:
    """Return `query` and `types` as arguments."""
    query_type = graphene.NonNull(graphene.String)
    description = (
        "Words that must all be found, each at least in its beginning. Case, umlauts, accents and hyphens "
        "don't matter, and there are no operators. Blank: an empty connection. At most 200 characters."
    )
    default = {} if is_query_required else {"default_value": ""}
    return {
        "query": graphene.Argument(query_type, description=description, **default),
        "types": graphene.Argument(
            graphene.List(graphene.NonNull(SearchType)),
            description=f"Only pages of these types; null: of all. {OF_NONE}",
        ),
    }


def first_argument(default: int) -> graphene.Argument:
    return graphene.Argument(
        graphene.NonNull(graphene.Int), default_value=default, description=f"How many: 1 to {MOST_BESIDE}."
    )


def check_range(argument: str, value: float, lowest: int, highest: int) -> None:
    """Raise `ArgumentOutOfRange` unless `value` is between the two, inclusive."""
    if not lowest <= value <= highest:
        raise ArgumentOutOfRange(
            f"`{argument}` is {value}; it must be {lowest:,} to {highest:,}.",
            argument=argument,
            limit=highest,
            # JSON knows no infinity, which is what a literal of too many digits becomes.
            value=value if isfinite(value) else None,
        )


def check_first(first: int, most: int = MOST_ITEMS) -> None:
    check_range("first", first, 1, most)


def check_slice(first: int, after: str | None, offset: int | None) -> None:
    """Raise unless the slice is one that may be asked for."""
    check_first(first)
    if offset is not None:
        if after is not None:
            raise ArgumentConflict("Give `after` or `offset`, not both.", argument="offset")
        check_range("offset", offset, 0, MOST_OFFSET)


def check_filter(given: dict[str, Any]) -> None:
    """Raise unless every value of a filter is within the contract's bounds."""
    for name, value in given.items():
        argument = f"filter.{to_camel_case(name.rstrip('_'))}"
        if isinstance(value, NoDate):
            raise ArgumentInvalid(
                f"`{argument}` is {value.text!r}, which is no calendar date. Write it as 2025-01-24.",
                argument=argument,
            )
        if isinstance(value, list):
            if len(value) > MOST_VALUES:
                raise ArgumentOutOfRange(
                    f"`{argument}` has {len(value)} values; at most {MOST_VALUES} are possible.",
                    argument=argument,
                    limit=MOST_VALUES,
                    value=len(value),
                )
            for one in value:
                check_text(argument, one)
        elif isinstance(value, str):
            check_text(argument, value)
    if given.get("near") is not None:
        for name, (lowest, highest) in NEAR.items():
            check_range(f"filter.near.{name}", given["near"][name], lowest, highest)
    year = given.get("year")
    if year is not None:
        check_range("filter.year", year, YEARS.start, YEARS.stop - 1)
        for other in ("from_", "to"):
            if given.get(other) is not None:
                raise ArgumentConflict(
                    f"Give `year` or `{other.rstrip('_')}`, not both.", argument="filter.year"
                )


def check_text(argument: str, value: Any) -> None:
    """Raise for a text that is too long, or holds a character no database keeps."""
    if not isinstance(value, str):
        return
    if len(value) > MOST_CHARACTERS:
        raise ArgumentOutOfRange(
            f"`{argument}` has {len(value):,} characters; at most {MOST_CHARACTERS} are possible.",
            argument=argument,
            limit=MOST_CHARACTERS,
            value=len(value),
        )
    if not is_storable(value):
        raise ArgumentInvalid(
            f"`{argument}` holds a NUL or half a surrogate pair. Send well-formed text.", argument=argument
        )


def is_storable(text: str) -> bool:
    """Tell whether a database takes a text: no NUL, no half of a surrogate pair."""
    return not _UNSTORABLE.search(text)


def language_code(language: str | None) -> str | None:
    """Return the language code of an enum value: DE → de."""
    return LANGUAGE_CODES[language] if language else None
