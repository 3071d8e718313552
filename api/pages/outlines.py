"""The outlines of ``departements.json`` in degrees: the drawing taken back to the ground."""

import re
from collections.abc import Iterator
from pathlib import Path

from api.pages.map import shapes
from api.pages.projection import Point, locate

_RING = re.compile(r"M([-0-9.]+),([-0-9.]+)l([^z]*)z")
DIGITS = 3
"""Decimals of a degree: about 100 m, finer than the outline is."""

Ring = tuple[Point, ...]


def _spots(path: str) -> Iterator[list[Point]]:
    """The rings of a path as `api.pages.draw` writes it: an absolute point, then steps."""
    for x, y, steps in _RING.findall(path):
        ring = [(float(x), float(y))]
        for step in steps.split():
            east, south = step.split(",")
            ring.append((ring[-1][0] + float(east), ring[-1][1] + float(south)))
        yield ring


def turn(ring: list[Point]) -> float:
    """Twice the area of a ring, positive where it runs counterclockwise (north up)."""
    pairs = zip(ring, [*ring[1:], ring[0]], strict=True)
    return sum(a[0] * b[1] - b[0] * a[1] for a, b in pairs)


def _closed(spots: list[Point], code: str) -> Ring | None:
    degrees = [locate(x, y, code) for x, y in spots]
    ring = list(dict.fromkeys((round(x, DIGITS), round(y, DIGITS)) for x, y in degrees))
    if len(ring) < 3:
        return None
    if turn(ring) < 0:
        ring.reverse()
    return (*ring, ring[0])


def polygons(geo: Path, code: str) -> tuple[Ring, ...]:
    """The outer rings of a département, closed and counterclockwise; none where it is unknown."""
    shape = shapes(geo).get(code)
    found = (_closed(spots, code) for spots in _spots(shape.d)) if shape else ()
    return tuple(ring for ring in found if ring)
