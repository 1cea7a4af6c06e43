"""Resolvers of rich text columns."""

from typing import Any

from graphql import GraphQLResolveInfo

from ..loading.columns import reads
from .public import rich_text


def rich_text_resolver(column: str) -> Any:
    """Return a resolver that answers a rich text column of a page as HTML."""

    @reads(column)
    def resolve(page: Any, info: GraphQLResolveInfo) -> str:
        return rich_text(info.context, getattr(page, column), info.context.root_of(page))

    return resolve
