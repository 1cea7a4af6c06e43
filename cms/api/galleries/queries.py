"""Root fields `galleries` and `galleryPage`."""

from cms.galleries.models import GalleryPage

from ..pages.queries import page_by_slug_field
from ..vocabulary.connections import connection_field
from .connection import GalleryConnection, resolve_gallery_connection
from .enums import GalleryOrder
from .filters import GalleryFilter


class GalleryQuery:
    """Root field `galleries`."""

    galleries = connection_field(
        GalleryConnection,
        GalleryFilter,
        GalleryOrder,
        resolve_gallery_connection,
        "galleries",
        GalleryOrder.NEWEST,
    )


class GalleryPageQuery:
    """Root field `galleryPage`: one gallery by its slug."""

    gallery_page = page_by_slug_field(GalleryPage, "gallery")
