"""Enums of pages: RouteStatus, RestrictionKind, PlaceKind."""

from ..vocabulary.enums import make_enum

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

PlaceKind = make_enum(
    "PlaceKind",
    "The fixed places of a site.",
    {
        "HOME": "The home page.",
        "NEWS": "The news section.",
        "MEMBERS": "The member directory.",
        "GALLERIES": "The galleries.",
        "SEARCH": "The search page.",
        "CONTACT": "How to get in touch.",
        "IMPRINT": "Who is responsible for the site.",
        "PRIVACY": "How personal data are treated.",
        "ACCESSIBILITY": "How accessible the site is.",
        "COOKIES": "Which cookies the site sets.",
        "TERMS": "Terms of use.",
    },
)
