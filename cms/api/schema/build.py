"""The root types Query and Mutation; `get_schema()` builds the schema that `/graphql/` executes."""

from functools import cache
from typing import Any

import graphene
from graphql import GraphQLSchema

from ..body import types as body_types
from ..feeds.queries import FeedQuery
from ..forms import types as form_types
from ..forms.mutations import FormMutation
from ..galleries import types as gallery_types
from ..galleries.queries import GalleryPageQuery, GalleryQuery
from ..members import types as member_types
from ..members.queries import MemberPageQuery, MemberQuery
from ..news import types as news_types
from ..news.queries import NewsPageQuery, NewsQuery
from ..pages.preview_query import PreviewQuery
from ..pages.queries import PageQuery
from ..pages.unlocking import UnlockMutation
from ..search import types as search_types
from ..search.queries import SearchQuery
from ..site import types as site_types
from ..site.queries import SiteQuery
from ..vocabulary.registry import graphql_type_of
from .pages import BLOCKS, PAGES
from .pruning import prune_schema

#: Importing these adds hand-written fields to Grapple's types.
TYPE_MODULES = (body_types, form_types, gallery_types, member_types, news_types, search_types, site_types)


# The exported schema lists the fields of the last class first.
class Query(
    GalleryPageQuery,
    MemberPageQuery,
    NewsPageQuery,
    PageQuery,
    SearchQuery,
    GalleryQuery,
    MemberQuery,
    NewsQuery,
    SiteQuery,
    PreviewQuery,
    FeedQuery,
    graphene.ObjectType,
):
    """Everything the public may read."""


class Mutation(FormMutation, UnlockMutation, graphene.ObjectType):
    """What visitors may send."""


@cache
def get_schema() -> GraphQLSchema:
    """Return the schema, built once per process: Grapple's types with our fields, pruned to the contract."""
    declared: tuple[type[Any], ...] = (*PAGES, *BLOCKS)
    built = graphene.Schema(
        query=Query, mutation=Mutation, types=[graphql_type_of(each) for each in declared]
    )
    return prune_schema(built.graphql_schema, pages=PAGES, blocks=BLOCKS)
