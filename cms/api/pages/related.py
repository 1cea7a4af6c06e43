"""Shared parts of loaders for related pages: ids by owner, in order, without N+1."""

from collections import defaultdict
from collections.abc import Generator, Iterable
from operator import itemgetter
from typing import Any

from django.db.models import Exists, F, OuterRef, Window
from django.db.models.functions import RowNumber
from wagtail.models import Page

from cms.news.models import NewsPage

from ..loading.context import RequestContext
from ..loading.prepared_statements import BoundQuery, Placeholders
from .loaders import pages_by_id


def related(context: RequestContext, fetch: Any, page: Page, model: type[Page], *arguments: Any) -> list[Any]:
    """Return the public pages of `model` whose ids `fetch` loads for a page."""
    return pages_by_id(context, model, context.load(fetch, page, *arguments) or ())


IdsByPage = dict[int, list[int]]
#: A fetch function of ids: it yields a query of rows (owner id, related id, sort key).
IdsFetch = Generator[BoundQuery, list[Any], IdsByPage]

#: The editor's order; rows that code added without a sort order come last.
IN_EDITORS_ORDER = (F("sort_order").asc(nulls_last=True), F("pk").asc())

#: Cache tags of lists of related news. A page's own rows (images, members) have the tag of the page.
NEWS_TAGS = ("news",)


def is_public_article(context: RequestContext, placeholders: Placeholders, article: str) -> Exists:
    """Return a condition for rows whose article is public. Correlated: SQLite would list all public ones."""
    return Exists(context.published(NewsPage, placeholders.now).filter(pk=OuterRef(article)))


def newest_of_each(rows: Any, owner: str, page: str, first: int) -> Any:
    """Return (owner id, article id, rank) of the `first` newest articles of each owner."""
    rank = Window(
        RowNumber(), partition_by=[F(owner)], order_by=[F(f"{page}__date").desc(), F(f"{page}_id").desc()]
    )
    return (
        rows.annotate(rank=rank).filter(rank__lte=first).order_by().values_list(owner, f"{page}_id", "rank")
    )


def grouped(rows: Iterable[tuple[int, int, int]]) -> IdsByPage:
    """Return related ids by owner, in order, without duplicates. Rows: (owner id, related id, sort key)."""
    ids: IdsByPage = defaultdict(list)
    for owner, related_id, _ in sorted(rows, key=itemgetter(2)):
        if related_id not in ids[owner]:
            ids[owner].append(related_id)
    return ids
