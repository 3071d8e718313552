"""Shapes as rules: what a person reads of them, and how their folder is read."""

from pathlib import Path

import pytest

from maillage.errors import InputError
from maillage.rdf import SH, NamedNode
from maillage.validation import load
from maillage.validation.report import Severity, Text
from maillage.validation.shapes import Index, component
from tests.maillage.validation.graphs import ROOT, shape, shapes, triples

WORDY = """
e:Shape sh:targetClass e:Thing ; sh:property e:Shape-p .
e:Shape-p sh:path e:p ; sh:minCount 1 ; sh:severity sh:Warning ; dcterms:identifier "C99" ;
  sh:name "nom"@fr, "name"@en ; sh:message "Il faut p."@fr, "p is needed."@en ;
  sh:description "raison"@fr, "reason"@en .
"""
PROPERTY = "https://example.org/Shape-p"


def test_rule_has_its_number_its_words_and_its_severity() -> None:
    rule = shapes(WORDY).rules[PROPERTY]
    assert (rule.iri, rule.identifier, rule.severity) == (PROPERTY, "C99", Severity.WARNING)
    assert rule.name == Text("nom", "name")
    assert rule.message == Text("Il faut p.", "p is needed.")
    assert rule.description == Text("raison", "reason")


def test_rule_without_words_goes_by_the_end_of_its_address() -> None:
    rule = shape("sh:minCount 1").rules[PROPERTY]
    assert rule.identifier is None
    assert rule.severity is Severity.VIOLATION
    assert rule.name == Text(PROPERTY, PROPERTY)
    assert rule.message == rule.name


def test_message_of_the_query_comes_before_that_of_the_shape() -> None:
    rules = shape(
        'sh:message "forme"@fr ; sh:sparql [ sh:select "SELECT $this {}" ; sh:message "requête" ]'
    )
    assert rules.rules[PROPERTY].message == Text("requête", "requête")


def test_single_component_is_known_and_several_are_not() -> None:
    one, two = shape("sh:minCount 1"), shape("sh:minCount 1 ; sh:maxCount 1")
    assert one.rules[PROPERTY].component == SH.MinCountConstraintComponent.value
    assert two.rules[PROPERTY].component is None
    assert component(SH.sparql) == SH.SPARQLConstraintComponent.value


def test_node_shapes_are_those_with_targets() -> None:
    rules = shapes(
        "e:A sh:targetClass e:T . e:B a sh:NodeShape . e:C a sh:NodeShape, rdfs:Class ."
        " e:D sh:targetNode e:x ; sh:targetSubjectsOf e:p ."
    )
    names = [node.value.rpartition("/")[2] for node in rules.node_shapes()]
    assert names == ["A", "C", "D"]
    focus = NamedNode("https://example.org/D")
    assert [kind for kind, _ in rules.targets(focus)] == [SH.targetNode, SH.targetSubjectsOf]


def test_list_and_closure_of_an_index() -> None:
    index = Index(triples("e:a e:p ( 1 2 3 ) ; e:q e:b . e:b e:q e:a, e:c . e:z e:q e:a ."))
    start = NamedNode("https://example.org/a")
    head = index.value(start, NamedNode("https://example.org/p"))
    assert [item.value for item in index.items(head)] == ["1", "2", "3"]
    reached = {term.value for term in index.closure(start) if isinstance(term, NamedNode)}
    assert "https://example.org/c" in reached
    assert "https://example.org/z" not in reached


def test_one_language_stands_for_both() -> None:
    index = Index(triples('e:a rdfs:label "seul"@fr . e:b rdfs:label "alone"@en .'))
    label = NamedNode("http://www.w3.org/2000/01/rdf-schema#label")
    assert index.text(NamedNode("https://example.org/a"), label) == Text("seul", "seul")
    assert index.text(NamedNode("https://example.org/b"), label) == Text("alone", "alone")
    assert index.text(NamedNode("https://example.org/c"), label) is None


def test_folder_of_the_project_is_read() -> None:
    rules = load(ROOT / "shapes").rules
    numbers = {rule.identifier for rule in rules.values()} - {None}
    assert len(numbers) >= 20
    assert rules["https://w3id.org/maillage/shapes#AdhesionShape-dureeMois"].identifier == "C14"


def test_folder_without_shapes_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="holds no shapes"):
        load(tmp_path)
    with pytest.raises(InputError, match="holds no shapes"):
        load(tmp_path / "absent")
