"""Site settings and menus in one language."""

from typing import Any

from django.conf import settings
from wagtail.models import Site

from cms.navigation.models import Menu, SiteSettings, SiteText

from ..enums import language_name
from ..values import MenuItem, SiteLanguage
from .bodies import items_of
from .links import resolve_link
from .request import Reading
from .rows import row_of, want_rows
from .sites import Root


def fetch_site_texts(reading: Reading, keys: list[tuple[int, int]]) -> dict[tuple[int, int], SiteText]:
    """Return what each site says in each language; keys are (site id, locale id)."""
    rows = SiteText.objects.filter(settings__site_id__in={site_id for site_id, _ in keys}).select_related(
        "settings"
    )
    return {(text.settings.site_id, text.locale_id): text for text in rows}


def site_record(site: Site) -> SiteSettings | None:
    """Return a site's settings; None while nobody has saved any."""
    found: SiteSettings | None = SiteSettings.objects.filter(site=site).first()
    return found


def site_languages(reading: Reading, site: Site) -> list[SiteLanguage]:
    """Return the languages in which a site has a public home page, its default first."""
    names = dict(settings.WAGTAIL_CONTENT_LANGUAGES)
    roots = reading.sites.of_site(site)
    want_rows(reading, (root.page_id for root in roots))
    return [
        SiteLanguage(
            language=root.language,
            code=root.code,
            name=str(names.get(root.code, root.code)),
            home_path=root.prefix,
            home_url=root.base_url + root.prefix,
            is_default=root.is_default_language,
        )
        for root in roots
        if row_of(reading, root.page_id)
    ]


def fetch_menus(reading: Reading, keys: list[tuple[str, int, int]]) -> dict[tuple[str, int, int], Menu]:
    """Return menus by (name, locale id, site id): the site's own, else the one for every site."""
    names, locales, _ = zip(*keys, strict=True)
    rows = Menu.objects.filter(name__in=set(names), locale_id__in=set(locales))
    menus = {(menu.name, menu.locale_id, menu.site_id): menu for menu in rows}
    found = {key: menus.get(key) or menus.get((*key[:2], None)) for key in keys}
    return {key: menu for key, menu in found.items() if menu is not None}


def menu_items(reading: Reading, name: str, site: Site, root: Root | None) -> list[MenuItem]:
    """Return a menu's entries that lead somewhere public; empty for an unknown name."""
    if root is None:
        return []
    menu = reading.batch(fetch_menus).get((name, root.locale_id, site.pk))
    if menu is None:
        return []
    children = list(menu.items.raw_data)
    for child in children:
        items = (child["value"], *(item for _, item in _subentries(child["value"])))
        want_rows(reading, (item.get("page") for item in items))
    # A menu may serve several sites, and a link has no path on another site than its page's.
    prefix = f"menu-{site.pk}-{menu.pk}"
    entries = (
        _entry(reading, child["value"], f"{prefix}-{child.get('id') or number}", root)
        for number, child in enumerate(children)
    )
    return [entry for entry in entries if entry is not None]


def _subentries(value: dict[str, Any]) -> list[tuple[str, dict[str, Any]]]:
    return items_of(value.get("children"))


def _entry(reading: Reading, value: dict[str, Any], entry_id: str, root: Root) -> MenuItem | None:
    has_target = bool(value.get("page") or value.get("url"))
    link = resolve_link(reading, value, root) if has_target else None
    if has_target and link is None:
        return None
    below = (_entry(reading, item, f"{entry_id}-{item_id}", root) for item_id, item in _subentries(value))
    children = [entry for entry in below if entry is not None]
    if link is None:
        label = (value.get("label") or "").strip()
        return MenuItem(entry_id, label, None, None, children) if children else None
    return MenuItem(entry_id, link.title, link.path, link.url, children)


def default_language(reading: Reading, site: Site) -> str:
    root = reading.sites.root(site, None)
    return language_name(root.code if root else settings.LANGUAGE_CODE)
