"""Loader of the articles that name a member: ids in order, batched over all members (no N+1)."""

from typing import Any

from django.db.models import F

from cms.members.models import MemberPage
from cms.news.models import NewsMember

from ..loading.context import RequestContext
from ..loading.data_loader import LoadPriority, load_priority
from ..loading.prepared_statements import Placeholders
from ..pages.related import NEWS_TAGS, IdsFetch, grouped, is_public_article, newest_of_each


@load_priority(LoadPriority.REFERENCES)
def fetch_news_of_members(
    context: RequestContext, ids: list[int], model: type[MemberPage], first: int
) -> IdsFetch:
    """Return ids of the `first` newest public articles that name each member, in its language."""

    def build(placeholders: Placeholders) -> Any:
        rows = NewsMember.objects.filter(
            is_public_article(context, placeholders, "page_id"),
            member_id__in=placeholders.ids(),
            page__locale_id=F("member__locale_id"),
        )
        return newest_of_each(rows, "member_id", "page", first)

    rows = yield context.bound_query((fetch_news_of_members, first), build, cache_tags=NEWS_TAGS, ids=ids)
    return grouped(rows)
