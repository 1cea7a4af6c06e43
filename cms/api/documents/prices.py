"""Query cost table: measured prices of fields, lists and filters that cost more than the 1 of every field.

A unit stands for at most about 8 µs of CPU time, of the server and the database together, on two busy virtual
cores with 1,000 articles and 500 members; so a document at the limit of 30,000 takes no more than some 240 ms
there. After a change of a list, a filter or an expensive field run `python -m tests.benchmark dearest`: it
searches for the documents that take most time, and most time for their cost.
"""

from collections.abc import Mapping
from typing import Any

from graphql import GraphQLObjectType, get_named_type

from cms.foundation.search.words import words_in

from ..vocabulary.arguments import MAX_VALUES

#: The list of a page type. To build a statement takes 2 to 3 ms, to run it 1 to 2. The price counts once for
#: the items, and again for each field that is counted (`is_counted`).
PAGE_LIST = 600
#: Other lists with `first`: by the field's type, else by "Type.field".
LISTS: dict[str, int] = {
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

#: The counts of a filter's values: each field of them is a query.
FACET = "Facet"
#: The total of these is known with their items.
_KNOWN_TOTALS = frozenset(("RedirectConnection.totalCount",))
#: If the slice is empty, it takes the total to tell.
_NEEDS_TOTAL = "PageInfo.hasPreviousPage"

#: A root field that returns one page of a type, found by a statement of its own: 2 to 4 ms.
ONE_PAGE = 300
#: For each object, instead of 1: by "Type.field", else by the name of the field's type.
FIELDS: dict[str, int] = {
    # As one page.
    "Query.route": 500,
    "Query.page": 300,
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
PRICED = frozenset((*LISTS, *FIELDS))

#: By the name of a filter's field, added to the list's price as often as that: its statement is not cached.
FILTER_PRICES: dict[str, int] = {"near": 1_000, "query": 1_600}
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


def is_counted(coordinate: str, kind: str) -> bool:
    """Return whether a field ("Type.field") of a type queries the database once more for the list around it.

    Totals and facets do.
    """
    if coordinate.endswith("Connection.totalCount"):
        return coordinate not in _KNOWN_TOTALS
    return kind == FACET or coordinate == _NEEDS_TOTAL


def is_page_type(kind: Any) -> bool:
    """Return whether a type is that of pages of one kind."""
    return isinstance(kind, GraphQLObjectType) and any(
        interface.name == "PageInterface" for interface in kind.interfaces
    )


def is_page_list(kind: Any) -> bool:
    """Return whether a type is the connection of one page type."""
    nodes = kind.fields.get("nodes") if isinstance(kind, GraphQLObjectType) else None
    return nodes is not None and is_page_type(get_named_type(nodes.type))


def price_of_list(coordinate: str, kind: Any) -> int:
    """Return the price of a list with `first`, for each of its database queries."""
    if kind.name in LISTS:
        return LISTS[kind.name]
    return LISTS.get(coordinate, PAGE_LIST if is_page_list(kind) else OTHER_LIST)


def price_of_field(coordinate: str, kind: Any) -> int:
    """Return the price of a field ("Type.field") of a type, for each object that has it; lists apart."""
    price = FIELDS.get(coordinate) or FIELDS.get(getattr(kind, "name", ""))
    if price is not None:
        return price
    return ONE_PAGE if coordinate.startswith("Query.") and is_page_type(kind) else 1


def price_of_filter(filter_values: Any) -> int:
    """Return the price of a `filter`, for each database query of its list."""
    if not isinstance(filter_values, Mapping):
        return 0
    price = 0
    for name, value in filter_values.items():
        if value is None:
            continue
        if name == "query":
            price += price_of_search_text(value, FILTER_PRICES["query"])
        else:
            # More of them are refused when the operation runs.
            values = min(len(value), MAX_VALUES) if isinstance(value, list) else 0
            price += FILTER_PRICES.get(name, OTHER_FILTER) + VALUE * values
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
