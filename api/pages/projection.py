"""From longitude and latitude to the map's units.

The metropole is drawn in the Lambert conformal conic projection of the official
national maps (parallels 44° and 49°, origin 46.5° N 3° E), on a sphere; each
overseas département has a frame of its own in the empty corner of the sea.
"""

from dataclasses import dataclass
from math import atan, atan2, cos, degrees, hypot, log, pi, radians, sin, tan

WIDTH, HEIGHT = 1000, 960
"""The map's view box, in units (see `UNITS_A_KM`)."""
EARTH_KM = 6371.0
PARALLELS = (44.0, 49.0)
ORIGIN = (3.0, 46.5)
CENTRE = (524.0, 458.0)
"""Where the origin of the projection falls on the map."""
UNITS_A_KM = 0.87
GROUND = (-5.6, 41.2, 9.8, 51.3)
"""West, south, east and north of the metropole, in degrees."""

Point = tuple[float, float]


def _half_tangent(latitude: float) -> float:
    return tan(pi / 4 + radians(latitude) / 2)


def _cone() -> tuple[float, float, float]:
    """The constant of the cone, its scale, and the radius of the origin in kilometres."""
    first, second = (radians(parallel) for parallel in PARALLELS)
    cone = log(cos(first) / cos(second)) / log(
        _half_tangent(PARALLELS[1]) / _half_tangent(PARALLELS[0])
    )
    scale = EARTH_KM * cos(first) * _half_tangent(PARALLELS[0]) ** cone / cone
    return cone, scale, scale / _half_tangent(ORIGIN[1]) ** cone


def lambert(longitude: float, latitude: float) -> Point:
    """Kilometres east and north of the origin of the projection."""
    cone, scale, base = _cone()
    radius = scale / _half_tangent(latitude) ** cone
    angle = cone * radians(longitude - ORIGIN[0])
    return radius * sin(angle), base - radius * cos(angle)


def unproject(east: float, north: float) -> Point:
    """The longitude and latitude of a place that `lambert` gave."""
    cone, scale, base = _cone()
    radius, angle = hypot(east, base - north), atan2(east, base - north)
    latitude = degrees(2 * atan((scale / radius) ** (1 / cone)) - pi / 2)
    return ORIGIN[0] + degrees(angle / cone), latitude


@dataclass(frozen=True)
class Frame:
    """A part of the map: a département code, the box it is drawn in, the ground it shows.

    `west`, `south`, `east`, `north` in degrees; `x`, `y`, `size` in map units.
    """

    code: str
    name: str
    west: float
    south: float
    east: float
    north: float
    x: float
    y: float
    size: float

    def place(self, longitude: float, latitude: float) -> Point:
        """The place on the map of a point of this frame's ground."""
        shrink = cos(radians((self.south + self.north) / 2))
        width, height = (self.east - self.west) * shrink, self.north - self.south
        unit = self.size / max(width, height)
        left = self.x + (self.size - width * unit) / 2
        top = self.y + (self.size - height * unit) / 2
        return (
            left + (longitude - self.west) * shrink * unit,
            top + (self.north - latitude) * unit,
        )

    def locate(self, x: float, y: float) -> Point:
        """The longitude and latitude of a place that `place` gave."""
        west, north = self.place(self.west, self.north)
        east, south = self.place(self.east, self.south)
        return (
            self.west + (x - west) / (east - west) * (self.east - self.west),
            self.north - (y - north) / (south - north) * (self.north - self.south),
        )

    def holds(self, longitude: float, latitude: float) -> bool:
        return self.west <= longitude <= self.east and self.south <= latitude <= self.north


FRAMES = (
    Frame("971", "Guadeloupe", -61.9, 15.8, -60.95, 16.55, 6, 600, 84),
    Frame("972", "Martinique", -61.25, 14.36, -60.78, 14.9, 94, 600, 84),
    Frame("973", "Guyane", -54.7, 2.0, -51.5, 5.9, 6, 700, 84),
    Frame("974", "La Réunion", 55.18, -21.42, 55.88, -20.84, 94, 700, 84),
    Frame("976", "Mayotte", 44.98, -13.04, 45.34, -12.6, 6, 800, 84),
)


def place(longitude: float, latitude: float) -> Point | None:
    """The place on the map of a point, None for ground that the map does not show."""
    for frame in FRAMES:
        if frame.holds(longitude, latitude):
            return frame.place(longitude, latitude)
    west, south, east_end, north_end = GROUND
    if not (west <= longitude <= east_end and south <= latitude <= north_end):
        return None
    east, north = lambert(longitude, latitude)
    return CENTRE[0] + east * UNITS_A_KM, CENTRE[1] - north * UNITS_A_KM


def locate(x: float, y: float, code: str) -> Point:
    """Longitude and latitude of a place on the map, inside the département of this code."""
    for frame in FRAMES:
        if frame.code == code:
            return frame.locate(x, y)
    return unproject((x - CENTRE[0]) / UNITS_A_KM, (CENTRE[1] - y) / UNITS_A_KM)
