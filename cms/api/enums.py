"""The contract's enums. Resolvers see and return the public names as plain text (see `cms.api.hardening`)."""

import enum
from typing import Any

import graphene
from django.conf import settings


def _enum(name: str, description: str, words: dict[str, str]) -> Any:
    """Return a graphene enum: `words` maps each public name to its description."""
    members = enum.Enum(name, {key: key for key in words})  # type: ignore[misc]
    return graphene.Enum.from_enum(
        members, description=lambda member: words[member.name] if member else description
    )


def language_name(code: str) -> str:
    """Return the public name of a language code: de → DE, pt-br → PT_BR."""
    return code.replace("-", "_").upper()


LANGUAGE_CODES: dict[str, str] = {language_name(code): code for code, _ in settings.WAGTAIL_CONTENT_LANGUAGES}

Language = _enum(
    "Language",
    "The languages the site is published in. More may come: have a default branch.",
    {language_name(code): str(name) for code, name in settings.WAGTAIL_CONTENT_LANGUAGES},
)
ImagePreset = _enum(
    "ImagePreset",
    "The fixed list of sizes; widths in pixels.",
    {
        "THUMB": "Square, 160 and 320.",
        "CARD": "3:2, 320 and 640.",
        "CONTENT": "The picture's own ratio, 640 and 1,280.",
        "HERO": "16:9, 960 and 1,920.",
        "FULL": "The picture's own ratio, up to 1,920.",
        "LOGO": "Contained in a square of 160 or 320, never cropped.",
        "SOCIAL": "1,200 × 630, JPEG, for social networks.",
    },
)
StandardPageRole = _enum(
    "StandardPageRole",
    "The fixed places of a site that a page may have.",
    {
        "NONE": "A page like any other.",
        "IMPRINT": "Who is responsible for the site.",
        "PRIVACY": "How personal data are treated.",
        "ACCESSIBILITY": "How accessible the site is.",
        "COOKIES": "Which cookies the site sets.",
        "TERMS": "Terms of use.",
        "CONTACT": "How to get in touch.",
    },
)
FormFieldKind = _enum(
    "FormFieldKind",
    "Which element shows a field, and what it takes.",
    {
        "TEXT": "One line: <input type=text>.",
        "TEXTAREA": "Several lines: <textarea>.",
        "EMAIL": "An e-mail address: <input type=email>.",
        "NUMBER": "A number with a decimal point: <input type=number>.",
        "URL": "A web address: <input type=url>.",
        "DATE": "A day, ISO 8601 (2025-01-24): <input type=date>.",
        "DATETIME": "Day and time, ISO 8601 (2025-01-24T09:00); without an offset in the site's time zone: "
        "<input type=datetime-local>.",
        "CHECKBOX": "One box; send its name only when it is ticked, with any value but `false`.",
        "CHECKBOXES": "Several boxes; the name repeats for each that is ticked.",
        "SELECT": "One of a list: <select>.",
        "MULTISELECT": "Several of a list: <select multiple>; the name repeats.",
        "RADIO": "One of several buttons: <input type=radio>.",
        "HIDDEN": "Not shown. Left out, it is sent with its default.",
    },
)
FieldErrorCode = _enum(
    "FieldErrorCode",
    "What is wrong with a field.",
    {
        "REQUIRED": "It has no value.",
        "INVALID": "It is not of the field's kind, or there are several values where one is possible.",
        "TOO_LONG": "It has more characters than the field takes.",
        "NOT_A_CHOICE": "It is none of the field's choices.",
        "CONSENT_REQUIRED": "The visitor has not agreed; the name is `consent`.",
        "UNKNOWN_FIELD": "The form has no field of this name: it has changed since it was shown.",
    },
)
MemberKind = _enum(
    "MemberKind",
    "What a member is.",
    {
        "COMPANY": "A company.",
        "RESEARCH": "A university or research institute.",
        "PUBLIC_BODY": "A city, a ministry, an agency.",
        "NETWORK": "Another association or cluster.",
        "PERSON": "One person.",
    },
)
NewsOrder = _enum(
    "NewsOrder",
    "How news are sorted.",
    {
        "NEWEST": "By date, newest first.",
        "OLDEST": "By date, oldest first.",
        "TITLE": "By title, umlauts folded.",
    },
)
MemberOrder = _enum(
    "MemberOrder",
    "How members are sorted.",
    {
        "NAME": "By name, umlauts folded.",
        "NEWEST": "By the day of joining, latest first; those without one last.",
        "DISTANCE": "By the distance from the centre of `filter.near`, nearest first; not without it.",
    },
)
GalleryOrder = _enum(
    "GalleryOrder",
    "How galleries are sorted.",
    {"NEWEST": "By date, newest first.", "OLDEST": "By date, oldest first."},
)
SearchType = _enum(
    "SearchType",
    "Kinds of pages that a search finds. More may come: have a default branch.",
    {
        "NEWS": "An article.",
        "MEMBER": "A member.",
        "GALLERY": "An album.",
        "PAGE": "Any other page.",
    },
)
RouteStatus = _enum(
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
RestrictionKind = _enum(
    "RestrictionKind",
    "What keeps a visitor from a page.",
    {
        "PASSWORD": "A password: ask for it, and send it with `unlockPage`.",
        "LOGIN": "The page is for those who have logged in.",
        "GROUPS": "The page is for some of those who have logged in.",
    },
)
ChangeKind = _enum(
    "ChangeKind",
    "What happened. More may come: have a default branch.",
    {
        "PUBLISHED": "A page is public now, for the first time or again.",
        "UPDATED": "A public page has other content.",
        "MOVED": "A public page has another path; its content may be another too.",
        "UNPUBLISHED": "A page is no longer public.",
        "DELETED": "A page that was public is gone for good.",
        "SHARED": "No page of its own changed, but what many show: menu, settings, category, picture.",
    },
)
PlaceKind = _enum(
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
