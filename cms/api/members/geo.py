"""GraphQL type GeoPoint; its fields are the attributes of `GeoPointData`."""

import graphene


class GeoPoint(graphene.ObjectType):
    """A place on the map, in degrees (WGS 84)."""

    lat = graphene.Float(required=True, description="Latitude.")
    lng = graphene.Float(required=True, description="Longitude.")
