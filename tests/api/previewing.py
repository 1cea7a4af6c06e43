"""Queries a draft as a frontend does."""

from typing import Any

from wagtail.models import Collection, CollectionViewRestriction, Page

from cms.previews.links import preview_token
from tests.factories.media import CmsImageFactory

from .conftest import Ask

TITLE = "query ($token: String!) { preview(token: $token) { expiresAt page { __typename id title } } }"
IMAGE = "{ id alt rendition(preset: CARD) { url } }"
DRAFT = f"""query ($token: String!) {{ preview(token: $token) {{ page {{
  __typename id title slug path url teaser cover {IMAGE} breadcrumbs {{ title path }} translations {{ path }}
  seo {{ title description canonicalUrl noindex image {IMAGE} jsonLd }}
  ... on NewsPage {{
    date featured categories {{ name }} tags {{ name }} gallery {{ id caption image {IMAGE} }}
    contacts {{ id name portrait {IMAGE} }} members {{ id title }} newer {{ title }} older {{ title }}
    body {{ id __typename ... on HeadingBlock {{ text anchor }} ... on ParagraphBlock {{ html }} }}
  }}
  ... on GalleryPage {{
    date photographer imageCount news {{ title }}
    images(first: 2) {{ totalCount nodes {{ id caption image {IMAGE} }} pageInfo {{ hasNextPage endCursor }} }}
  }}
  ... on MemberPage {{ name city sectors {{ name }} competences {{ name }} news {{ title }} socialLinks {{ service }} }}
}} }} }}"""


def token_of(page: Any) -> str:
    return preview_token(Page.objects.get(pk=page.pk))


def shown(ask: Ask, page: Any, query: str = DRAFT) -> Any:
    preview = ask(query, token=token_of(page))["preview"]
    return preview and preview["page"]


def private_image() -> Any:
    collection = Collection.get_first_root_node().add_child(name="Privat")
    CollectionViewRestriction.objects.create(
        collection=collection, restriction_type=CollectionViewRestriction.LOGIN
    )
    return CmsImageFactory(collection=collection)
