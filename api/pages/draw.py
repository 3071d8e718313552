"""Draws `departements.json` and `communes-centres.csv` from the contours of IGN.

Usage: python -m api.pages.draw FOLDER [CODES], where FOLDER holds
`departements-1000m.geojson` and `communes/<département>.geojson`, and CODES is a
file of the INSEE codes to keep, one a line (all that the national tables name).
"""

import csv
import json
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

from api.pages.projection import HEIGHT, WIDTH, Point, place

TOLERANCE = 1.3
"""A vertex closer than this to the simplified line is left out (map units)."""
SMALLEST = 6.0
"""Islands of a smaller area are left out (square map units), but for the only ring of a part."""
HERE = Path("data/geo")

Ring = list[tuple[float, float]]


def rings(geometry: dict[str, Any]) -> Iterator[Ring]:
    """The outer rings of a polygon or multipolygon, without the repeated last vertex."""
    polygons = geometry["coordinates"]
    for polygon in polygons if geometry["type"] == "MultiPolygon" else [polygons]:
        yield [(float(x), float(y)) for x, y in polygon[0][:-1]]


def distance(point: Point, start: Point, end: Point) -> float:
    """From a point to a segment."""
    along = (end[0] - start[0], end[1] - start[1])
    length = along[0] ** 2 + along[1] ** 2
    away = (point[0] - start[0], point[1] - start[1])
    share = (away[0] * along[0] + away[1] * along[1]) / length if length else 0.0
    share = min(1.0, max(0.0, share))
    gap = (away[0] - share * along[0], away[1] - share * along[1])
    return float((gap[0] ** 2 + gap[1] ** 2) ** 0.5)


def simplify(line: list[Point]) -> list[Point]:
    """Douglas and Peucker's line simplification; both ends stay."""
    if len(line) < 3:
        return line
    gap, farthest = max((distance(line[i], line[0], line[-1]), i) for i in range(1, len(line) - 1))
    if gap <= TOLERANCE:
        return [line[0], line[-1]]
    return simplify(line[: farthest + 1])[:-1] + simplify(line[farthest:])


def junctions(all_rings: Iterable[Ring]) -> set[Point]:
    """Vertices where borders meet: simplified lines must share them."""
    neighbours: dict[Point, set[Point]] = defaultdict(set)
    for ring in all_rings:
        for before, vertex in zip([ring[-1], *ring[:-1]], ring, strict=True):
            neighbours[vertex].add(before)
            neighbours[before].add(vertex)
    return {vertex for vertex, near in neighbours.items() if len(near) > 2}


def arcs(ring: Ring, meeting: set[Point]) -> Iterator[Ring]:
    """The ring cut at the meetings; a ring without one is cut in two at its far end."""
    starts = [i for i, vertex in enumerate(ring) if vertex in meeting]
    if len(starts) < 2:
        first = starts[0] if starts else 0
        far = max(range(len(ring)), key=lambda i: distance(ring[i], ring[first], ring[first]))
        starts = sorted({first, far})
    for start, end in zip(starts, [*starts[1:], starts[0] + len(ring)], strict=True):
        yield [ring[i % len(ring)] for i in range(start, end + 1)]


def drawn(arc: Ring) -> list[Point]:
    """An arc on the map, the same whichever side it is drawn from."""
    turned = arc[::-1] < arc
    line = simplify([spot for x, y in (arc[::-1] if turned else arc) if (spot := place(x, y))])
    return line[::-1] if turned else line


def area(line: list[Point]) -> float:
    pairs = zip(line, [*line[1:], line[0]], strict=True)
    return abs(sum(a[0] * b[1] - b[0] * a[1] for a, b in pairs)) / 2


def path(line: list[Point]) -> str:
    """A closed SVG path to one decimal, relative but for its first point."""
    spots = [(round(east * 10), round(south * 10)) for east, south in line]
    steps = [
        (after[0] - before[0], after[1] - before[1])
        for before, after in pairwise(spots)
        if after != before
    ]
    first = f"M{spots[0][0] / 10:g},{spots[0][1] / 10:g}l"
    return first + " ".join(f"{x / 10:g},{y / 10:g}" for x, y in steps) + "z"


def departements(folder: Path) -> dict[str, Any]:
    source = json.loads((folder / "departements-1000m.geojson").read_bytes())
    features = {f["properties"]["code"]: f for f in source["features"]}
    meeting = junctions(ring for f in features.values() for ring in rings(f["geometry"]))
    shapes = {}
    for code, feature in sorted(features.items()):
        lines = [
            [spot for arc in arcs(ring, meeting) for spot in drawn(arc)[:-1]]
            for ring in rings(feature["geometry"])
        ]
        kept = [line for line in lines if len(line) > 2 and area(line) >= SMALLEST]
        kept = kept or [max(lines, key=area)]
        box = [spot for line in kept for spot in line]
        shapes[code] = {
            "nom": feature["properties"]["nom"],
            "d": "".join(path(line) for line in kept),
            "cadre": [
                round(min(x for x, _ in box), 1),
                round(min(y for _, y in box), 1),
                round(max(x for x, _ in box), 1),
                round(max(y for _, y in box), 1),
            ],
        }
    return {"vue": [WIDTH, HEIGHT], "departements": shapes}


def centre(geometry: dict[str, Any]) -> Point:
    """The centroid of the largest ring, in degrees."""
    ring = max(rings(geometry), key=area)
    pairs = list(zip(ring, [*ring[1:], ring[0]], strict=True))
    crosses = [a[0] * b[1] - b[0] * a[1] for a, b in pairs]
    whole = sum(crosses) * 3
    return (
        sum((a[0] + b[0]) * c for (a, b), c in zip(pairs, crosses, strict=True)) / whole,
        sum((a[1] + b[1]) * c for (a, b), c in zip(pairs, crosses, strict=True)) / whole,
    )


def centres(folder: Path, wanted: set[str]) -> Iterator[tuple[str, str, str]]:
    for file in sorted((folder / "communes").glob("*.geojson")):
        for feature in json.loads(file.read_bytes())["features"]:
            code = feature["properties"]["code"]
            if code in wanted and feature["geometry"]:
                longitude, latitude = centre(feature["geometry"])
                yield code, f"{longitude:.3f}", f"{latitude:.3f}"


def main(folder: Path, codes: Path) -> None:
    shapes = json.dumps(departements(folder), ensure_ascii=False, separators=(",", ":"))
    (HERE / "departements.json").write_text(shapes.replace('},"', '},\n"') + "\n", encoding="utf-8")
    wanted = set(codes.read_text(encoding="ascii").split())
    with (HERE / "communes-centres.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(("code", "longitude", "latitude"))
        writer.writerows(sorted(set(centres(folder, wanted))))


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
