"""Translated labels of member kinds and country names, cached per language."""

from functools import cache, lru_cache

from django.utils import translation
from django_countries import countries

from cms.members.choices import MemberKind as Kind


@cache
def kind_label(kind: str, code: str) -> str:
    """Return the label of a kind in language `code`."""
    with translation.override(code):
        return str(Kind(kind).label)


@lru_cache(maxsize=1_000)
def country_name(country: str, code: str) -> str:
    """Return the name of a country (ISO 3166-1 alpha-2) in language `code`."""
    with translation.override(code):
        return str(countries.name(country))
