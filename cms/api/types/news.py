"""NewsIndexPage and NewsPage."""

from typing import Any

import graphene
from graphql import GraphQLResolveInfo

from cms.members.models import MemberPage
from cms.news.models import NewsIndexPage, NewsPage

from ..arguments import MOST_BESIDE, NewsFilter, check_first, first_argument, slice_arguments
from ..enums import NewsOrder
from ..interfaces import Block
from ..lists.news import NewsConnection, news_slice
from ..reading import bodies, images, pages, related_news, relations, terms
from ..reading.links import rich_text
from ..scalars import HTML, Date
from ..value_types import Category, Contact, GalleryImage, Link, Tag, required_list
from .extending import extend, node_of


@extend(NewsIndexPage)
class NewsIndexPageFields:
    """The news section of one language."""

    intro = graphene.Field(HTML, required=True, description="Above the list; may be empty.")
    articles = graphene.Field(
        NewsConnection,
        required=True,
        filter=graphene.Argument(NewsFilter, description="Which articles."),
        order=graphene.Argument(
            graphene.NonNull(NewsOrder), default_value=NewsOrder.NEWEST, description="How they are sorted."
        ),
        description="The section's articles; language and site are the page's.",
        **slice_arguments(20),
    )

    def resolve_intro(page: NewsIndexPage, info: GraphQLResolveInfo) -> str:
        return rich_text(info.context, page.intro, info.context.root_of(page))

    def resolve_articles(page: NewsIndexPage, info: GraphQLResolveInfo, **arguments: Any) -> Any:
        return news_slice(info.context, info.context.root_of(page), **arguments)


@extend(NewsPage)
class NewsPageFields:
    """One press release or report."""

    date = Date(required=True, description="The day readers see.")
    categories = required_list(Category, description="In alphabetical order.")
    tags = required_list(Tag, description="In alphabetical order.")
    body = required_list(Block, description="What the article says.")
    gallery = required_list(GalleryImage, description="Pictures below the article, in the editor's order.")
    contacts = required_list(Contact, description="Whom readers and the press can turn to.")
    members = required_list(
        lambda: node_of(MemberPage), description="Members the article names, in the editor's order."
    )
    related = required_list(
        lambda: node_of(NewsPage),
        first=first_argument(3),
        description=(
            "Other articles of this site and language that have most in common with this one. A member that "
            f"both name counts {related_news.MEMBER}, a shared tag {related_news.TAG}, a shared category "
            f"{related_news.CATEGORY}; of equals the newest comes first. Looked at are the newest "
            f"{related_news.NEWEST_OF_ALL}, and the latest {related_news.LATEST_OF_EACH} with the same "
            "member, tag or category each. "
            "Fewer, or none, where no more have anything in common."
        ),
    )
    newer = graphene.Field(Link, description="The next newer article of the section.")
    older = graphene.Field(Link, description="The next older article of the section.")

    def resolve_categories(page: NewsPage, info: GraphQLResolveInfo) -> list[Any]:
        return terms.terms_of(info.context, page, "categories")

    def resolve_tags(page: NewsPage, info: GraphQLResolveInfo) -> list[Any]:
        return terms.terms_of(info.context, page, "tags")

    def resolve_body(page: NewsPage, info: GraphQLResolveInfo) -> list[Any]:
        return bodies.body(info.context, page)

    def resolve_gallery(page: NewsPage, info: GraphQLResolveInfo) -> list[Any]:
        return images.pictures_of(info.context, page)

    def resolve_contacts(page: NewsPage, info: GraphQLResolveInfo) -> list[Any]:
        return bodies.contacts(info.context, page)

    def resolve_members(page: NewsPage, info: GraphQLResolveInfo) -> list[Any]:
        return pages.related(info.context, relations.fetch_members_of_news, page, MemberPage)

    def resolve_related(page: NewsPage, info: GraphQLResolveInfo, first: int) -> list[Any]:
        check_first(first, MOST_BESIDE)
        return pages.related(info.context, related_news.fetch_related_news, page, NewsPage, first)

    def resolve_newer(page: NewsPage, info: GraphQLResolveInfo) -> Any:
        return pages.neighbour(info.context, page, 0)

    def resolve_older(page: NewsPage, info: GraphQLResolveInfo) -> Any:
        return pages.neighbour(info.context, page, 1)
