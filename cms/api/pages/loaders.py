"""Loader of public pages by id, and their breadcrumbs, translations and canonical URL."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Q
from wagtail.models import Page

from cms.delivery.tags import kind_of

from ..images.loaders import prefetch_images
from ..loading.context import RequestContext
from ..loading.data_loader import LoadPriority, load_priority
from ..loading.languages import language_name
from ..loading.prepared_statements import Placeholders
from .dto import LinkData, TranslationData
from .page_links import fetch_page_links, link_at, links_of, page_link_row
from .page_types import page_type_of

#: How many of the newest pages a block shows at most.
MAX_NEWEST = 12

_CARD_IMAGES = {"cover": "card_image_id", "logo": "logo_id"}


@load_priority(LoadPriority.PAGES)
def fetch_pages(context: RequestContext, keys: list[int | str], model: type[Page]) -> dict[int | str, Any]:
    """Return public pages of `model`, without bodies, and prime the loaders for their cards.

    A key is a page id, or the tree path of a home page for the newest pages below it.
    """
    trees = sorted(key for key in keys if isinstance(key, str))
    columns = context.columns(model, *page_type_of(model).newest_columns)

    def build(placeholders: Placeholders) -> Any:
        published = context.published(model, placeholders.now)
        condition = Q(pk__in=placeholders.ids())
        for tree in trees:
            newest = context.below(published, tree).newest_first()
            condition |= Q(pk__in=newest.values("pk")[:MAX_NEWEST])
        return published.filter(condition).values_list(*columns)

    ids = [key for key in keys if isinstance(key, int)]
    kind = kind_of(model)
    tags = (kind,) if trees else ()
    rows = context.rows((fetch_pages, model, columns, *trees), build, cache_tags=tags, ids=ids)
    path = columns.index("path")
    in_sites = (row for row in rows if context.sites.root_of(row[path]) is not None)
    pages = context.pages(model, columns, in_sites)
    _prefetch_cards(context, model, pages)
    values: dict[int | str, Any] = {page.pk: page for page in pages}
    context.tag_collector.add_found(kind, ids, values)
    for tree in trees:
        below = [page for page in pages if page.path.startswith(tree)]
        values[tree] = sorted(below, key=page_type_of(model).newest_key, reverse=True)[:MAX_NEWEST]
    return values


def _prefetch_cards(context: RequestContext, model: type[Page], pages: list[Any]) -> None:
    """Prime the loaders of what cards of these pages show, to load it in one batch."""
    for field, column in _CARD_IMAGES.items():
        if context.is_requested(field):
            prefetch_images(context, (getattr(page, column, None) for page in pages))
    page_type = page_type_of(model)
    if page_type.card_fields and context.is_requested(*page_type.card_fields):
        context.loader(*page_type.card_loader).prime(page.pk for page in pages)


def pages_by_id(context: RequestContext, model: type[Page], ids: Iterable[int]) -> list[Any]:
    """Return the public pages of `ids`, in that order; others are left out."""
    return context.loader(fetch_pages, model).get_all(ids)


def link_to(context: RequestContext, page: Page) -> LinkData:
    """Return a link to a page that is known to be public."""
    return link_at(context, page.title, page.url_path, page.path) or LinkData(page.title, None, "")


def canonical_url(context: RequestContext, page: Any) -> str:
    """Return the canonical URL of a page; for an alias, its original's."""
    original = page_link_row(context, page.alias_of_id)
    link = link_at(context, original.title, original.url_path, original.path) if original else None
    return (link or link_to(context, page)).url


def breadcrumbs(context: RequestContext, page: Page) -> list[LinkData]:
    """Return the links from the home page down to the parent of a page."""
    root = context.root_of(page)
    if root is None:
        return []
    lengths = range(len(root.tree_path), len(page.path), page.steplen)
    rows = context.loader(fetch_page_links).get_all(("path", page.path[:length]) for length in lengths)
    return links_of(context, rows)


def translations(context: RequestContext, page: Page) -> list[TranslationData]:
    """Return the published translations of a page on its site, itself included."""
    root = context.root_of(page)
    by_code = {}
    for row in context.loader(fetch_page_links).get(("translations", page.translation_key)) or ():
        other = context.sites.root_of(row.path)
        if root and other and other.site_id == root.site_id:
            path = other.path_of(row.url_path)
            by_code[other.code] = TranslationData(
                language_name(other.code), other.code, path, other.base_url + path
            )
    return [by_code[code] for code in context.sites.codes.values() if code in by_code]
