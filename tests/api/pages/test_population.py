"""The line of a population by vintage."""

import pytest

from api.pages.population import populations


def test_years_stand_at_their_distance_and_larger_is_higher() -> None:
    drawn = populations({"2019": 19405, "2021": 19937, "2026": 20050}, "fr")
    assert drawn is not None
    first, second, last = drawn.years
    assert (second.x - first.x) / (last.x - first.x) == pytest.approx(2 / 7, abs=0.001)
    assert first.y > second.y > last.y
    assert first.change is None
    assert second.change == "+2,7\u00a0%"
    assert drawn.change == "+3,3\u00a0%"
    assert last.people == "20\u202f050"


def test_a_fall_is_told_with_its_sign() -> None:
    drawn = populations({"2019": 1000, "2021": 900}, "en")
    assert drawn is not None
    assert drawn.change == "−10%"


def test_small_moves_are_drawn_small() -> None:
    drawn = populations({"2019": 100_000, "2021": 100_010}, "fr")
    assert drawn is not None
    assert abs(drawn.years[0].y - drawn.years[1].y) < 1


def test_one_vintage_has_a_place_and_none_has_no_picture() -> None:
    drawn = populations({"2026": 12}, "fr")
    assert drawn is not None
    assert drawn.change is None
    assert drawn.years[0].x == drawn.width / 2
    assert populations({}, "fr") is None
    assert populations({"2019": 0, "2021": 0}, "fr") is not None
