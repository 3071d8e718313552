"""From the map back to degrees."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.pages.map import shapes
from api.pages.outlines import polygons, turn
from api.pages.projection import FRAMES, locate, place

GEO = Path(__file__).parents[3] / "data" / "geo"


@given(st.floats(-5, 9.5), st.floats(41.3, 51.2))
def test_a_place_of_the_metropole_comes_back(longitude: float, latitude: float) -> None:
    spot = place(longitude, latitude)
    assert spot is not None
    assert locate(*spot, "46") == pytest.approx((longitude, latitude), abs=1e-6)


def test_a_place_of_a_frame_comes_back() -> None:
    for one in FRAMES:
        point = ((one.west + one.east) / 2, one.south + 0.1)
        spot = place(*point)
        assert spot is not None
        assert locate(*spot, one.code) == pytest.approx(point, abs=1e-6)


def test_every_departement_has_closed_rings_that_run_the_right_way() -> None:
    for code in shapes(GEO):
        rings = polygons(GEO, code)
        assert rings, code
        for ring in rings:
            assert ring[0] == ring[-1]
            assert turn(list(ring[:-1])) > 0


def test_a_departement_holds_its_prefecture() -> None:
    (ring,) = polygons(GEO, "46")
    longitudes, latitudes = [x for x, _ in ring], [y for _, y in ring]
    assert min(longitudes) < 1.44 < max(longitudes)
    assert min(latitudes) < 44.45 < max(latitudes)
    assert polygons(GEO, "99") == ()
