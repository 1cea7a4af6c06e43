"""Redirect list of a site, resolved to public targets: for hosts that redirect without querying `route`."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import graphene
from wagtail.contrib.redirects.models import Redirect as RedirectRecord
from wagtail.models import Page, Site

from cms.navigation.redirects import Chain, best_of, chain_of, hosts_of, is_gone, spellings

from ..loading.context import RequestContext
from ..loading.prepared_statements import Placeholders
from ..pages.page_links import prefetch_page_links
from ..pages.routes import canonical_path, target_of
from ..vocabulary.arguments import check_first
from ..vocabulary.connections import Connection, connection_type
from ..vocabulary.cursors import Key, Order
from ..vocabulary.fields import text

MAX_REDIRECTS = 1_000
#: Paths per statement when looking up pages.
_PATHS_PER_QUERY = 1_000


@dataclass(frozen=True, slots=True)
class Entry:
    """Source object of RedirectEntry. `source` is the old path, `to` a path or an absolute address."""

    pk: int
    source: str
    to: str
    permanent: bool


class RedirectEntry(graphene.ObjectType):
    """An old address and where it leads now; none that is a page again, since a page comes first."""

    from_ = graphene.String(
        name="from",
        required=True,
        description=(
            "A path without final slash, in the case that an editor gave it, "
            "and with a query where that alone moved."
        ),
    )
    to = text(
        "A path, or an absolute http(s) address: the end of a chain, never an address that is in a loop."
    )
    permanent = graphene.Boolean(required=True, description="Answer 301 or 308, not 302 or 307.")

    def resolve_from_(self: Entry, info: Any) -> str:
        return self.source


RedirectConnection = connection_type("RedirectConnection", RedirectEntry, "RedirectEdge", "redirects")


def resolve_redirect_connection(
    context: RequestContext, site: Site, *, first: int, after: str | None
) -> Connection:
    """Return a slice of a site's redirects, in the order of their creation."""
    check_first(first, MAX_REDIRECTS)
    order = Order(f"redirects-{site.pk}", (Key("pk", int),))
    after_pk = order.values_in(after)[0] if after is not None else 0

    def entries() -> list[Entry]:
        # Memoized apart: `_entries` loads page links, so it may be suspended and start again.
        chains: list[Chain] = context.memoize((_chains, site.pk), lambda: list(_chains(context, site)))
        resolved: list[Entry] = context.memoize(
            (resolve_redirect_connection, site.pk), lambda: list(_entries(context, site, chains))
        )
        return resolved

    return Connection(
        order,
        first=first,
        is_at_start=after is None,
        fetch=lambda: [entry for entry in entries() if entry.pk > after_pk][: first + 1],
        count=lambda: len(entries()),
    )


def _chains(context: RequestContext, site: Site) -> Iterator[Chain]:
    """Yield the redirect chains of a site and of all sites, except where a public page has the old path.

    All are read whatever the slice: where a chain ends, and which are filtered_query, depends on the others.
    """
    # Wagtail's own redirects after a page move are written in a way that the change log does not see.
    context.tag_collector.add_unknown()
    records = list(RedirectRecord.objects.order_by("pk"))
    by_source = {(record.site_id, record.old_path): record for record in records}
    pages = _pages_at(context, records)
    hosts = hosts_of(context.sites.by_id.values())

    def find(site_id: int, path: str) -> RedirectRecord | None:
        keys = ((owner, spelling) for spelling in spellings(path) for owner in (site_id, None))
        return best_of((by_source[key] for key in keys if key in by_source), path)

    def is_page(site_id: int, path: str) -> bool:
        page_path = canonical_path(path.partition("?")[0])
        return page_path == "/" or (site_id, page_path) in pages

    for record in records:
        is_own = record.site_id == site.pk
        is_for_all = record.site_id is None and (site.pk, record.old_path) not in by_source
        is_page_there = "?" not in record.old_path and is_page(site.pk, record.old_path)
        if (is_own or is_for_all) and not is_page_there and not is_gone(record):
            yield chain_of(record, site.pk, hosts, find, is_page)


def _entries(context: RequestContext, site: Site, chains: list[Chain]) -> Iterator[Entry]:
    """Yield the redirects that `route` would return: those with a public target."""
    home = context.sites.root(site, None)
    prefetch_page_links(context, (chain.last.redirect_page_id for chain in chains))
    for chain in chains:
        record = chain.steps[0]
        to = target_of(context, chain, home)
        if to is not None and canonical_path(to) != canonical_path(record.old_path):
            yield Entry(record.pk, record.old_path, to, chain.is_permanent)


def _pages_at(context: RequestContext, records: list[RedirectRecord]) -> set[tuple[int, str]]:
    """Return (site id, path) of the public pages at the old paths of redirects."""
    candidates: dict[str, set[tuple[int, str]]] = {}
    for path in {canonical_path(record.old_path.partition("?")[0]) for record in records}:
        for root in context.sites.roots:
            if path.startswith(root.prefix):
                url_path = root.url_path + path[len(root.prefix) :]
                candidates.setdefault(url_path, set()).add((root.site_id, path))

    def build(placeholders: Placeholders) -> Any:
        rows = context.published(Page, placeholders.now)
        return rows.filter(url_path__in=placeholders.texts("paths")).values_list("url_path")

    pages: set[tuple[int, str]] = set()
    paths = sorted(candidates)
    for start in range(0, len(paths), _PATHS_PER_QUERY):
        batch = paths[start : start + _PATHS_PER_QUERY]
        for (url_path,) in context.rows((_pages_at,), build, paths=batch):
            pages |= candidates[url_path]
    return pages
