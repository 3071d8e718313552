"""GeoJSON by the rules of RFC 7946."""

import json
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from api.errors import Problem
from api.exports import Subject
from api.exports.geojson import Geojson
from api.pages.outlines import polygons, turn
from maillage import iri
from maillage.catalogue import Answer, Chart
from tests.api.pages.pictures.sheets import GEO, answer

Made = Callable[[Answer], Subject]


def positions(geometry: dict[str, Any]) -> Iterator[list[float]]:
    parts = {"Point": 0, "Polygon": 2, "MultiPolygon": 3}
    found: list[Any] = [geometry["coordinates"]]
    for _ in range(parts[geometry["type"]]):
        found = [one for part in found for one in part]
    yield from found


def read(subject: Subject) -> list[dict[str, Any]]:
    """The features of an export, checked against the rules."""
    tree = json.loads(Geojson().render(subject))
    assert tree["type"] == "FeatureCollection"
    assert "crs" not in tree
    for feature in tree["features"]:
        assert set(feature) == {"type", "geometry", "properties"}
        assert feature["type"] == "Feature"
        if feature["geometry"]:
            for longitude, latitude in positions(feature["geometry"]):
                assert -180 <= longitude <= 180
                assert -90 <= latitude <= 90
    return list(tree["features"])


def test_a_commune_is_a_point_and_one_that_is_unknown_has_no_geometry(
    subject: Made, rich: Answer
) -> None:
    first, second, third = read(subject(rich))
    assert second["geometry"]["type"] == "Point"
    assert second["geometry"]["coordinates"] == pytest.approx([1.44, 44.45], abs=0.05)
    assert third["geometry"] is None
    assert first["properties"]["habitants"] == 14035
    assert first["properties"]["date"] == "2018-07-13"
    assert first["properties"]["oui"] is True
    assert third["properties"]["oui"] is None


def test_coordinates_come_before_a_territory(subject: Made) -> None:
    columns = (("commune", "thing"), ("longitude", "decimal"), ("latitude", "decimal"))
    rows = ((iri.commune("46042"), "2.5", "48.5"), (iri.commune("46042"), None, None))
    own, centre = read(subject(answer(columns, rows, None)))
    assert own["geometry"]["coordinates"] == [2.5, 48.5]
    assert centre["geometry"]["coordinates"][0] == pytest.approx(1.44, abs=0.05)
    nowhere = (iri.commune("00000"), "200", "48.5")
    assert read(subject(answer(columns, [nowhere], None)))[0]["geometry"] is None


@pytest.mark.parametrize("code", ["46", "29", "2A", "971", "974", "75"])
def test_a_departement_is_its_outline(subject: Made, code: str) -> None:
    rows = [(iri.departement(code),)]
    (feature,) = read(subject(answer((("departement", "thing"),), rows, None)))
    assert feature["geometry"]["type"] in ("Polygon", "MultiPolygon")
    for ring in polygons(GEO, code):
        assert ring[0] == ring[-1]
        assert len(ring) >= 4
        assert turn(list(ring[:-1])) > 0, "the outer ring runs counterclockwise"


def test_a_code_is_a_place_where_the_picture_says_so(subject: Made) -> None:
    columns = (("departement", "code"), ("n", "integer"))
    drawn = answer(columns, [("46", 3)], Chart("departements", "departement", "n"))
    assert read(subject(drawn))[0]["geometry"]
    assert not Geojson().offered(answer(columns, [("46", 3)], None))


def test_an_answer_without_a_place_says_why(subject: Made) -> None:
    found = answer((("nom", "text"),), [("Cahors",)], None)
    with pytest.raises(Problem) as refusal:
        Geojson().render(subject(found))
    assert refusal.value.http_status == 404
    assert "aucune colonne n'est une commune" in refusal.value.reasons["fr"]
    assert "take CSV" in refusal.value.reasons["en"]


def test_no_row_is_an_empty_collection(subject: Made) -> None:
    assert read(subject(answer((("nom", "text"),), [], None))) == []
