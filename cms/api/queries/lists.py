"""Lists of pages of one language."""

from typing import Any

import graphene
from graphql import GraphQLResolveInfo

from ..arguments import (
    GalleryFilter,
    MemberFilter,
    NewsFilter,
    language_code,
    place_arguments,
    search_arguments,
    slice_arguments,
)
from ..enums import GalleryOrder, MemberOrder, NewsOrder
from ..lists.galleries import GalleryConnection, gallery_slice
from ..lists.members import MemberConnection, member_slice
from ..lists.news import NewsConnection, news_slice
from ..lists.search import SearchConnection, search_slice


def _list(
    connection: Any, filter_type: Any, order: Any, slice_function: Any, what: str, default: Any
) -> graphene.Field:
    def resolve(
        _root: None,
        info: GraphQLResolveInfo,
        language: str | None = None,
        site: str | None = None,
        **arguments: Any,
    ) -> Any:
        reading = info.context
        root = reading.sites.root(reading.sites.find(site), language_code(language))
        return slice_function(reading, root, **arguments)

    return graphene.Field(
        connection,
        required=True,
        resolver=resolve,
        filter=graphene.Argument(filter_type, description=f"Which {what}."),
        order=graphene.Argument(
            graphene.NonNull(order), default_value=default, description="How they are sorted."
        ),
        description=f"The {what} of a language.",
        **slice_arguments(20),
        **place_arguments(),
    )


class ListQuery:
    """Roots that answer lists."""

    news = _list(NewsConnection, NewsFilter, NewsOrder, news_slice, "articles", NewsOrder.NEWEST)
    members = _list(MemberConnection, MemberFilter, MemberOrder, member_slice, "members", MemberOrder.NAME)
    galleries = _list(
        GalleryConnection, GalleryFilter, GalleryOrder, gallery_slice, "galleries", GalleryOrder.NEWEST
    )
    search = graphene.Field(
        SearchConnection,
        required=True,
        description=(
            "Pages of a language that have all words of a query. What is found in the title comes first; "
            "of equals the newest."
        ),
        **search_arguments(is_query_required=True),
        **slice_arguments(20),
        **place_arguments(),
    )

    def resolve_search(
        _root: None,
        info: GraphQLResolveInfo,
        language: str | None = None,
        site: str | None = None,
        **arguments: Any,
    ) -> Any:
        reading = info.context
        root = reading.sites.root(reading.sites.find(site), language_code(language))
        return search_slice(reading, root, **arguments)
