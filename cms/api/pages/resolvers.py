"""Resolvers of `PageInterface` (`cms.api.pages.interface`), shared by all page types."""

from typing import Any

from graphql import GraphQLResolveInfo

from ..images.loaders import LocalizedImage, image_of
from ..loading.columns import columns_read_by, declare_shared_columns, reads
from ..loading.languages import language_name
from ..vocabulary.global_ids import page_id
from .dto import SeoData
from .loaders import breadcrumbs, canonical_url, link_to, translations


@reads()
def resolve_id(page: Any, info: GraphQLResolveInfo) -> str:
    return page_id(page)


@reads()
def resolve_path(page: Any, info: GraphQLResolveInfo) -> str:
    return link_to(info.context, page).path or "/"


@reads()
def resolve_url(page: Any, info: GraphQLResolveInfo) -> str:
    return link_to(info.context, page).url


@reads()
def resolve_language(page: Any, info: GraphQLResolveInfo) -> str:
    return language_name(info.context.code_of(page))


@reads("card_teaser")
def resolve_teaser(page: Any, info: GraphQLResolveInfo) -> str:
    return str(page.card_teaser)


@reads("card_image_id")
def resolve_cover(page: Any, info: GraphQLResolveInfo) -> LocalizedImage | None:
    return image_of(info.context, page, "card_image_id")


@reads()
def resolve_breadcrumbs(page: Any, info: GraphQLResolveInfo) -> list[Any]:
    return breadcrumbs(info.context, page)


@reads("translation_key")
def resolve_translations(page: Any, info: GraphQLResolveInfo) -> list[Any]:
    return translations(info.context, page)


@reads(
    "seo_title",
    "search_description",
    "card_teaser",
    "is_noindex",
    "social_image_id",
    "card_image_id",
    "alias_of_id",
)
def resolve_seo(page: Any, info: GraphQLResolveInfo) -> SeoData:
    return SeoData(
        title=page.seo_title or page.title,
        description=page.search_description or page.card_teaser,
        canonical_url=canonical_url(info.context, page),
        noindex=page.is_noindex,
        page=page,
    )


#: Field of the interface → resolver. The others read a column: `PAGE_COLUMNS`.
PAGE_RESOLVERS = {
    "id": resolve_id,
    "path": resolve_path,
    "url": resolve_url,
    "language": resolve_language,
    "teaser": resolve_teaser,
    "cover": resolve_cover,
    "breadcrumbs": resolve_breadcrumbs,
    "translations": resolve_translations,
    "seo": resolve_seo,
}
PAGE_COLUMNS = {
    "title": "title",
    "slug": "slug",
    "firstPublishedAt": "first_published_at",
    "lastPublishedAt": "last_published_at",
}

declare_shared_columns(
    {
        **{name: columns_read_by(resolve) for name, resolve in PAGE_RESOLVERS.items()},
        **{name: (column,) for name, column in PAGE_COLUMNS.items()},
    }
)
