"""GraphQL types HomePage and StandardPage, and their declarations as page types."""

from typing import Any

import graphene
from graphql import GraphQLResolveInfo

from cms.home.models import HomePage, StandardPage

from ..body.contact_types import Contact
from ..body.content import body
from ..body.interface import Block
from ..body.streams import contacts, stream
from ..images.loaders import LocalizedImage, image_of
from ..images.types import Image
from ..loading.columns import reads
from ..pages.dto import LinkData
from ..pages.links import resolve_link
from ..pages.page_types import PageType, PlaceOfType, declare
from ..pages.types import Link
from ..vocabulary.fields import required_list, text
from ..vocabulary.registry import extend_type
from .enums import StandardPageRole
from .json_ld import web_site
from .subpages import fetch_children, fetch_siblings


@extend_type(HomePage)
class HomePageFields:
    """The front page of one language."""

    heading = text("The large words at the top.")
    hero = graphene.Field(Image, description="The wide picture at the top.")
    call_to_action = graphene.Field(Link, description="The one button at the top.")
    body = required_list(Block, description="What stands below.")

    @reads("heading")
    def resolve_heading(page: HomePage, info: GraphQLResolveInfo) -> str:
        return page.heading or page.title

    @reads("hero_id")
    def resolve_hero(page: HomePage, info: GraphQLResolveInfo) -> LocalizedImage | None:
        return image_of(info.context, page, "hero_id")

    @reads()
    def resolve_call_to_action(page: HomePage, info: GraphQLResolveInfo) -> LinkData | None:
        children = stream(info.context, page, "call_to_action")
        root = info.context.root_of(page)
        links = (resolve_link(info.context, child["value"], root, page) for child in children)
        return next((link for link in links if link), None)

    @reads()
    def resolve_body(page: HomePage, info: GraphQLResolveInfo) -> list[Any]:
        return body(info.context, page)


@extend_type(StandardPage)
class StandardPageFields:
    """A page of its own: about us, imprint, privacy."""

    body = required_list(Block, description="What the page says.")
    contacts = required_list(Contact, description="Whom readers can turn to.")
    role = graphene.Field(StandardPageRole, required=True, description="The fixed place this page has.")
    children = required_list(Link, description="Published subpages, in the editor's order.")
    siblings = required_list(
        Link, description="Published standard pages and forms beside this one, in the editor's order."
    )

    @reads()
    def resolve_body(page: StandardPage, info: GraphQLResolveInfo) -> list[Any]:
        return body(info.context, page)

    @reads()
    def resolve_contacts(page: StandardPage, info: GraphQLResolveInfo) -> list[Any]:
        return contacts(info.context, page)

    @reads("role")
    def resolve_role(page: StandardPage, info: GraphQLResolveInfo) -> str:
        return page.role.upper()

    @reads()
    def resolve_children(page: StandardPage, info: GraphQLResolveInfo) -> list[LinkData]:
        return info.context.load(fetch_children, page) or []

    @reads()
    def resolve_siblings(page: StandardPage, info: GraphQLResolveInfo) -> list[LinkData]:
        return info.context.load(fetch_siblings, page) or []


declare(PageType(model=HomePage, place=PlaceOfType("HOME", "The home page."), json_ld=web_site))
declare(PageType(model=StandardPage))
