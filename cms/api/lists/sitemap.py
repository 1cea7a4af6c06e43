"""Every public page of a site, for search engines and for builds."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

import graphene
from django.db.models import OuterRef, Q, Subquery, Value
from django.db.models.functions import Coalesce
from graphql import GraphQLResolveInfo
from wagtail.models import Page, Site

from cms.delivery.models import PublicPage

from ..arguments import MOST_VALUES, check_first, language_code
from ..enums import Language
from ..errors import ArgumentOutOfRange
from ..pagination import Key, Listed, Order, Slice, connection_type, slice_of
from ..reading import Reading
from ..reading.pages import translations
from ..reading.sites import Root
from ..reading.statements import Given
from ..scalars import DateTime
from ..types.pages import page_id
from ..value_types import Translation, required_list, text

MOST_ENTRIES = 1_000


@dataclass(frozen=True, slots=True)
class Entry:
    """A page as the sitemap shows it. `path` is its place in the tree, as a page's is."""

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


def sitemap_slice(
    reading: Reading, site: Site, *, languages: list[str] | None, first: int, after: str | None
) -> Slice:
    """Return a slice of the public pages of a site, in an order that no editing changes."""
    check_first(first, MOST_ENTRIES)
    if languages is not None and len(languages) > MOST_VALUES:
        raise ArgumentOutOfRange(
            f"`languages` has {len(languages)} values; at most {MOST_VALUES} are possible.",
            argument="languages",
            limit=MOST_VALUES,
            value=len(languages),
        )
    codes = None if languages is None else {language_code(language) for language in languages}
    roots = [root for root in reading.sites.of_site(site) if codes is None or root.code in codes]
    types = _page_types()
    flags = [f"{model}__is_noindex" for model in types] if reading.asks("noindex") else []
    columns = ("pk", "path", "url_path", "translation_key", "content_type__model", "modified", *flags)

    def build(given: Given) -> Any:
        rows = reading.published(Page, given.now).filter(
            _within(reading, roots), content_type__model__in=types
        )
        return rows.annotate(modified=_last_modified(given.now))

    def see(wanted: list[Any]) -> list[Entry]:
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
            for pk, path, url_path, key, model, modified, *noindex in wanted
        ]

    order = Order(f"sitemap-{site.pk}", (Key("pk"),))
    key = ("sitemap", tuple(reading.sites.roots), tuple(roots))
    return slice_of(
        Listed(reading, key, build), order, columns=columns, first=first, after=after, offset=None, see=see
    )


def _page_types() -> dict[str, str]:
    """Return the contract's page types: name of the model's table in a join → name of the type."""
    from ..schema import PAGES

    return {str(model._meta.model_name): model.__name__ for model in PAGES}


def _within(reading: Reading, roots: list[Root]) -> Q:
    """Return what keeps the pages below some home pages of a site, without those of a site further in."""
    condition = Q(pk__in=[])
    for root in roots:
        inner = Q(pk__in=[])
        for other in reading.sites.roots:
            is_below = other.tree_path != root.tree_path and other.tree_path.startswith(root.tree_path)
            if is_below and other.site_id != root.site_id:
                inner |= Q(path__startswith=other.tree_path)
        condition |= Q(path__startswith=root.tree_path) & ~inner
    return condition


def _root_above(roots: list[Root], tree_path: str) -> Root:
    above = [root for root in roots if tree_path.startswith(root.tree_path)]
    return max(above, key=lambda root: len(root.tree_path))


def _last_modified(now: datetime) -> Any:
    """A page that a program made live may have no date of its own; the log knows since when it is public."""
    return Coalesce(
        "last_published_at",
        "latest_revision_created_at",
        "first_published_at",
        Subquery(PublicPage.objects.filter(page_id=OuterRef("pk")).values("public_since")[:1]),
        Value(now),
    )
