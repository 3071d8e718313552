"""What editors complete with, and the ground that they draw maps on."""

import json
from typing import Any

import pytest
from starlette.testclient import TestClient

from api.pages import projection
from maillage import iri
from maillage.rdf import PREFIXES, compact

COMPLETIONS, MAP = "/sparql/completions.json", "/sparql/map.json"


@pytest.fixture(scope="module")
def names(client: TestClient) -> dict[str, Any]:
    answer = client.get(COMPLETIONS)
    assert answer.headers["content-type"] == "application/json"
    tree: dict[str, Any] = answer.json()
    return tree


def term(names: dict[str, Any], name: str) -> dict[str, Any]:
    (found,) = (one for one in names["terms"] if one["name"] == name)
    return dict(found)


def test_a_class_has_its_names_and_its_meaning_in_both_languages(names: dict[str, Any]) -> None:
    convention = term(names, "mlg:Convention")
    assert convention["kind"] == "class"
    assert convention["label"] == {"fr": "convention", "en": "convention"}
    assert set(convention["definition"]) == {"fr", "en"}


def test_a_property_says_from_what_to_what_it_leads(names: dict[str, Any]) -> None:
    programme = term(names, "mlg:programme")
    assert programme["kind"] == "object"
    assert "mlg:Convention" in programme["from"]
    assert programme["to"] == ["mlg:Programme"]
    assert term(names, "mlg:dateSignature")["kind"] == "data"


def test_every_term_of_the_ontology_is_offered_once(
    names: dict[str, Any], client: TestClient
) -> None:
    query = f"""PREFIX owl: <{PREFIXES["owl"]}>
    SELECT DISTINCT ?t {{
      VALUES ?kind {{ owl:Class owl:ObjectProperty owl:DatatypeProperty }}
      GRAPH {iri.ONTOLOGY_GRAPH} {{ ?t a ?kind }}
      FILTER(STRSTARTS(STR(?t), "{iri.DEFINITION}")) }}"""
    rows = client.get("/sparql", params={"query": query}).json()["results"]["bindings"]
    defined = {compact(row["t"]["value"]) for row in rows}
    offered = [one["name"] for one in names["terms"]]
    assert len(defined) > 100
    assert defined == {name for name in offered if name.startswith("mlg:")}
    assert len(offered) == len(set(offered))


def test_terms_of_others_that_our_things_have_are_offered(names: dict[str, Any]) -> None:
    offered = {one["name"] for one in names["terms"]}
    assert {"rdfs:label", "skos:notation", "oa:exact", "rdf:type"} <= offered


def test_concepts_are_found_by_what_they_are_called(names: dict[str, Any]) -> None:
    (acv,) = (one for one in names["concepts"] if one["iri"].endswith("/id/programme/acv"))
    assert acv["label"]["fr"] == "Action cœur de ville"
    assert "ACV" in acv["also"]
    assert acv["types"] == ["mlg:Programme"]
    assert acv["scheme"]["fr"] == "Programmes"


def test_the_prefixes_are_those_of_the_project(names: dict[str, Any]) -> None:
    assert names["prefixes"] == dict(PREFIXES)


@pytest.mark.parametrize("path", [COMPLETIONS, MAP])
def test_the_answer_is_kept_under_its_tag(client: TestClient, path: str) -> None:
    first = client.get(path)
    again = client.get(path, headers={"If-None-Match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert client.get(path, headers={"If-None-Match": '"other"'}).status_code == 200


@pytest.mark.parametrize("path", [COMPLETIONS, MAP])
def test_the_route_is_described(client: TestClient, path: str) -> None:
    assert "get" in client.get("/openapi.json").json()["paths"][path]


def test_the_ground_holds_the_outlines_and_the_communes(client: TestClient) -> None:
    land = client.get(MAP).json()
    assert land["shapes"]["46"]["name"] == "Lot"
    assert land["shapes"]["46"]["d"].startswith("M")
    west, north, east, south = land["shapes"]["46"]["box"]
    x, y = land["communes"]["46042"]
    assert west < x < east
    assert north < y < south


def test_the_projection_is_told_whole(client: TestClient) -> None:
    told = json.loads(client.get(MAP).content)["projection"]
    assert told["ground"] == list(projection.GROUND)
    assert [frame["code"] for frame in told["frames"]] == [one.code for one in projection.FRAMES]
