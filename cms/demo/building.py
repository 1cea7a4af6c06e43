"""Makes the invented association in an empty database. Can be run again, and goes on where it was stopped."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from django.db import connection
from django.utils import timezone
from wagtail.models import Site

from cms.home.sites import start_site

from .drawing import Studio
from .filling import Filling
from .ledger import Ledger, refuse_foreign_content
from .library import store_documents, store_drawings, store_logos, wanted_drawings
from .logins import make_logins
from .models import MadeObject
from .places import Places
from .surroundings import make_menus, make_settings, make_terms
from .texts import load_items

NAME = "Prismatal"
KINDS = ("members", "news", "galleries", "pages")

#: Told what is done: a sentence, how much of it, of how much (0: not counted).
Tell = Callable[[str, int, int], None]


@contextmanager
def studio(*, width: int | None = None) -> Iterator[Studio]:
    """Draw in the background what the library lacks, in the order in which visitors will see it.

    `width` draws photographs smaller, for tests.
    """
    # Drawing takes longest, so it begins even before the database has its tables.
    is_new = MadeObject._meta.db_table not in connection.introspection.table_names()
    drawings = wanted_drawings(set() if is_new else Ledger().finished_keys(), _seen_first())
    with Studio(drawings, width=width) as opened:
        yield opened


def build(drawn: Studio, *, port: int, tell: Tell) -> int:
    """Make what is missing of the demo; return how many things were made. `port` is the frontend's.

    Raises `ForeignContent` if the database holds what the demo has not made, and `ForeignSite` if its site is
    someone else's.
    """
    refuse_foreign_content()
    if is_complete():
        _follow_port(Site.objects.get(is_default_site=True), port)
        return 0
    ledger = Ledger()
    before = len(ledger)
    items = {kind: load_items(kind, timezone.localdate()) for kind in KINDS}
    started = start_site(name=NAME, hostname="localhost", port=port)
    _follow_port(started.site, port)
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
    tell("Settings and menus", 0, 0)
    return len(ledger) - before


def is_complete() -> bool:
    """Tell whether the demo's content has been made to its end."""
    return Ledger().is_finished("menu/footer/en")


def _seen_first() -> list[str]:
    """Return the pictures of the home page and on the first cards of each list."""
    today = timezone.localdate()
    covers = ["hero-01", "hero-02"]
    for kind in ("news", "galleries"):
        newest_first = sorted(load_items(kind, today), key=lambda item: item.day, reverse=True)
        covers += [item.facts["cover"] for item in newest_first if item.facts.get("cover")]
    return covers


def _follow_port(site: Site, port: int) -> None:
    """The demo's site stands where the demo's frontend is served this time."""
    if (site.hostname, site.port) != ("localhost", port):
        site.hostname, site.port = "localhost", port
        site.save()
