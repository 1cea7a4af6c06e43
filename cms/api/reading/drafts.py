"""Drafts among what is read: their relations are in memory, and they share no id with the live page.

A fetch function gets primary keys and asks the database. What it would find for a draft stands in the draft:
`@from_draft(fetch_…)` marks the function that reads it there. A fetch function without one is asked by the
page's key: right for what others say about a page (the news that name a member).
"""

from collections.abc import Callable
from typing import Any


def mark_draft(page: Any) -> Any:
    """Return a page as a draft: it has ids of its own from now on."""
    page._draft_id = f"draft-{page.pk}-{page.latest_revision_id or 0}"
    return page


def is_draft(page: Any) -> bool:
    return hasattr(page, "_draft_id")


def identity(page: Any) -> str:
    """Return what the ids of all parts of a page begin with: `17`, of a draft `draft-17-204`."""
    return str(getattr(page, "_draft_id", page.pk))


def from_draft(fetch: Any) -> Callable[[Any], Any]:
    """Decorate the function that finds in a draft what `fetch` fetches: (reading, draft, *its arguments)."""

    def mark(read: Any) -> Any:
        fetch.from_draft = read
        return read

    return mark
