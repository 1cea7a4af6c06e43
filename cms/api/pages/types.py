"""GraphQL types that every page uses: Link, Translation, Seo, SocialLink."""

from typing import Any

import graphene
from graphql import GraphQLResolveInfo

from ..images.loaders import LocalizedImage
from ..images.types import Image
from ..vocabulary.enums import Language
from ..vocabulary.fields import text
from .json_ld import script_text, social_image


class Link(graphene.ObjectType):
    """`path` for your router when it is set, else `url`."""

    title = text("The words to click.")
    path = graphene.String(
        description=(
            "On this frontend, or a place on the page that holds the link (#contact); "
            "null for everything elsewhere."
        )
    )
    url = text("Absolute: http, https, mailto or tel.")


class Translation(graphene.ObjectType):
    """A language version of a page."""

    language = graphene.Field(Language, required=True, description="The version's language.")
    code = text("For `lang` and `hreflang`: de, en.")
    path = text("On the frontend.")
    url = text("Absolute address on the frontend.")


class Seo(graphene.ObjectType):
    """For the document's head and for search engines."""

    title = text("For <title>: the editor's, else the page's title.")
    description = text("The editor's, else the teaser; may be empty.")
    canonical_url = text("Absolute address on the frontend; of an alias, its original's.")
    noindex = graphene.Boolean(required=True, description="Ask search engines not to list the page.")
    image = graphene.Field(Image, description="For social networks: use the preset SOCIAL.")
    json_ld = text(
        "The text of a <script type=application/ld+json>: one JSON array, with <, > and & escaped, "
        "safe to insert as it is."
    )

    def resolve_image(self: Any, info: GraphQLResolveInfo) -> LocalizedImage | None:
        return social_image(info.context, self.page)

    def resolve_json_ld(self: Any, info: GraphQLResolveInfo) -> str:
        return script_text(info.context, self.page)


class SocialLink(graphene.ObjectType):
    """A profile in a social network."""

    service = text("Lower case: linkedin, mastodon, youtube …; `website` for what is not known.")
    url = text("The profile's address.")
