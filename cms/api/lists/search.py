"""Pages of all types, found by words."""

from collections import Counter
from collections.abc import Iterator
from datetime import date
from typing import Any

import graphene
from django.contrib.contenttypes.models import ContentType
from django.db.models import Case, Count, DateField, Value, When
from django.db.models.functions import Coalesce, TruncDate
from django.utils import timezone, translation
from django.utils.translation import gettext_lazy as _
from graphql import GraphQLResolveInfo
from wagtail.models import Page, get_page_models

from cms.foundation.models import BasePage
from cms.foundation.search.backend import TITLE, found_pages, sought
from cms.foundation.search.excerpts import excerpt
from cms.foundation.search.words import parse
from cms.galleries.models import GalleryPage
from cms.home.models import SearchPage
from cms.members.models import MemberPage
from cms.news.models import NewsPage

from ..arguments import MOST_VALUES, check_range, check_slice, check_text
from ..interfaces import PageInterface
from ..pagination import Key, Listed, Order, Slice, connection_type, slice_of
from ..reading import Reading
from ..reading.columns import row_type
from ..reading.sites import Root
from ..reading.statements import Given
from ..scalars import HTML
from ..value_types import Facet, required_list
from ..values import Facet as FacetValue
from .facets import in_order
from .matching import matching

#: What is found in the title comes first; of equals the newest.
ORDER = Order(
    "search",
    (Key("search_rank"), Key("search_day", is_descending=True), Key("pk", is_descending=True)),
)

#: What readers call each type.
LABELS = {"NEWS": _("News"), "MEMBER": _("Members"), "GALLERY": _("Galleries"), "PAGE": _("Pages")}
_TYPES = {NewsPage: "NEWS", MemberPage: "MEMBER", GalleryPage: "GALLERY"}


def _excerpt(edge: dict[str, Any], info: GraphQLResolveInfo) -> str:
    return excerpt(edge["node"].search_text, edge["query"])


SearchConnection = connection_type(
    "SearchConnection",
    PageInterface,
    "SearchEdge",
    "pages found",
    on_edges={
        "excerpt": graphene.Field(
            HTML,
            required=True,
            description=(
                "About 200 characters around the first word found: escaped text whose only element is "
                "<mark>. The beginning of the text where only title, terms or captions were found."
            ),
            resolver=_excerpt,
        )
    },
    facets=required_list(Facet, description="By type, without the filter `types`."),
)


def searched_types() -> dict[int, type[BasePage]]:
    """Return the page types that are searched, by content type: all of ours but the search page itself."""
    models: Any = [
        model for model in get_page_models() if issubclass(model, BasePage) and model is not SearchPage
    ]
    kinds = ContentType.objects.get_for_models(*models)
    return {kinds[model].pk: model for model in models}


def type_of(model: type[BasePage]) -> str:
    return _TYPES.get(model, "PAGE")


def search_slice(
    reading: Reading,
    root: Root | None,
    *,
    query: str,
    first: int,
    types: list[str] | None = None,
    after: str | None = None,
    offset: int | None = None,
) -> Slice:
    """Return a slice of the public pages below a home page that have every word of `query`; none for no word.

    Raises for arguments out of the contract's bounds.
    """
    check_slice(first, after, offset)
    check_text("query", query)
    check_range("types", len(types or ()), 0, MOST_VALUES)
    asked = parse(query, root.code if root else "")
    texts = sought(asked) if asked.terms else {}
    kinds = list(searched_types())

    def build(given: Given) -> Any:
        rows = reading.published(Page, given.now)
        if root is None or not texts:
            return rows.none().annotate(search_rank=Value(1), search_day=_day())
        rows = rows.filter(path__startswith=root.tree_path, content_type_id__in=kinds)
        marks = dict(zip(texts, given.texts("texts"), strict=False))
        is_title = When(pk__in=found_pages(marks, TITLE), then=Value(0))
        return matching(rows, marks).annotate(search_rank=Case(is_title, default=Value(1)), search_day=_day())

    def of_types(given: Given) -> Any:
        return _of_types(build(given), types)

    key = ("search", root.tree_path if root else None, bool(texts), *kinds)
    everything = Listed(reading, key, build, tuple(texts.values()))
    found = Listed(reading, (*key, None if types is None else tuple(types)), of_types, everything.texts)

    def see(hits: list[Any]) -> list[Any]:
        return reading.see(_specific(reading, hits))

    def count() -> int:
        """Return how many there are of the asked types: facets count them anyway, in the same statement."""
        counts = _by_type(everything)
        return sum(counts.values() if types is None else (counts[kind] for kind in set(types)))

    return slice_of(
        found,
        ORDER,
        columns=("pk", "content_type_id", "search_rank", "search_day"),
        first=first,
        after=after,
        offset=offset,
        see=see,
        count=count,
        facets=lambda: _facets(everything, root.code if root else ""),
        beside=lambda page: {"query": asked},
    )


def _day() -> Any:
    """The day by which found pages are sorted: that of the news or event, else of the first publication."""
    published = TruncDate("first_published_at", tzinfo=timezone.get_default_timezone())
    return Coalesce(
        "newspage__date",
        "gallerypage__date",
        published,
        Value(date.min, output_field=DateField()),
        output_field=DateField(),
    )


def _of_types(rows: Any, types: list[str] | None) -> Any:
    if types is None:
        return rows
    kinds = [kind for kind, model in searched_types().items() if type_of(model) in types]
    return rows.filter(content_type_id__in=kinds)


def _specific(reading: Reading, hits: list[Any]) -> Iterator[Any]:
    """Yield the pages of hits as what they are, of all types in one statement; bodies are not read."""
    types = searched_types()
    models = sorted({types[kind] for _, kind, _, _ in hits}, key=lambda model: model.__name__)
    text = ("search_text",) if reading.asks("excerpt") else ()
    columns = {model: reading.columns(model, *text) for model in models}
    paths = list(dict.fromkeys(_from_page(model, name) for model in models for name in columns[model]))

    def build(given: Given) -> Any:
        return reading.published(Page, given.now).filter(pk__in=given.ids()).values_list(*paths)

    numbers = [pk for pk, *_ in hits]
    rows = reading.rows((_specific, *columns.items()), build, ids=numbers) if hits else []
    found = {row[0]: dict(zip(paths, row, strict=True)) for row in rows}
    for pk, kind, *place in hits:
        if pk in found:
            model: Any = types[kind]
            make = row_type(model, (*columns[model], "search_rank", "search_day"))
            yield make(*(found[pk][_from_page(model, name)] for name in columns[model]), *place)


def _from_page(model: type[Page], column: str) -> str:
    """Return the path to a column of a model from the table of all pages."""
    is_every_pages = column == "pk" or any(field.attname == column for field in Page._meta.concrete_fields)
    return column if is_every_pages else f"{model._meta.model_name}__{column}"


def _by_type(found: Listed) -> Counter[str]:
    """Return how many pages are found by type; counted once in a request."""

    def by_type(rows: Any) -> Any:
        return rows.order_by().values_list("content_type_id").annotate(count=Count("pk"))

    def count() -> Counter[str]:
        types = searched_types()
        counts: Counter[str] = Counter()
        for kind, of_kind in found.rows("by type", by_type):
            counts[type_of(types[kind])] += of_kind
        return counts

    counts: Counter[str] = found.reading.once((_by_type, found.key, found.texts), count)
    return counts


def _facets(found: Listed, code: str) -> list[FacetValue]:
    counts = _by_type(found)
    with translation.override(code):
        return in_order(FacetValue(kind, str(LABELS[kind]), count) for kind, count in counts.items())
