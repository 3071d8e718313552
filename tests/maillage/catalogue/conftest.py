"""A small graph and a saved query on it."""

from pathlib import Path

import pytest

from maillage.catalogue import SavedQuery, load
from maillage.iri import commune, departement, table_graph
from maillage.rdf import MLG, RDF, RDFS, Literal, Quad, integer, label, typed
from maillage.store import Store, View

SMALL = Path(__file__).parent / "queries"
GRAPH = table_graph("communes", "2026")


@pytest.fixture
def view() -> View:
    store = Store()
    for code, name, place, people in (
        ("46042", "Cahors", "46", 20050),
        ("32132", "Fleurance", "32", 6247),
        ("32208", "Lectoure", "32", 3670),
    ):
        node = commune(code)
        triples = (
            (RDF.type, MLG.Commune),
            (RDFS.label, label(name)),
            (MLG.codeInsee, Literal(code)),
            (MLG.appartientA, departement(place)),
            (MLG.valeur, integer(people)),
            (MLG.tauxAnnonce, typed("12.5", "decimal")),
            (MLG.dateSignature, typed("2018-07-13", "date")),
        )
        store.add(Quad(node, predicate, value, GRAPH) for predicate, value in triples)
    return store.view()


@pytest.fixture
def queries() -> dict[str, SavedQuery]:
    return {query.name: query for query in load(SMALL)}
