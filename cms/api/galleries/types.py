"""GraphQL types GalleryIndexPage and GalleryPage, and their declarations as page types."""

from typing import Any

import graphene
from django.utils.translation import gettext_lazy as _
from graphql import GraphQLResolveInfo

from cms.galleries.models import GalleryIndexPage, GalleryPage
from cms.news.models import NewsPage

from ..loading.columns import reads
from ..loading.context import RequestContext
from ..pages.page_types import PageType, PlaceOfType, SearchKind, declare
from ..pages.related import related
from ..rich_text.resolvers import rich_text_resolver
from ..sections.types import declare_section
from ..vocabulary.arguments import MAX_RELATED, check_first, first_argument, slice_arguments
from ..vocabulary.fields import required_list
from ..vocabulary.registry import extend_type, graphql_type_of
from ..vocabulary.scalars import HTML, Date
from .images import fetch_image_counts, resolve_image_connection
from .lists import GALLERIES, GalleryImageConnection
from .loaders import fetch_news_of_galleries


@extend_type(GalleryPage)
class GalleryPageFields:
    """An album: one event, its pictures, its photographer."""

    date = Date(required=True, description="The day of the event.")
    intro = graphene.Field(HTML, required=True, description="About the event; may be empty.")
    image_count = graphene.Int(required=True, description="How many pictures there are.")
    images = graphene.Field(
        GalleryImageConnection,
        required=True,
        description="The pictures, in the editor's order.",
        **slice_arguments(50),
    )
    news = required_list(
        lambda: graphql_type_of(NewsPage),
        first=first_argument(3),
        description="The newest articles about this event.",
    )

    resolve_intro = rich_text_resolver("intro")

    @reads()
    def resolve_image_count(page: GalleryPage, info: GraphQLResolveInfo) -> int:
        return info.context.load(fetch_image_counts, page) or 0

    @reads("photographer")
    def resolve_images(page: GalleryPage, info: GraphQLResolveInfo, **arguments: Any) -> Any:
        return resolve_image_connection(info.context, page, **arguments)

    @reads()
    def resolve_news(page: GalleryPage, info: GraphQLResolveInfo, first: int) -> list[Any]:
        check_first(first, MAX_RELATED)
        return related(info.context, fetch_news_of_galleries, page, NewsPage, first)


@reads("date")
def image_gallery(context: RequestContext, page: GalleryPage) -> dict[str, Any]:
    return {"@type": "ImageGallery", "datePublished": page.date.isoformat()}


declare_section(GalleryIndexPage, PlaceOfType("GALLERIES", "The galleries."), albums=GALLERIES)
declare(
    PageType(
        model=GalleryPage,
        list=GALLERIES,
        search=SearchKind("GALLERY", "An album.", _("Galleries"), date="date"),
        card_fields=("imageCount",),
        card_loader=(fetch_image_counts, GalleryPage),
        json_ld=image_gallery,
    )
)
