"""GraphQL enum of the orders of news."""

from ..vocabulary.enums import make_enum

NewsOrder = make_enum(
    "NewsOrder",
    "How news are sorted.",
    {
        "NEWEST": "By date, newest first.",
        "OLDEST": "By date, oldest first.",
        "TITLE": "By title, umlauts folded.",
    },
)
