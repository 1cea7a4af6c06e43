"""How far members are from a place, computed by the database: great circles on a sphere, in metres."""

from math import asin, cos, degrees, pi, radians, sin

from django.db.models import Expression, IntegerField, Q, Value
from django.db.models.functions import ASin, Cast, Cos, Floor, Least, Radians, Sin, Sqrt

#: The mean radius of the Earth (IUGG). A sphere is up to 0.5 % wrong: 750 m between Berlin and Leipzig.
EARTH_RADIUS = 6_371_008.8
#: What a box is wider than its circle, so that no rounding puts a place outside that is on the circle.
_SLACK = 1.0


def metres_from(lat: float, lng: float) -> Expression:
    """Return the distance of a row's place from another, in whole metres: equal on every database.

    By haversines, which are exact for neighbours too; rounding may put that of antipodes above 1.
    """
    latitude = Radians("latitude")
    half_way_north = Sin((latitude - radians(lat)) / 2.0)
    half_way_east = Sin((Radians("longitude") - radians(lng)) / 2.0)
    haversine = half_way_north * half_way_north + (
        cos(radians(lat)) * Cos(latitude) * half_way_east * half_way_east
    )
    metres = 2 * EARTH_RADIUS * ASin(Sqrt(Least(Value(1.0), haversine)))
    return Cast(Floor(metres + 0.5), IntegerField())


def box_around(lat: float, lng: float, metres: float) -> Q:
    """Return what keeps rows within a box around a circle; rows without a place are not in it.

    Where a pole is in the circle every longitude is in the box; a box across the 180th meridian is two.
    """
    angle = (metres + _SLACK) / EARTH_RADIUS
    south, north = radians(lat) - angle, radians(lat) + angle
    box = Q(latitude__gte=degrees(south), latitude__lte=degrees(north), longitude__isnull=False)
    if south <= -pi / 2 or north >= pi / 2:
        return box
    # The circle is widest nearer to the pole than at its centre.
    width = degrees(asin(min(1.0, sin(angle) / cos(radians(lat)))))
    west, east = lng - width, lng + width
    if west < -180:
        return box & (Q(longitude__gte=west + 360) | Q(longitude__lte=east))
    if east > 180:
        return box & (Q(longitude__gte=west) | Q(longitude__lte=east - 360))
    return box & Q(longitude__gte=west, longitude__lte=east)
