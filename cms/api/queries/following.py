"""Whole sites, and what has changed on them: for search engines and for static builds."""

from typing import Any

import graphene
from graphql import GraphQLResolveInfo

from ..arguments import MOST_ITEMS, OF_NONE, place_arguments
from ..enums import Language
from ..lists.changes import ChangeFeed, change_feed
from ..lists.redirects import MOST_REDIRECTS, RedirectConnection, redirect_slice
from ..lists.sitemap import MOST_ENTRIES, SitemapConnection, sitemap_slice


class FollowingQuery:
    """Roots that answer what there is and what has changed."""

    sitemap = graphene.Field(
        SitemapConnection,
        required=True,
        languages=graphene.List(
            graphene.NonNull(Language),
            description=f"Which languages; null means all of the site's. {OF_NONE}",
        ),
        first=graphene.Argument(
            graphene.NonNull(graphene.Int), default_value=100, description=f"How many: 1 to {MOST_ENTRIES:,}."
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
            description=f"How many: 1 to {MOST_REDIRECTS:,}.",
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
            graphene.NonNull(graphene.Int), default_value=100, description=f"How many: 1 to {MOST_ITEMS}."
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
        reading = info.context
        found = reading.sites.find(site)
        return sitemap_slice(reading, found, languages=languages, first=first, after=after)

    def resolve_redirects(
        _root: None, info: GraphQLResolveInfo, first: int, after: str | None = None, site: str | None = None
    ) -> Any:
        reading = info.context
        return redirect_slice(reading, reading.sites.find(site), first=first, after=after)

    def resolve_changes(
        _root: None, info: GraphQLResolveInfo, first: int, since: str | None = None, site: str | None = None
    ) -> Any:
        return change_feed(info.context.sites.find(site), since=since, first=first)
