"""The fast engine against the reference: each kind of constraint, and what it leaves to it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from maillage import iri, turtle, validation
from maillage.build import assemble
from maillage.errors import InputError
from maillage.rdf import DefaultGraph, Quad, Statement
from maillage.settings import Settings
from maillage.store import Store, View
from maillage.store.view import Embedded
from maillage.validation import reference
from maillage.validation.bulk import BulkEngine
from maillage.validation.neighbourhood import around, schema
from maillage.validation.reference import ReferenceEngine
from maillage.validation.shapes import Shapes
from tests.checkout import small_checkout
from tests.maillage.validation.graphs import GRAPH, shape, shapes, view

DATA = """
e:Sub rdfs:subClassOf e:Thing .
e:a a e:Thing ; e:p 1, 5, "x"@fr, "y"@fr, "z"@en ; e:q 3 .
e:b a e:Sub ; e:p "2020-01-01"^^xsd:date, "2020-13-01"^^xsd:date, e:a .
e:c a e:Thing ; e:p "abc", "ABC", [] , "5"^^xsd:integer .
e:d a e:Thing .
e:f a e:Other ; e:p 1 .
"""
COMPILED = [
    "sh:minCount 1",
    "sh:minCount 2",
    "sh:maxCount 0",
    "sh:maxCount 2",
    "sh:class e:Thing",
    "sh:datatype xsd:integer",
    "sh:datatype xsd:date",
    "sh:datatype xsd:string",
    "sh:nodeKind sh:IRI",
    "sh:nodeKind sh:Literal",
    "sh:nodeKind sh:BlankNodeOrIRI",
    "sh:minInclusive 2",
    "sh:minLength 2",
    "sh:maxLength 2",
    'sh:pattern "^a"',
    'sh:pattern "^a" ; sh:flags "i"',
    'sh:languageIn ( "fr" )',
    'sh:in ( 1 "abc" "x"@fr e:a )',
    "sh:hasValue 5",
    "sh:uniqueLang true",
    "sh:not [ sh:datatype xsd:integer ]",
    "sh:or ( [ sh:datatype xsd:integer ] [ sh:nodeKind sh:IRI ] )",
    "sh:and ( [ sh:nodeKind sh:Literal ] [ sh:minInclusive 2 ] )",
    "sh:qualifiedValueShape [ sh:datatype xsd:integer ] ; sh:qualifiedMinCount 1",
    "sh:qualifiedValueShape [ sh:datatype xsd:integer ] ; sh:qualifiedMaxCount 1",
    'sh:sparql [ sh:select "SELECT $this ?value { $this $PATH ?value FILTER(isIRI(?value)) }" ]',
    "sh:maxCount 0 ; sh:deactivated true",
]
LEFT = [
    "sh:lessThan e:q",
    "sh:equals e:q",
    "sh:disjoint e:q",
    "sh:node [ sh:property [ sh:path e:q ; sh:minCount 1 ] ]",
    "sh:xone ( [ sh:datatype xsd:integer ] [ sh:minInclusive 2 ] )",
    "sh:not [ sh:property [ sh:path e:q ; sh:minCount 1 ] ]",
    "sh:datatype xsd:nonNegativeInteger",
]
TARGETS = [
    "sh:targetClass e:Thing",
    "sh:targetClass e:Thing, e:Other",
    "sh:targetNode e:a, e:d",
    "sh:targetSubjectsOf e:p",
    "sh:targetSubjectsOf e:p, e:q",
    "sh:targetObjectsOf e:p",
    "sh:targetSubjectsOf e:none, e:p",
    "sh:targetSubjectsOf e:none ; sh:targetNode e:a",
    "sh:targetSubjectsOf e:none ; sh:targetClass e:Thing",
]
ABSENT = [
    "sh:targetClass e:None",
    "sh:targetSubjectsOf e:none, e:nothing",
    "sh:targetObjectsOf e:none",
    "sh:targetObjectsOf e:none ; sh:targetClass e:None",
]


def keys(engine: BulkEngine | ReferenceEngine, rules: Shapes, graph: View) -> list[tuple[str, ...]]:
    """What was found; blank nodes, which have other names in each engine, are « _ »."""
    found = (finding.key for finding in engine.findings(rules, graph))
    return sorted({(*key[:4], "_" if key[4].startswith("_:") else key[4]) for key in found})


def _unasked(*_: object) -> Iterator[object]:
    raise AssertionError("asked")


@pytest.fixture
def unaided(monkeypatch: pytest.MonkeyPatch) -> None:
    """The fast engine without the reference to fall back on."""

    def refuse(*_: object) -> list[object]:
        raise AssertionError("left to the reference engine")

    monkeypatch.setattr(reference, "rest", refuse)


@pytest.mark.usefixtures("unaided")
@pytest.mark.parametrize("body", COMPILED)
def test_constraint_is_compiled_and_finds_the_same(body: str) -> None:
    rules, graph = shape(body), view(DATA)
    assert keys(BulkEngine(), rules, graph) == keys(ReferenceEngine(), rules, graph)


@pytest.mark.usefixtures("unaided")
@pytest.mark.parametrize("body", ["sh:maxExclusive 5", "sh:maxInclusive 4"])
def test_upper_limits_find_the_same_among_numbers(body: str) -> None:
    rules, graph = shape(body), view("e:a a e:Thing ; e:p 1, 4, 5, 5.0, 6.5, -2 .")
    found = keys(BulkEngine(), rules, graph)
    assert len(found) > 1
    assert found == keys(ReferenceEngine(), rules, graph)


def test_date_against_a_number_is_a_result_as_the_specification_has_it() -> None:
    """pySHACL lets it pass: what cannot be compared meets no limit (SHACL 4.3.4)."""
    rules, graph = shape("sh:maxExclusive 5"), view('e:a a e:Thing ; e:p "2020-01-01"^^xsd:date .')
    assert len(keys(BulkEngine(), rules, graph)) == 1
    assert keys(ReferenceEngine(), rules, graph) == []


@pytest.mark.parametrize("body", [body for body in COMPILED if "deactivated" not in body])
def test_each_of_these_constraints_finds_something(body: str) -> None:
    assert keys(BulkEngine(), shape(body), view(DATA))


@pytest.mark.parametrize("body", LEFT)
def test_what_is_not_compiled_is_left_to_the_reference(body: str) -> None:
    rules, graph = shape(body), view(DATA.replace("[] ,", "") + "e:a e:q 5 .")
    found = keys(BulkEngine(), rules, graph)
    assert found
    assert found == keys(ReferenceEngine(), rules, graph)


@pytest.mark.usefixtures("unaided")
@pytest.mark.parametrize("target", TARGETS)
def test_targets_are_the_same(target: str) -> None:
    rules, graph = shape("sh:maxCount 1", target), view(DATA.replace("[] ,", ""))
    found = keys(BulkEngine(), rules, graph)
    assert found
    assert found == keys(ReferenceEngine(), rules, graph)


@pytest.mark.parametrize("target", ABSENT)
def test_nothing_is_asked_about_targets_that_the_graph_does_not_have(
    target: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    rules, graph = shape("sh:minCount 9 ; sh:nodeKind sh:IRI", target), view(DATA)
    assert keys(ReferenceEngine(), rules, graph) == []
    monkeypatch.setattr(Embedded, "select", _unasked)
    assert keys(BulkEngine(), rules, graph) == []
    with pytest.raises(AssertionError, match="asked"):
        keys(BulkEngine(), shape("sh:minCount 9"), graph)


def test_closed_shape_sees_every_triple() -> None:
    rules = shapes(
        "e:Shape a sh:NodeShape ; sh:targetClass e:Thing ; sh:closed true ;"
        " sh:ignoredProperties ( rdf:type ) ; sh:property e:Shape-p ."
        " e:Shape-p sh:path e:p ; sh:minCount 1 ."
    )
    graph = view(DATA)
    found = keys(BulkEngine(), rules, graph)
    closed = [key for key in found if key[1].endswith("#ClosedConstraintComponent")]
    assert ("<https://example.org/a>", "https://example.org/q") in [key[2:4] for key in closed]
    assert found == keys(ReferenceEngine(), rules, graph)


@pytest.mark.usefixtures("unaided")
@pytest.mark.parametrize(
    "path",
    [
        "( e:p e:q )",
        "[ sh:inversePath e:p ]",
        "[ sh:alternativePath ( e:p e:q ) ]",
        "[ sh:zeroOrMorePath e:p ]",
        "[ sh:oneOrMorePath e:p ]",
        "[ sh:zeroOrOnePath ( e:p e:q ) ]",
    ],
)
def test_paths_reach_the_same_values(path: str) -> None:
    rules = shapes(
        "e:Shape a sh:NodeShape ; sh:targetClass e:Thing ; sh:property e:Shape-p ."
        f" e:Shape-p a sh:PropertyShape ; sh:path {path} ; sh:datatype xsd:integer ."
    )
    graph = view(DATA.replace("[] ,", ""))
    assert keys(BulkEngine(), rules, graph) == keys(ReferenceEngine(), rules, graph)


@pytest.mark.usefixtures("unaided")
def test_target_implied_by_its_path_is_not_asked_for_twice() -> None:
    rules = shapes(
        "e:Shape a sh:NodeShape ; sh:targetSubjectsOf e:p, e:q ; sh:property e:Shape-p ."
        " e:Shape-p a sh:PropertyShape ; sh:path [ sh:alternativePath ( e:p e:q ) ] ;"
        " sh:nodeKind sh:IRI ; sh:minCount 2 ."
    )
    graph = view(DATA.replace("[] ,", ""))
    found = keys(BulkEngine(), rules, graph)
    assert found
    assert found == keys(ReferenceEngine(), rules, graph)


def test_rule_with_a_broken_query_is_named() -> None:
    rules = shape('sh:sparql [ sh:select "SELECT $this { $this nonsense }" ]')
    with pytest.raises(InputError, match="a rule cannot be used"):
        BulkEngine().findings(rules, view(DATA))


def test_rule_that_is_not_shacl_is_named() -> None:
    rules = shape("sh:minCount 1, 2")
    with pytest.raises(InputError, match="a rule cannot be used"):
        ReferenceEngine().findings(rules, view(DATA))


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> View:
    """The two documents and two traps with all that stands around them in the real graph."""
    root = small_checkout(tmp_path_factory.mktemp("small"))
    store = Store()
    assemble(Settings(root=root), store)
    whole = store.view()
    facts = [t for path in sorted((root / "data/ttl").glob("*.ttl")) for t in turtle.read(path)]
    for trap in (iri.adhesion("PVD", "999999"), iri.adhesion("ORT", "73065")):
        facts += [quad.triple for quad in whole.quads(trap, None, None, DefaultGraph())]
    near: list[Statement] = [*schema(root, whole), *facts, *around(facts, whole)]
    small = Store()
    small.add(Quad(t.subject, t.predicate, t.object, GRAPH) for t in near)
    return small.view()


def test_engines_agree_on_the_real_documents_and_what_stands_around_them(sample: View) -> None:
    rules = validation.load(Path(__file__).parents[3] / "shapes")
    fast = sorted(finding.key for finding in BulkEngine().findings(rules, sample))
    numbers = {rules.rules[key[0]].identifier for key in fast}
    assert {"C02", "C04", "C05", "C06", "C07", "C16", "C33", "C43", "C44"} <= numbers
    assert fast == sorted(finding.key for finding in ReferenceEngine().findings(rules, sample))
