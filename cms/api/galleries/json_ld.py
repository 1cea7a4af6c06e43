"""JSON-LD (schema.org ImageGallery) of an album."""

from typing import Any

from cms.galleries.models import GalleryPage

from ..loading.context import RequestContext


def image_gallery(context: RequestContext, page: GalleryPage) -> dict[str, Any]:
    return {"@type": "ImageGallery", "datePublished": page.date.isoformat()}
