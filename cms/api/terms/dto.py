"""TermData: a resolved category, tag, sector or competence."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class TermData:
    """A category, sector, tag or competence. `id` is unique within its GraphQL type."""

    id: str
    slug: str
    name: str
