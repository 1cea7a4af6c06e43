"""Makes the invented association in an empty database. Can be run again, and goes on where it was stopped."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import NamedTuple

from django.db import connection
from django.utils import timezone
from wagtail.models import Site

from cms.foundation.addresses import host_and_port
from cms.home.sites import start_site

from .drawing import Studio
from .filling import Filling
from .ledger import Ledger, refuse_foreign_content
from .library import store_documents, store_drawings, store_logos, wanted_drawings
from .logins import make_logins
from .models import MadeObject
from .places import Places
from .surroundings import is_made_to_the_end, make_menus, make_redirects, make_settings, make_terms
from .texts import load_items

NAME = "Prismatal"
KINDS = ("members", "news", "galleries", "pages")

#: Told what is done: a sentence, how much of it, of how much (0: not counted).
Tell = Callable[[str, int, int], None]


class Built(NamedTuple):
    """How many things were made; host and port of the website before, and now."""

    made: int
    was_at: str
    is_at: str


@contextmanager
def studio(*, width: int | None = None) -> Iterator[Studio]:
    """Draw in the background what the library lacks, in the order in which visitors will see it.

    `width` draws photographs smaller, for tests.
    """
    # Drawing takes longest, so it begins even before the database has its tables.
    drawings = wanted_drawings(set() if is_new() else Ledger().finished_keys(), _seen_first())
    with Studio(drawings, width=width) as opened:
        yield opened


def build(drawn: Studio, *, website: str, is_moving: bool, tell: Tell) -> Built:
    """Make what is missing of the demo. `website` is where its pages are to stand.

    A site that is there already is led to it only with `is_moving`.

    Raises `ForeignContent` if the database holds what the demo has not made, and `ForeignSite` if its site is
    someone else's.
    """
    refuse_foreign_content()
    if is_complete():
        return Built(0, *_stand_at(Site.objects.get(is_default_site=True), website, is_moving=is_moving))
    ledger = Ledger()
    before = len(ledger)
    items = {kind: load_items(kind, timezone.localdate()) for kind in KINDS}
    hostname, port = host_and_port(website)
    started = start_site(name=NAME, hostname=hostname, port=port)
    places_of_website = _stand_at(started.site, website, is_moving=is_moving)
    users = make_logins(ledger)
    make_terms(ledger)
    tell("Site, languages, logins, categories and sectors", 0, 0)
    store_documents(ledger)
    store_logos(items["members"], ledger)
    tell("Logos and documents", 0, 0)
    store_drawings(drawn, ledger, lambda count, total: tell("Pictures drawn and stored", count, total))
    places = Places(ledger, started.homes, users.get("editor"))
    places.note_started()
    places.place_others(items["pages"])
    for kind in ("members", "news", "galleries"):
        places.place(kind, items[kind])
    tell("Pages placed", 0, 0)
    filling = Filling(ledger, users)
    for kind in KINDS:
        filling.fill(kind, items[kind])
        tell(f"Published: {kind}", 0, 0)
    make_settings(ledger, started.site)
    make_menus(ledger)
    make_redirects(ledger, started.site)
    tell("Settings, menus and redirects", 0, 0)
    return Built(len(ledger) - before, *places_of_website)


def is_new() -> bool:
    """Tell whether the database has none of our tables yet."""
    return MadeObject._meta.db_table not in connection.introspection.table_names()


def is_complete() -> bool:
    """Tell whether the demo's content has been made to its end."""
    return is_made_to_the_end(Ledger())


def _seen_first() -> list[str]:
    """Return the pictures of the home page and on the first cards of each list."""
    today = timezone.localdate()
    covers = ["hero-01", "hero-02"]
    for kind in ("news", "galleries"):
        newest_first = sorted(load_items(kind, today), key=lambda item: item.day, reverse=True)
        covers += [item.facts["cover"] for item in newest_first if item.facts.get("cover")]
    return covers


def _stand_at(site: Site, website: str, *, is_moving: bool) -> tuple[str, str]:
    """Have the demo's site stand at a website, if it may move; return where it was, and where it is."""
    before = f"{site.hostname}:{site.port}"
    hostname, port = host_and_port(website)
    if is_moving and (site.hostname, site.port) != (hostname, port):
        site.hostname, site.port = hostname, port
        site.save()
    return before, f"{site.hostname}:{site.port}"
