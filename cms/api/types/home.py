"""HomePage, StandardPage and SearchPage."""

from typing import Any

import graphene
from graphql import GraphQLResolveInfo

from cms.home.models import HomePage, SearchPage, StandardPage

from ..arguments import search_arguments, slice_arguments
from ..enums import StandardPageRole
from ..interfaces import Block
from ..lists.search import SearchConnection, search_slice
from ..reading import bodies, images, subpages
from ..reading.links import resolve_link, rich_text
from ..scalars import HTML
from ..value_types import Contact, Image, Link, required_list, text
from ..values import Link as LinkValue
from .extending import extend


@extend(HomePage)
class HomePageFields:
    """The front page of one language."""

    heading = text("The large words at the top.")
    hero = graphene.Field(Image, description="The wide picture at the top.")
    call_to_action = graphene.Field(Link, description="The one button at the top.")
    body = required_list(Block, description="What stands below.")

    def resolve_heading(page: HomePage, info: GraphQLResolveInfo) -> str:
        return page.heading or page.title

    def resolve_hero(page: HomePage, info: GraphQLResolveInfo) -> images.Image | None:
        return images.image_of(info.context, page, "hero_id")

    def resolve_call_to_action(page: HomePage, info: GraphQLResolveInfo) -> LinkValue | None:
        stream = bodies.stream(info.context, page, "call_to_action")
        root = info.context.root_of(page)
        links = (resolve_link(info.context, child["value"], root, page) for child in stream)
        return next((link for link in links if link), None)

    def resolve_body(page: HomePage, info: GraphQLResolveInfo) -> list[Any]:
        return bodies.body(info.context, page)


@extend(StandardPage)
class StandardPageFields:
    """A page of its own: about us, imprint, privacy."""

    body = required_list(Block, description="What the page says.")
    contacts = required_list(Contact, description="Whom readers can turn to.")
    role = graphene.Field(StandardPageRole, required=True, description="The fixed place this page has.")
    children = required_list(Link, description="Published subpages, in the editor's order.")
    siblings = required_list(
        Link, description="Published standard pages and forms beside this one, in the editor's order."
    )

    def resolve_body(page: StandardPage, info: GraphQLResolveInfo) -> list[Any]:
        return bodies.body(info.context, page)

    def resolve_contacts(page: StandardPage, info: GraphQLResolveInfo) -> list[Any]:
        return bodies.contacts(info.context, page)

    def resolve_role(page: StandardPage, info: GraphQLResolveInfo) -> str:
        return page.role.upper()

    def resolve_children(page: StandardPage, info: GraphQLResolveInfo) -> list[LinkValue]:
        return info.context.fetch(subpages.fetch_children, page) or []

    def resolve_siblings(page: StandardPage, info: GraphQLResolveInfo) -> list[LinkValue]:
        return info.context.fetch(subpages.fetch_siblings, page) or []


@extend(SearchPage)
class SearchPageFields:
    """Where readers search the pages of one language."""

    intro = graphene.Field(HTML, required=True, description="Above the search box; may be empty.")
    hits = graphene.Field(
        SearchConnection,
        required=True,
        description="As `Query.search`; language and site are the page's.",
        **search_arguments(is_query_required=False),
        **slice_arguments(20),
    )

    def resolve_intro(page: SearchPage, info: GraphQLResolveInfo) -> str:
        return rich_text(info.context, page.intro, info.context.root_of(page))

    def resolve_hits(page: SearchPage, info: GraphQLResolveInfo, **arguments: Any) -> Any:
        return search_slice(info.context, info.context.root_of(page), **arguments)
