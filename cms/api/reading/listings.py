"""Blocks that list pages: those chosen, or the newest of a kind."""

from typing import Any

from cms.members.models import MemberPage
from cms.news.models import NewsPage

from ..values import Link
from .bodies import BodyBlock, items_of
from .pages import MOST_NEWEST, fetch_pages, pages_by_id
from .places import places
from .relations import fetch_newest_of_categories
from .request import Reading


def news(reading: Reading, block: BodyBlock) -> list[Any]:
    """Return the articles of a NewsBlock."""
    category = block.value.get("category")
    root = reading.root_of(block.page)
    if items_of(block.value.get("news")) or not category:
        return _chosen_or_newest(reading, block, "news", NewsPage)
    if root is None:
        return []
    ids = reading.batch(fetch_newest_of_categories).get((root.tree_path, category)) or []
    return pages_by_id(reading, NewsPage, ids[: _count(block)])


def listed(reading: Reading, block: BodyBlock) -> list[Any]:
    """Return the pages of a block that lists some."""
    return (news if block.type_name == "NewsBlock" else members)(reading, block)


def members(reading: Reading, block: BodyBlock) -> list[Any]:
    """Return the members of a MembersBlock."""
    return _chosen_or_newest(reading, block, "members", MemberPage)


def _chosen_or_newest(reading: Reading, block: BodyBlock, name: str, model: Any) -> list[Any]:
    if chosen := items_of(block.value.get(name)):
        return pages_by_id(reading, model, [pk for _, pk in chosen if pk])
    root = reading.root_of(block.page)
    newest: list[Any] = (reading.batch(fetch_pages, model).get(root.tree_path) or []) if root else []
    return newest[: _count(block)]


def _count(block: BodyBlock) -> int:
    return min(max(int(block.value.get("count") or 3), 1), MOST_NEWEST)


def section(reading: Reading, block: BodyBlock, kind: str) -> Link | None:
    """Return a link to a section of the site the block stands in."""
    root = reading.root_of(block.page)
    found = places(reading, root) if root else []
    return next((place.link for place in found if place.kind == kind), None)
