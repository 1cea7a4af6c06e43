"""Root fields `menu` and `siteSettings`."""

from typing import Any

import graphene
from graphql import GraphQLResolveInfo

from ..feeds.changes import current_cursor
from ..images.loaders import image
from ..loading.languages import language_name
from ..pages.places import places
from ..pages.social_links import social_links
from ..rich_text.public import rich_text
from ..vocabulary.arguments import check_text, language_code, place_arguments
from ..vocabulary.fields import required_list
from .loaders import menu_items, site_languages, site_record, site_texts
from .settings_types import MenuItem, SiteSettings


class SiteQuery:
    """Root fields `menu` and `siteSettings`: the same on every page of a language."""

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
        context = info.context
        requested_site = context.sites.find(site)
        return menu_items(
            context, name, requested_site, context.sites.root(requested_site, language_code(language))
        )

    def resolve_site_settings(
        _root: None, info: GraphQLResolveInfo, language: str | None = None, site: str | None = None
    ) -> Any:
        context = info.context
        sites = context.sites
        requested_site = sites.find(site)
        root = sites.root(requested_site, language_code(language)) or sites.root(requested_site, None)
        shown_language = language_name(root.code) if root else sites.default_language(requested_site)
        return _Settings(context, requested_site, root, shown_language)


class _Settings:
    """Source object of the type SiteSettings; each property is evaluated when its field is requested."""

    def __init__(self, context: Any, site: Any, root: Any, language: str) -> None:
        self._context = context
        self._site = site
        self._root = root
        self._record = site_record(context, site)
        self._texts = site_texts(context, site, root)
        self.id = f"settings-{site.pk}-{root.code if root else language.lower()}"

    @property
    def name(self) -> str:
        return self._texts.name if self._texts else self._site.site_name

    @property
    def claim(self) -> str:
        return self._texts.claim if self._texts else ""

    @property
    def logo(self) -> Any:
        if self._record is None or self._root is None:
            return None
        return image(self._context, self._record.logo_id, self._root.code)

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
        return self._context.sites.default_language(self._site)

    @property
    def languages(self) -> list[Any]:
        return site_languages(self._context, self._site)

    @property
    def places(self) -> list[Any]:
        if self._root is None:
            return []
        return places(self._context, self._root)

    @property
    def change_cursor(self) -> str:
        return current_cursor(self._site)

    @property
    def not_found_title(self) -> str:
        return self._texts.not_found_title if self._texts else ""

    @property
    def not_found_text(self) -> str:
        return self._html(self._texts.not_found_text) if self._texts else ""

    @property
    def cookie_notice(self) -> str | None:
        return (self._html(self._texts.cookie_notice) or None) if self._texts else None

    def _html(self, source: str) -> str:
        return rich_text(self._context, source, self._root)
