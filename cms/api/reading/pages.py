"""Public pages, whoever refers to them, and where they stand."""

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

from django.db.models import Q
from wagtail.models import Page

from cms.delivery.tags import kind_of
from cms.galleries.models import GalleryPage
from cms.members.models import MemberPage
from cms.news.models import NewsPage

from ..enums import language_name
from ..values import Link, Translation
from .batches import Stage, fetched_at
from .images import want_images
from .relations import fetch_image_counts, fetch_neighbours
from .request import Reading
from .rows import fetch_rows, link_at, links_of, row_of
from .statements import Given
from .terms import fetch_terms

#: The most that a block shows of the newest.
MOST_NEWEST = 12

#: By what `newest_first` sorts, for pages that are here already, and the columns that it takes.
_NEWEST: dict[type[Page], tuple[tuple[str, ...], Callable[[Any], Any]]] = {
    NewsPage: (("date",), lambda page: (page.date, page.pk)),
    MemberPage: (("joined_on",), lambda page: (page.joined_on or date.min, page.pk)),
    GalleryPage: ((), lambda page: page.pk),
}
_CARD_IMAGES = {"cover": "card_image_id", "logo": "logo_id"}
#: What cards show beside their pictures: fields of a type, and with what they are fetched.
_CARD_DETAILS: dict[type[Page], tuple[tuple[str, ...], tuple[Any, ...]]] = {
    NewsPage: (("categories", "tags"), (fetch_terms,)),
    MemberPage: (("sectors", "competences"), (fetch_terms,)),
    GalleryPage: (("imageCount",), (fetch_image_counts, GalleryPage)),
}


@fetched_at(Stage.PAGES)
def fetch_pages(reading: Reading, keys: list[int | str], model: type[Page]) -> dict[int | str, Any]:
    """Return public pages of `model`, without bodies, and note what their cards show.

    A key is a page's id, or the tree path of a home page: that stands for the newest pages below it.
    """
    trees = sorted(key for key in keys if isinstance(key, str))
    columns = reading.columns(model, *_NEWEST[model][0])

    def build(given: Given) -> Any:
        published = reading.published(model, given.now)
        condition = Q(pk__in=given.ids())
        for tree in trees:
            newest = reading.below(published, tree).newest_first()
            condition |= Q(pk__in=newest.values("pk")[:MOST_NEWEST])
        return published.filter(condition).values_list(*columns)

    ids = [key for key in keys if isinstance(key, int)]
    kind = kind_of(model)
    newest = (kind,) if trees else ()
    rows = reading.rows((fetch_pages, model, columns, *trees), build, made_of=newest, ids=ids)
    place = columns.index("path")
    within = (row for row in rows if reading.sites.root_of(row[place]) is not None)
    pages = reading.pages(model, columns, within)
    _note_cards(reading, model, pages)
    found: dict[int | str, Any] = {page.pk: page for page in pages}
    reading.made_of.note_found(kind, ids, found)
    for tree in trees:
        below = [page for page in pages if page.path.startswith(tree)]
        found[tree] = sorted(below, key=_NEWEST[model][1], reverse=True)[:MOST_NEWEST]
    return found


def _note_cards(reading: Reading, model: type[Page], pages: list[Any]) -> None:
    """Note what is likely to be asked of pages that stand in a list: it comes along with that of others."""
    for field, column in _CARD_IMAGES.items():
        if reading.asks(field):
            want_images(reading, (getattr(page, column, None) for page in pages))
    fields, fetch = _CARD_DETAILS[model]
    if reading.asks(*fields):
        reading.batch(*fetch).want(page.pk for page in pages)


def pages_by_id(reading: Reading, model: type[Page], ids: Iterable[int]) -> list[Any]:
    """Return the public pages of `ids` in that order; what is not public is left out."""
    return reading.batch(fetch_pages, model).get_all(ids)


def link_to(reading: Reading, page: Page) -> Link:
    """Return a link to a page that is known to be public."""
    return link_at(reading, page.title, page.url_path, page.path) or Link(page.title, None, "")


def canonical_url(reading: Reading, page: Any) -> str:
    """Return the address under which search engines are to know a page: an alias has its original's."""
    original = row_of(reading, page.alias_of_id)
    link = link_at(reading, original.title, original.url_path, original.path) if original else None
    return (link or link_to(reading, page)).url


def breadcrumbs(reading: Reading, page: Page) -> list[Link]:
    """Return the links from the home page down to the parent of a page."""
    root = reading.root_of(page)
    if root is None:
        return []
    lengths = range(len(root.tree_path), len(page.path), page.steplen)
    rows = reading.batch(fetch_rows).get_all(("path", page.path[:length]) for length in lengths)
    return links_of(reading, rows)


def translations(reading: Reading, page: Page) -> list[Translation]:
    """Return every published language version of a page on its site, its own included."""
    root = reading.root_of(page)
    versions = {}
    for row in reading.batch(fetch_rows).get(("translations", page.translation_key)) or ():
        other = reading.sites.root_of(row.path)
        if root and other and other.site_id == root.site_id:
            path = other.path_of(row.url_path)
            versions[other.code] = Translation(
                language_name(other.code), other.code, path, other.base_url + path
            )
    return [versions[code] for code in reading.sites.codes.values() if code in versions]


def related(reading: Reading, fetch: Any, page: Page, model: type[Page], *arguments: Any) -> list[Any]:
    """Return the public pages of `model` whose ids `fetch` finds for a page."""
    return pages_by_id(reading, model, reading.fetch(fetch, page, *arguments) or ())


def neighbour(reading: Reading, page: Page, side: int) -> Link | None:
    """Return a link to the next newer (side 0) or older (1) article of a page's section."""
    found = reading.fetch(fetch_neighbours, page)
    rows = reading.batch(fetch_rows).get_all(("id", pk) for pk in (found or ())[side : side + 1] if pk)
    return next(iter(links_of(reading, rows)), None)
