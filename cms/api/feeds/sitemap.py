"""Sitemap: keyset pagination over every public page of a site, for search engines and static builds."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

import graphene
from django.db.models import OuterRef, Q, Subquery, Value
from django.db.models.functions import Coalesce
from graphql import GraphQLResolveInfo
from wagtail.models import Page, Site

from cms.delivery.models import PublicPage

from ..errors import ArgumentOutOfRange
from ..loading.context import RequestContext
from ..loading.prepared_statements import Placeholders
from ..loading.sites import Root
from ..pages.loaders import translations
from ..pages.page_types import page_types
from ..pages.types import Translation
from ..vocabulary.arguments import MAX_VALUES, check_first, language_code
from ..vocabulary.connections import Connection, FilteredQuery, connection_type, paginate
from ..vocabulary.cursors import Key, Order
from ..vocabulary.enums import Language
from ..vocabulary.fields import required_list, text
from ..vocabulary.global_ids import page_id
from ..vocabulary.scalars import DateTime

MAX_ENTRIES = 1_000


@dataclass(frozen=True, slots=True)
class Entry:
    """Source object of SitemapEntry. `path` is the tree path, as `Page.path` is."""

    pk: int
    path: str
    url_path: str
    translation_key: Any
    root: Root
    page_type: str
    last_modified: datetime
    is_noindex: bool


class SitemapEntry(graphene.ObjectType):
    """A public page, as search engines and builds need it."""

    page_id = graphene.ID(required=True, description="The page's id.")
    page_type = text("The name of the page's type: NewsPage.")
    language = graphene.Field(Language, required=True, description="The page's language.")
    path = text("On the frontend.")
    url = text("Absolute address on the frontend.")
    last_modified = DateTime(required=True, description="When the page last changed in public.")
    noindex = graphene.Boolean(
        required=True, description="Leave it out of what search engines get; a build still needs it."
    )
    translations = required_list(
        Translation, description="Every published language version, this page's own included."
    )

    def resolve_page_id(self: Entry, info: GraphQLResolveInfo) -> str:
        return page_id(self)

    def resolve_language(self: Entry, info: GraphQLResolveInfo) -> str:
        return self.root.language

    def resolve_path(self: Entry, info: GraphQLResolveInfo) -> str:
        return self.root.path_of(self.url_path)

    def resolve_url(self: Entry, info: GraphQLResolveInfo) -> str:
        return self.root.base_url + self.root.path_of(self.url_path)

    def resolve_noindex(self: Entry, info: GraphQLResolveInfo) -> bool:
        return self.is_noindex

    def resolve_translations(self: Entry, info: GraphQLResolveInfo) -> list[Any]:
        return translations(info.context, self)


SitemapConnection = connection_type("SitemapConnection", SitemapEntry, "SitemapEdge", "public pages")


def resolve_sitemap_connection(
    context: RequestContext, site: Site, *, languages: list[str] | None, first: int, after: str | None
) -> Connection:
    """Return a slice of the public pages of a site by id, an order that no editing changes."""
    check_first(first, MAX_ENTRIES)
    if languages is not None and len(languages) > MAX_VALUES:
        raise ArgumentOutOfRange(
            f"`languages` has {len(languages)} values; at most {MAX_VALUES} are possible.",
            argument="languages",
            limit=MAX_VALUES,
            value=len(languages),
        )
    codes = None if languages is None else {language_code(language) for language in languages}
    roots = [root for root in context.sites.of_site(site) if codes is None or root.code in codes]
    types = _page_types()
    flags = [f"{model}__is_noindex" for model in types] if context.is_requested("noindex") else []
    columns = ("pk", "path", "url_path", "translation_key", "content_type__model", "modified", *flags)

    def build(placeholders: Placeholders) -> Any:
        rows = context.published(Page, placeholders.now).filter(
            _within(context, roots), content_type__model__in=types
        )
        return rows.annotate(modified=_last_modified(placeholders.now))

    def to_nodes(rows: list[Any]) -> list[Entry]:
        return [
            Entry(
                pk=pk,
                path=path,
                url_path=url_path,
                translation_key=key,
                root=_root_above(roots, path),
                page_type=types[model],
                last_modified=modified,
                is_noindex=any(noindex),
            )
            for pk, path, url_path, key, model, modified, *noindex in rows
        ]

    order = Order(f"sitemap-{site.pk}", (Key("pk", int),))
    key = ("sitemap", tuple(context.sites.roots), tuple(roots))
    return paginate(
        FilteredQuery(context, key, build),
        order,
        columns=columns,
        first=first,
        after=after,
        offset=None,
        to_nodes=to_nodes,
    )


def _page_types() -> dict[str, str]:
    """Return the contract's page types: model name as ORM lookups use it → GraphQL type name."""
    return {str(model._meta.model_name): model.__name__ for model in page_types()}


def _within(context: RequestContext, roots: list[Root]) -> Q:
    """Return the condition for pages below some home pages of a site, without sites nested below them."""
    condition = Q(pk__in=[])
    for root in roots:
        nested_sites = Q(pk__in=[])
        for other in context.sites.roots:
            is_below = other.tree_path != root.tree_path and other.tree_path.startswith(root.tree_path)
            if is_below and other.site_id != root.site_id:
                nested_sites |= Q(path__startswith=other.tree_path)
        condition |= Q(path__startswith=root.tree_path) & ~nested_sites
    return condition


def _root_above(roots: list[Root], tree_path: str) -> Root:
    above = [root for root in roots if tree_path.startswith(root.tree_path)]
    return max(above, key=lambda root: len(root.tree_path))


def _last_modified(now: datetime) -> Any:
    """Return the expression for `lastModified`.

    A page that a program made live may have no date of its own; `PublicPage` knows since when it is public.
    """
    return Coalesce(
        "last_published_at",
        "latest_revision_created_at",
        "first_published_at",
        Subquery(PublicPage.objects.filter(page_id=OuterRef("pk")).values("public_since")[:1]),
        Value(now),
    )
