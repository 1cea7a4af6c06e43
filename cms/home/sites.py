"""Turn an empty database into a site that editors can fill. Can be run again: what is there stays."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.apps import apps
from django.conf import settings
from django.contrib.auth.models import Group, Permission
from django.db import transaction
from wagtail.models import Locale, Page, Site

from cms.foundation.addresses import host_and_port
from cms.foundation.sections import section_models

from .default_names import name_in_language
from .models import HomePage, SearchPage

DEFAULT_NAME = "Cluster"
#: Columns of Wagtail's site, as `manage.py start_site` calls them.
_OPTIONS = {"site_name": "--name", "hostname": "--host", "port": "--port"}
HOME_TITLES = {"de": "Startseite", "en": "Home"}

#: What a group may do beyond Wagtail's own beginning (pages, pictures, documents).
GROUP_PERMISSIONS: dict[str, list[str]] = {
    "Editors": [
        "news.add_category",
        "news.change_category",
        "members.add_sector",
        "members.change_sector",
        "simple_translation.submit_translation",
    ],
    "Moderators": [
        "news.add_category",
        "news.change_category",
        "news.delete_category",
        "members.add_sector",
        "members.change_sector",
        "members.delete_sector",
        "forms.read_submission",
        "navigation.add_menu",
        "navigation.change_menu",
        "navigation.delete_menu",
        "navigation.change_sitesettings",
        "wagtailredirects.add_redirect",
        "wagtailredirects.change_redirect",
        "wagtailredirects.delete_redirect",
        "simple_translation.submit_translation",
    ],
}


@dataclass
class StartedSite:
    """The site, its home page by language code, and a line for each thing that was made now.

    `differing` says what of the site is otherwise than was asked for.
    """

    site: Site
    homes: dict[str, HomePage]
    made: list[str] = field(default_factory=list)
    differing: list[str] = field(default_factory=list)


class ForeignSite(Exception):
    """The database already holds a site whose root page is not ours; nothing was changed."""


def models_below_home() -> tuple[Any, ...]:
    """Return the page types of which a started site has one in each language, with `section_titles`."""
    return (*section_models(), SearchPage)


def start_site(
    *,
    name: str = "",
    hostname: str = "",
    port: int | None = None,
    languages: Iterable[str] | None = None,
    is_update: bool = False,
) -> StartedSite:
    """Make languages, root pages, sections, settings and groups where they are missing.

    `hostname` and `port` are the frontend's, which Wagtail's `Site` record holds; of a new site they are by
    default those of the first of CMS_FRONTEND_ORIGINS. An existing site keeps its own, and the result says
    which of those given differ; with `is_update` it takes them. The first of `languages` is the site's
    default. Raises `ForeignSite` if the default site is someone else's.
    """
    codes = list(languages or [code for code, _ in settings.WAGTAIL_CONTENT_LANGUAGES])
    with transaction.atomic():
        made: list[str] = []
        locales = {code: _locale(code, made) for code in codes}
        site, home, is_new = _site(name, hostname, port, locales[codes[0]], made)
        wanted = {"site_name": name, "hostname": hostname, "port": port}
        differing = [] if is_new else _compare(site, wanted, made, is_update=is_update)
        homes = {codes[0]: home}
        for code in codes[1:]:
            homes[code] = _home_in(locales[code], home, made)
        for model in models_below_home():
            _sections(model, homes, made)
        _settings(site, name or site.site_name, locales, made)
        name_in_language(codes[0], made)
        _permissions(made)
        return StartedSite(site, homes, made, differing)


def _locale(code: str, made: list[str]) -> Locale:
    locale, is_new = Locale.objects.get_or_create(language_code=code)
    if is_new:
        made.append(f"language {code}")
    return locale


def _compare(site: Site, wanted: dict[str, Any], made: list[str], *, is_update: bool) -> list[str]:
    """Return what of an existing site is otherwise than given; with `is_update`, change it instead."""
    differing = []
    for column, value in wanted.items():
        before = getattr(site, column)
        if not value or value == before:
            continue
        if not is_update:
            differing.append(f"{_OPTIONS[column]} is {before}, not {value}")
            continue
        setattr(site, column, value)
        made.append(f"{_OPTIONS[column]} {value} (was {before})")
        if column == "site_name":
            site_text: Any = apps.get_model("navigation.SiteText")
            for text in site_text.objects.filter(settings__site=site, name=before):
                text.name = value
                text.save()
    if is_update:
        site.save()
    return differing


def _site(
    name: str, hostname: str, port: int | None, locale: Locale, made: list[str]
) -> tuple[Site, HomePage, bool]:
    site = Site.objects.filter(is_default_site=True).select_related("root_page").first()
    if site is not None:
        root = site.root_page.specific
        if isinstance(root, HomePage):
            return site, root, False
        if type(root) is not Page or root.get_children().exists():
            raise ForeignSite(
                f"The default site {site} begins at {root.title!r}, a page of another kind. "
                "Start with an empty database, or make a home page there in the admin."
            )
    name = name or DEFAULT_NAME
    known = [host_and_port(origin) for origin in settings.CMS_FRONTEND_ORIGINS]
    hostname = hostname or (known[0][0] if known else "localhost")
    port = port or dict(known).get(hostname, 443)
    home = _publish(
        Page.get_first_root_node(),
        HomePage(
            title=HOME_TITLES.get(locale.language_code, "Home"),
            slug=locale.language_code,
            locale=locale,
            heading=name,
        ),
    )
    made.append(f"home page {locale.language_code}")
    welcome = site.root_page if site is not None else None
    site = site or Site(is_default_site=True)
    site.hostname, site.port, site.site_name, site.root_page = hostname, port, name, home
    site.save()
    made.append(f"site {site.hostname}:{site.port}")
    if welcome is not None:
        # Wagtail's own first page, without content.
        Page.objects.get(pk=welcome.pk).delete()
        home.refresh_from_db()
    return site, home, True


def _home_in(locale: Locale, first: HomePage, made: list[str]) -> HomePage:
    home = HomePage.objects.filter(translation_key=first.translation_key, locale=locale).first()
    if home is None:
        title = HOME_TITLES.get(locale.language_code, "Home")
        home = _publish(
            Page.get_first_root_node(),
            HomePage(
                title=title,
                slug=locale.language_code,
                locale=locale,
                heading=first.heading,
                translation_key=first.translation_key,
            ),
        )
        made.append(f"home page {locale.language_code}")
    return home


def _sections(model: Any, homes: dict[str, HomePage], made: list[str]) -> None:
    """Make the section of a model below each home page that lacks it."""
    key = None
    for code, home in homes.items():
        page = model.objects.child_of(home).first()
        if page is None:
            title, slug = model.section_titles.get(code, model.section_titles["en"])
            page = model(
                title=title, slug=slug, locale=home.locale, **({"translation_key": key} if key else {})
            )
            _publish(home, page)
            made.append(f"section {home.slug}/{slug}")
        key = key or page.translation_key


def _publish(parent: Page, page: Any) -> Any:
    parent.refresh_from_db()
    parent.add_child(instance=page)
    page.save_revision().publish()
    page.refresh_from_db()
    return page


def _settings(site: Site, name: str, locales: dict[str, Locale], made: list[str]) -> None:
    site_settings: Any = apps.get_model("navigation.SiteSettings")
    site_text: Any = apps.get_model("navigation.SiteText")
    record, is_new = site_settings.objects.get_or_create(site=site)
    if is_new:
        made.append("site settings")
    for locale in locales.values():
        site_text.objects.get_or_create(settings=record, locale=locale, defaults={"name": name})


def _permissions(made: list[str]) -> None:
    for group_name, wanted in GROUP_PERMISSIONS.items():
        group, is_new = Group.objects.get_or_create(name=group_name)
        if is_new:
            made.append(f"group {group_name}")
        for dotted in wanted:
            app_label, codename = dotted.split(".")
            group.permissions.add(
                Permission.objects.get(content_type__app_label=app_label, codename=codename)
            )
