"""Drafts (previews) in loaders: their relations are in memory, and their ids are not the live page's.

A fetch function gets primary keys and queries the database. A draft holds its own values:
`@from_draft(fetch_…)` marks the function that reads them there. A fetch function without one is called with
the page's key: right for what others say about a page (the news that name a member).
"""

from collections.abc import Callable
from typing import Any


def mark_draft(page: Any) -> Any:
    """Mark a page as a draft, with ids of its own, and return it."""
    page._draft_id = f"draft-{page.pk}-{page.latest_revision_id or 0}"
    return page


def is_draft(page: Any) -> bool:
    return hasattr(page, "_draft_id")


def id_prefix(page: Any) -> str:
    """Return the prefix of the ids of all parts of a page: `17`, of a draft `draft-17-204`."""
    return str(getattr(page, "_draft_id", page.pk))


def from_draft(fetch: Any) -> Callable[[Any], Any]:
    """Decorate the function that reads from a draft what `fetch` loads: (context, draft, *arguments)."""

    def mark(read: Any) -> Any:
        fetch.from_draft = read
        return read

    return mark
