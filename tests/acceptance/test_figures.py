"""The figures that the product gives, asked over a real endpoint as a researcher would.

Queries use the contract's terms alone; answers come from the source documents
and tables, counted by hand or by other means.
"""

from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import pytest
from SPARQLWrapper import JSON, SPARQLWrapper

from maillage.settings import Settings
from tests.server import running

PREFIXES = """
PREFIX mlg: <https://w3id.org/maillage/def#>
PREFIX id: <https://w3id.org/maillage/id/>
PREFIX org: <https://w3id.org/maillage/id/organisation/>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
"""
CAHORS = "<https://w3id.org/maillage/id/convention/cahors-acv-dossier-de-presse-2018>"
LOMAGNE = "<https://w3id.org/maillage/id/convention/fleurance-lectoure-pvd-convention-adhesion>"


class Endpoint:
    """A SPARQL endpoint; a row is a dictionary of strings."""

    def __init__(self, address: str) -> None:
        self._client = SPARQLWrapper(f"{address}/sparql", returnFormat=JSON)

    def rows(self, query: str) -> list[dict[str, str]]:
        self._client.setQuery(PREFIXES + query)
        answer: Any = self._client.queryAndConvert()
        bindings = answer["results"]["bindings"]
        return [{name: cell["value"] for name, cell in row.items()} for row in bindings]

    def number(self, query: str) -> Decimal:
        (row,) = self.rows(query)
        (value,) = row.values()
        return Decimal(value)


@pytest.fixture(scope="module")
def endpoint(national_settings: Settings) -> Iterator[Endpoint]:
    with running(national_settings) as address:
        yield Endpoint(address)


def test_cahors_has_22_actions_of_which_18_are_mature_3_for_2019_and_one_has_no_status(
    endpoint: Endpoint,
) -> None:
    rows = endpoint.rows(f"""SELECT ?a ?status WHERE {{
      ?a a mlg:Action ; mlg:releveDe {CAHORS} .
      OPTIONAL {{ ?a mlg:statut/skos:notation ?status }} }}""")
    assert len(rows) == 22
    assert Counter(row.get("status") for row in rows) == {"mature": 18, "2019": 3, None: 1}


def test_axes_are_as_printed(endpoint: Endpoint) -> None:
    rows = endpoint.rows(f"""SELECT ?a ?axis WHERE {{
      ?a mlg:releveDe {CAHORS} . OPTIONAL {{ ?a mlg:axe/skos:notation ?axis }} }}""")
    expected = {"transversal": 2, "1": 3, "2": 2, "3": 8, "6": 4, None: 3}
    assert Counter(row.get("axis") for row in rows) == expected


def test_proposed_axes_stand_beside_the_printed_ones(endpoint: Endpoint) -> None:
    rows = endpoint.rows(f"""SELECT ?n ?axis ?other WHERE {{
      ?a mlg:releveDe {CAHORS} ; mlg:numero ?n ; mlg:axe/skos:notation ?axis ;
         mlg:axePropose/skos:notation ?other }}""")
    proposed = {row["n"]: row["other"] for row in rows if row["axis"] == "3"}
    assert {number: proposed.get(number) for number in ("9", "10", "11")} == dict.fromkeys(
        ("9", "10", "11"), "4"
    )
    assert {number: proposed.get(number) for number in ("12", "13", "14", "15")} == dict.fromkeys(
        ("12", "13", "14", "15"), "5"
    )


def test_cahors_has_22_amounts_each_with_funder_and_nature(endpoint: Endpoint) -> None:
    rows = endpoint.rows(f"""SELECT ?m ?value ?funder ?nature WHERE {{
      {CAHORS} mlg:aMontant ?m .
      ?m a mlg:Montant ; mlg:valeur ?value ; mlg:financeur ?funder ;
        mlg:nature/skos:notation ?nature .
    }}""")
    assert len(rows) == len({row["m"] for row in rows}) == 22
    assert Counter(row["nature"] for row in rows) == {"exact": 21, "minimum": 1}


def test_the_components_of_the_anah_add_up_to_1_2_billion(endpoint: Endpoint) -> None:
    total = endpoint.number("""SELECT (SUM(?v) AS ?total) WHERE {
      ?m mlg:composanteDe ?whole ; mlg:valeur ?v ; mlg:financeur org:180067027 }""")
    assert total == 1_200_000_000


def test_the_two_announced_totals_of_the_anah_are_a_contradiction(endpoint: Endpoint) -> None:
    rows = endpoint.rows("""SELECT DISTINCT ?v WHERE {
      ?c a mlg:Contradiction ; mlg:porteSur/rdf:subject ?m .
      ?m mlg:valeur ?v ; mlg:financeur org:180067027 }""")
    assert {Decimal(row["v"]) for row in rows} == {Decimal(10**9), Decimal(12 * 10**8)}


def test_the_pvd_convention_has_6_parties_6_posts_no_person_and_no_signature_date(
    endpoint: Endpoint,
) -> None:
    rows = endpoint.rows(f"""SELECT ?party ?post WHERE {{
      {LOMAGNE} mlg:aPartie ?party . ?party mlg:representeePar ?post }}""")
    assert len({row["party"] for row in rows}) == len({row["post"] for row in rows}) == 6
    assert endpoint.rows(f"SELECT ?d WHERE {{ {LOMAGNE} mlg:dateSignature ?d }}") == []
    assert (
        endpoint.rows("""SELECT ?p WHERE {
      ?p a <http://xmlns.com/foaf/0.1/Person> }""")
        == []
    )


@pytest.mark.parametrize("name", ["GUARDIA", "BALLENGHIEN", "BRUNETIERE", "Delga", "LAFENÊTRE"])
def test_no_literal_names_a_person(endpoint: Endpoint, name: str) -> None:
    for slug in (CAHORS, LOMAGNE):
        graph = slug.replace("/convention/", "/graph/document/")
        count = endpoint.number(f"""SELECT (COUNT(*) AS ?n) WHERE {{
          GRAPH {graph} {{ ?s ?p ?o }} FILTER (CONTAINS(LCASE(STR(?o)), "{name.lower()}")) }}""")
        assert count == 0


@pytest.mark.parametrize(("programme", "expected"), [("acv", 246), ("pvd", 1653)])
def test_communes_of_the_2023_table(endpoint: Endpoint, programme: str, expected: int) -> None:
    count = endpoint.number(f"""SELECT (COUNT(DISTINCT ?c) AS ?n) WHERE {{
      GRAPH ?g {{ ?a a mlg:Adhesion ; mlg:territoire ?c ; mlg:programme
        <https://w3id.org/maillage/id/programme/{programme}> }}
      FILTER (STRENDS(STR(?g), "/2023")) }}""")
    assert count == expected


def test_1896_communes_have_a_signed_ort(endpoint: Endpoint) -> None:
    count = endpoint.number("""SELECT (COUNT(DISTINCT ?c) AS ?n) WHERE {
      ?a a mlg:Adhesion ; mlg:territoire ?c ;
         mlg:programme <https://w3id.org/maillage/id/programme/ort> }""")
    assert count == 1896


def test_the_grants_of_2019_add_up(endpoint: Endpoint) -> None:
    (row,) = endpoint.rows("""SELECT (COUNT(?s) AS ?n) (SUM(?v) AS ?total) WHERE {
      ?s a mlg:Subvention ; mlg:aMontant/mlg:valeur ?v }""")
    assert int(row["n"]) == 24_811
    assert round(Decimal(row["total"])) == 1_707_978_946


def test_24_territories_of_occitanie_in_2018_as_the_press_kit_says(endpoint: Endpoint) -> None:
    count = endpoint.number("""SELECT (COUNT(DISTINCT ?a) AS ?n) WHERE {
      GRAPH ?g { ?a a mlg:Adhesion ; mlg:territoire ?c }
      FILTER (STRENDS(STR(?g), "/acv/2018"))
      ?c mlg:appartientA/mlg:appartientA <https://w3id.org/maillage/id/region/76> }""")
    said = endpoint.number(f"""SELECT ?v WHERE {{
      {CAHORS} mlg:aIndicateur ?i . ?i mlg:valeurIndicateur ?v ; rdfs:label ?label .
      FILTER (CONTAINS(?label, "Occitanie")) }}""")
    assert count == said == 24


def test_each_statement_slices_to_its_quote(
    endpoint: Endpoint, national_settings: Settings
) -> None:
    rows = endpoint.rows("""
      PREFIX oa: <http://www.w3.org/ns/oa#>
      SELECT ?e ?d ?start ?end ?quote WHERE {
        ?e a mlg:Enonce ; mlg:fondeSur ?p . ?p oa:hasSource ?d ; oa:hasSelector ?pos , ?words .
        ?pos oa:start ?start ; oa:end ?end . ?words oa:exact ?quote }""")
    texts: dict[str, str] = {}
    for row in rows:
        slug = row["d"].rsplit("/", 1)[-1]
        if slug not in texts:
            path = national_settings.data / "documents" / f"{slug}.md"
            texts[slug] = path.read_text(encoding="utf-8")
        assert texts[slug][int(row["start"]) : int(row["end"])] == row["quote"]
    stated = endpoint.number("SELECT (COUNT(DISTINCT ?e) AS ?n) WHERE { ?e a mlg:Enonce }")
    assert len({row["e"] for row in rows}) == stated > 300
