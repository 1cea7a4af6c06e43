"""GalleryIndexPage and GalleryPage."""

from typing import Any

import graphene
from graphql import GraphQLResolveInfo

from cms.galleries.models import GalleryIndexPage, GalleryPage
from cms.news.models import NewsPage

from ..arguments import MOST_BESIDE, GalleryFilter, check_first, first_argument, slice_arguments
from ..enums import GalleryOrder
from ..lists.galleries import GalleryConnection, GalleryImageConnection, gallery_slice, image_slice
from ..reading import pages, relations
from ..reading.links import rich_text
from ..scalars import HTML, Date
from ..value_types import required_list
from .extending import extend, node_of


@extend(GalleryIndexPage)
class GalleryIndexPageFields:
    """The galleries of one language."""

    intro = graphene.Field(HTML, required=True, description="Above the list; may be empty.")
    albums = graphene.Field(
        GalleryConnection,
        required=True,
        filter=graphene.Argument(GalleryFilter, description="Which galleries."),
        order=graphene.Argument(
            graphene.NonNull(GalleryOrder),
            default_value=GalleryOrder.NEWEST,
            description="How they are sorted.",
        ),
        description="The section's galleries; language and site are the page's.",
        **slice_arguments(20),
    )

    def resolve_intro(page: GalleryIndexPage, info: GraphQLResolveInfo) -> str:
        return rich_text(info.context, page.intro, info.context.root_of(page))

    def resolve_albums(page: GalleryIndexPage, info: GraphQLResolveInfo, **arguments: Any) -> Any:
        return gallery_slice(info.context, info.context.root_of(page), **arguments)


@extend(GalleryPage)
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
        lambda: node_of(NewsPage),
        first=first_argument(3),
        description="The newest articles about this event.",
    )

    def resolve_intro(page: GalleryPage, info: GraphQLResolveInfo) -> str:
        return rich_text(info.context, page.intro, info.context.root_of(page))

    def resolve_image_count(page: GalleryPage, info: GraphQLResolveInfo) -> int:
        return info.context.fetch(relations.fetch_image_counts, page) or 0

    def resolve_images(page: GalleryPage, info: GraphQLResolveInfo, **arguments: Any) -> Any:
        return image_slice(info.context, page, **arguments)

    def resolve_news(page: GalleryPage, info: GraphQLResolveInfo, first: int) -> list[Any]:
        check_first(first, MOST_BESIDE)
        return pages.related(info.context, relations.fetch_news_of_galleries, page, NewsPage, first)
