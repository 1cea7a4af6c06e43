"""Loaders of site settings, languages and menus; settings and menus come from the version cache."""

from typing import Any, NamedTuple

from django.conf import settings
from wagtail.models import Site

from cms.delivery.tags import surrogate_key
from cms.navigation.models import Menu, SiteSettings

from ..body.blocks import items_of
from ..loading.context import RequestContext
from ..loading.prepared_statements import Placeholders
from ..loading.sites import Root
from ..pages.links import resolve_link
from ..pages.page_links import page_link_row, prefetch_page_links
from .dto import MenuItemData, SiteLanguageData


class SiteRecord(NamedTuple):
    """Settings of a site that hold in every language."""

    logo_id: int | None
    email: str
    phone: str
    address: str
    social_links: list[dict[str, Any]]


class SiteTexts(NamedTuple):
    """Settings of a site in one language."""

    name: str
    claim: str
    not_found_title: str
    not_found_text: str
    cookie_notice: str


_RECORD = ("logo_id", "email", "phone", "address", "social_links")
_TEXTS = tuple(f"texts__{column}" for column in SiteTexts._fields)


def site_record(context: RequestContext, site: Site) -> SiteRecord | None:
    """Return a site's settings; None while nobody has saved any."""
    records, _ = _all_settings(context)
    record: SiteRecord | None = records.get(site.pk)
    return record


def site_texts(context: RequestContext, site: Site, root: Root | None) -> SiteTexts | None:
    """Return a site's texts in the language of a home page; None while nobody has written any."""
    _, texts = _all_settings(context)
    texts_of_root: SiteTexts | None = texts.get((site.pk, root.locale_id)) if root else None
    return texts_of_root


def _all_settings(context: RequestContext) -> Any:
    return context.version_cache.get(SiteRecord, lambda: _settings(context))


def _settings(context: RequestContext) -> tuple[dict[int, SiteRecord], dict[tuple[int, int], SiteTexts]]:
    """Return the settings of all sites, by site and by (site, locale)."""
    records: dict[int, SiteRecord] = {}
    texts: dict[tuple[int, int], SiteTexts] = {}
    columns = ("site_id", "texts__locale_id", *_RECORD, *_TEXTS)

    def build(placeholders: Placeholders) -> Any:
        return SiteSettings.objects.order_by("pk", "texts__pk").values_list(*columns)

    for site_id, locale_id, *values in context.rows(SiteSettings, build):
        *record, links = values[: len(_RECORD)]
        records[site_id] = SiteRecord._make((*record, list(links.raw_data)))
        if locale_id is not None:
            texts[site_id, locale_id] = SiteTexts._make(values[len(_RECORD) :])
    return records, texts


def site_languages(context: RequestContext, site: Site) -> list[SiteLanguageData]:
    """Return the languages in which a site has a public home page, its default first."""
    names = dict(settings.WAGTAIL_CONTENT_LANGUAGES)
    roots = context.sites.of_site(site)
    prefetch_page_links(context, (root.page_id for root in roots))
    return [
        SiteLanguageData(
            language=root.language,
            code=root.code,
            name=str(names.get(root.code, root.code)),
            home_path=root.prefix,
            home_url=root.base_url + root.prefix,
            is_default=root.is_default_language,
        )
        for root in roots
        if page_link_row(context, root.page_id)
    ]


def _menus(context: RequestContext) -> dict[tuple[str, int, int | None], tuple[int, list[dict[str, Any]]]]:
    """Return (pk, raw entries) of every menu by (name, locale id, site id); None: for all sites."""

    def build(placeholders: Placeholders) -> Any:
        return Menu.objects.order_by("pk").values_list("name", "locale_id", "site_id", "pk", "items")

    # No tags: `menu_items` adds that of the menu it returns.
    rows = context.rows(Menu, build, cache_tags=())
    return {tuple(key): (pk, list(items.raw_data)) for *key, pk, items in rows}


def menu_items(context: RequestContext, name: str, site: Site, root: Root | None) -> list[MenuItemData]:
    """Return a menu's entries that lead somewhere public; empty for an unknown name."""
    context.tag_collector.add((surrogate_key("menu", name),))
    if root is None:
        return []
    menus = context.version_cache.get(Menu, lambda: _menus(context))
    # The site's own menu, else the one for all sites.
    menu = menus.get((name, root.locale_id, site.pk)) or menus.get((name, root.locale_id, None))
    if menu is None:
        return []
    menu_id, children = menu
    for child in children:
        items = (child["value"], *(item for _, item in _subentries(child["value"])))
        prefetch_page_links(context, (item.get("page") for item in items))
    # The id names the site, too: a menu may serve several, and a link has a path only on its page's own site.
    prefix = f"menu-{site.pk}-{menu_id}"
    entries = (
        _entry(context, child["value"], f"{prefix}-{child.get('id') or number}", root)
        for number, child in enumerate(children)
    )
    return [entry for entry in entries if entry is not None]


def _subentries(value: dict[str, Any]) -> list[tuple[str, dict[str, Any]]]:
    return items_of(value.get("children"))


def _entry(context: RequestContext, value: dict[str, Any], entry_id: str, root: Root) -> MenuItemData | None:
    has_target = bool(value.get("page") or value.get("url"))
    link = resolve_link(context, value, root) if has_target else None
    if has_target and link is None:
        return None
    below = (_entry(context, item, f"{entry_id}-{item_id}", root) for item_id, item in _subentries(value))
    children = [entry for entry in below if entry is not None]
    if link is None:
        label = (value.get("label") or "").strip()
        return MenuItemData(entry_id, label, None, None, children) if children else None
    return MenuItemData(entry_id, link.title, link.path, link.url, children)
