"""GraphQL type SearchPage, and its declaration as a page type."""

from typing import Any

import graphene
from graphql import GraphQLResolveInfo

from cms.home.models import SearchPage

from ..loading.columns import reads
from ..pages.page_types import PageType, PlaceOfType, declare
from ..rich_text.resolvers import rich_text_resolver
from ..vocabulary.arguments import slice_arguments
from ..vocabulary.registry import extend_type
from ..vocabulary.scalars import HTML
from .arguments import search_arguments
from .connection import SearchConnection, resolve_search_connection


@extend_type(SearchPage)
class SearchPageFields:
    """Where readers search the pages of one language."""

    intro = graphene.Field(HTML, required=True, description="Above the search box; may be empty.")
    hits = graphene.Field(
        SearchConnection,
        required=True,
        description="As `Query.search`; language and site are the page's.",
        **search_arguments(is_query_required=False),
        **slice_arguments(20),
    )

    resolve_intro = rich_text_resolver("intro")

    @reads()
    def resolve_hits(page: SearchPage, info: GraphQLResolveInfo, **arguments: Any) -> Any:
        return resolve_search_connection(info.context, info.context.root_of(page), **arguments)


declare(PageType(model=SearchPage, place=PlaceOfType("SEARCH", "The search page."), is_last=True))
