"""GraphQL arguments of a search: query and page types."""

from typing import Any

import graphene

from ..vocabulary.arguments import EMPTY_LIST_NOTE
from .enums import search_type


def search_arguments(*, is_query_required: bool) -> dict[str, Any]:
    """Return the arguments `query` and `types`; an optional query defaults to an empty text."""
    query_type = graphene.NonNull(graphene.String)
    description = (
        "Words that must all be found, each at least in its beginning. Case, umlauts, accents and hyphens "
        "don't matter, and there are no operators. Blank: an empty connection. At most 200 characters."
    )
    default = {} if is_query_required else {"default_value": ""}
    return {
        "query": graphene.Argument(query_type, description=description, **default),
        "types": graphene.Argument(
            graphene.List(graphene.NonNull(lambda: search_type())),
            description=f"Only pages of these types; null: of all. {EMPTY_LIST_NOTE}",
        ),
    }
