"""`make_enum` for the contract's enums (each is in the folder of its noun), and `Language`.

Resolvers get and return the public names as strings (see `cms.api.schema.pruning`).
"""

import enum
from collections.abc import Iterable
from typing import Any

import graphene
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from ..loading.languages import language_name


def make_enum_of(name: str, description: str, names: Iterable[str], descriptions: dict[str, str]) -> Any:
    """Return a graphene enum of names that stand elsewhere: of choices, presets.

    Raises `ImproperlyConfigured` where one of them is not described, or what is described is none of them.
    """
    values = list(names)
    if differing := sorted(set(values) ^ descriptions.keys()):
        raise ImproperlyConfigured(
            f"The enum {name} and what it is made of differ in {', '.join(differing)}. Describe each once."
        )
    return make_enum(name, description, {value: descriptions[value] for value in values})


def names_of(enum_type: Any) -> list[str]:
    """Return the values of an enum, in the order of the contract."""
    return list(enum_type._meta.enum.__members__)


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
