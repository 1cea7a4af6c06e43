"""GraphQL types NewsIndexPage and NewsPage, and their declarations as page types."""

from typing import Any

import graphene
from django.utils.translation import gettext_lazy as _
from graphql import GraphQLResolveInfo

from cms.members.models import MemberPage
from cms.news.models import NewsIndexPage, NewsPage

from ..body.contact_types import Contact
from ..body.content import body
from ..body.interface import Block
from ..body.streams import contacts
from ..galleries.images import GalleryImage, pictures_of
from ..loading.columns import reads
from ..pages.page_types import PageType, PlaceOfType, SearchKind, declare
from ..pages.related import related
from ..pages.types import Link
from ..sections.types import declare_section
from ..terms.loaders import fetch_terms, terms_of
from ..terms.types import Category, Tag
from ..vocabulary.arguments import MAX_RELATED, check_first, first_argument
from ..vocabulary.fields import required_list
from ..vocabulary.registry import extend_type, graphql_type_of
from ..vocabulary.scalars import Date
from .json_ld import news_article
from .lists import NEWS
from .loaders import fetch_members_of_news
from .neighbours import neighbour
from .related import CATEGORY, LATEST_OF_EACH, MEMBER, NEWEST_OF_ALL, TAG, fetch_related_news


@extend_type(NewsPage)
class NewsPageFields:
    """One press release or report."""

    date = Date(required=True, description="The day readers see.")
    categories = required_list(Category, description="In alphabetical order.")
    tags = required_list(Tag, description="In alphabetical order.")
    body = required_list(Block, description="What the article says.")
    gallery = required_list(GalleryImage, description="Pictures below the article, in the editor's order.")
    contacts = required_list(Contact, description="Whom readers and the press can turn to.")
    members = required_list(
        lambda: graphql_type_of(MemberPage), description="Members the article names, in the editor's order."
    )
    related = required_list(
        lambda: graphql_type_of(NewsPage),
        first=first_argument(3),
        description=(
            "Other articles of this site and language that have most in common with this one. A member that "
            f"both name counts {MEMBER}, a shared tag {TAG}, a shared category "
            f"{CATEGORY}; of equals the newest comes first. Looked at are the newest "
            f"{NEWEST_OF_ALL}, and the latest {LATEST_OF_EACH} with the same "
            "member, tag or category each. "
            "Fewer, or none, where no more have anything in common."
        ),
    )
    newer = graphene.Field(Link, description="The next newer article of the section.")
    older = graphene.Field(Link, description="The next older article of the section.")

    @reads()
    def resolve_categories(page: NewsPage, info: GraphQLResolveInfo) -> list[Any]:
        return terms_of(info.context, page, "categories")

    @reads()
    def resolve_tags(page: NewsPage, info: GraphQLResolveInfo) -> list[Any]:
        return terms_of(info.context, page, "tags")

    @reads()
    def resolve_body(page: NewsPage, info: GraphQLResolveInfo) -> list[Any]:
        return body(info.context, page)

    @reads("photographer")
    def resolve_gallery(page: NewsPage, info: GraphQLResolveInfo) -> list[Any]:
        return pictures_of(info.context, page)

    @reads()
    def resolve_contacts(page: NewsPage, info: GraphQLResolveInfo) -> list[Any]:
        return contacts(info.context, page)

    @reads()
    def resolve_members(page: NewsPage, info: GraphQLResolveInfo) -> list[Any]:
        return related(info.context, fetch_members_of_news, page, MemberPage)

    @reads()
    def resolve_related(page: NewsPage, info: GraphQLResolveInfo, first: int) -> list[Any]:
        check_first(first, MAX_RELATED)
        return related(info.context, fetch_related_news, page, NewsPage, first)

    @reads()
    def resolve_newer(page: NewsPage, info: GraphQLResolveInfo) -> Any:
        return neighbour(info.context, page, 0)

    @reads()
    def resolve_older(page: NewsPage, info: GraphQLResolveInfo) -> Any:
        return neighbour(info.context, page, 1)


declare_section(NewsIndexPage, PlaceOfType("NEWS", "The news section."), articles=NEWS)
declare(
    PageType(
        model=NewsPage,
        list=NEWS,
        search=SearchKind("NEWS", "An article.", _("News"), date="date"),
        card_fields=("categories", "tags"),
        card_loader=(fetch_terms,),
        newest_columns=("date",),
        newest_key=lambda page: (page.date, page.pk),
        json_ld=news_article,
    )
)
