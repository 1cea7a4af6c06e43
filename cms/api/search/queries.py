"""Root field `search`: full-text search over pages of all types."""

import graphene

from ..vocabulary.arguments import place_arguments, slice_arguments
from ..vocabulary.connections import list_resolver
from .arguments import search_arguments
from .connection import SearchConnection, resolve_search_connection


class SearchQuery:
    """Root field `search`."""

    search = graphene.Field(
        SearchConnection,
        required=True,
        resolver=list_resolver(resolve_search_connection),
        description=(
            "Pages of a language that have all words of a query. What is found in the title comes first; "
            "of equals the newest."
        ),
        **search_arguments(is_query_required=True),
        **slice_arguments(20),
        **place_arguments(),
    )
