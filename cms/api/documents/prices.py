"""Query cost table: measured prices of fields, lists and filters that cost more than the 1 of every field.

A unit stands for at most about 8 µs of CPU time, of the server and the database together, on two busy virtual
cores with 1,000 articles and 500 members; so a document at the limit of 30,000 takes no more than some 240 ms
there. After a change of a list, a filter or an expensive field run `python -m tests.benchmark dearest`: it
searches for the documents that take most time, and most time for their cost.
"""

from collections.abc import Mapping
from typing import Any

from cms.foundation.search.words import words_in

from ..vocabulary.arguments import MAX_VALUES

#: Lists with `first`: by the field's type, else by "Type.field". To build a statement takes 2 to 3 ms, to run
#: it 1 to 2. The price counts once for the items, and again for each field in `COUNTED`.
LISTS: dict[str, int] = {
    "NewsConnection": 600,
    "MemberConnection": 600,
    "GalleryConnection": 600,
    # It reads tables of every type.
    "SearchConnection": 1_200,
    "SitemapConnection": 1_000,
    # All redirects are resolved, whatever the slice.
    "RedirectConnection": 600,
    "ChangeFeed": 300,
    "GalleryImageConnection": 500,
    "NewsPage.related": 500,
    "MemberPage.news": 500,
    "GalleryPage.news": 500,
}
#: Lists that one statement loads for all objects of a list around them: priced once, however long that is.
FETCHED_TOGETHER = frozenset(
    ("GalleryImageConnection", "NewsPage.related", "MemberPage.news", "GalleryPage.news")
)
#: A list without a price: a new field with `first`.
OTHER_LIST = 1_200

#: Fields that query the database once more for the list around them, by "Type.field".
COUNTED = frozenset(
    (
        "NewsConnection.totalCount",
        "MemberConnection.totalCount",
        "GalleryConnection.totalCount",
        "SearchConnection.totalCount",
        "SearchConnection.facets",
        "SitemapConnection.totalCount",
        "GalleryImageConnection.totalCount",
        # If the slice is empty.
        "PageInfo.hasPreviousPage",
        *(f"NewsFacets.{name}" for name in ("categories", "tags", "years")),
        *(f"MemberFacets.{name}" for name in ("kinds", "sectors", "competences", "cities", "letters")),
    )
)

#: For each object, instead of 1: by "Type.field", else by the name of the field's type.
FIELDS: dict[str, int] = {
    # One page or place, found by a statement of its own: 2 to 4 ms.
    "Query.route": 500,
    "Query.page": 300,
    "Query.newsPage": 300,
    "Query.memberPage": 300,
    "Query.galleryPage": 300,
    "Query.siteSettings": 300,
    "Query.menu": 300,
    "Query.preview": 300,
    "Mutation.submitForm": 1_000,
    "Mutation.unlockPage": 1_000,
    # Ranking articles by what they have in common: 0.8 ms.
    "NewsPage.related": 120,
    "NewsPage.newer": 6,
    "NewsPage.older": 6,
    # Pages of all types, each with its own columns.
    "SearchConnection.nodes": 1_900,
    "SearchConnection.edges": 1_900,
    "Seo.jsonLd": 20,
    "SearchEdge.excerpt": 40,
    # Rich text: parsed and serialized.
    "HTML": 15,
    "RichTextDocument": 25,
}
#: For each object of a type, in addition to its fields.
OBJECTS: dict[str, int] = {
    # A row, its image with its renditions, and texts in each language: 0.1 to 0.2 ms.
    "GalleryImage": 20,
}

#: Types and "Type.field" with a price of their own.
PRICED = frozenset((*LISTS, *COUNTED, *FIELDS))

#: By the name of a filter's field, added to the list's price as often as that: its statement is not cached.
FILTERS: dict[str, int] = {"near": 1_000, "query": 1_600}
#: A filter of any other name.
OTHER_FILTER = 100
#: Filters by slugs, which one statement resolves first: priced once, however many there are.
TERM_FILTERS = frozenset(("categories", "tags", "members"))
TERMS = 900
#: The text of `search`; its statements are cached.
SEARCHED = 600
#: Each word of a search text, and each value of a list.
WORD = 40
VALUE = 10
#: Characters of a search text; a longer one is refused when the operation runs.
MAX_SEARCH_TEXT = 1_000


def price_of_filter(filter_values: Any) -> int:
    """Return the price of a `filter`, for each database query of its list."""
    if not isinstance(filter_values, Mapping):
        return 0
    price = 0
    for name, value in filter_values.items():
        if value is None:
            continue
        if name == "query":
            price += price_of_search_text(value, FILTERS["query"])
        else:
            # More of them are refused when the operation runs.
            values = min(len(value), MAX_VALUES) if isinstance(value, list) else 0
            price += FILTERS.get(name, OTHER_FILTER) + VALUE * values
    return price


def price_of_terms(filter_values: Any) -> int:
    """Return the price of a `filter` that counts once, however often its list is queried."""
    is_by_terms = isinstance(filter_values, Mapping) and any(
        filter_values.get(name) is not None for name in TERM_FILTERS
    )
    return TERMS if is_by_terms else 0


def price_of_search_text(text: Any, price: int = SEARCHED) -> int:
    """Return the price of a search text; 0 if it has no word."""
    if not isinstance(text, str):
        return 0
    words = {each.text for word in words_in(text[:MAX_SEARCH_TEXT]) for each in (word, *word.parts)}
    return price + WORD * len(words) if words else 0
