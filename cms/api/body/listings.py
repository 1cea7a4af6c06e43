"""Blocks that list pages: those the editor chose, else the newest of a type or category."""

from collections.abc import Generator
from typing import Any

from django.db.models import F, Value, Window
from django.db.models.functions import RowNumber

from cms.members.models import MemberPage
from cms.news.models import NewsPage

from ..loading.context import RequestContext
from ..loading.data_loader import LoadPriority, load_priority
from ..loading.prepared_statements import BoundQuery, Placeholders
from ..pages.dto import LinkData
from ..pages.loaders import MAX_NEWEST, fetch_pages, pages_by_id
from ..pages.places import places
from ..pages.related import grouped
from ..terms.filters import find_categories
from .blocks import BodyBlock, items_of

#: Loader key of the newest of a category: (tree path of the home page, category id).
NewestKey = tuple[str, int]


@load_priority(LoadPriority.REFERENCES)
def fetch_newest_of_categories(
    context: RequestContext, keys: list[NewestKey]
) -> Generator[BoundQuery, list[Any], dict[NewestKey, list[int]]]:
    """Return ids of the 12 newest articles of each category below a home page."""
    ids: dict[NewestKey, list[int]] = {}
    categories = find_categories(context, [category for _, category in keys])
    for tree in sorted({tree for tree, _ in keys}):
        requested = tuple((pk, categories[pk]) for other, pk in keys if other == tree and pk in categories)
        if not requested:
            continue

        def build(placeholders: Placeholders, tree: str = tree, requested: Any = requested) -> Any:
            below = context.below(context.published(NewsPage, placeholders.now), tree)
            first, *others = (_newest_of(category, terms.filter(below)) for category, terms in requested)
            return first.union(*others, all=True) if others else first

        rows = yield context.bound_query((fetch_newest_of_categories, tree, *requested), build)
        ids.update(((tree, category), newest) for category, newest in grouped(rows).items())
    return ids


def _newest_of(category: int, articles: Any) -> Any:
    position = Window(RowNumber(), order_by=[F("date").desc(), F("pk").desc()])
    newest = NewsPage.objects.filter(pk__in=articles.newest_first().values("pk")[:12]).order_by()
    return newest.values_list(Value(category), "pk", position)


#: Listing blocks by name → page model. The field of the chosen pages has the block's name.
LISTED_MODELS: dict[str, Any] = {"news": NewsPage, "members": MemberPage}


def news(context: RequestContext, block: BodyBlock) -> list[Any]:
    """Return the articles of a NewsBlock: the chosen, else the newest (of its category)."""
    category = block.value.get("category")
    root = context.root_of(block.page)
    if items_of(block.value.get("news")) or not category:
        return _chosen_or_newest(context, block, "news", NewsPage)
    if root is None:
        return []
    ids = context.loader(fetch_newest_of_categories).get((root.tree_path, category)) or []
    return pages_by_id(context, NewsPage, ids[: _count(block)])


def listed_pages(context: RequestContext, block: BodyBlock) -> list[Any]:
    """Return the pages of a NewsBlock or MembersBlock."""
    return (news if block.type_name == "NewsBlock" else members)(context, block)


def members(context: RequestContext, block: BodyBlock) -> list[Any]:
    """Return the members of a MembersBlock: the chosen, else the newest."""
    return _chosen_or_newest(context, block, "members", MemberPage)


def _chosen_or_newest(context: RequestContext, block: BodyBlock, name: str, model: Any) -> list[Any]:
    if chosen := items_of(block.value.get(name)):
        return pages_by_id(context, model, [pk for _, pk in chosen if pk])
    root = context.root_of(block.page)
    newest: list[Any] = (context.loader(fetch_pages, model).get(root.tree_path) or []) if root else []
    return newest[: _count(block)]


def _count(block: BodyBlock) -> int:
    return min(max(int(block.value.get("count") or 3), 1), MAX_NEWEST)


def section(context: RequestContext, block: BodyBlock, kind: str) -> LinkData | None:
    """Return a link to a section of the block's site; `kind` is a `PageType.place`: NEWS, MEMBERS."""
    root = context.root_of(block.page)
    site_places = places(context, root) if root else []
    return next((place.link for place in site_places if place.kind == kind), None)
