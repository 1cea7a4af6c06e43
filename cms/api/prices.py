"""What fields, lists and filters cost beside the 1 of every field: the one table, from what was measured.

A unit stands for about 8 µs, at most, of processor time, of the server and the database together, on two busy
virtual cores with 1,000 articles and 500 members; so a document of the whole limit of 30,000 takes no more
than some 240 ms there. After a change of a list, a filter or a field that works run
`python -m tests.benchmark dearest`: it searches for the documents that take most, and that take most for what
they cost.
"""

from collections.abc import Mapping
from typing import Any

from cms.foundation.search.words import words_in

from .arguments import MOST_VALUES

#: For a list whose length is asked for: by the type that the field gives, else by "Type.field". To build a
#: statement takes 2 to 3 ms and to run it 1 to 2. It is paid for the items, and again for what is `COUNTED`.
LISTS: dict[str, int] = {
    "NewsConnection": 600,
    "MemberConnection": 600,
    "GalleryConnection": 600,
    # It reads tables of every type.
    "SearchConnection": 1_200,
    "SitemapConnection": 1_000,
    # Every redirect is followed, whatever the slice.
    "RedirectConnection": 600,
    "ChangeFeed": 300,
    "GalleryImageConnection": 500,
    "NewsPage.related": 500,
    "MemberPage.news": 500,
    "GalleryPage.news": 500,
}
#: Of these one statement brings what all objects of a list have: however long that is, they cost this once.
FETCHED_TOGETHER = frozenset(
    ("GalleryImageConnection", "NewsPage.related", "MemberPage.news", "GalleryPage.news")
)
#: A list of which nothing is known: a field with `first` that is new.
OTHER_LIST = 1_200

#: What asks the database for the list that it stands in once more, by "Type.field".
COUNTED = frozenset(
    (
        "NewsConnection.totalCount",
        "MemberConnection.totalCount",
        "GalleryConnection.totalCount",
        "SearchConnection.totalCount",
        "SearchConnection.facets",
        "SitemapConnection.totalCount",
        "GalleryImageConnection.totalCount",
        # Of an empty slice.
        "PageInfo.hasPreviousPage",
        *(f"NewsFacets.{name}" for name in ("categories", "tags", "years")),
        *(f"MemberFacets.{name}" for name in ("kinds", "sectors", "competences", "cities", "letters")),
    )
)

#: For each object that it is asked of, in place of 1: by "Type.field", else by the name of its type.
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
    # Which articles have most in common with each: 0.8 ms.
    "NewsPage.related": 120,
    "NewsPage.newer": 6,
    "NewsPage.older": 6,
    # Pages of all types, each with its columns.
    "SearchConnection.nodes": 1_900,
    "SearchConnection.edges": 1_900,
    "Seo.jsonLd": 20,
    "SearchEdge.excerpt": 40,
    # Rich text: read and written anew.
    "HTML": 15,
    "RichTextDocument": 25,
}
#: For each object of a type, beside its fields.
OBJECTS: dict[str, int] = {
    # A row, and its picture with the sizes that are ready and words in each language: 0.1 to 0.2 ms.
    "GalleryImage": 20,
}

#: By the name of a filter's field, beside what the list costs and as often: what is made up is built anew.
FILTERS: dict[str, int] = {"near": 1_000, "query": 1_600}
#: A filter of any other name.
OTHER_FILTER = 100
#: Filters by slugs, which are looked for first: paid once, however many there are.
OF_TERMS = frozenset(("categories", "tags", "members"))
TERMS = 900
#: What `search` looks for; its statements are kept.
SEARCHED = 600
#: Each word that is looked for, and each value of a list.
WORD = 40
VALUE = 10
#: A longer text is refused when the operation runs.
MOST_READ = 1_000


def price_of_filter(given: Any) -> int:
    """Return what the values of a `filter` add to a list."""
    if not isinstance(given, Mapping):
        return 0
    price = 0
    for name, value in given.items():
        if value is None:
            continue
        if name == "query":
            price += price_of_words(value, FILTERS["query"])
        else:
            # More of them are refused when the operation runs.
            values = min(len(value), MOST_VALUES) if isinstance(value, list) else 0
            price += FILTERS.get(name, OTHER_FILTER) + VALUE * values
    return price


def price_of_terms(given: Any) -> int:
    """Return what a `filter` costs once, however often its list is asked for."""
    is_by_terms = isinstance(given, Mapping) and any(given.get(name) is not None for name in OF_TERMS)
    return TERMS if is_by_terms else 0


def price_of_words(given: Any, price: int = SEARCHED) -> int:
    """Return what a text to look for adds to a list; nothing where it has no word."""
    if not isinstance(given, str):
        return 0
    words = {each.text for word in words_in(given[:MOST_READ]) for each in (word, *word.parts)}
    return price + WORD * len(words) if words else 0
