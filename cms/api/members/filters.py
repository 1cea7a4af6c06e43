"""Input types of the member filter, and the bounds of a radius search."""

import graphene

from ..vocabulary.arguments import EMPTY_LIST_NOTE, QUERY_IN_FILTER, check_range
from ..vocabulary.scalars import Date
from .enums import MemberKind

#: Bounds of `near`: degrees, degrees, kilometres.
NEAR_BOUNDS = {"lat": (-90, 90), "lng": (-180, 180), "km": (0, 500)}


class Near(graphene.InputObjectType):
    """A circle on the map. Members without a place on the map are in none."""

    lat = graphene.Float(required=True, description="Latitude of its centre in degrees: -90 to 90.")
    lng = graphene.Float(required=True, description="Longitude of its centre in degrees: -180 to 180.")
    km = graphene.Float(required=True, description="Its radius in kilometres: 0 to 500.")


class MemberFilter(graphene.InputObjectType):
    """Several values of one kind: any of them; several kinds: all of them. Null restricts nothing."""

    kinds = graphene.List(graphene.NonNull(MemberKind), description=f"What the member is. {EMPTY_LIST_NOTE}")
    sectors = graphene.List(
        graphene.NonNull(graphene.String), description=f"Slugs of sectors. {EMPTY_LIST_NOTE}"
    )
    competences = graphene.List(
        graphene.NonNull(graphene.String), description=f"Slugs of competences. {EMPTY_LIST_NOTE}"
    )
    cities = graphene.List(
        graphene.NonNull(graphene.String),
        description=f"Names of cities, as the facet has them. {EMPTY_LIST_NOTE}",
    )
    letter = graphene.String(description="A to Z, umlauts folded; # for digits and all else.")
    joined_since = graphene.InputField(Date, description="Joined on this day or later.")
    near = graphene.InputField(Near, description="Within a circle on the map; edges say the distance.")
    query = graphene.String(description=QUERY_IN_FILTER)


def check_near(near: dict[str, float] | None) -> None:
    """Raise `ArgumentOutOfRange` unless latitude, longitude and radius are within `NEAR_BOUNDS`."""
    if near is not None:
        for name, (lowest, highest) in NEAR_BOUNDS.items():
            check_range(f"filter.near.{name}", near[name], lowest, highest)
