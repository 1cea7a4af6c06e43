"""GraphQL types of terms: Category, Tag, Sector, Competence. Resolved from `TermData`."""

from typing import Any

import graphene

from ..vocabulary.fields import text


def _term(name: str, description: str) -> Any:
    fields = {
        "__doc__": description,
        "id": graphene.ID(required=True, description="Opaque."),
        "slug": text("What filters accept."),
        "name": text("As readers see it."),
    }
    return type(name, (graphene.ObjectType,), fields)


Category = _term("Category", "What an article is about, as the association sorts its news.")
Tag = _term("Tag", "A word an article may be found by.")
Sector = _term("Sector", "The field a member works in.")
Competence = _term("Competence", "What a member can do, in its own words.")
