"""The root types Query and Mutation; `get_schema()` builds the schema that `/graphql/` executes."""

from functools import cache
from typing import Any

import graphene
from graphene.utils.str_converters import to_snake_case
from graphql import GraphQLSchema

from ..feeds.queries import FeedQuery
from ..forms.mutations import FormMutation
from ..pages.page_types import page_types
from ..pages.preview_query import PreviewQuery
from ..pages.queries import PageQuery, page_by_slug_field
from ..pages.unlocking import UnlockMutation
from ..search.queries import SearchQuery
from ..site.queries import SiteQuery
from ..vocabulary.registry import graphql_type_of
from .nouns import page_models
from .pages import BLOCKS
from .pruning import prune_schema


class Mutation(FormMutation, UnlockMutation, graphene.ObjectType):
    """What visitors may send."""


@cache
def get_schema() -> GraphQLSchema:
    """Return the schema, built once per process: Grapple's types with our fields, pruned to the contract."""
    pages = page_models()
    declared: tuple[type[Any], ...] = (*pages, *BLOCKS)
    built = graphene.Schema(
        query=_query(), mutation=Mutation, types=[graphql_type_of(each) for each in declared]
    )
    return prune_schema(built.graphql_schema, pages=pages, blocks=BLOCKS)


def _query() -> Any:
    """Return the type Query: what nouns define, and for each page type with a list that and a single page."""
    lists, single_pages = {}, {}
    for model, page_type in page_types().items():
        if page_type.list is not None:
            lists[page_type.list.name] = page_type.list.root_field()
            name = to_snake_case(model.__name__)
            single_pages[name] = page_by_slug_field(model, page_type.list.item)
    # The exported schema lists the fields of the last class first.
    bases = (
        type("SinglePageQuery", (), single_pages),
        PageQuery,
        SearchQuery,
        type("ListQuery", (), lists),
        SiteQuery,
        PreviewQuery,
        FeedQuery,
        graphene.ObjectType,
    )
    return type("Query", bases, {"__doc__": "Everything the public may read."})
