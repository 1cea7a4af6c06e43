"""Root fields for single pages: `route` (by path), `page` (by id), and one per page type by slug."""

from typing import Any

import graphene
from graphql import GraphQLResolveInfo
from wagtail.models import Page

from ..vocabulary.arguments import check_text, place_arguments, requested_root
from ..vocabulary.global_ids import pk_from_global_id
from ..vocabulary.registry import graphql_type_of
from .interface import PageInterface
from .route_types import Route
from .routes import find_route, page_by_slug, public_page


def page_by_slug_field(model: type[Page], what: str) -> graphene.Field:
    """Return a root field: one page of a language by slug. `what` names it in descriptions."""

    def resolve(
        _root: None, info: GraphQLResolveInfo, slug: str, language: str | None = None, site: str | None = None
    ) -> Any:
        check_text("slug", slug)
        context = info.context
        root = requested_root(context, language, site)
        if root is None:
            return None
        return page_by_slug(context, model, root, slug)

    return graphene.Field(
        lambda: graphql_type_of(model),
        slug=graphene.Argument(graphene.String, required=True, description=f"The slug of the {what}."),
        resolver=resolve,
        description=f"One {what} of a language by its slug; null if there is none.",
        **place_arguments(),
    )


class PageQuery:
    """The root fields `route` and `page`."""

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

    def resolve_route(_root: None, info: GraphQLResolveInfo, path: str, site: str | None = None) -> Any:
        context = info.context
        return find_route(context, path, context.sites.find(site))

    def resolve_page(_root: None, info: GraphQLResolveInfo, id: str) -> Any:
        pk = pk_from_global_id(id)
        if pk is None:
            return None
        return public_page(info.context, pk)
