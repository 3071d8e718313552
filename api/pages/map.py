"""The map of programme towns, and the small map that says where a commune is."""

import csv
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from api.pages.graph import Graph
from api.pages.lists import reference
from api.pages.page import Page
from api.pages.projection import HEIGHT, WIDTH, Point, place
from maillage import iri
from maillage.rdf import MLG, NamedNode
from maillage.store import View

MARGIN = 0.18
"""Ground shown around a département, as a share of its size."""
DIAMOND = 6
TOWNS = """PREFIX mlg: <https://w3id.org/maillage/def#>
SELECT ?town ?longitude ?latitude WHERE {
  GRAPH ?list { ?adhesion mlg:programme ?programme ; a mlg:Adhesion ; mlg:territoire ?town }
  OPTIONAL { ?town mlg:longitude ?longitude ; mlg:latitude ?latitude }
} ORDER BY ?town ?longitude ?latitude"""


@dataclass(frozen=True)
class Shape:
    """A département: an SVG path in map units, and its west, north, east, south."""

    code: str
    name: str
    d: str
    box: tuple[float, float, float, float]


@dataclass(frozen=True)
class Layer:
    """The towns of one programme: one SVG path, and how many it shows of how many."""

    name: str
    d: str
    shown: int
    total: int


@dataclass(frozen=True)
class Map:
    width: int
    height: int
    shapes: tuple[Shape, ...]
    layers: tuple[Layer, ...]
    missing: int
    """Towns without a known position, each once."""


@dataclass(frozen=True)
class Locator:
    """The départements around a place; `box` is the SVG view box."""

    box: str
    shapes: tuple[Shape, ...]
    here: str
    """The code of the département that the place is in."""
    spot: Point | None
    radius: float
    name: str


@lru_cache(maxsize=2)
def shapes(folder: Path) -> Mapping[str, Shape]:
    """The outlines of ``departements.json`` by code; empty where the file is missing."""
    path = folder / "departements.json"
    if not path.is_file():
        return {}
    drawn = json.loads(path.read_bytes())["departements"]
    return {
        code: Shape(code, one["nom"], one["d"], tuple(one["cadre"])) for code, one in drawn.items()
    }


@lru_cache(maxsize=2)
def centres(folder: Path) -> Mapping[str, Point]:
    """Longitude and latitude of the communes of ``communes-centres.csv``."""
    path = folder / "communes-centres.csv"
    if not path.is_file():
        return {}
    with path.open(encoding="utf-8", newline="") as file:
        return {
            row["code"]: (float(row["longitude"]), float(row["latitude"]))
            for row in csv.DictReader(file)
        }


def spot(node: NamedNode, own: Point | None, known: Mapping[str, Point]) -> Point | None:
    """Where a territory is on the map: its own point first, then the commune's centre."""
    point = own or known.get((iri.path_of(node.value) or "").removeprefix("commune/"))
    return place(*point) if point else None


def own_point(graph: Graph, node: NamedNode) -> Point | None:
    """Longitude and latitude as the tables give them."""
    longitude, latitude = graph.text(node, MLG.longitude), graph.text(node, MLG.latitude)
    return (float(longitude), float(latitude)) if longitude and latitude else None


def towns(view: View, notation: str) -> dict[NamedNode, Point | None]:
    """The communes in a programme today and their own point; only what is signed counts."""
    programme = iri.programme(notation)
    listed = reference(view, programme)
    if listed is None:
        return {}
    query = TOWNS.replace("?programme", str(programme)).replace("?list", str(listed))
    rows = view.select(query)
    found: dict[NamedNode, Point | None] = {}
    for row in rows:
        town = row["town"]
        if isinstance(town, NamedNode) and found.get(town) is None:
            known = "longitude" in row and "latitude" in row
            point = (float(row["longitude"].value), float(row["latitude"].value)) if known else None
            found[town] = point
    return found


def dots(points: Iterable[Point]) -> str:
    """Points as strokes without length: round caps make them discs."""
    return "".join(f"M{x:.1f},{y:.1f}h0" for x, y in points)


def diamonds(points: Iterable[Point]) -> str:
    r = DIAMOND
    return "".join(f"M{x:.1f},{y - r:.1f}l{r},{r}-{r},{r}-{r}-{r}z" for x, y in points)


@lru_cache(maxsize=2)
def national(view: View, folder: Path) -> Map:
    """The map of a release: drawn once, since neither changes while it is served."""
    known = centres(folder)
    layers, missing = [], set[NamedNode]()
    for notation, drawn in (("ORT", dots), ("PVD", dots), ("ACV", diamonds)):
        found = towns(view, notation)
        spots = {town: spot(town, own, known) for town, own in found.items()}
        points = sorted(one for one in spots.values() if one)
        missing |= {town for town, one in spots.items() if one is None}
        layers.append(Layer(notation.lower(), drawn(points), len(points), len(found)))
    return Map(WIDTH, HEIGHT, tuple(shapes(folder).values()), tuple(layers), len(missing))


def departement_of(graph: Graph, node: NamedNode) -> str | None:
    """The code of the département of a commune or of an intercommunalité's seat."""
    for one in (node, *graph.nodes(node, MLG.appartientA)):
        kind, _, code = (iri.path_of(one.value) or "").partition("/")
        if kind == "departement":
            return code
    return None


def locator(page: Page, node: NamedNode) -> Locator | None:
    """The small map around a territory, None where no outline is known.

    An intercommunalité stands at its main town.
    """
    folder = page.service.settings.data / "geo"
    known = shapes(folder)
    code = departement_of(page.graph, node)
    if code is None or code not in known:
        return None
    west, north, east, south = known[code].box
    side = max(east - west, south - north) * (1 + 2 * MARGIN)
    left, top = (west + east - side) / 2, (north + south - side) / 2
    near = (
        one
        for one in known.values()
        if one.box[0] < left + side
        and one.box[2] > left
        and one.box[1] < top + side
        and one.box[3] > top
    )
    seat = page.graph.node(node, MLG.villePrincipale) or node
    return Locator(
        box=f"{left:.1f} {top:.1f} {side:.1f} {side:.1f}",
        shapes=tuple(sorted(near, key=lambda one: one.code == code)),
        here=code,
        spot=spot(seat, own_point(page.graph, seat), centres(folder)),
        radius=round(side / 28, 2),
        name=known[code].name,
    )
