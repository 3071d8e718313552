"""Maps: where points stand, how large they are, how départements are shaded."""

from decimal import Decimal
from itertools import pairwise
from pathlib import Path

import pytest
from lxml import etree

from api.pages.pictures import departements, points
from api.pages.pictures.departements import ramp, step, steps
from api.pages.pictures.ground import around
from api.pages.pictures.model import NARROW, WIDE
from api.pages.pictures.palette import LAND, STEPS
from api.pages.pictures.points import Scale, Spot
from api.pages.projection import HEIGHT, WIDTH, place
from maillage import iri
from maillage.catalogue import Chart
from tests.api.pages.pictures.sheets import HOSTILE, answer, sheet

COMMUNES = (("commune", "thing"), ("n", "integer"))
TOWNS = ((iri.commune("46042"), 20050), (iri.commune("32132"), 6247), (iri.commune("99999"), 5))
BY_COMMUNE = Chart("communes", "commune", "n")
SHADED = Chart("departements", "departement", "n")
DEPARTEMENTS = (("departement", "thing"), ("n", "integer"))


def test_a_commune_stands_at_its_centre_as_large_as_its_figure() -> None:
    drawn = points.draw(sheet(answer(COMMUNES, TOWNS, BY_COMMUNE)), WIDE)
    assert drawn is not None
    root = etree.fromstring(f"<svg>{drawn.body}</svg>")
    marks = [g for g in root.iter("g") if "translate" in str(g.get("transform")) and len(g) == 2]
    radii = [float(str(mark[1].get("r"))) for mark in marks]
    assert radii[0] ** 2 / radii[1] ** 2 == pytest.approx(20050 / 6247, rel=0.02)
    spot = place(1.44, 44.45)
    assert spot is not None
    assert float(str(marks[0].get("transform"))[10:].split(",")[0]) == pytest.approx(spot[0], abs=3)
    assert drawn.cut == 1
    assert "2\xa0communes" in drawn.sentence
    assert "46042, 20\u202f050" in drawn.sentence


def test_a_code_of_insee_is_a_commune_too() -> None:
    drawn = points.draw(sheet(answer(COMMUNES, (("46042", 3),), BY_COMMUNE)), WIDE)
    assert drawn is not None


def test_near_points_are_shown_near_and_far_ones_on_the_whole_map() -> None:
    near = around([(400.0, 700.0), (420.0, 690.0)], WIDE)
    assert near.width < 300
    assert near.left < 400 < near.left + near.width
    far = around([(400.0, 100.0), (420.0, 790.0)], WIDE)
    assert (far.width, far.height) == (WIDTH, HEIGHT)
    overseas = around([(50.0, 650.0)], WIDE)
    assert overseas.width == WIDTH


def test_the_crowded_and_the_narrow_have_smaller_marks() -> None:
    spots = [Spot(0, 0, "", Decimal(n), "", "") for n in range(400)]
    sizes = [Scale.of(spots[:count], WIDE).most for count in (10, 100, 400)]
    assert sizes == sorted(sizes, reverse=True)
    assert Scale.of(spots[:10], NARROW).most < sizes[0]


def test_coordinates_are_points_and_what_is_nowhere_is_counted() -> None:
    columns = (("nom", "text"), ("longitude", "decimal"), ("latitude", "decimal"))
    rows = (("ici", "1.44", "44.45"), ("là", "2.35", "48.85"), ("nulle part", None, None))
    found = sheet(answer(columns, rows, Chart("map", "longitude", "latitude")))
    drawn = points.draw(found, WIDE)
    assert drawn is not None
    assert drawn.cut == 1
    assert ">ici<" in drawn.body
    greenwich = answer(columns, (("Villers", "0", "49.3"),), found.chart)
    assert points.draw(sheet(greenwich), WIDE) is not None
    sea = answer(columns, (("mer", "-40", "30"),), Chart("map", "longitude", "latitude"))
    assert points.draw(sheet(sea), WIDE) is None


def test_a_thousand_points_are_one_path() -> None:
    columns = (("longitude", "decimal"), ("latitude", "decimal"))
    rows = [(f"{1 + n / 1000:.3f}", "45.5") for n in range(1000)]
    drawn = points.draw(sheet(answer(columns, rows, Chart("map", "longitude", "latitude"))), WIDE)
    assert drawn is not None
    assert drawn.body.count("h0") == 1000
    assert "<title>" not in drawn.body


def test_a_series_has_shapes_and_a_key() -> None:
    columns = (*COMMUNES, ("programme", "text"))
    rows = ((iri.commune("46042"), 5, "ACV"), (iri.commune("32132"), 4, "PVD"))
    chart = Chart("communes", "commune", "n", "programme")
    drawn = points.draw(sheet(answer(columns, rows, chart)), WIDE)
    assert drawn is not None
    assert ">ACV<" in drawn.body
    assert ">PVD<" in drawn.body
    assert "<circle" in drawn.body
    assert 'd="M0,' in drawn.body


def test_departements_are_shaded_in_steps_of_as_many() -> None:
    values = [Decimal(n) for n in range(1, 11)]
    ends = steps(values)
    assert ends == [2, 4, 6, 8, 10]
    assert [step(value, ends) for value in values] == [0, 0, 1, 1, 2, 2, 3, 3, 4, 4]
    assert steps([Decimal(3)] * 9) == [3]
    assert len(steps([Decimal(n) for n in (1, 1, 1, 1, 1, 9)])) == 2


def test_steps_go_from_light_to_dark() -> None:
    light = [sum(int(colour[n : n + 2], 16) for n in (1, 3, 5)) for colour in STEPS]
    assert all(before - after > 60 for before, after in pairwise(light))
    for count in range(1, 6):
        assert len(ramp(count)) == count


def test_a_departement_is_named_with_its_figure() -> None:
    rows = (("46", 19), (iri.departement("32"), 24), ("2A", 0), ("99", 3))
    drawn = departements.draw(sheet(answer(DEPARTEMENTS, rows, SHADED)), WIDE)
    assert drawn is not None
    assert "<title>Lot\xa0: 19</title>" in drawn.body
    assert "<title>Gers\xa0: 24</title>" in drawn.body
    assert "<title>Ain\xa0: sans valeur</title>" in drawn.body
    assert drawn.body.count(f'fill="{LAND}"') == 101 - 3 + 1
    assert drawn.cut == 1
    assert "Corse-du-Sud, 0" in drawn.sentence
    assert "Gers, 24" in drawn.sentence


def test_without_outlines_or_figures_there_is_no_map(tmp_path: Path) -> None:
    rows = (("46", 19),)
    assert departements.draw(sheet(answer(DEPARTEMENTS, rows, SHADED), geo=tmp_path), WIDE) is None
    assert departements.draw(sheet(answer(DEPARTEMENTS, [("46", None)], SHADED)), WIDE) is None
    assert points.draw(sheet(answer(COMMUNES, TOWNS, BY_COMMUNE), geo=tmp_path), WIDE) is None


def test_a_hostile_name_is_only_a_text() -> None:
    columns = (("nom", "text"), ("longitude", "decimal"), ("latitude", "decimal"))
    found = answer(columns, ((HOSTILE, "1.4", "44.4"),), Chart("map", "longitude", "latitude"))
    drawn = points.draw(sheet(found), WIDE)
    assert drawn is not None
    root = etree.fromstring(f"<svg>{drawn.body}</svg>")
    assert not list(root.iter("script"))
