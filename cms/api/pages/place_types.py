"""The GraphQL type Place. Resolved from `PlaceData`."""

import graphene

from .enums import place_kind
from .types import Link


class Place(graphene.ObjectType):
    """One of the fixed places of a site."""

    kind = graphene.Field(lambda: place_kind(), required=True, description="Which place.")
    link = graphene.Field(Link, required=True, description="Where it is.")
