"""Single pages: by path, by id, by slug."""

from typing import Any

import graphene
from graphql import GraphQLResolveInfo
from wagtail.models import Page

from cms.galleries.models import GalleryPage
from cms.members.models import MemberPage
from cms.news.models import NewsPage

from ..arguments import check_text, language_code, place_arguments
from ..interfaces import PageInterface
from ..reading.routes import find_route, page_by_slug, public_page
from ..types.extending import node_of
from ..types.pages import key_of
from ..value_types import Route


def _by_slug(model: type[Page], what: str) -> graphene.Field:
    def resolve(
        _root: None, info: GraphQLResolveInfo, slug: str, language: str | None = None, site: str | None = None
    ) -> Any:
        check_text("slug", slug)
        reading = info.context
        root = reading.sites.root(reading.sites.find(site), language_code(language))
        if root is None:
            return None
        return page_by_slug(reading, model, root, slug)

    return graphene.Field(
        lambda: node_of(model),
        slug=graphene.Argument(graphene.String, required=True, description=f"The slug of the {what}."),
        resolver=resolve,
        description=f"One {what} of a language by its slug; null if there is none.",
        **place_arguments(),
    )


class PageQuery:
    """Roots that answer one page."""

    route = graphene.Field(
        Route,
        required=True,
        path=graphene.Argument(
            graphene.String,
            required=True,
            description=(
                "As in the browser's address. The fragment does not count, and the query only where a "
                "redirect is from an address with it."
            ),
        ),
        site=place_arguments()["site"],
        description="What a path of the frontend leads to. Start here: one document renders every page.",
    )
    page = graphene.Field(
        PageInterface,
        id=graphene.Argument(graphene.ID, required=True, description="The id of a page."),
        description="A page by its id; null if there is none.",
    )
    news_page = _by_slug(NewsPage, "article")
    member_page = _by_slug(MemberPage, "member")
    gallery_page = _by_slug(GalleryPage, "gallery")

    def resolve_route(_root: None, info: GraphQLResolveInfo, path: str, site: str | None = None) -> Any:
        reading = info.context
        found = reading.sites.find(site)
        return find_route(reading, path, found)

    def resolve_page(_root: None, info: GraphQLResolveInfo, id: str) -> Any:
        key = key_of(id)
        if key is None:
            return None
        reading = info.context
        return public_page(reading, key)
