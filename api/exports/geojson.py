"""GeoJSON (RFC 7946): a feature for each row, at its coordinates, its commune or its département.

A commune is the point of its centre. A département is its outline as the maps
here draw it, taken back to degrees: simplified to about a kilometre, small
islands left out. A row whose place is not known is a feature without geometry.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import ClassVar

from api.exports.base import LICENCE, Export, Subject, without
from api.exports.typed import value
from api.pages.map import centres
from api.pages.outlines import polygons
from api.pages.pictures.ground import code
from api.pages.pictures.model import decimal
from maillage import iri
from maillage.catalogue import Answer
from maillage.store import Row

COORDINATES = ("longitude", "latitude")
KINDS = ("commune", "departement")

Geometry = Mapping[str, object]


def _is_of(row: Row, name: str, kind: str) -> bool:
    return name in row and row[name].value.startswith(f"{iri.THING}{kind}/")


@dataclass(frozen=True)
class Place:
    """The columns that say where a row is; the first of them that knows decides."""

    coordinates: tuple[str, str] | None
    territories: tuple[tuple[str, str], ...]
    """Column and kind of territory."""

    @classmethod
    def of(cls, answer: Answer) -> "Place":
        chart = answer.query.chart
        pair = (chart.x, chart.y) if chart and chart.kind == "map" else None
        if pair is None and set(COORDINATES) <= set(answer.variables):
            pair = COORDINATES
        drawn = [(chart.x, kind) for kind in KINDS if chart and chart.kind == f"{kind}s"]
        read = [
            (name, kind)
            for kind in KINDS
            for name in answer.variables
            if any(_is_of(row, name, kind) for row in answer)
        ]
        return cls(pair, tuple(dict.fromkeys(drawn + read)))

    def __bool__(self) -> bool:
        return bool(self.coordinates or self.territories)

    def geometry(self, row: Row, geo: Path) -> Geometry | None:
        if self.coordinates:
            longitude, latitude = (decimal(row.get(name)) for name in self.coordinates)
            if longitude is not None and latitude is not None:
                return _point(float(longitude), float(latitude))
        for name, kind in self.territories:
            found = code(row.get(name), kind)
            here = _commune(geo, found) if kind == "commune" else _departement(geo, found)
            if here:
                return here
        return None


def _point(longitude: float, latitude: float) -> Geometry | None:
    """A point, None for what is nowhere on Earth."""
    if not (-180 <= longitude <= 180 and -90 <= latitude <= 90):
        return None
    return {"type": "Point", "coordinates": [round(longitude, 6), round(latitude, 6)]}


def _commune(geo: Path, found: str) -> Geometry | None:
    centre = centres(geo).get(found)
    return _point(*centre) if centre else None


@lru_cache(maxsize=128)
def _departement(geo: Path, found: str) -> Geometry | None:
    drawn = [[[list(spot) for spot in ring]] for ring in polygons(geo, found)]
    if not drawn:
        return None
    if len(drawn) == 1:
        return {"type": "Polygon", "coordinates": drawn[0]}
    return {"type": "MultiPolygon", "coordinates": drawn}


def _property(row: Row, name: str, kind: str) -> object:
    found = value(row.get(name), kind)
    return found.isoformat() if isinstance(found, date) else found


class Geojson(Export):
    title = "GeoJSON"
    media_type = "application/geo+json"
    aliases: ClassVar[tuple[str, ...]] = ("application/vnd.geo+json",)
    extension = "geojson"

    def offered(self, answer: Answer) -> bool:
        return bool(Place.of(answer))

    def render(self, subject: Subject) -> bytes:
        answer = subject.answer
        place = Place.of(answer)
        if not place and len(answer):
            raise without(
                self.title,
                "aucune colonne n'est une commune, un département ou des coordonnées ; prenez CSV",
                "no column is a commune, a département or coordinates; take CSV",
            )
        kinds = {name: answer.query.column(name).kind for name in answer.variables}
        features = [
            {
                "type": "Feature",
                "geometry": place.geometry(row, subject.geo),
                "properties": {name: _property(row, name, kind) for name, kind in kinds.items()},
            }
            for row in answer
        ]
        told = {
            "type": "FeatureCollection",
            "title": subject.citation.title,
            "source": subject.citation.address,
            "release": subject.citation.release,
            "license": LICENCE,
            **({"cut": subject.cut} if subject.cut else {}),
            "features": features,
        }
        return json.dumps(told, ensure_ascii=False, separators=(",", ":")).encode()
