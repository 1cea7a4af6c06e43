"""DTO of a point on the map (WGS 84, degrees)."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class GeoPointData:
    lat: float
    lng: float
