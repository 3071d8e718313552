"""Who touches a territory, and the small map that shows it: numbers lead from map to list."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from math import atan2
from pathlib import Path

from api.pages.contours import Outline, box, middle, outlines
from api.pages.graph import Graph
from api.pages.map import shapes
from api.pages.page import Page
from api.pages.projection import Point
from api.pages.towns import code_of, departement_code, programmes_of, segment
from api.pages.values import Value, thing
from maillage import iri
from maillage.rdf import MLG, NamedNode

MARGIN = 0.04
TEXT = 26
"""The height of a figure on the map is the map's side by this."""
FEW = 0.12
"""Ground kept around what is drawn, as a share of it."""


@dataclass(frozen=True)
class Place:
    """A territory on the map: its outline, its number (0 for the one that the page is about)."""

    d: str
    number: int
    spot: Point
    name: str
    strong: bool
    """Whether it is in one of the programmes of towns."""


@dataclass(frozen=True)
class Neighbour:
    number: int
    value: Value
    programmes: tuple[str, ...]


@dataclass(frozen=True)
class Neighbourhood:
    box: str
    size: float
    """The height of a figure, in map units."""
    places: tuple[Place, ...]
    neighbours: tuple[Neighbour, ...]


@lru_cache(maxsize=128)
def touching(folder: Path, departement: str) -> frozenset[str]:
    """The départements that one touches: some commune of it touches one of theirs."""
    inside = (one for code, one in outlines(folder).items() if code.startswith(departement))
    return frozenset(departement_code(other) for one in inside for other in one.neighbours) - {
        departement
    }


def _around(places: Iterable[tuple[str, Point]], centre: Point) -> list[str]:
    """Codes in the order of a clock that begins in the north."""

    def turn(spot: Point) -> float:
        angle = atan2(spot[0] - centre[0], -(spot[1] - centre[1]))
        return angle if angle >= 0 else angle + 7

    return [code for code, _ in sorted(places, key=lambda one: (turn(one[1]), one[0]))]


def _drawn(
    page: Page, here: Mapping[str, str], beside: Mapping[str, str], nodes: Mapping[str, NamedNode]
) -> Neighbourhood | None:
    """The map of what is `here` and `beside` (code to path); `nodes` are those beside."""
    bounds = box([*here.values(), *beside.values()])
    if not here or bounds is None:
        return None
    west, north, east, south = bounds
    side = max(east - west, south - north, 0.5) * (1 + 2 * MARGIN)
    left, top = (west + east - side) / 2, (north + south - side) / 2
    core = box(here.values()) or bounds
    order = _around(
        ((code, middle(d)) for code, d in beside.items()),
        ((core[0] + core[2]) / 2, (core[1] + core[3]) / 2),
    )
    graph, view = page.graph, page.service.view
    neighbours = tuple(
        Neighbour(number, thing(graph, nodes[code]), programmes_of(view, nodes[code]))
        for number, code in enumerate(order, 1)
    )
    places = tuple(
        Place(beside[code], one.number, middle(beside[code]), one.value.text, bool(one.programmes))
        for code, one in zip(order, neighbours, strict=True)
    ) + tuple(Place(d, 0, middle(d), "", False) for d in here.values())
    window = f"{left:.1f} {top:.1f} {side:.1f} {side:.1f}"
    return Neighbourhood(window, round(side / TEXT, 2), places, neighbours)


def _communes(page: Page, known: Mapping[str, Outline], codes: set[str]) -> Neighbourhood | None:
    """The communes of `codes` with all that touch them."""
    here = {code: known[code].d for code in sorted(codes) if code in known}
    beside = {other for code in here for other in known[code].neighbours} - set(here)
    nodes = {code: iri.commune(code) for code in sorted(beside)}
    listed = {code: node for code, node in nodes.items() if page.graph.exists(node)}
    return _drawn(page, here, {code: known[code].d for code in listed}, listed)


def _groups(graph: Graph, communes: Iterable[NamedNode]) -> dict[NamedNode, set[str]]:
    found: dict[NamedNode, set[str]] = {}
    for commune in communes:
        for parent in graph.nodes(commune, MLG.appartientA):
            if segment(parent) == "intercommunalite":
                found.setdefault(parent, set()).add(code_of(commune))
    return found


def _intercommunalite(page: Page, node: NamedNode, folder: Path) -> Neighbourhood | None:
    """The communes of an intercommunalité, and the intercommunalités that touch it."""
    graph, known = page.graph, outlines(folder)
    inside = {code_of(one) for one in graph.subjects(MLG.appartientA, node)}
    here = {code: known[code].d for code in sorted(inside) if code in known}
    touched = {other for code in here for other in known[code].neighbours} - set(here)
    groups = _groups(graph, map(iri.commune, sorted(touched)))
    nodes = {group.value: group for group in groups if group != node}
    beside = {
        group.value: "".join(
            known[code_of(one)].d
            for one in sorted(graph.subjects(MLG.appartientA, group), key=lambda one: one.value)
            if code_of(one) in known
        )
        for group in nodes.values()
    }
    return _drawn(page, here, beside, nodes)


def _departements(page: Page, codes: set[str], folder: Path) -> Neighbourhood | None:
    known = shapes(folder)
    here = {code: known[code].d for code in sorted(codes) if code in known}
    touched = {other for code in here for other in touching(folder, code)} - set(here)
    nodes = {code: iri.departement(code) for code in sorted(touched) if code in known}
    return _drawn(page, here, {code: known[code].d for code in nodes}, nodes)


def neighbourhood(page: Page, node: NamedNode) -> Neighbourhood | None:
    """The map of a territory with those that touch it, None where no outline is known."""
    folder = page.service.settings.data / "geo"
    kind = segment(node)
    if kind == "commune":
        return _communes(page, outlines(folder), {code_of(node)})
    if kind == "intercommunalite":
        return _intercommunalite(page, node, folder)
    if kind == "departement":
        return _departements(page, {code_of(node)}, folder)
    if kind == "region":
        inside = page.graph.subjects(MLG.appartientA, node)
        return _departements(page, {code_of(one) for one in inside}, folder)
    return None
