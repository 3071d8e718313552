"""The ground of maps: the outlines of départements, the part that is shown, where rows are."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from api.pages.map import centres, shapes
from api.pages.pictures.model import Sheet, Size, element, words
from api.pages.pictures.palette import LAND, PAPER, SOFT
from api.pages.projection import FRAMES, HEIGHT, WIDTH, Point, place
from maillage import iri
from maillage.rdf import Literal, NamedNode, Term

MARGIN = 36.0
LEAST = 190.0
"""Map units (see `projection`) around what is drawn, and the narrowest ground shown."""
WHOLE = (0.0, 0.0, float(WIDTH), float(HEIGHT))


@dataclass(frozen=True)
class Ground:
    """The part of the map that is shown, in map units; `unit` of them are a pixel."""

    left: float
    top: float
    width: float
    height: float
    unit: float


def around(points: Iterable[Point], size: Size) -> Ground:
    """The ground of some points: the whole map where they are far apart or overseas."""
    spots = list(points)
    overseas = max(frame.x + frame.size for frame in FRAMES), min(frame.y for frame in FRAMES)
    box = WHOLE
    if spots and not any(x <= overseas[0] and y >= overseas[1] for x, y in spots):
        west, east = min(x for x, _ in spots), max(x for x, _ in spots)
        north, south = min(y for _, y in spots), max(y for _, y in spots)
        side = max(east - west + 2 * MARGIN, south - north + 2 * MARGIN, LEAST)
        if side < WIDTH * 0.7:
            box = ((west + east - side) / 2, (north + south - side) / 2, side, side)
    shown = min(size.width, 620)
    left, top, width, height = (round(one, 1) for one in box)
    return Ground(left, top, width, height, round(box[2] / shown, 4))


def commune(term: Term | None, geo: Path) -> Point | None:
    """Longitude and latitude of a commune, from its IRI or its code."""
    return centres(geo).get(code(term, "commune"))


def code(term: Term | None, kind: str) -> str:
    """The code of a territory of this kind, from its IRI or as a text; empty for others."""
    if isinstance(term, NamedNode):
        first, _, rest = (iri.path_of(term.value) or "").partition("/")
        return rest if first == kind else ""
    return term.value if isinstance(term, Literal) else ""


def spot(point: Point | None) -> Point | None:
    return place(*point) if point else None


def land(sheet: Sheet, ground: Ground) -> str:
    """The départements that are in sight."""
    right, bottom = ground.left + ground.width, ground.top + ground.height
    return element(
        "g",
        "".join(
            element("path", d=shape.d)
            for shape in shapes(sheet.geo).values()
            if shape.box[0] < right
            and shape.box[2] > ground.left
            and shape.box[1] < bottom
            and shape.box[3] > ground.top
        ),
        fill=LAND,
        stroke=PAPER,
        stroke_width=round(1.3 * ground.unit, 2),
        stroke_linejoin="round",
    )


def key(rows: list[tuple[str, str]], ground: Ground) -> tuple[str, float]:
    """The key below a map: a mark (drawn around 0,0 in pixels) and what it means; its height."""
    if not rows:
        return "", 0.0
    line, bottom = 26 * ground.unit, ground.top + ground.height
    top, tall = bottom + 12 * ground.unit, line * len(rows) + 12 * ground.unit
    drawn = [element("rect", x=ground.left, y=bottom, width=ground.width, height=tall, fill=PAPER)]
    for rank, (mark, meaning) in enumerate(rows):
        x, y = ground.left + 20 * ground.unit, top + line * (rank + 0.5)
        drawn.append(
            element("g", mark, transform=f"translate({x:.1f},{y:.1f}) scale({ground.unit})")
            + words(meaning, x + 26 * ground.unit, y + 5 * ground.unit, 14 * ground.unit, SOFT)
        )
    return "".join(drawn), tall
