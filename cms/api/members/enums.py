"""GraphQL enums of members: kinds and orders."""

from ..vocabulary.enums import make_enum

MemberKind = make_enum(
    "MemberKind",
    "What a member is.",
    {
        "COMPANY": "A company.",
        "RESEARCH": "A university or research institute.",
        "PUBLIC_BODY": "A city, a ministry, an agency.",
        "NETWORK": "Another association or cluster.",
        "PERSON": "One person.",
    },
)

MemberOrder = make_enum(
    "MemberOrder",
    "How members are sorted.",
    {
        "NAME": "By name, umlauts folded.",
        "NEWEST": "By the day of joining, latest first; those without one last.",
        "DISTANCE": "By the distance from the centre of `filter.near`, nearest first; not without it.",
    },
)
