"""Loader of the members that an article names: ids in order, batched over all articles (no N+1)."""

from typing import Any

from django.db.models import F, Window
from django.db.models.functions import RowNumber

from cms.news.models import NewsMember, NewsPage

from ..loading.context import RequestContext
from ..loading.data_loader import LoadPriority, load_priority
from ..loading.drafts import from_draft
from ..loading.prepared_statements import Placeholders
from ..pages.related import IN_EDITORS_ORDER, IdsFetch, grouped


@load_priority(LoadPriority.REFERENCES)
def fetch_members_of_news(context: RequestContext, ids: list[int], model: type[NewsPage]) -> IdsFetch:
    """Return ids of the members that each article names, in the editor's order."""

    def build(placeholders: Placeholders) -> Any:
        position = Window(RowNumber(), partition_by=[F("page_id")], order_by=[*IN_EDITORS_ORDER])
        rows = NewsMember.objects.filter(page_id__in=placeholders.ids()).order_by()
        return rows.values_list("page_id", "member_id", position)

    rows = yield context.bound_query(fetch_members_of_news, build, cache_tags=(), ids=ids)
    return grouped(rows)


@from_draft(fetch_members_of_news)
def _members_of_draft(context: RequestContext, page: NewsPage) -> list[int]:
    rows = sorted(page.member_links.all(), key=lambda row: (row.sort_order is None, row.sort_order or 0))
    return list(dict.fromkeys(row.member_id for row in rows if row.member_id))
