"""Every redirect of a site that leads somewhere public, for hosts that answer without asking `route`."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import graphene
from wagtail.contrib.redirects.models import Redirect as RedirectRecord
from wagtail.models import Page, Site

from cms.navigation.redirects import Chain, best_of, chain_of, hosts_of, is_gone, spellings

from ..arguments import check_first
from ..pagination import Key, Order, Slice, connection_type
from ..reading import Reading
from ..reading.routes import right_spelling, target_of
from ..reading.rows import want_rows
from ..reading.statements import Given
from ..value_types import text

MOST_REDIRECTS = 1_000
#: Pages are looked for by so many paths at once.
_AT_ONCE = 1_000


@dataclass(frozen=True, slots=True)
class Entry:
    """A redirect as the list shows it; `source` is where it is from."""

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


def redirect_slice(reading: Reading, site: Site, *, first: int, after: str | None) -> Slice:
    """Return a slice of a site's redirects, in the order in which they were made."""
    check_first(first, MOST_REDIRECTS)
    order = Order(f"redirects-{site.pk}", (Key("pk"),))
    beyond = order.values_in(after)[0] if after is not None else 0

    def entries() -> list[Entry]:
        # Apart: what asks for rows may be begun anew when they have come.
        chains: list[Chain] = reading.once((_chains, site.pk), lambda: list(_chains(reading, site)))
        found: list[Entry] = reading.once(
            (redirect_slice, site.pk), lambda: list(_entries(reading, site, chains))
        )
        return found

    return Slice(
        order,
        first=first,
        is_at_start=after is None,
        fetch=lambda: [entry for entry in entries() if entry.pk > beyond][: first + 1],
        count=lambda: len(entries()),
    )


def _chains(reading: Reading, site: Site) -> Iterator[Chain]:
    """Yield where the redirects of a site, and of all sites, lead; without those that a page comes before.

    All are read whatever the slice: where a chain ends, and which are in the list, depends on the others.
    """
    # Wagtail writes redirects of its own after a page has moved, in a way that no log tells of.
    reading.made_of.note_unknown()
    records = list(RedirectRecord.objects.order_by("pk"))
    by_place = {(record.site_id, record.old_path): record for record in records}
    pages = _pages_at(reading, records)
    hosts = hosts_of(reading.sites.by_id.values())

    def find(site_id: int, place: str) -> RedirectRecord | None:
        keys = ((owner, path) for path in spellings(place) for owner in (site_id, None))
        return best_of((by_place[key] for key in keys if key in by_place), place)

    def is_page(site_id: int, place: str) -> bool:
        path = right_spelling(place.partition("?")[0])
        return path == "/" or (site_id, path) in pages

    for record in records:
        is_own = record.site_id == site.pk
        is_for_all = record.site_id is None and (site.pk, record.old_path) not in by_place
        is_page_there = "?" not in record.old_path and is_page(site.pk, record.old_path)
        if (is_own or is_for_all) and not is_page_there and not is_gone(record):
            yield chain_of(record, site.pk, hosts, find, is_page)


def _entries(reading: Reading, site: Site, chains: list[Chain]) -> Iterator[Entry]:
    """Yield the redirects that `route` would answer with: those with a public end."""
    home = reading.sites.root(site, None)
    want_rows(reading, (chain.last.redirect_page_id for chain in chains))
    for chain in chains:
        record = chain.steps[0]
        to = target_of(reading, chain, home)
        if to is not None and right_spelling(to) != right_spelling(record.old_path):
            yield Entry(record.pk, record.old_path, to, chain.is_permanent)


def _pages_at(reading: Reading, records: list[RedirectRecord]) -> set[tuple[int, str]]:
    """Return (site, path) of the public pages that stand where redirects are from."""
    wanted: dict[str, set[tuple[int, str]]] = {}
    for path in {right_spelling(record.old_path.partition("?")[0]) for record in records}:
        for root in reading.sites.roots:
            if path.startswith(root.prefix):
                url_path = root.url_path + path[len(root.prefix) :]
                wanted.setdefault(url_path, set()).add((root.site_id, path))

    def build(given: Given) -> Any:
        rows = reading.published(Page, given.now)
        return rows.filter(url_path__in=given.texts("paths")).values_list("url_path")

    found: set[tuple[int, str]] = set()
    paths = sorted(wanted)
    for start in range(0, len(paths), _AT_ONCE):
        some = paths[start : start + _AT_ONCE]
        for (url_path,) in reading.rows((_pages_at,), build, paths=some):
            found |= wanted[url_path]
    return found
