"""The whole public API on one screen: `get_schema()` is what `/graphql/` answers with."""

from functools import cache
from typing import Any

import graphene
from graphql import GraphQLSchema

from cms.blocks.body import body_blocks
from cms.forms.models import FormPage
from cms.galleries.models import GalleryIndexPage, GalleryPage
from cms.home.models import HomePage, SearchPage, StandardPage
from cms.members.models import MemberIndexPage, MemberPage
from cms.news.models import NewsIndexPage, NewsPage

from .hardening import harden
from .mutations.forms import FormMutation
from .mutations.unlocking import UnlockMutation
from .queries.following import FollowingQuery
from .queries.lists import ListQuery
from .queries.pages import PageQuery
from .queries.previews import PreviewQuery
from .queries.surroundings import SurroundingsQuery
from .types import blocks, forms, galleries, home, members, news
from .types.extending import node_of

#: Page types of the contract, and the modules that complete them.
PAGES = (
    HomePage,
    StandardPage,
    NewsIndexPage,
    NewsPage,
    MemberIndexPage,
    MemberPage,
    GalleryIndexPage,
    GalleryPage,
    FormPage,
    SearchPage,
)
BLOCKS = tuple(type(block) for _, block in body_blocks())
COMPLETED_BY = (home, news, members, galleries, forms, blocks)


class Query(PageQuery, ListQuery, SurroundingsQuery, PreviewQuery, FollowingQuery, graphene.ObjectType):
    """Everything the public may read."""


class Mutation(FormMutation, UnlockMutation, graphene.ObjectType):
    """What visitors may send."""


@cache
def get_schema() -> GraphQLSchema:
    """Return the schema, built once a process: Grapple's types, completed, pruned to the contract."""
    declared: tuple[type[Any], ...] = (*PAGES, *BLOCKS)
    built = graphene.Schema(query=Query, mutation=Mutation, types=[node_of(one) for one in declared])
    return harden(built.graphql_schema, pages=PAGES, blocks=BLOCKS)
