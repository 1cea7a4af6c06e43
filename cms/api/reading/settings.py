"""Site settings and menus in one language."""

from typing import Any, NamedTuple

from django.conf import settings
from wagtail.models import Site

from cms.delivery.tags import tag_of
from cms.navigation.models import Menu, SiteSettings

from ..enums import language_name
from ..values import MenuItem, SiteLanguage
from .bodies import items_of
from .links import resolve_link
from .request import Reading
from .rows import row_of, want_rows
from .sites import Root
from .statements import Given


class SiteRecord(NamedTuple):
    """What a site says of itself in every language."""

    logo_id: int | None
    email: str
    phone: str
    address: str
    social_links: list[dict[str, Any]]


class SiteWords(NamedTuple):
    """What a site says in one language."""

    name: str
    claim: str
    not_found_title: str
    not_found_text: str
    cookie_notice: str


_RECORD = ("logo_id", "email", "phone", "address", "social_links")
_WORDS = tuple(f"texts__{column}" for column in SiteWords._fields)


def site_record(reading: Reading, site: Site) -> SiteRecord | None:
    """Return a site's settings; None while nobody has saved any."""
    records, _ = _all_settings(reading)
    found: SiteRecord | None = records.get(site.pk)
    return found


def site_words(reading: Reading, site: Site, root: Root | None) -> SiteWords | None:
    """Return what a site says in the language of a home page; None while nobody has written it."""
    _, words = _all_settings(reading)
    found: SiteWords | None = words.get((site.pk, root.locale_id)) if root else None
    return found


def _all_settings(reading: Reading) -> Any:
    return reading.kept.get(SiteRecord, lambda: _settings(reading))


def _settings(reading: Reading) -> tuple[dict[int, SiteRecord], dict[tuple[int, int], SiteWords]]:
    """Return the settings of all sites, by site and by (site, locale)."""
    records: dict[int, SiteRecord] = {}
    words: dict[tuple[int, int], SiteWords] = {}
    columns = ("site_id", "texts__locale_id", *_RECORD, *_WORDS)

    def build(given: Given) -> Any:
        return SiteSettings.objects.order_by("pk", "texts__pk").values_list(*columns)

    for site_id, locale_id, *values in reading.rows(SiteSettings, build):
        *record, links = values[: len(_RECORD)]
        records[site_id] = SiteRecord._make((*record, list(links.raw_data)))
        if locale_id is not None:
            words[site_id, locale_id] = SiteWords._make(values[len(_RECORD) :])
    return records, words


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


def _menus(reading: Reading) -> dict[tuple[str, int, int | None], tuple[int, list[dict[str, Any]]]]:
    """Return number and entries of every menu by (name, locale, site); one for all sites has none."""

    def build(given: Given) -> Any:
        return Menu.objects.order_by("pk").values_list("name", "locale_id", "site_id", "pk", "items")

    # Which of them an answer is made of is noted as it is asked for.
    rows = reading.rows(Menu, build, made_of=())
    return {tuple(key): (pk, list(items.raw_data)) for *key, pk, items in rows}


def menu_items(reading: Reading, name: str, site: Site, root: Root | None) -> list[MenuItem]:
    """Return a menu's entries that lead somewhere public; empty for an unknown name."""
    reading.made_of.note((tag_of("menu", name),))
    if root is None:
        return []
    menus = reading.kept.get(Menu, lambda: _menus(reading))
    # The site's own, else the one for every site.
    menu = menus.get((name, root.locale_id, site.pk)) or menus.get((name, root.locale_id, None))
    if menu is None:
        return []
    number_of_menu, children = menu
    for child in children:
        items = (child["value"], *(item for _, item in _subentries(child["value"])))
        want_rows(reading, (item.get("page") for item in items))
    # A menu may serve several sites, and a link has no path on another site than its page's.
    prefix = f"menu-{site.pk}-{number_of_menu}"
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
