"""GraphQL enum of the fixed roles of a standard page."""

from cms.home import choices

from ..vocabulary.enums import make_enum_of

StandardPageRole = make_enum_of(
    "StandardPageRole",
    "The fixed places of a site that a page may have.",
    choices.StandardPageRole.names,
    {
        "NONE": "A page like any other.",
        "IMPRINT": "Who is responsible for the site.",
        "PRIVACY": "How personal data are treated.",
        "ACCESSIBILITY": "How accessible the site is.",
        "COOKIES": "Which cookies the site sets.",
        "TERMS": "Terms of use.",
        "CONTACT": "How to get in touch.",
    },
)
