"""Pages by number, by place in the tree and by language: only public ones, whoever refers to them."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from wagtail.models import Page

from ..enums import language_name
from ..values import Link, Translation
from .batches import Stage, fetched_at
from .relations import fetch_neighbours
from .request import Reading

_LINK_COLUMNS = ("pk", "title", "url_path", "path", "locale_id")


def link_at(reading: Reading, title: str, url_path: str, tree_path: str) -> Link | None:
    """Return a link to a page at a place of the tree; None for a page outside every site."""
    root = reading.sites.root_of(tree_path)
    if root is None:
        return None
    path = root.path_of(url_path)
    return Link(title, path, root.base_url + path, root.site_id)


@fetched_at(Stage.ENDS)
def fetch_links(reading: Reading, ids: list[int]) -> dict[int, Link]:
    """Return a link to each public page of `ids`."""
    rows = reading.published(Page).filter(pk__in=ids).values_list(*_LINK_COLUMNS)
    links = {pk: link_at(reading, title, url_path, path) for pk, title, url_path, path, _ in rows}
    return {pk: link for pk, link in links.items() if link is not None}


@fetched_at(Stage.PAGES)
def fetch_pages(reading: Reading, ids: list[int], model: type[Page]) -> dict[int, Any]:
    """Return each public page of `model` among `ids`, without its bodies."""
    pages = reading.published(model).filter(pk__in=ids).defer_streamfields()
    return {page.pk: page for page in reading.see(page for page in pages if reading.root_of(page))}


def pages_by_id(reading: Reading, model: type[Page], ids: Iterable[int]) -> list[Any]:
    """Return the public pages of `ids` in that order; what is not public is left out."""
    return reading.batch(fetch_pages, model).get_all(ids)


def link_to(reading: Reading, page: Page) -> Link:
    """Return a link to a page that is known to be public."""
    return link_at(reading, page.title, page.url_path, page.path) or Link(title=page.title, path=None, url="")


def fetch_breadcrumbs(reading: Reading, ids: list[int], model: type[Page]) -> dict[int, list[Link]]:
    """Return the links from the home page down to the parent, for each page of `ids`."""
    above: dict[int, list[str]] = {}
    for pk in ids:
        page = reading.seen(model)[pk]
        root = reading.root_of(page)
        if root is not None:
            step = page.steplen
            lengths = range(len(root.tree_path), len(page.path), step)
            above[pk] = [page.path[:length] for length in lengths]
    paths = {path for chain in above.values() for path in chain}
    links: dict[str, Link | None] = {}
    if paths:
        rows = reading.published(Page).filter(path__in=paths).values_list(*_LINK_COLUMNS)
        links = {path: link_at(reading, title, url_path, path) for _, title, url_path, path, _ in rows}
    return {pk: [link for path in chain if (link := links.get(path))] for pk, chain in above.items()}


def fetch_translations(reading: Reading, ids: list[int], model: type[Page]) -> dict[int, list[Translation]]:
    """Return every published language version of each page of `ids`, its own included."""
    pages = {pk: reading.seen(model)[pk] for pk in ids}
    rows = (
        reading.published(Page)
        .filter(translation_key__in={page.translation_key for page in pages.values()})
        .values_list("translation_key", "url_path", "path")
    )
    by_key: dict[Any, list[tuple[int, Translation]]] = defaultdict(list)
    for key, url_path, tree_path in rows:
        root = reading.sites.root_of(tree_path)
        if root is not None:
            path = root.path_of(url_path)
            by_key[key].append(
                (
                    root.site_id,
                    Translation(
                        language=language_name(root.code), code=root.code, path=path, url=root.base_url + path
                    ),
                )
            )
    order = list(reading.sites.codes.values())
    found = {}
    for pk, page in pages.items():
        root = reading.root_of(page)
        site_id = root.site_id if root else None
        versions = [version for site, version in by_key[page.translation_key] if site == site_id]
        found[pk] = sorted(versions, key=lambda version: order.index(version.code))
    return found


def related(reading: Reading, fetch: Any, page: Page, model: type[Page], *arguments: Any) -> list[Any]:
    """Return the public pages of `model` whose ids `fetch` finds for a page."""
    return pages_by_id(reading, model, reading.fetch(fetch, page, *arguments) or ())


def neighbour(reading: Reading, page: Page, side: int) -> Link | None:
    """Return a link to the next newer (side 0) or older (1) article of a page's section."""
    found = reading.fetch(fetch_neighbours, page)
    link: Link | None = reading.batch(fetch_links).get(found[side]) if found else None
    return link
