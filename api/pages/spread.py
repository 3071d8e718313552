"""A map of many communes: points where they are few, départements in shades where they are many."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from api.pages.contours import middle, outlines
from api.pages.map import DIAMOND, Shape, shapes
from api.pages.projection import Point
from api.pages.towns import code_of, departement_code, segment
from maillage.rdf import NamedNode

DOTS = 2500
"""Communes that are drawn as points; more are counted by département."""
LEVELS = 4


@dataclass(frozen=True)
class Shade:
    """A département by how many of its communes are shown; `level` is 0 to 4."""

    shape: Shape
    count: int
    level: int


@dataclass(frozen=True)
class Spread:
    """The picture: `path` are the points, `bounds` the largest count of each level of shades."""

    shades: tuple[Shade, ...]
    path: str
    drawn: int
    bounds: tuple[int, ...]


def _shades(
    known: Mapping[str, Shape], communes: Iterable[NamedNode]
) -> tuple[tuple[Shade, ...], tuple[int, ...]]:
    counts = dict.fromkeys(known, 0)
    for one in communes:
        place = departement_code(code_of(one))
        if place in counts:
            counts[place] += 1
    ordered = sorted(count for count in counts.values() if count)
    bounds = tuple(ordered[len(ordered) * level // LEVELS - 1] for level in range(1, LEVELS + 1))

    def level(count: int) -> int:
        return 1 + sum(count > bound for bound in bounds[:-1]) if count else 0

    shaded = tuple(Shade(known[one], count, level(count)) for one, count in counts.items())
    return shaded, bounds


def _mark(spot: Point) -> str:
    r = DIAMOND - 2
    return f"M{spot[0]:.1f},{spot[1] - r:.1f}l{r},{r}-{r},{r}-{r}-{r}z"


@lru_cache(maxsize=64)
def spread(territories: frozenset[NamedNode], folder: Path) -> Spread | None:
    """The map of the communes among some territories, None where nothing can be drawn."""
    known, ground = outlines(folder), shapes(folder)
    communes = sorted((t for t in territories if segment(t) == "commune"), key=lambda t: t.value)
    if not communes or not ground:
        return None
    if len(communes) > DOTS:
        shaded, bounds = _shades(ground, communes)
        return Spread(shaded, "", sum(one.count for one in shaded), bounds)
    spots = [middle(known[code_of(one)].d) for one in communes if code_of(one) in known]
    plain = tuple(Shade(one, 0, 0) for one in ground.values())
    return Spread(plain, "".join(map(_mark, spots)), len(spots), ())
