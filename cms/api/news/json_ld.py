"""JSON-LD (schema.org NewsArticle) of an article."""

from typing import Any

from cms.news.models import NewsPage

from ..loading.columns import reads
from ..loading.context import RequestContext
from ..pages.json_ld import organization


@reads("date", "last_published_at")
def news_article(context: RequestContext, page: NewsPage) -> dict[str, Any]:
    changed = page.last_published_at
    return {
        "@type": "NewsArticle",
        "headline": page.title,
        "datePublished": page.date.isoformat(),
        "dateModified": changed.date().isoformat() if changed else None,
        "publisher": organization(context, page),
    }
