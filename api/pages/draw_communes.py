"""Draws `communes.csv` from the contours of IGN: each commune's outline, and who touches it.

Usage: python -m api.pages.draw_communes FOLDER, where FOLDER holds
`communes/<département>.geojson`. The contours are simplified already and share
their vertices: two communes are neighbours where they share a side.
"""

import json
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from api.pages.draw import HERE, Ring, path
from api.pages.projection import place

HEADER = ("code", "voisines", "trace")


@dataclass(frozen=True)
class Contour:
    """A commune as the source draws it: its rings, in degrees, those of its enclaves too."""

    code: str
    rings: tuple[Ring, ...]


def _rings(geometry: dict[str, Any]) -> Iterator[Ring]:
    """All rings of a polygon or multipolygon, without the repeated last vertex."""
    polygons = geometry["coordinates"]
    for polygon in polygons if geometry["type"] == "MultiPolygon" else [polygons]:
        for ring in polygon:
            yield [(float(x), float(y)) for x, y in ring[:-1]]


def contours(folder: Path) -> Iterator[Contour]:
    """Every commune of the source; the arrondissements of Paris, Lyon and Marseille are none."""
    for file in sorted((folder / "communes").glob("*.geojson")):
        for feature in json.loads(file.read_bytes())["features"]:
            said = feature["properties"]
            if feature["geometry"] and not said.get("commune"):
                yield Contour(said["code"], tuple(_rings(feature["geometry"])))


def neighbours(drawn: Iterable[Contour]) -> Mapping[str, frozenset[str]]:
    """Who shares a side with whom."""
    sides: dict[tuple[tuple[float, float], ...], set[str]] = defaultdict(set)
    for one in drawn:
        for ring in one.rings:
            for side in zip(ring, [*ring[1:], ring[0]], strict=True):
                sides[tuple(sorted(side))].add(one.code)
    found: dict[str, set[str]] = defaultdict(set)
    for codes in sides.values():
        for code in codes:
            found[code] |= codes - {code}
    return {code: frozenset(others) for code, others in found.items()}


def trace(contour: Contour) -> str:
    """The outline in map units, without a comma; empty for ground that the map does not show."""
    lines = ([spot for vertex in ring if (spot := place(*vertex))] for ring in contour.rings)
    return "".join(path(line).replace(",", " ") for line in lines if len(line) > 2)


def main(folder: Path) -> None:
    found = sorted(contours(folder), key=lambda one: one.code)
    beside = neighbours(found)
    lines = ((one.code, " ".join(sorted(beside.get(one.code, ()))), trace(one)) for one in found)
    text = "\n".join(",".join(line) for line in [HEADER, *lines])
    (HERE / "communes.csv").write_text(text + "\n", encoding="ascii")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
