"""DTOs of menus and site languages that resolvers return: no behaviour, no database."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class MenuItemData:
    id: str
    label: str
    path: str | None
    url: str | None
    children: list["MenuItemData"]


@dataclass(frozen=True, slots=True)
class SiteLanguageData:
    language: str
    code: str
    name: str
    home_path: str
    home_url: str
    is_default: bool
