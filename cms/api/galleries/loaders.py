"""Loader of the articles about an album: ids in order, batched over all albums (no N+1)."""

from typing import Any

from cms.galleries.models import GalleryNews, GalleryPage
from cms.news.models import NewsPage

from ..loading.context import RequestContext
from ..loading.data_loader import LoadPriority, load_priority
from ..loading.drafts import from_draft
from ..loading.prepared_statements import Placeholders
from ..pages.related import NEWS_TAGS, IdsFetch, grouped, is_public_article, newest_of_each


@load_priority(LoadPriority.REFERENCES)
def fetch_news_of_galleries(
    context: RequestContext, ids: list[int], model: type[GalleryPage], first: int
) -> IdsFetch:
    """Return ids of the `first` newest public articles about the event of each album."""

    def build(placeholders: Placeholders) -> Any:
        rows = GalleryNews.objects.filter(
            is_public_article(context, placeholders, "news_id"), page_id__in=placeholders.ids()
        )
        return newest_of_each(rows, "page_id", "news", first)

    rows = yield context.bound_query((fetch_news_of_galleries, first), build, cache_tags=NEWS_TAGS, ids=ids)
    return grouped(rows)


@from_draft(fetch_news_of_galleries)
def _news_of_draft(context: RequestContext, page: GalleryPage, first: int) -> list[int]:
    chosen = [row.news_id for row in page.news_links.all()]
    articles = context.published(NewsPage).filter(pk__in=chosen).newest_first()
    return list(articles.values_list("pk", flat=True)[:first])
