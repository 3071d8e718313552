"""The outlines of the communes, and who touches whom: ``communes.csv`` read once."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from api.pages.projection import Point

STEP = re.compile(r"-?\d+(?:\.\d+)?")
Box = tuple[float, float, float, float]


@dataclass(frozen=True)
class Outline:
    """A commune on the map: an SVG path in map units; `beside` are the codes that touch it."""

    code: str
    d: str
    beside: str

    @property
    def neighbours(self) -> tuple[str, ...]:
        return tuple(self.beside.split())


@lru_cache(maxsize=2)
def outlines(folder: Path) -> Mapping[str, Outline]:
    """Every commune that is drawn, by code; empty where the file is missing.

    No field of the file has a comma or quotes.
    """
    path = folder / "communes.csv"
    if not path.is_file():
        return {}
    rows = (line.split(",") for line in path.read_text(encoding="ascii").splitlines()[1:])
    return {code: Outline(code, d, beside) for code, beside, d in rows}


def corners(d: str) -> list[Point]:
    """The corners of a path of ``communes.csv``: absolute starts, relative steps."""
    found: list[Point] = []
    for ring in d.split("M")[1:]:
        figures = [float(step) for step in STEP.findall(ring)]
        x, y = 0.0, 0.0
        for east, south in zip(figures[::2], figures[1::2], strict=True):
            x, y = x + east, y + south
            found.append((x, y))
    return found


def box(paths: Iterable[str]) -> Box | None:
    """West, north, east and south of some paths, None where there are none."""
    spots = [spot for d in paths for spot in corners(d)]
    if not spots:
        return None
    across, down = [x for x, _ in spots], [y for _, y in spots]
    return min(across), min(down), max(across), max(down)


def middle(d: str) -> Point:
    """The middle of a path's box."""
    west, north, east, south = box([d]) or (0.0, 0.0, 0.0, 0.0)
    return (west + east) / 2, (north + south) / 2
