"""What a path of the frontend leads to (contract, RULES, "route")."""

import re
from typing import Any
from urllib.parse import unquote

from django.contrib.contenttypes.models import ContentType
from django.db.models import Q
from wagtail.contrib.redirects.models import Redirect as RedirectRecord
from wagtail.models import Page, Site

from cms.delivery.tags import every_page, kind_of, tag_of
from cms.foundation.querysets import slug_in

from ..addresses import web_address
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
_AFTER_PATH = re.compile(r"[?#]")


def find_route(reading: Reading, path: str, site: Site) -> Route:
    """Return what `path` leads to on `site`. Unknown and forbidden get the same answer."""
    asked = _path_alone(path)
    right = _right_spelling(asked)
    roots = reading.sites.of_site(site)
    root = next((root for root in roots if right.startswith(root.prefix)), None)
    language = root.language if root else default_language(reading, site)
    if len(asked) > MOST_PATH_CHARACTERS or not is_storable(right):
        return Route("NOT_FOUND", language)
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


def _path_alone(path: str) -> str:
    """Return a path without host, query and fragment, with a leading slash, percent-encoded as it came."""
    path = _AFTER_PATH.split(path.strip(), maxsplit=1)[0]
    if path.lower().startswith(("http://", "https://")):
        path = "/" + path.split("//", 1)[1].partition("/")[2]
    return path if path.startswith("/") else f"/{path}"


def _right_spelling(path: str) -> str:
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


def _redirected(reading: Reading, site: Site, root: Root | None, asked: str, language: str) -> Route:
    """Return where a redirect of the site, else one of all sites, sends a path; the exact spelling first."""
    # Wagtail writes redirects of its own after a page has moved; and see `_restriction`.
    reading.made_of.note_unknown()
    decoded = unquote(asked)
    spellings = [
        RedirectRecord.normalise_path(_SLASHES.sub("/", path)) for path in (asked, decoded, decoded.lower())
    ]
    records = RedirectRecord.objects.filter(Q(site_id=site.pk) | Q(site=None), old_path__in=spellings)
    record = min(records, key=lambda one: (one.site_id is None, spellings.index(one.old_path)), default=None)
    if record is None:
        return Route("NOT_FOUND", language)
    if record.redirect_page_id:
        home = root or reading.sites.root(site, None)
        link = page_link(reading, record.redirect_page_id, home)
        to = (link.path or link.url) if link else None
    elif not record.redirect_link:
        return Route("GONE", language)
    else:
        to = _public_target(record.redirect_link)
    if to is None or _right_spelling(to) == _right_spelling(asked):
        return Route("NOT_FOUND", language)
    return Route("REDIRECT", language, redirect=Redirect(to, permanent=record.is_permanent))


def _public_target(target: str) -> str | None:
    """Return a redirect's target if it is a path or a website; //host is neither."""
    if target.startswith("/"):
        return target if not target.startswith(("//", "/\\")) else None
    return web_address(target)
