"""GraphQL enums of members: kinds and orders."""

from cms.members import choices

from ..vocabulary.enums import make_enum, make_enum_of

MemberKind = make_enum_of(
    "MemberKind",
    "What a member is.",
    choices.MemberKind.names,
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
