"""What a path of the frontend leads to (contract, RULES, "route")."""

import re
from typing import Any
from urllib.parse import unquote

from django.contrib.contenttypes.models import ContentType
from wagtail.contrib.redirects.models import Redirect as RedirectRecord
from wagtail.models import Page, Site

from cms.delivery.tags import every_page, kind_of, tag_of
from cms.foundation.link_targets import kind_of as target_kind
from cms.foundation.querysets import slug_in
from cms.navigation.redirects import Chain, chain_of, find_redirect, hosts_of, is_gone

from ..arguments import is_storable
from ..page_ids import public_page_id
from ..values import Redirect, Restriction, Route
from .bodies import streams_asked
from .links import page_link
from .request import Reading
from .restrictions import restricted_page
from .rows import row_of
from .settings import default_language
from .sites import Root
from .statements import Given

#: Browsers and servers take no longer ones; no page has one.
MOST_PATH_CHARACTERS = 2_000

_SLASHES = re.compile(r"/{2,}")


def find_route(reading: Reading, path: str, site: Site) -> Route:
    """Return what `path` leads to on `site`. Unknown and forbidden get the same answer."""
    asked, query = _path_and_query(path)
    right = right_spelling(asked)
    roots = reading.sites.of_site(site)
    root = next((root for root in roots if right.startswith(root.prefix)), None)
    language = root.language if root else default_language(reading, site)
    if len(asked) > MOST_PATH_CHARACTERS or not is_storable(right):
        return Route("NOT_FOUND", language)
    if query and (moved := _moved_with_query(reading, site, root, f"{asked}?{query}", language)):
        return moved
    if right == "/":
        home = reading.sites.root(site, None)
        if home is None or not (row_of(reading, home.page_id) or _restriction(reading, home, home.prefix)):
            return Route("NOT_FOUND", language)
        return Route("REDIRECT", language, redirect=Redirect(home.prefix, permanent=False))
    page = _page_at(reading, root, right) if root else None
    restriction = _restriction(reading, root, right) if root and page is None else None
    if page is None and restriction is None:
        return _redirected(reading, site, root, asked, language)
    if asked != right:
        return Route("REDIRECT", language, redirect=Redirect(right, permanent=True))
    return Route("FOUND" if page else "RESTRICTED", language, page=page, restriction=restriction)


def _path_and_query(path: str) -> tuple[str, str]:
    """Return a path without host and fragment, with a leading slash, and its query; encoded as they came."""
    path, _sign, query = path.strip().partition("#")[0].partition("?")
    if path.lower().startswith(("http://", "https://")):
        path = "/" + path.split("//", 1)[1].partition("/")[2]
    return path if path.startswith("/") else f"/{path}", query


def right_spelling(path: str) -> str:
    """Return the one spelling of a path: decoded, lower case, single slashes, a final slash."""
    right = _SLASHES.sub("/", unquote(path).lower())
    return right if right.endswith("/") else f"{right}/"


def _page_at(reading: Reading, root: Root, path: str) -> Page | None:
    url_path = root.url_path + path[len(root.prefix) :]

    def build(given: Given) -> Any:
        rows = reading.published(Page, given.now)
        rows = rows.filter(url_path__in=given.texts("paths"), slug__in=given.texts("slugs"))
        return rows.filter(path__startswith=root.tree_path).values_list("pk", "content_type_id")

    key = (_page_at, root.tree_path)
    # No other page can be there while this one is. Where none is, `find_route` looks for what may be.
    found = reading.rows(key, build, made_of=(), paths=[url_path], slugs=[slug_in(url_path)])
    return specific(reading, *found[0]) if found else None


def _restriction(reading: Reading, root: Root, path: str) -> Restriction | None:
    """Return what keeps the public from a page that is there for some; nothing else of it is known.

    The log says nothing of such pages.
    """
    reading.made_of.note_unknown()
    page = restricted_page(reading, root.url_path + path[len(root.prefix) :], root.tree_path)
    return Restriction(page.kind, public_page_id(page.pk)) if page else None


def specific(reading: Reading, page_id: int, content_type_id: int) -> Any:
    """Return a public page as the type that it is; None for a type not in the contract."""
    model: Any = ContentType.objects.get_for_id(content_type_id).model_class()
    if model is None or model is Page:
        return None
    columns = reading.columns(model, *streams_asked(reading, model))

    def build(given: Given) -> Any:
        return model.objects.filter(pk__in=given.ids()).order_by().values_list(*columns)

    made_of = (tag_of(kind_of(model), page_id),)
    rows = reading.rows((specific, model, columns), build, made_of=made_of, ids=[page_id])
    return next(iter(reading.pages(model, columns, rows)), None)


def public_page(reading: Reading, page_id: int) -> Any:
    """Return a public page of any site by its number; None if there is none."""

    def build(given: Given) -> Any:
        rows = reading.published(Page, given.now).filter(pk__in=given.ids())
        return rows.values_list("pk", "content_type_id", "path")

    for pk, content_type_id, path in reading.rows(public_page, build, made_of=(), ids=[page_id]):
        if reading.sites.root_of(path) is not None:
            return specific(reading, pk, content_type_id)
    reading.made_of.note(every_page())
    return None


def page_by_slug(reading: Reading, model: type[Page], root: Root, slug: str) -> Any:
    """Return a public page of a model below a home page; None if there is none."""
    columns = reading.columns(model, *streams_asked(reading, model))

    def build(given: Given) -> Any:
        rows = reading.published(model, given.now)
        rows = rows.filter(slug__in=given.texts("slugs"), path__startswith=root.tree_path)
        return rows.values_list(*columns)[:1]

    rows = reading.rows((page_by_slug, model, columns, root.tree_path), build, slugs=[slug])
    return next(iter(reading.pages(model, columns, rows)), None)


def _moved_with_query(
    reading: Reading, site: Site, root: Root | None, place: str, language: str
) -> Route | None:
    """Return where a redirect from an address with this very query leads; it comes before a page."""
    if len(place) > MOST_PATH_CHARACTERS or not is_storable(unquote(place)):
        return None
    if not reading.kept.get(_moved_with_query, lambda: _paths_with_query(reading)):
        return None
    found = _redirected(reading, site, root, place, language, is_by_query=True)
    return found if found.status != "NOT_FOUND" else None


def _paths_with_query(reading: Reading) -> bool:
    """Tell whether any redirect is from an address with a query."""
    reading.made_of.note_unknown()
    return bool(RedirectRecord.objects.filter(old_path__contains="?").exists())


def _redirected(
    reading: Reading, site: Site, root: Root | None, asked: str, language: str, *, is_by_query: bool = False
) -> Route:
    """Return where a redirect of the site, else one of all sites, sends a path; the exact spelling first."""
    # Wagtail writes redirects of its own after a page has moved; and see `_restriction`.
    reading.made_of.note_unknown()
    record = find_redirect(site.pk, asked)
    if record is None or (is_by_query and "?" not in record.old_path):
        return Route("NOT_FOUND", language)
    if is_gone(record):
        return Route("GONE", language)

    def is_page(site_id: int, place: str) -> bool:
        right = right_spelling(place.partition("?")[0])
        roots = reading.sites.of_site(reading.sites.by_id[site_id])
        home = next((one for one in roots if right.startswith(one.prefix)), None)
        return right == "/" or (
            home is not None and bool(_page_at(reading, home, right) or _restriction(reading, home, right))
        )

    chain = chain_of(record, site.pk, hosts_of(reading.sites.by_id.values()), find_redirect, is_page)
    to = target_of(reading, chain, root or reading.sites.root(site, None))
    if to is None or right_spelling(to) == right_spelling(asked):
        return Route("NOT_FOUND", language)
    return Route("REDIRECT", language, redirect=Redirect(to, permanent=chain.is_permanent))


def target_of(reading: Reading, chain: Chain, home: Root | None) -> str | None:
    """Return where a chain of redirects leads, seen from a home page; None if nowhere, or nowhere public."""
    if chain.is_loop:
        return None
    record = chain.last
    if record.redirect_page_id:
        link = page_link(reading, record.redirect_page_id, home)
        return (link.path or link.url) if link else None
    return record.redirect_link if target_kind(record.redirect_link) in ("path", "web") else None
