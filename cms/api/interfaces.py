"""The contract's two interfaces. Grapple puts `PageInterface` on page types (see settings, GRAPPLE)."""

from typing import Any

import graphene

from .scalars import DateTime


def _type(name: str) -> Any:
    """Return a lazy reference to a value type; those import this module's neighbours."""

    def load() -> Any:
        from . import value_types

        return getattr(value_types, name)

    return load


class PageInterface(graphene.Interface):
    """What every page has."""

    id = graphene.ID(required=True, description="Opaque.")
    title = graphene.String(required=True, description="The title, as plain text.")
    slug = graphene.String(required=True, description="The last part of the path; unique among its siblings.")
    path = graphene.String(
        required=True,
        description="On the frontend, with language prefix and final slash: /de/news/neujahrsempfang-2025/",
    )
    url = graphene.String(required=True, description="Absolute address on the frontend.")
    language = graphene.Field(_type("Language"), required=True, description="The page's language.")
    teaser = graphene.String(
        required=True, description="Plain text for cards: never empty where the editor gave any text."
    )
    cover = graphene.Field(
        _type("Image"), description="For cards: cover, else logo, else the first picture of the body."
    )
    first_published_at = DateTime(description="When the page first went public.")
    last_published_at = DateTime(description="When the page last changed in public.")
    breadcrumbs = graphene.List(
        graphene.NonNull(_type("Link")),
        required=True,
        description="From the home page down to the parent; the page itself is not in it.",
    )
    translations = graphene.List(
        graphene.NonNull(_type("Translation")),
        required=True,
        description="Every published language version, this page's own included.",
    )
    seo = graphene.Field(
        _type("Seo"), required=True, description="For the document's head and for search engines."
    )


class Block(graphene.Interface):
    """A typed piece of a body; __typename says which. No raw values anywhere."""

    id = graphene.ID(required=True, description="Opaque; unique in the whole site.")
