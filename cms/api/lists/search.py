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
from cms.foundation.search.backend import TITLE, found_pages
from cms.foundation.search.excerpts import excerpt
from cms.foundation.search.words import Query, parse
from cms.galleries.models import GalleryPage
from cms.home.models import SearchPage
from cms.members.models import MemberPage
from cms.news.models import NewsPage

from ..arguments import MOST_VALUES, check_range, check_slice, check_text
from ..interfaces import PageInterface
from ..pagination import Key, Order, Slice, connection_type, slice_of
from ..reading import Reading
from ..reading.sites import Root
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
    page = edge["node"]
    return excerpt(page.search_text, page.search_query)


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
    rows = reading.published(Page)
    if root:
        rows = rows.filter(path__startswith=root.tree_path, content_type_id__in=list(searched_types()))
    else:
        rows = rows.none()
    rows = matching(rows, asked).annotate(search_rank=_rank(asked), search_day=_day())

    def see(found: Any) -> list[Any]:
        return reading.see(_specific(reading, found, asked))

    return slice_of(
        _of_types(rows, types),
        ORDER,
        first=first,
        after=after,
        offset=offset,
        see=see,
        facets=lambda: _facets(rows, root.code if root else ""),
    )


def _rank(query: Query) -> Any:
    """0 where the title has every word, else 1."""
    if not query.terms:
        return Value(1)
    return Case(When(pk__in=found_pages(query, TITLE), then=Value(0)), default=Value(1))


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


def _specific(reading: Reading, found: Any, query: Query) -> Iterator[Any]:
    """Read pages of all types as what they are, in one statement; bodies are not read."""
    hits = list(found.values_list("pk", "content_type_id", "search_rank", "search_day"))
    types = searched_types()
    names = {types[kind]._meta.model_name or "": types[kind] for _, kind, _, _ in hits}
    rows = reading.published(Page).filter(pk__in=[pk for pk, *_ in hits])
    left_out = (f"{name}__{column}" for name, model in names.items() for column in _unread(reading, model))
    pages = rows.select_related(*names).defer(*left_out).in_bulk() if hits else {}
    for pk, kind, rank, day in hits:
        if pk in pages:
            page: Any = getattr(pages[pk], types[kind]._meta.model_name or "")
            page.search_rank, page.search_day, page.search_query = rank, day, query
            yield page


def _unread(reading: Reading, model: Any) -> list[str]:
    columns = list(model.get_streamfield_names())
    return columns if reading.asks("excerpt") else [*columns, "search_text"]


def _facets(rows: Any, code: str) -> list[FacetValue]:
    types = searched_types()
    counts: Counter[str] = Counter()
    for kind, count in rows.order_by().values_list("content_type_id").annotate(count=Count("pk")):
        counts[type_of(types[kind])] += count
    with translation.override(code):
        return in_order(FacetValue(kind, str(LABELS[kind]), count) for kind, count in counts.items())
