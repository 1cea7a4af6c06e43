"""Enums of pages: RouteStatus, RestrictionKind, PlaceKind."""

from functools import cache
from typing import Any

from ..vocabulary.enums import make_enum
from .page_types import page_types

RouteStatus = make_enum(
    "RouteStatus",
    "What a path leads to. NOT_FOUND is an answer, never an error.",
    {
        "FOUND": "`page` is set.",
        "REDIRECT": "`redirect` is set.",
        "RESTRICTED": "`restriction` is set: the page is for those who may see it.",
        "NOT_FOUND": "Nothing is here.",
        "GONE": "What was here has been taken away for good.",
    },
)
RestrictionKind = make_enum(
    "RestrictionKind",
    "What keeps a visitor from a page.",
    {
        "PASSWORD": "A password: ask for it, and send it with `unlockPage`.",
        "LOGIN": "The page is for those who have logged in.",
        "GROUPS": "The page is for some of those who have logged in.",
    },
)

#: The places that the role of a page decides, or of a form.
PLACES_OF_ROLES = {
    "CONTACT": "How to get in touch.",
    "IMPRINT": "Who is responsible for the site.",
    "PRIVACY": "How personal data are treated.",
    "ACCESSIBILITY": "How accessible the site is.",
    "COOKIES": "Which cookies the site sets.",
    "TERMS": "Terms of use.",
}


@cache
def place_kind() -> Any:
    """Return the enum PlaceKind: the places of page types in their order, then those of roles."""
    of_types = {one.place.kind: one.place.description for one in page_types().values() if one.place}
    return make_enum("PlaceKind", "The fixed places of a site.", of_types | PLACES_OF_ROLES)
