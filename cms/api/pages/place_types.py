"""The GraphQL type Place. Resolved from `PlaceData`."""

import graphene

from .enums import PlaceKind
from .types import Link


class Place(graphene.ObjectType):
    """One of the fixed places of a site."""

    kind = graphene.Field(PlaceKind, required=True, description="Which place.")
    link = graphene.Field(Link, required=True, description="Where it is.")
