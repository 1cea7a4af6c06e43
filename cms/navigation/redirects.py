"""Where redirects lead in the end: the one place that follows them, for API, form and our own host."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

from django.db.models import Q
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Site

from cms.foundation.link_targets import kind_of

#: A chain that is longer is taken for a loop.
MAX_STEPS = 20

_SLASHES = re.compile(r"/{2,}")
_PORTS = {"http": 80, "https": 443}

#: Site by host and port, as an address has them.
Hosts = Mapping[tuple[str, int], int]
#: (site, path with its query) → the redirect of that place.
Find = Callable[[int, str], Redirect | None]
IsPage = Callable[[int, str], bool]


@dataclass(frozen=True, slots=True)
class Chain:
    """The redirects that one leads on to, itself the first. Of a loop the last is among those before it."""

    steps: tuple[Redirect, ...]
    is_loop: bool = False

    @property
    def last(self) -> Redirect:
        return self.steps[-1]

    @property
    def is_permanent(self) -> bool:
        return all(step.is_permanent for step in self.steps)


def spellings(place: str) -> list[str]:
    """Return the old paths, as stored, that a place has: those with its query first, then the exact one."""
    path, _sign, query = place.partition("?")
    paths = dict.fromkeys((path, unquote(path), unquote(path).lower()))
    found = [f"{one}?{query}" for one in paths] if query else []
    return [Redirect.normalise_path(_SLASHES.sub("/", one)) for one in (*found, *paths)]


def best_of(records: Iterable[Redirect], place: str) -> Redirect | None:
    """Return the redirect that counts: that of the very query, then the site's own, then the exact one."""
    order = spellings(place)
    return min(
        records,
        key=lambda one: ("?" not in one.old_path, one.site_id is None, order.index(one.old_path)),
        default=None,
    )


def find_redirect(site_id: int, place: str) -> Redirect | None:
    """Return the redirect of a place, asked of the database."""
    records = Redirect.objects.filter(Q(site_id=site_id) | Q(site=None), old_path__in=spellings(place))
    return best_of(records, place)


def is_gone(record: Redirect) -> bool:
    """Tell whether an editor says that nothing is there any longer."""
    return not record.redirect_page_id and not record.redirect_link


def hosts_of(sites: Iterable[Site]) -> dict[tuple[str, int], int]:
    """Return sites by their hosts. What stands before them may speak https where they say 80."""
    found: dict[tuple[str, int], int] = {}
    for site in sorted(sites, key=lambda site: (not site.is_default_site, site.pk)):
        for port in (80, 443) if site.port in (80, 443) else (site.port,):
            found.setdefault((site.hostname.lower(), port), site.pk)
    return found


def place_at(address: str, site_id: int, hosts: Hosts) -> tuple[int, str] | None:
    """Return (site, path with its query) of an address on one of our sites; None if it leads elsewhere."""
    kind = kind_of(address)
    if kind not in ("path", "web"):
        return None
    parts = urlsplit(address.strip())
    place = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    if kind == "path":
        return site_id, place
    found = hosts.get(((parts.hostname or "").rstrip("."), parts.port or _PORTS[parts.scheme.lower()]))
    return None if found is None else (found, place)


def chain_of(
    record: Redirect, site_id: int, hosts: Hosts, find: Find, is_page: IsPage = lambda site_id, place: False
) -> Chain:
    """Return the redirects that `record` leads on to, as visitors of a site meet them.

    Where a page stands a chain ends, as it does at another website.
    """
    steps = [record]
    while record.redirect_link and not record.redirect_page_id and len(steps) <= MAX_STEPS:
        place = place_at(record.redirect_link, site_id, hosts)
        if place is None:
            break
        site_id, path = place
        following = find(site_id, path)
        if following is None or is_gone(following):
            break
        if "?" not in following.old_path and is_page(site_id, path):
            break
        if any(_is_same(following, step) for step in steps):
            return Chain((*steps, following), is_loop=True)
        steps.append(following)
        record = following
    return Chain(tuple(steps), is_loop=len(steps) > MAX_STEPS)


def _is_same(one: Redirect, other: Redirect) -> bool:
    return one is other or (one.pk is not None and one.pk == other.pk)
