"""What follows from an ontology is materialised; what does not is not."""

import pytest

from maillage.iri import INFERENCE_GRAPH
from maillage.rdf import NamedNode, Quad, RdfFormat, Triple, parse
from maillage.reasoning import clashes, infer, rules
from maillage.store import Store

GRAPH = NamedNode("http://example.org/graph")
PREFIXES = """
@prefix : <http://example.org/> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
"""


def triples(turtle: str) -> list[Triple]:
    return [quad.triple for quad in parse(PREFIXES + turtle, format=RdfFormat.TURTLE)]


def quads(turtle: str) -> list[Quad]:
    return [Quad(t.subject, t.predicate, t.object, GRAPH) for t in triples(turtle)]


def local(term: object) -> str:
    return str(term).strip("<>").split("/")[-1].split("#")[-1]


def inferred(ontology: str, data: str) -> set[str]:
    """What follows, as ``s p o`` in local names."""
    store = Store()
    store.add(quads(data))
    found = infer(rules(triples(ontology)), store.view())
    return {
        " ".join(str(t).strip("<>").split("/")[-1].split("#")[-1] for t in q.triple) for q in found
    }


@pytest.mark.parametrize(
    ("ontology", "data", "expected"),
    [
        pytest.param(
            ":B rdfs:subClassOf :A . :C rdfs:subClassOf :B .",
            ":x a :C .",
            {"x type A", "x type B"},
            id="classes are transitive",
        ),
        pytest.param(
            ":q rdfs:subPropertyOf :p .",
            ":x :q :y .",
            {"x p y"},
            id="a property implies its parent",
        ),
        pytest.param(
            ":r owl:propertyChainAxiom (:p :q) .",
            ":x :p :y . :y :q :z .",
            {"x r z"},
            id="a chain of two",
        ),
        pytest.param(":p owl:inverseOf :q .", ":x :q :y .", {"y p x"}, id="an inverse"),
        pytest.param(":p a owl:SymmetricProperty .", ":x :p :y .", {"y p x"}, id="symmetry"),
        pytest.param(
            ":p rdfs:domain :A .", ":x :p :y .", set(), id="a domain is not a reason for a type"
        ),
        pytest.param(
            ":B rdfs:subClassOf :A .", ":x a :B , :A .", set(), id="what is said is not repeated"
        ),
        pytest.param(
            ":B rdfs:subClassOf :A . :A rdfs:subClassOf :B .",
            ":x a :B .",
            {"x type A"},
            id="a cycle ends",
        ),
    ],
)
def test_what_follows(ontology: str, data: str, expected: set[str]) -> None:
    assert inferred(ontology, data) == expected


def test_inferred_quads_stand_in_their_own_graph() -> None:
    store = Store()
    store.add(quads(":x a :B ."))
    found = list(infer(rules(triples(":B rdfs:subClassOf :A .")), store.view()))
    assert {quad.graph_name for quad in found} == {INFERENCE_GRAPH}


@pytest.mark.parametrize(
    "axiom",
    [
        ":A owl:disjointWith :B .",
        "[] a owl:AllDisjointClasses ; owl:members (:A :B :C) .",
    ],
)
def test_an_individual_of_two_disjoint_classes_is_found(axiom: str) -> None:
    store = Store()
    store.add(quads(":x a :A , :B . :y a :A ."))
    found = clashes(rules(triples(axiom)), store.view())
    assert [individual for individual, _, _ in found] == ["<http://example.org/x>"]
