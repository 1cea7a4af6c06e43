"""What every page type answers (see `cms.api.interfaces.PageInterface`)."""

from typing import Any

from graphql import GraphQLResolveInfo

from ..enums import language_name
from ..page_ids import public_page_id
from ..reading import images, pages
from ..reading.drafts import identity, is_draft
from ..values import Seo


def resolve_id(page: Any, info: GraphQLResolveInfo) -> str:
    return page_id(page)


def page_id(page: Any) -> str:
    return identity(page) if is_draft(page) else public_page_id(page.pk)


def key_of(public_id: str) -> int | None:
    """Return the primary key in a page's public id; None if it is no such id."""
    kind, _, number = public_id.partition("-")
    if kind != "page" or not number.isascii() or not number.isdecimal() or len(number) > 18:
        return None
    return int(number)


def resolve_path(page: Any, info: GraphQLResolveInfo) -> str:
    return pages.link_to(info.context, page).path or "/"


def resolve_url(page: Any, info: GraphQLResolveInfo) -> str:
    return pages.link_to(info.context, page).url


def resolve_language(page: Any, info: GraphQLResolveInfo) -> str:
    return language_name(info.context.code_of(page))


def resolve_teaser(page: Any, info: GraphQLResolveInfo) -> str:
    return str(page.card_teaser)


def resolve_cover(page: Any, info: GraphQLResolveInfo) -> images.Image | None:
    return images.image_of(info.context, page, "card_image_id")


def resolve_breadcrumbs(page: Any, info: GraphQLResolveInfo) -> list[Any]:
    return pages.breadcrumbs(info.context, page)


def resolve_translations(page: Any, info: GraphQLResolveInfo) -> list[Any]:
    return pages.translations(info.context, page)


def resolve_seo(page: Any, info: GraphQLResolveInfo) -> Seo:
    return Seo(
        title=page.seo_title or page.title,
        description=page.search_description or page.card_teaser,
        canonical_url=pages.canonical_url(info.context, page),
        noindex=page.is_noindex,
        page=page,
    )


#: Field of the interface → how a page answers it. The others are columns of the same name.
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
