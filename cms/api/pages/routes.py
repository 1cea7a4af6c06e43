"""URL routing: resolve a frontend path to a page, redirect or restriction."""

import re
from typing import Any
from urllib.parse import unquote

from django.contrib.contenttypes.models import ContentType
from wagtail.contrib.redirects.models import Redirect as RedirectRecord
from wagtail.models import Page, Site

from cms.delivery.tags import every_page, kind_of, surrogate_key
from cms.foundation.link_targets import kind_of as target_kind
from cms.foundation.querysets import slug_in
from cms.navigation.redirects import Chain, chain_of, find_redirect, hosts_of, is_gone

from ..loading.context import RequestContext
from ..loading.prepared_statements import Placeholders
from ..loading.sites import Root
from ..vocabulary.arguments import is_storable
from ..vocabulary.global_ids import to_global_id
from .dto import RedirectData, RestrictionData, RouteData
from .links import page_link
from .page_links import page_link_row
from .restrictions import restricted_page

#: Browsers and servers accept no longer paths; no page has one.
MAX_PATH_CHARACTERS = 2_000

_SLASHES = re.compile(r"/{2,}")


def find_route(context: RequestContext, path: str, site: Site) -> RouteData:
    """Return the route of `path` on `site`. Unknown and forbidden paths get the same response."""
    requested, query = _path_and_query(path)
    canonical = canonical_path(requested)
    roots = context.sites.of_site(site)
    root = next((root for root in roots if canonical.startswith(root.prefix)), None)
    language = root.language if root else context.sites.default_language(site)
    if len(requested) > MAX_PATH_CHARACTERS or not is_storable(canonical):
        return RouteData("NOT_FOUND", language)
    if query and (moved := _moved_with_query(context, site, root, f"{requested}?{query}", language)):
        return moved
    if canonical == "/":
        home = context.sites.root(site, None)
        if home is None or not (
            page_link_row(context, home.page_id) or _restriction(context, home, home.prefix)
        ):
            return RouteData("NOT_FOUND", language)
        return RouteData("REDIRECT", language, redirect=RedirectData(home.prefix, permanent=False))
    page = _page_at(context, root, canonical) if root else None
    restriction = _restriction(context, root, canonical) if root and page is None else None
    if page is None and restriction is None:
        return _redirected(context, site, root, requested, language)
    if requested != canonical:
        return RouteData("REDIRECT", language, redirect=RedirectData(canonical, permanent=True))
    return RouteData("FOUND" if page else "RESTRICTED", language, page=page, restriction=restriction)


def _path_and_query(path: str) -> tuple[str, str]:
    """Return (path, query), still percent-encoded: without host and fragment, with a leading slash."""
    path, _separator, query = path.strip().partition("#")[0].partition("?")
    if path.lower().startswith(("http://", "https://")):
        path = "/" + path.split("//", 1)[1].partition("/")[2]
    return path if path.startswith("/") else f"/{path}", query


def canonical_path(path: str) -> str:
    """Return the canonical form of a path: decoded, lower case, single slashes, a final slash."""
    canonical = _SLASHES.sub("/", unquote(path).lower())
    return canonical if canonical.endswith("/") else f"{canonical}/"


def _page_at(context: RequestContext, root: Root, path: str) -> Page | None:
    url_path = root.url_path + path[len(root.prefix) :]

    def build(placeholders: Placeholders) -> Any:
        rows = context.published(Page, placeholders.now)
        rows = rows.filter(url_path__in=placeholders.texts("paths"), slug__in=placeholders.texts("slugs"))
        return rows.filter(path__startswith=root.tree_path).values_list("pk", "content_type_id")

    key = (_page_at, root.tree_path)
    # No tags: no other page can be at this path; where none is, `find_route` looks for what else may be.
    rows = context.rows(key, build, cache_tags=(), paths=[url_path], slugs=[slug_in(url_path)])
    return specific(context, *rows[0]) if rows else None


def _restriction(context: RequestContext, root: Root, path: str) -> RestrictionData | None:
    """Return the restriction of a page that exists but is not public; nothing else of it is revealed.

    Changes of such pages are not logged, hence the unknown tag.
    """
    context.tag_collector.add_unknown()
    page = restricted_page(context, root.url_path + path[len(root.prefix) :], root.tree_path)
    return RestrictionData(page.kind, to_global_id(page.pk)) if page else None


def specific(context: RequestContext, page_id: int, content_type_id: int) -> Any:
    """Load a public page by id as its specific type; None for a type not in the contract."""
    model: Any = ContentType.objects.get_for_id(content_type_id).model_class()
    if model is None or model is Page:
        return None
    columns = context.columns(model, *context.stream_columns(model))

    def build(placeholders: Placeholders) -> Any:
        return model.objects.filter(pk__in=placeholders.ids()).order_by().values_list(*columns)

    tags = (surrogate_key(kind_of(model), page_id),)
    rows = context.rows((specific, model, columns), build, cache_tags=tags, ids=[page_id])
    return next(iter(context.pages(model, columns, rows)), None)


def public_page(context: RequestContext, page_id: int) -> Any:
    """Return a public page of any site by primary key; None if there is none."""

    def build(placeholders: Placeholders) -> Any:
        rows = context.published(Page, placeholders.now).filter(pk__in=placeholders.ids())
        return rows.values_list("pk", "content_type_id", "path")

    for pk, content_type_id, path in context.rows(public_page, build, cache_tags=(), ids=[page_id]):
        if context.sites.root_of(path) is not None:
            return specific(context, pk, content_type_id)
    context.tag_collector.add(every_page())
    return None


def page_by_slug(context: RequestContext, model: type[Page], root: Root, slug: str) -> Any:
    """Return a public page of a model below a home page; None if there is none."""
    columns = context.columns(model, *context.stream_columns(model))

    def build(placeholders: Placeholders) -> Any:
        rows = context.published(model, placeholders.now)
        rows = rows.filter(slug__in=placeholders.texts("slugs"), path__startswith=root.tree_path)
        return rows.values_list(*columns)[:1]

    rows = context.rows((page_by_slug, model, columns, root.tree_path), build, slugs=[slug])
    return next(iter(context.pages(model, columns, rows)), None)


def _moved_with_query(
    context: RequestContext, site: Site, root: Root | None, path: str, language: str
) -> RouteData | None:
    """Return the redirect from a path with exactly this query, if any; it takes precedence over a page."""
    if len(path) > MAX_PATH_CHARACTERS or not is_storable(unquote(path)):
        return None
    if not context.version_cache.get(_moved_with_query, lambda: _has_paths_with_query(context)):
        return None
    route = _redirected(context, site, root, path, language, is_by_query=True)
    return route if route.status != "NOT_FOUND" else None


def _has_paths_with_query(context: RequestContext) -> bool:
    """Return whether any redirect is from a path with a query."""
    context.tag_collector.add_unknown()
    return bool(RedirectRecord.objects.filter(old_path__contains="?").exists())


def _redirected(
    context: RequestContext,
    site: Site,
    root: Root | None,
    path: str,
    language: str,
    *,
    is_by_query: bool = False,
) -> RouteData:
    """Return the redirect of a path: of the site, else of all sites; the exact spelling first."""
    # Wagtail adds redirects of its own after a page has moved; see also `_restriction`.
    context.tag_collector.add_unknown()
    record = find_redirect(site.pk, path)
    if record is None or (is_by_query and "?" not in record.old_path):
        return RouteData("NOT_FOUND", language)
    if is_gone(record):
        return RouteData("GONE", language)

    def is_page(site_id: int, target: str) -> bool:
        canonical = canonical_path(target.partition("?")[0])
        roots = context.sites.of_site(context.sites.by_id[site_id])
        home = next((home for home in roots if canonical.startswith(home.prefix)), None)
        return canonical == "/" or (
            home is not None
            and bool(_page_at(context, home, canonical) or _restriction(context, home, canonical))
        )

    chain = chain_of(record, site.pk, hosts_of(context.sites.by_id.values()), find_redirect, is_page)
    to = target_of(context, chain, root or context.sites.root(site, None))
    if to is None or canonical_path(to) == canonical_path(path):
        return RouteData("NOT_FOUND", language)
    return RouteData("REDIRECT", language, redirect=RedirectData(to, permanent=chain.is_permanent))


def target_of(context: RequestContext, chain: Chain, home: Root | None) -> str | None:
    """Return the final target of a redirect chain, for the site of `home`; None if none is public."""
    if chain.is_loop:
        return None
    record = chain.last
    if record.redirect_page_id:
        link = page_link(context, record.redirect_page_id, home)
        return (link.path or link.url) if link else None
    return record.redirect_link if target_kind(record.redirect_link) in ("path", "web") else None
