"""The ground that the editor draws its maps on: ours, in the units of our maps."""

import json
from dataclasses import asdict
from functools import lru_cache
from pathlib import Path

from api.pages import projection
from api.pages.map import centres, shapes


@lru_cache(maxsize=2)
def drawn(folder: Path) -> bytes:
    """Outlines by code, ``[x, y]`` of communes by code, and what the projection is made of."""
    places = {code: projection.place(*point) for code, point in sorted(centres(folder).items())}
    tree = {
        "width": projection.WIDTH,
        "height": projection.HEIGHT,
        "shapes": {
            code: {"name": one.name, "d": one.d, "box": one.box}
            for code, one in shapes(folder).items()
        },
        "communes": {
            code: [round(at, 1) for at in place] for code, place in places.items() if place
        },
        "projection": {
            "radius": projection.EARTH_KM * projection.UNITS_A_KM,
            "parallels": projection.PARALLELS,
            "origin": projection.ORIGIN,
            "centre": projection.CENTRE,
            "ground": projection.GROUND,
            "frames": [asdict(frame) for frame in projection.FRAMES],
        },
    }
    return json.dumps(tree, ensure_ascii=False, separators=(",", ":")).encode()
