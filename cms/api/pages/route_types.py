"""GraphQL types of `route` and `preview`: Route, Redirect, Restriction, Preview."""

import graphene

from ..vocabulary.enums import Language
from ..vocabulary.fields import text
from ..vocabulary.scalars import DateTime
from .enums import RestrictionKind, RouteStatus
from .interface import PageInterface


class Redirect(graphene.ObjectType):
    """Where a path leads now."""

    to = text("A path, or an absolute http(s) address.")
    permanent = graphene.Boolean(required=True, description="Answer 301 or 308, not 302 or 307.")


class Restriction(graphene.ObjectType):
    """What keeps a visitor from a page. Nothing else of the page is known."""

    kind = graphene.Field(
        RestrictionKind, required=True, description="What it takes. PASSWORD only where a password is enough."
    )
    page_id = graphene.ID(required=True, description="For `unlockPage`.")


class Route(graphene.ObjectType):
    """What a path of the frontend leads to."""

    status = graphene.Field(RouteStatus, required=True, description="Which of the other fields is set.")
    language = graphene.Field(
        Language,
        required=True,
        description=(
            "Of the path's prefix, else the site's default; "
            "also on NOT_FOUND, so that menus and texts can follow."
        ),
    )
    page = graphene.Field(PageInterface, description="The page, where one is found.")
    redirect = graphene.Field(Redirect, description="Where to go instead.")
    restriction = graphene.Field(Restriction, description="What keeps the visitor from the page.")


class Preview(graphene.ObjectType):
    """A page that is not public, for the holder of a token. Show it to nobody else, and keep no copy."""

    page = graphene.Field(
        PageInterface,
        required=True,
        description="A draft has another id than its live page; what it links to is public.",
    )
    expires_at = DateTime(required=True, description="When the token stops working.")
