"""The outlines of communes: how they are drawn, read, and who touches whom."""

import json
from pathlib import Path
from typing import Any

import pytest

from api.pages import draw_communes
from api.pages.contours import box, corners, middle, outlines
from api.pages.neighbourhood import touching

GEO = Path(__file__).parents[3] / "data" / "geo"
SQUARE = [[2.0, 47.0], [2.1, 47.0], [2.1, 47.1], [2.0, 47.1], [2.0, 47.0]]
BESIDE = [[2.1, 47.0], [2.2, 47.0], [2.2, 47.1], [2.1, 47.1], [2.1, 47.0]]
CORNER = [[2.2, 47.1], [2.3, 47.1], [2.3, 47.2], [2.2, 47.2], [2.2, 47.1]]
HOLE = [[2.02, 47.02], [2.04, 47.02], [2.04, 47.04], [2.02, 47.04], [2.02, 47.02]]


def feature(code: str, *rings: list[list[float]], of: str | None = None) -> dict[str, Any]:
    return {
        "properties": {"code": code, "commune": of},
        "geometry": {"type": "Polygon", "coordinates": rings},
    }


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two communes side by side, one inside the first, one that touches by a corner only."""
    (tmp_path / "communes").mkdir()
    features = [
        feature("00001", SQUARE, HOLE),
        feature("00002", BESIDE),
        feature("00003", HOLE),
        feature("00004", CORNER),
        feature("00005", SQUARE, of="00001"),
    ]
    text = json.dumps({"features": features})
    (tmp_path / "communes" / "00.geojson").write_text(text, encoding="utf-8")
    return tmp_path


def test_those_that_share_a_side_are_neighbours_and_an_enclave_is_one(folder: Path) -> None:
    found = list(draw_communes.contours(folder))
    assert [one.code for one in found] == ["00001", "00002", "00003", "00004"]
    assert draw_communes.neighbours(found) == {
        "00001": {"00002", "00003"},
        "00002": {"00001"},
        "00003": {"00001"},
        "00004": set(),
    }


def test_what_is_drawn_is_read_again(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(draw_communes, "HERE", tmp_path)
    draw_communes.main(folder)
    first = (tmp_path / "communes.csv").read_bytes()
    draw_communes.main(folder)
    assert (tmp_path / "communes.csv").read_bytes() == first
    found = outlines(tmp_path)
    assert found["00001"].neighbours == ("00002", "00003")
    assert found["00001"].d.count("M") == 2
    assert found["00004"].neighbours == ()


def test_corners_are_absolute_places() -> None:
    assert corners("M10 20l3 0 0 4zM1.5 2l-1 -1z") == [
        (10, 20),
        (13, 20),
        (13, 24),
        (1.5, 2),
        (0.5, 1),
    ]
    assert box(["M10 20l3 0 0 4z", "M1 30l0 1z"]) == (1, 20, 13, 31)
    assert box([]) is None
    assert middle("M10 20l4 0 0 6z") == (12, 23)


def test_a_folder_without_contours_has_none(tmp_path: Path) -> None:
    assert outlines(tmp_path) == {}


def test_the_file_holds_every_commune_and_neighbours_agree() -> None:
    known = outlines(GEO)
    assert len(known) == 34_955
    assert "46007" in known["46042"].neighbours
    for code, one in known.items():
        assert all(code in known[other].beside for other in one.neighbours)


def test_departements_that_touch_are_known() -> None:
    assert touching(GEO, "46") == {"12", "15", "19", "24", "47", "82"}
    assert touching(GEO, "972") == frozenset()
