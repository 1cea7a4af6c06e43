"""GraphQL enum of the orders of galleries."""

from ..vocabulary.enums import make_enum

GalleryOrder = make_enum(
    "GalleryOrder",
    "How galleries are sorted.",
    {"NEWEST": "By date, newest first.", "OLDEST": "By date, oldest first."},
)
