"""The list `galleries` with its filters and orders; and the type of the image connection."""

from cms.galleries.models import GalleryPage

from ..vocabulary.connections import connection_type
from ..vocabulary.list_filters import text_filter, year_filter
from ..vocabulary.page_lists import page_list
from .images import GalleryImage

GALLERIES = page_list(
    GalleryPage,
    "galleries",
    item="gallery",
    orders={
        "NEWEST": ("By date, newest first.", "-date"),
        "OLDEST": ("By date, oldest first.", "date"),
    },
    filters={"year": year_filter("date"), "query": text_filter()},
)

GalleryImageConnection = connection_type(
    "GalleryImageConnection", GalleryImage, "GalleryImageEdge", "pictures"
)
