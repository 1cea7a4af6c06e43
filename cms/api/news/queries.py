"""Root fields `news` and `newsPage`."""

from cms.news.models import NewsPage

from ..pages.queries import page_by_slug_field
from ..vocabulary.connections import connection_field
from .connection import NewsConnection, resolve_news_connection
from .enums import NewsOrder
from .filters import NewsFilter


class NewsQuery:
    """Root field `news`."""

    news = connection_field(
        NewsConnection, NewsFilter, NewsOrder, resolve_news_connection, "articles", NewsOrder.NEWEST
    )


class NewsPageQuery:
    """Root field `newsPage`: one article by its slug."""

    news_page = page_by_slug_field(NewsPage, "article")
