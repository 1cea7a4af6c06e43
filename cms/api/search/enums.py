"""GraphQL enum of the page types that search finds."""

from ..vocabulary.enums import make_enum

SearchType = make_enum(
    "SearchType",
    "Kinds of pages that a search finds. More may come: have a default branch.",
    {
        "NEWS": "An article.",
        "MEMBER": "A member.",
        "GALLERY": "An album.",
        "PAGE": "Any other page.",
    },
)
