"""Root field `search`: full-text search over pages of all types."""

from typing import Any

import graphene
from graphql import GraphQLResolveInfo

from ..vocabulary.arguments import language_code, place_arguments, slice_arguments
from .arguments import search_arguments
from .connection import SearchConnection, resolve_search_connection


class SearchQuery:
    """Root field `search`."""

    search = graphene.Field(
        SearchConnection,
        required=True,
        description=(
            "Pages of a language that have all words of a query. What is found in the title comes first; "
            "of equals the newest."
        ),
        **search_arguments(is_query_required=True),
        **slice_arguments(20),
        **place_arguments(),
    )

    def resolve_search(
        _root: None,
        info: GraphQLResolveInfo,
        language: str | None = None,
        site: str | None = None,
        **arguments: Any,
    ) -> Any:
        context = info.context
        root = context.sites.root(context.sites.find(site), language_code(language))
        return resolve_search_connection(context, root, **arguments)
