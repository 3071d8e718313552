"""Every fact can be traced to its words, and no person stands in what is published."""

import pytest

from loaders.reading import DatedEvent
from maillage.rdf import MLG, OA, RDF, BlankNode, Literal
from tests.loaders.state.conftest import Case, finder

PREFIXES = """
PREFIX mlg: <https://w3id.org/maillage/def#>
PREFIX oa: <http://www.w3.org/ns/oa#>
PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
"""


@pytest.fixture(params=["convention", "press_kit"])
def case(request: pytest.FixtureRequest) -> Case:
    found: Case = request.getfixturevalue(request.param)
    return found


def test_every_statement_slices_to_its_quote(case: Case) -> None:
    rows = list(
        case.view().select(
            PREFIXES
            + """SELECT ?e ?start ?end ?exact WHERE {
              ?e a mlg:Enonce ; mlg:fondeSur ?p .
              ?p oa:hasSource ?d ; oa:hasSelector ?position , ?citation .
              ?position a oa:TextPositionSelector ; oa:start ?start ; oa:end ?end .
              ?citation a oa:TextQuoteSelector ; oa:exact ?exact }"""
        )
    )
    statements = {s for s, p, o in case.triples() if p == RDF.type and o == MLG.Enonce}
    assert len({row["e"] for row in rows}) == len(statements) > 20
    for row in rows:
        assert case.text[int(row["start"].value) : int(row["end"].value)] == row["exact"].value


def test_what_a_statement_states_is_asserted(case: Case) -> None:
    lacking = case.view().select(
        PREFIXES
        + """SELECT ?e WHERE { ?e a rdf:Statement ; rdf:subject ?s ; rdf:predicate ?p ;
               rdf:object ?o . FILTER NOT EXISTS { ?s ?p ?o } }"""
    )
    assert list(lacking) == []


def test_surroundings_are_those_of_the_public_text(case: Case) -> None:
    for row in case.view().select(
        PREFIXES
        + """SELECT ?start ?end ?before ?after WHERE {
              ?p oa:hasSelector ?position , ?citation .
              ?position oa:start ?start ; oa:end ?end . ?citation oa:exact ?exact
              OPTIONAL { ?citation oa:prefix ?before } OPTIONAL { ?citation oa:suffix ?after } }"""
    ):
        start, end = int(row["start"].value), int(row["end"].value)
        before = row["before"].value if "before" in row else ""
        after = row["after"].value if "after" in row else ""
        assert before == case.public[max(0, start - 32) : start]
        assert after == case.public[end : end + 32]


def test_there_are_no_blank_nodes(case: Case) -> None:
    assert not [t for t in case.triples() if any(isinstance(term, BlankNode) for term in t)]


def test_each_triple_comes_once(case: Case) -> None:
    found = case.triples()
    assert len(found) == len(set(found))


def test_no_person_stands_in_any_literal(convention: Case) -> None:
    words = ("duval", "leroy", "petit", "odile", "marc", "@valmont", "05 61")
    literals = [o.value for _, _, o in convention.triples() if isinstance(o, Literal)]
    allowed = "petites villes de demain"
    for value in literals:
        assert not [word for word in words if word in value.lower().replace(allowed, "")]


def test_a_fact_read_in_two_places_has_one_statement_with_two_passages(convention: Case) -> None:
    again = DatedEvent("2022-10", "echeance", None, finder(convention.text)("18) mois, jusqu'en"))
    twice = convention.with_reading(dates=(*convention.reading.dates, again))
    rows = twice.view().select(
        PREFIXES
        + """SELECT ?e (COUNT(?p) AS ?n) WHERE {
              ?e rdf:predicate mlg:dateEcheance ; mlg:fondeSur ?p } GROUP BY ?e"""
    )
    assert [row["n"].value for row in rows] == ["2"]


def test_every_thing_has_a_french_label(case: Case) -> None:
    bare = case.view().select(
        PREFIXES
        + """SELECT ?thing ?class WHERE { ?thing a ?class
              FILTER(STRSTARTS(STR(?class), STR(mlg:)))
              FILTER NOT EXISTS { ?thing rdfs:label ?l FILTER(LANG(?l) = "fr") } }"""
    )
    assert list(bare) == []


def test_selectors_are_typed_parts_of_their_passage(case: Case) -> None:
    positions = [s for s, p, o in case.triples() if o == OA.TextPositionSelector]
    assert positions
    assert all(node.value.endswith("#position") for node in positions)
