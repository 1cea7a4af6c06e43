"""PageInterface, which Grapple puts on every page type (setting `GRAPPLE["PAGE_INTERFACE"]`)."""

import graphene

from ..images.types import Image
from ..vocabulary.enums import Language
from ..vocabulary.scalars import DateTime
from .types import Link, Seo, Translation


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
    language = graphene.Field(Language, required=True, description="The page's language.")
    teaser = graphene.String(
        required=True, description="Plain text for cards: never empty where the editor gave any text."
    )
    cover = graphene.Field(
        Image, description="For cards: cover, else logo, else the first picture of the body."
    )
    first_published_at = DateTime(description="When the page first went public.")
    last_published_at = DateTime(description="When the page last changed in public.")
    breadcrumbs = graphene.List(
        graphene.NonNull(Link),
        required=True,
        description="From the home page down to the parent; the page itself is not in it.",
    )
    translations = graphene.List(
        graphene.NonNull(Translation),
        required=True,
        description="Every published language version, this page's own included.",
    )
    seo = graphene.Field(Seo, required=True, description="For the document's head and for search engines.")
