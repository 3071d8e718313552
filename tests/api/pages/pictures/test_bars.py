"""Bars: lengths, words, names, what is left out; and the specification they are drawn from."""

import json
from importlib.resources import files

import jsonschema
import pytest
from lxml import etree

from api.pages.pictures import bars
from api.pages.pictures.draw import picture
from api.pages.pictures.model import NARROW, WIDE
from api.pages.pictures.palette import GREEN, OCHRE
from api.painting import Painter
from maillage.catalogue import Chart
from tests.api.pages.pictures.sheets import HOSTILE, answer, sheet

COLUMNS = (("nom", "text"), ("n", "euros"))
CHART = Chart("bar", "nom", "n")
ROWS = (("Cahors", 1500), ("Figeac", "750.5"), ("Gourdon", 0), ("sans", None))


@pytest.fixture(scope="module")
def vega_lite() -> jsonschema.Draft7Validator:
    path = files("altair") / "vegalite" / "v6" / "schema" / "vega-lite-schema.json"
    return jsonschema.Draft7Validator(json.loads(path.read_text(encoding="utf-8")))


def test_each_row_with_a_figure_is_a_bar_with_its_words() -> None:
    found = bars.read(sheet(answer(COLUMNS, ROWS, CHART)))
    assert [bar.name for bar in found] == ["Cahors", "Figeac", "Gourdon"]
    assert [bar.words for bar in found] == ["1\u202f500\xa0€", "750,50\xa0€", "0\xa0€"]


def test_lengths_are_as_the_figures(painter: Painter) -> None:
    drawn = picture(sheet(answer(COLUMNS, ROWS, CHART)), painter)
    assert drawn is not None
    root = etree.fromstring(f"<svg>{drawn.body}</svg>")
    widths = [
        float(str(path.get("d")).split("h")[1].split("v")[0])
        for path in root.iter("path")
        if path.get("fill") == GREEN
    ]
    assert widths[1] == pytest.approx(widths[0] * 0.5003, abs=0.2)
    assert widths[2] == 0
    assert drawn.cut == 1


def test_the_sentence_says_the_largest_and_the_smallest() -> None:
    found = sheet(answer(COLUMNS, ROWS, CHART))
    drawn = bars.draw(found, WIDE)
    assert drawn is not None
    assert drawn.sentence == (
        "Barres\xa0: n, par nom (3\xa0valeurs). La plus grande\xa0: Cahors, 1\u202f500\xa0€\xa0; "
        "la plus petite\xa0: Gourdon, 0\xa0€."
    )
    english = bars.draw(sheet(answer(COLUMNS, ROWS, CHART), "en"), WIDE)
    assert english is not None
    assert "The largest: Cahors, €1,500" in english.sentence
    same = bars.draw(sheet(answer(COLUMNS, (("a", 2), ("b", 2)), CHART)), WIDE)
    assert same is not None
    assert "la même partout\xa0: 2" in same.sentence


@pytest.mark.parametrize("rows", [[], [("a", 0)], [("a", "beaucoup")], [("a", None)]])
def test_what_cannot_be_drawn_is_not_drawn(rows: list[tuple[str, object]]) -> None:
    assert bars.draw(sheet(answer(COLUMNS, rows, CHART)), WIDE) is None


def test_rows_past_the_limit_are_counted_as_left_out() -> None:
    drawn = bars.draw(sheet(answer(COLUMNS, [(f"v{n}", n + 1) for n in range(45)], CHART)), WIDE)
    assert drawn is not None
    assert drawn.cut == 45 - WIDE.most


def test_a_negative_figure_goes_the_other_way(painter: Painter) -> None:
    drawn = picture(sheet(answer(COLUMNS, (("a", -10), ("b", 20)), CHART)), painter)
    assert drawn is not None
    root = etree.fromstring(f"<svg>{drawn.body}</svg>")
    paths = [str(one.get("d")) for one in root.iter("path") if one.get("fill") == GREEN]
    starts = [float(path[1:].split(",")[0]) for path in paths]
    assert starts[0] == 0
    assert starts[1] > 0


def test_a_series_gives_colours_and_words(painter: Painter) -> None:
    columns = (("nom", "text"), ("n", "integer"), ("programme", "text"))
    rows = (("2019", 3, "ACV"), ("2020", 4, "PVD"))
    found = sheet(answer(columns, rows, Chart("bar", "nom", "n", "programme")))
    drawn = picture(found, painter)
    assert drawn is not None
    assert f'fill="{GREEN}"' in drawn.body
    assert f'fill="{OCHRE}"' in drawn.body
    assert "ACV · 2019" in drawn.body


@pytest.mark.parametrize("size", [WIDE, NARROW])
def test_the_specification_is_vega_lite(
    size: object, vega_lite: jsonschema.Draft7Validator
) -> None:
    for rows in (ROWS, (("a", -10), ("b", 20))):
        drawn = bars.draw(sheet(answer(COLUMNS, rows, CHART)), WIDE if size is WIDE else NARROW)
        assert drawn is not None
        assert drawn.width == (WIDE if size is WIDE else NARROW).width
        assert [error.message for error in vega_lite.iter_errors(drawn.specification)] == []


def test_a_hostile_name_is_only_a_text(painter: Painter) -> None:
    drawn = picture(sheet(answer(COLUMNS, ((HOSTILE, 3), ("b", 1)), CHART)), painter)
    assert drawn is not None
    root = etree.fromstring(f"<svg>{drawn.body}</svg>")
    assert {str(node.tag) for node in root.iter()} <= {"svg", "g", "path", "text", "line"}
    assert any("</text><script>alert(1)</script>" in (t.text or "") for t in root.iter("text"))
