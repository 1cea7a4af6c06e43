"""GraphQL enum of the kinds of pages that search finds."""

from functools import cache
from typing import Any

from ..pages.page_types import OTHER_PAGES, page_types
from ..vocabulary.enums import make_enum


@cache
def search_type() -> Any:
    """Return the enum SearchType: the kinds of page types in their order, then that of all others."""
    kinds = {one.search.name: one.search for one in page_types().values() if one.search is not OTHER_PAGES}
    return make_enum(
        "SearchType",
        "Kinds of pages that a search finds. More may come: have a default branch.",
        {kind.name: kind.description for kind in (*kinds.values(), OTHER_PAGES)},
    )
