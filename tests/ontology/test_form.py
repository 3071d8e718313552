"""The form of the files: canonical Turtle, few blank nodes, and nothing beyond OWL 2 RL."""

from pathlib import Path

import pytest

from maillage import turtle
from maillage.rdf import MLG, OWL, PREFIXES, RDF, RDFS, XSD, BlankNode, Triple
from tests.ontology.graph import ONTOLOGY, SCHEMES, Graph

OWL_ALLOWED = {
    OWL[name].value
    for name in [
        "AllDisjointClasses",
        "Class",
        "DatatypeProperty",
        "ObjectProperty",
        "Ontology",
        "disjointWith",
        "inverseOf",
        "members",
        "propertyChainAxiom",
        "versionIRI",
        "versionInfo",
    ]
}
"""The words of OWL that we use: each is within OWL 2 RL wherever it stands."""
RL_DATATYPES = {XSD[name].value for name in ("string", "integer", "decimal", "boolean")}


def beyond_rl(graph: Graph) -> list[str]:
    """What the triples hold beyond our part of OWL 2 RL."""
    owl = {name for name in graph.named() if name.startswith(PREFIXES["owl"])}
    ranges = {
        getattr(t.object, "value", "")
        for t in graph.triples
        if t.predicate == RDFS.range and "XMLSchema" in str(t.object)
    }
    return sorted((owl - OWL_ALLOWED) | (ranges - RL_DATATYPES))


@pytest.mark.parametrize("path", [ONTOLOGY, *SCHEMES], ids=lambda path: path.stem)
def test_the_file_is_in_canonical_form(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert turtle.format_text(text, path) == text


def test_blank_nodes_are_only_those_of_owl_lists(ontology: Graph, concepts: Graph) -> None:
    assert not [t for t in concepts.triples if isinstance(t.subject, BlankNode)]
    predicates = {t.predicate for t in ontology.triples if isinstance(t.subject, BlankNode)}
    assert predicates == {RDF.first, RDF.rest, RDF.type, OWL.members}


def test_the_ontology_stays_within_owl_2_rl(ontology: Graph) -> None:
    assert beyond_rl(ontology) == []


@pytest.mark.parametrize("word", ["someValuesFrom", "unionOf", "minCardinality", "complementOf"])
def test_a_construct_beyond_owl_2_rl_is_reported(ontology: Graph, word: str) -> None:
    more = Triple(MLG.Action, OWL[word], MLG.Objectif)
    assert beyond_rl(Graph.of([*ontology.triples, more])) == [OWL[word].value]


def test_a_range_of_dates_is_reported(ontology: Graph) -> None:
    more = Triple(MLG.date, RDFS.range, XSD.gYear)
    assert beyond_rl(Graph.of([*ontology.triples, more])) == [XSD.gYear.value]


def test_chains_have_two_links_of_properties_of_ours(ontology: Graph) -> None:
    chains = [t for t in ontology.triples if t.predicate == OWL.propertyChainAxiom]
    assert {t.subject for t in chains} == {MLG.concourtA, MLG.reunit}
    for chain in chains:
        assert not isinstance(chain.object, Triple)
        (first,) = ontology.values(chain.object, RDF.first)
        (rest,) = ontology.values(chain.object, RDF.rest)
        (second,) = ontology.values(rest, RDF.first)
        assert ontology.values(rest, RDF.rest) == [RDF.nil]
        known = ontology.subjects(OWL.ObjectProperty)
        assert first in known
        assert second in known
