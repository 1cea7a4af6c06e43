"""GraphQL types GalleryIndexPage and GalleryPage, and their declarations as page types."""

from typing import Any

import graphene
from django.utils.translation import gettext_lazy as _
from graphql import GraphQLResolveInfo

from cms.galleries.models import GalleryIndexPage, GalleryPage
from cms.news.models import NewsPage

from ..loading.columns import reads
from ..pages.page_types import PageType, declare
from ..pages.related import related
from ..rich_text.resolvers import rich_text_resolver
from ..vocabulary.arguments import MAX_RELATED, check_first, first_argument, list_arguments, slice_arguments
from ..vocabulary.fields import required_list
from ..vocabulary.registry import extend_type, graphql_type_of
from ..vocabulary.scalars import HTML, Date
from .connection import GalleryConnection, GalleryImageConnection, resolve_gallery_connection
from .enums import GalleryOrder
from .filters import GalleryFilter
from .images import fetch_image_counts, resolve_image_connection
from .json_ld import image_gallery
from .loaders import fetch_news_of_galleries


@extend_type(GalleryIndexPage)
class GalleryIndexPageFields:
    """The galleries of one language."""

    intro = graphene.Field(HTML, required=True, description="Above the list; may be empty.")
    albums = graphene.Field(
        GalleryConnection,
        required=True,
        description="The section's galleries; language and site are the page's.",
        **list_arguments(GalleryFilter, GalleryOrder, GalleryOrder.NEWEST, "galleries"),
    )

    resolve_intro = rich_text_resolver("intro")

    @reads()
    def resolve_albums(page: GalleryIndexPage, info: GraphQLResolveInfo, **arguments: Any) -> Any:
        return resolve_gallery_connection(info.context, info.context.root_of(page), **arguments)


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


declare(PageType(model=GalleryIndexPage, place="GALLERIES"))
declare(
    PageType(
        model=GalleryPage,
        card_fields=("imageCount",),
        card_loader=(fetch_image_counts, GalleryPage),
        json_ld=image_gallery,
        json_ld_columns=("date",),
        search_type="GALLERY",
        search_label=_("Galleries"),
        search_date="date",
    )
)
