"""Root field `preview`: a draft or a page behind a password, by token."""

from typing import Any

import graphene
from graphql import GraphQLResolveInfo

from ..errors import NotByGet
from .previews import find_preview
from .route_types import Preview


class PreviewQuery:
    """The root field `preview`."""

    preview = graphene.Field(
        Preview,
        token=graphene.Argument(
            graphene.String, required=True, description="From the address of a preview, or from `unlockPage`."
        ),
        description=(
            "The one page that a token shows: its last saved draft, or a page behind a password. "
            "Null for an unknown, expired or withdrawn token. By POST only; the answer must not be kept."
        ),
    )

    def resolve_preview(_root: None, info: GraphQLResolveInfo, token: str) -> Any:
        context = info.context
        if context.visitor.is_by_get:
            raise NotByGet("Send previews by POST: a token in an address ends up in logs.", argument="token")
        return find_preview(context, token)
