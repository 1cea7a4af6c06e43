"""`make_enum` for the contract's enums (each is in the folder of its noun), and `Language`.

Resolvers get and return the public names as strings (see `cms.api.schema.pruning`).
"""

import enum
from typing import Any

import graphene
from django.conf import settings

from ..loading.languages import language_name


def make_enum(name: str, description: str, descriptions: dict[str, str]) -> Any:
    """Return a graphene enum; `descriptions` maps each public name to its description."""
    members = enum.Enum(name, {key: key for key in descriptions})
    return graphene.Enum.from_enum(
        members, description=lambda member: descriptions[member.name] if member else description
    )


Language = make_enum(
    "Language",
    "The languages the site is published in. More may come: have a default branch.",
    {language_name(code): str(name) for code, name in settings.WAGTAIL_CONTENT_LANGUAGES},
)
