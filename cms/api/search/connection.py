"""Full-text search: the connection of public pages of all types, with ranking, excerpts and facets."""

from collections import Counter
from collections.abc import Iterator
from datetime import date
from typing import Any

import graphene
from django.contrib.contenttypes.models import ContentType
from django.db.models import Case, Count, DateField, Value, When
from django.db.models.functions import Coalesce, TruncDate
from django.utils import timezone, translation
from graphql import GraphQLResolveInfo
from wagtail.models import Page

from cms.foundation.models import BasePage
from cms.foundation.search.backend import TITLE, found_pages, sought
from cms.foundation.search.excerpts import excerpt
from cms.foundation.search.words import parse
from cms.home.models import SearchPage

from ..loading.columns import row_type
from ..loading.context import RequestContext
from ..loading.prepared_statements import Placeholders
from ..loading.sites import Root
from ..pages.interface import PageInterface
from ..pages.page_types import page_type_of, page_types
from ..vocabulary.arguments import MAX_VALUES, check_range, check_slice, check_text
from ..vocabulary.connections import Connection, FilteredQuery, connection_type, paginate
from ..vocabulary.cursors import Key, Order
from ..vocabulary.facets import Facet, FacetCount, in_order
from ..vocabulary.fields import required_list
from ..vocabulary.scalars import HTML
from ..vocabulary.text_filter import matching

#: Title matches first, then the newest.
ORDER = Order(
    "search",
    (
        Key("search_rank", int),
        Key("search_day", date, is_descending=True),
        Key("pk", int, is_descending=True),
    ),
)


def _excerpt(edge: dict[str, Any], info: GraphQLResolveInfo) -> str:
    return excerpt(edge["node"].search_text, edge["query"])


SearchConnection = connection_type(
    "SearchConnection",
    PageInterface,
    "SearchEdge",
    "pages found",
    edge_field_types={
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


def searchable_types() -> dict[int, type[BasePage]]:
    """Return the searchable page types by content type id: all that are declared but the search page."""
    models: Any = [model for model in page_types() if model is not SearchPage]
    kinds = ContentType.objects.get_for_models(*models)
    return {kinds[model].pk: model for model in models}


def search_type_of(model: type[BasePage]) -> str:
    """Return the `SearchType` of a page type."""
    return page_type_of(model).search.name


def resolve_search_connection(
    context: RequestContext,
    root: Root | None,
    *,
    query: str,
    first: int,
    types: list[str] | None = None,
    after: str | None = None,
    offset: int | None = None,
) -> Connection:
    """Return a slice of the public pages below a home page that contain every word of `query`.

    Empty without a home page and for a query without words. Raises `ApiError` for arguments out of the
    contract's bounds.
    """
    check_slice(first, after, offset)
    check_text("query", query)
    check_range("types", len(types or ()), 0, MAX_VALUES)
    parsed_query = parse(query, root.code if root else "")
    texts = sought(parsed_query) if parsed_query.terms else {}
    kinds = list(searchable_types())

    def build(placeholders: Placeholders) -> Any:
        rows = context.published(Page, placeholders.now)
        if root is None or not texts:
            return rows.none().annotate(search_rank=Value(1), search_day=_sort_date())
        rows = rows.filter(path__startswith=root.tree_path, content_type_id__in=kinds)
        patterns = dict(zip(texts, placeholders.texts("texts"), strict=False))
        is_title = When(pk__in=found_pages(patterns, TITLE), then=Value(0))
        return matching(rows, patterns).annotate(
            search_rank=Case(is_title, default=Value(1)), search_day=_sort_date()
        )

    def build_of_types(placeholders: Placeholders) -> Any:
        return _filter_types(build(placeholders), types)

    key = ("search", root.tree_path if root else None, bool(texts), *kinds)
    all_hits = FilteredQuery(context, key, build, tuple(texts.values()))
    filtered_key = (*key, None if types is None else tuple(types))
    hits = FilteredQuery(context, filtered_key, build_of_types, all_hits.texts)

    def to_nodes(rows: list[Any]) -> list[Any]:
        return context.register(_specific(context, rows))

    def count() -> int:
        """Return the total of the requested types, from the statement that counts facets anyway."""
        counts = _counts_by_type(all_hits)
        return sum(counts.values() if types is None else (counts[kind] for kind in set(types)))

    return paginate(
        hits,
        ORDER,
        columns=("pk", "content_type_id", "search_rank", "search_day"),
        first=first,
        after=after,
        offset=offset,
        to_nodes=to_nodes,
        count=count,
        facets=lambda: _facets(all_hits, root.code if root else ""),
        edge_fields=lambda page: {"query": parsed_query},
    )


def _sort_date() -> Any:
    """Return the sort date: the day of the article or event, else of the first publication."""
    published = TruncDate("first_published_at", tzinfo=timezone.get_default_timezone())
    dates = [
        f"{model._meta.model_name}__{page_type.search.date}"
        for model, page_type in page_types().items()
        if page_type.search.date
    ]
    return Coalesce(
        *dates,
        published,
        Value(date.min, output_field=DateField()),
        output_field=DateField(),
    )


def _filter_types(rows: Any, types: list[str] | None) -> Any:
    if types is None:
        return rows
    kinds = [kind for kind, model in searchable_types().items() if search_type_of(model) in types]
    return rows.filter(content_type_id__in=kinds)


def _specific(context: RequestContext, hits: list[Any]) -> Iterator[Any]:
    """Yield page rows of their specific models, read in one statement for all types; bodies are not read.

    Hits are (pk, content type id, rank, day).
    """
    types = searchable_types()
    models = sorted({types[kind] for _, kind, _, _ in hits}, key=lambda model: model.__name__)
    text = ("search_text",) if context.is_requested("excerpt") else ()
    columns = {model: context.columns(model, *text) for model in models}
    paths = list(dict.fromkeys(_lookup(model, name) for model in models for name in columns[model]))

    def build(placeholders: Placeholders) -> Any:
        return context.published(Page, placeholders.now).filter(pk__in=placeholders.ids()).values_list(*paths)

    ids = [pk for pk, *_ in hits]
    rows = context.rows((_specific, *columns.items()), build, ids=ids) if hits else []
    values = {row[0]: dict(zip(paths, row, strict=True)) for row in rows}
    for pk, kind, *sort_values in hits:
        if pk in values:
            model: Any = types[kind]
            make = row_type(model, (*columns[model], "search_rank", "search_day"))
            yield make(*(values[pk][_lookup(model, name)] for name in columns[model]), *sort_values)


def _lookup(model: type[Page], column: str) -> str:
    """Return the ORM lookup of a model's column from `Page`."""
    is_on_page = column == "pk" or any(field.attname == column for field in Page._meta.concrete_fields)
    return column if is_on_page else f"{model._meta.model_name}__{column}"


def _counts_by_type(hits: FilteredQuery) -> Counter[str]:
    """Return the number of hits by `SearchType`, counted once per request."""

    def by_type(rows: Any) -> Any:
        return rows.order_by().values_list("content_type_id").annotate(count=Count("pk"))

    def count() -> Counter[str]:
        types = searchable_types()
        counts: Counter[str] = Counter()
        for kind, number in hits.rows("by type", by_type):
            counts[search_type_of(types[kind])] += number
        return counts

    counts: Counter[str] = hits.context.memoize((_counts_by_type, hits.key, hits.texts), count)
    return counts


def _facets(hits: FilteredQuery, code: str) -> list[FacetCount]:
    counts = _counts_by_type(hits)
    labels = {one.search.name: one.search.label for one in page_types().values()}
    with translation.override(code):
        return in_order(FacetCount(kind, str(labels[kind]), count) for kind, count in counts.items())
