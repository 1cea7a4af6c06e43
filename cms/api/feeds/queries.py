"""Root fields `sitemap`, `redirects` and `changes`: for search engines and static builds."""

from typing import Any

import graphene
from graphql import GraphQLResolveInfo

from ..vocabulary.arguments import EMPTY_LIST_NOTE, MAX_ITEMS, place_arguments
from ..vocabulary.enums import Language
from .changes import ChangeFeed, change_feed
from .redirects import MAX_REDIRECTS, RedirectConnection, resolve_redirect_connection
from .sitemap import MAX_ENTRIES, SitemapConnection, resolve_sitemap_connection


class FeedQuery:
    """Root fields `sitemap`, `redirects` and `changes`."""

    sitemap = graphene.Field(
        SitemapConnection,
        required=True,
        languages=graphene.List(
            graphene.NonNull(Language),
            description=f"Which languages; null means all of the site's. {EMPTY_LIST_NOTE}",
        ),
        first=graphene.Argument(
            graphene.NonNull(graphene.Int), default_value=100, description=f"How many: 1 to {MAX_ENTRIES:,}."
        ),
        after=graphene.Argument(graphene.String, description="The `endCursor` of the slice before."),
        site=place_arguments()["site"],
        description="Every public page of a site, in an order that stays while content is added.",
    )
    redirects = graphene.Field(
        RedirectConnection,
        required=True,
        first=graphene.Argument(
            graphene.NonNull(graphene.Int),
            default_value=100,
            description=f"How many: 1 to {MAX_REDIRECTS:,}.",
        ),
        after=graphene.Argument(graphene.String, description="The `endCursor` of the slice before."),
        site=place_arguments()["site"],
        description=(
            "Every redirect of a site that leads somewhere public, "
            "for hosts that answer without asking `route`."
        ),
    )
    changes = graphene.Field(
        ChangeFeed,
        required=True,
        since=graphene.Argument(
            graphene.String,
            description=(
                "A `cursor` of an earlier answer, or `siteSettings.changeCursor`; "
                "null means from the beginning of the kept log."
            ),
        ),
        first=graphene.Argument(
            graphene.NonNull(graphene.Int), default_value=100, description=f"How many: 1 to {MAX_ITEMS}."
        ),
        site=place_arguments()["site"],
        description="What has changed for the public, in the order in which it did.",
    )

    def resolve_sitemap(
        _root: None,
        info: GraphQLResolveInfo,
        first: int,
        languages: list[str] | None = None,
        after: str | None = None,
        site: str | None = None,
    ) -> Any:
        context = info.context
        requested_site = context.sites.find(site)
        return resolve_sitemap_connection(
            context, requested_site, languages=languages, first=first, after=after
        )

    def resolve_redirects(
        _root: None, info: GraphQLResolveInfo, first: int, after: str | None = None, site: str | None = None
    ) -> Any:
        context = info.context
        return resolve_redirect_connection(context, context.sites.find(site), first=first, after=after)

    def resolve_changes(
        _root: None, info: GraphQLResolveInfo, first: int, since: str | None = None, site: str | None = None
    ) -> Any:
        return change_feed(info.context.sites.find(site), since=since, first=first)
