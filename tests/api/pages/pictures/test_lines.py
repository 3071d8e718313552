"""Lines: places by date or by number, round axes, series with dashes and shapes."""

import json
from importlib.resources import files

import jsonschema
import pytest
from lxml import etree

from api.pages.pictures import lines
from api.pages.pictures.draw import picture
from api.pages.pictures.lines import ticks
from api.pages.pictures.model import NARROW, WIDE, years
from api.painting import Painter
from maillage.catalogue import Chart
from tests.api.pages.pictures.sheets import answer, sheet

COLUMNS = (("annee", "year"), ("n", "integer"))
CHART = Chart("line", "annee", "n")
ROWS = (("2019", 19405), ("2021", 19937), ("2026", 20050))


@pytest.mark.parametrize(
    ("low", "high", "most", "found"),
    [
        (0, 818, 4, [0, 500, 1000]),
        (0, 20159, 4, [0, 10000, 20000, 30000]),
        (2018, 2024, 9, [2018, 2019, 2020, 2021, 2022, 2023, 2024]),
        (-3, 7, 4, [-5, 0, 5, 10]),
        (0, 0.4, 4, [0, 0.1, 0.2, 0.3, 0.4]),
        (5, 5, 4, [4, 6]),
    ],
)
def test_ticks_are_round_and_hold_both_ends(
    low: float, high: float, most: int, found: list[float]
) -> None:
    shown = ticks(low, high, most)
    assert shown[0] <= low
    assert shown[-1] >= high
    if low != high:
        assert shown == pytest.approx(found)


def test_a_date_is_a_place_between_two_years() -> None:
    assert years("2018") == 2018
    assert years("2018-07-02") == pytest.approx(2018.5, abs=0.01)
    assert years("2018-13-02") is None
    assert years("bientôt") is None
    assert years("0000") is None


def test_a_line_needs_two_places() -> None:
    assert lines.draw(sheet(answer(COLUMNS, ROWS[:1], CHART)), WIDE) is None
    assert lines.draw(sheet(answer(COLUMNS, [], CHART)), WIDE) is None


def test_a_line_has_its_points_and_their_words(painter: Painter) -> None:
    drawn = picture(sheet(answer(COLUMNS, ROWS, CHART)), painter)
    assert drawn is not None
    texts = [one.text for one in etree.fromstring(f"<svg>{drawn.body}</svg>").iter("text")]
    assert {"19\u202f405", "20\u202f050", "2019", "2026", "30\u202f000"} <= set(texts)
    assert drawn.sentence.endswith("De 19\u202f405 (2019) à 20\u202f050 (2026).")


def test_places_that_are_no_numbers_keep_the_order_of_the_rows(painter: Painter) -> None:
    columns = (("mois", "text"), ("n", "integer"))
    rows = (("janvier", 3), ("février", 2), ("mars", 5))
    points, is_number = lines.read(sheet(answer(columns, rows, Chart("line", "mois", "n"))))
    assert not is_number
    assert [point.x for point in points] == [0, 1, 2]
    drawn = picture(sheet(answer(columns, rows, Chart("line", "mois", "n"))), painter)
    assert drawn is not None
    assert "février" in drawn.body


def test_series_differ_by_more_than_colour(painter: Painter) -> None:
    columns = (*COLUMNS, ("region", "text"))
    rows = [(year, n, region) for region in "ABC" for year, n in ((2019, 1), (2020, 2), (2021, 4))]
    drawn = picture(sheet(answer(columns, rows, Chart("line", "annee", "n", "region"))), painter)
    assert drawn is not None
    root = etree.fromstring(f"<svg>{drawn.body}</svg>")
    dashes = {
        one.get("stroke-dasharray") for one in root.iter("path") if one.get("stroke-width") == "2.5"
    }
    assert len(dashes) == 3
    assert {"A", "B", "C"} <= {one.text for one in root.iter("text")}
    assert "3 séries, de 2019 à 2021" in drawn.sentence


@pytest.mark.parametrize("size", [WIDE, NARROW])
def test_the_specification_is_vega_lite(size: object) -> None:
    path = files("altair") / "vegalite" / "v6" / "schema" / "vega-lite-schema.json"
    validator = jsonschema.Draft7Validator(json.loads(path.read_text(encoding="utf-8")))
    columns = (*COLUMNS, ("region", "text"))
    several = [(2019 + n, n, region) for region in "AB" for n in range(3)]
    for found in (
        answer(COLUMNS, ROWS, CHART),
        answer(columns, several, Chart("line", "annee", "n", "region")),
        answer((("m", "text"), ("n", "integer")), (("a", 1), ("b", 2)), Chart("line", "m", "n")),
    ):
        drawn = lines.draw(sheet(found), WIDE if size is WIDE else NARROW)
        assert drawn is not None
        assert [error.message for error in validator.iter_errors(drawn.specification)] == []
