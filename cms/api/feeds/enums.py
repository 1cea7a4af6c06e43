"""GraphQL enum of the kinds of change in the change feed."""

from ..vocabulary.enums import make_enum

ChangeKind = make_enum(
    "ChangeKind",
    "What happened. More may come: have a default branch.",
    {
        "PUBLISHED": "A page is public now, for the first time or again.",
        "UPDATED": "A public page has other content.",
        "MOVED": "A public page has another path; its content may be another too.",
        "UNPUBLISHED": "A page is no longer public.",
        "DELETED": "A page that was public is gone for good.",
        "SHARED": "No page of its own changed, but what many show: menu, settings, category, picture.",
    },
)
