"""Blocks that list pages: those chosen, or the newest of a kind."""

from typing import Any

from cms.members.models import MemberPage
from cms.news.models import NewsPage

from ..values import Link
from .bodies import BodyBlock, items_of
from .pages import pages_by_id
from .places import fetch_places
from .relations import fetch_newest_members, fetch_newest_news
from .request import Reading

MOST = 12


def _chosen(reading: Reading, block: BodyBlock, name: str, model: Any) -> list[Any]:
    return pages_by_id(reading, model, [pk for _, pk in items_of(block.value.get(name)) if pk])


def _newest(reading: Reading, block: BodyBlock, fetch: Any, key: Any, model: Any) -> list[Any]:
    count = min(max(int(block.value.get("count") or 3), 1), MOST)
    return pages_by_id(reading, model, (reading.batch(fetch).get(key) or [])[:count])


def news(reading: Reading, block: BodyBlock) -> list[Any]:
    """Return the articles of a NewsBlock."""
    if items_of(block.value.get("news")):
        return _chosen(reading, block, "news", NewsPage)
    root = reading.root_of(block.page)
    if root is None:
        return []
    key = (root.tree_path, block.value.get("category"))
    return _newest(reading, block, fetch_newest_news, key, NewsPage)


def members(reading: Reading, block: BodyBlock) -> list[Any]:
    """Return the members of a MembersBlock."""
    if items_of(block.value.get("members")):
        return _chosen(reading, block, "members", MemberPage)
    root = reading.root_of(block.page)
    if root is None:
        return []
    return _newest(reading, block, fetch_newest_members, root.tree_path, MemberPage)


def section(reading: Reading, block: BodyBlock, kind: str) -> Link | None:
    """Return a link to a section of the site the block stands in."""
    root = reading.root_of(block.page)
    if root is None:
        return None
    places = reading.batch(fetch_places).get(root.tree_path) or ()
    return next((place.link for place in places if place.kind == kind), None)
