"""What stands around every page: menus and settings."""

from typing import Any

import graphene
from graphql import GraphQLResolveInfo

from ..arguments import check_text, language_code, place_arguments
from ..enums import language_name
from ..lists.changes import current_cursor
from ..reading import images
from ..reading.links import rich_text
from ..reading.places import places
from ..reading.settings import default_language, menu_items, site_languages, site_record, site_words
from ..reading.social import social_links
from ..value_types import MenuItem, SiteSettings, required_list


class SurroundingsQuery:
    """Roots that answer what is the same on every page."""

    menu = required_list(
        MenuItem,
        name=graphene.Argument(graphene.String, required=True, description="The menu's name: main, footer."),
        description="A menu's entries that lead somewhere public; empty for an unknown name.",
        **place_arguments(),
    )
    site_settings = graphene.Field(
        SiteSettings,
        required=True,
        description="The association's name, addresses, languages and fixed texts.",
        **place_arguments(),
    )

    def resolve_menu(
        _root: None, info: GraphQLResolveInfo, name: str, language: str | None = None, site: str | None = None
    ) -> Any:
        check_text("name", name)
        reading = info.context
        found = reading.sites.find(site)
        return menu_items(reading, name, found, reading.sites.root(found, language_code(language)))

    def resolve_site_settings(
        _root: None, info: GraphQLResolveInfo, language: str | None = None, site: str | None = None
    ) -> Any:
        reading = info.context
        found = reading.sites.find(site)
        root = reading.sites.root(found, language_code(language)) or reading.sites.root(found, None)
        return _Settings(
            reading, found, root, language_name(root.code) if root else default_language(reading, found)
        )


class _Settings:
    """Reads each part when it is asked for."""

    def __init__(self, reading: Any, site: Any, root: Any, language: str) -> None:
        self._reading = reading
        self._site = site
        self._root = root
        self._record = site_record(reading, site)
        self._text = site_words(reading, site, root)
        self.id = f"settings-{site.pk}-{root.code if root else language.lower()}"

    @property
    def name(self) -> str:
        return self._text.name if self._text else self._site.site_name

    @property
    def claim(self) -> str:
        return self._text.claim if self._text else ""

    @property
    def logo(self) -> Any:
        if self._record is None or self._root is None:
            return None
        return images.image(self._reading, self._record.logo_id, self._root.code)

    @property
    def email(self) -> str | None:
        return (self._record and self._record.email) or None

    @property
    def phone(self) -> str | None:
        return (self._record and self._record.phone) or None

    @property
    def address(self) -> str | None:
        return (self._record and self._record.address.replace("\r\n", "\n").strip()) or None

    @property
    def social_links(self) -> list[Any]:
        return social_links(self._record.social_links) if self._record else []

    @property
    def default_language(self) -> str:
        return default_language(self._reading, self._site)

    @property
    def languages(self) -> list[Any]:
        return site_languages(self._reading, self._site)

    @property
    def places(self) -> list[Any]:
        if self._root is None:
            return []
        return places(self._reading, self._root)

    @property
    def change_cursor(self) -> str:
        return current_cursor(self._site)

    @property
    def not_found_title(self) -> str:
        return self._text.not_found_title if self._text else ""

    @property
    def not_found_text(self) -> str:
        return self._html(self._text.not_found_text) if self._text else ""

    @property
    def cookie_notice(self) -> str | None:
        return (self._html(self._text.cookie_notice) or None) if self._text else None

    def _html(self, source: str) -> str:
        return rich_text(self._reading, source, self._root)
