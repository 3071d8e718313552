"""The schemes: one file each, concepts named and defined in both languages, notations unique."""

import re
import unicodedata
from collections import Counter
from pathlib import Path

import pytest

from maillage import iri
from maillage.rdf import DCTERMS, MLG, OWL, RDF, RDFS, SKOS, Literal, NamedNode, Term, Triple, label
from maillage.vocabulary import Scheme
from tests.ontology.graph import ROOT, SCHEMES, Graph

LABELS = (SKOS.prefLabel, SKOS.altLabel, SKOS.hiddenLabel)
NAMED = re.compile(r"iri\.concept\(\"([a-z0-9-]+)\", \"([a-z0-9-]+)\"\)")
EXPECTED = {
    "axe-acv": "1 2 3 4 5 transversal",
    "qualite": "beneficiaire etat partenaire en-presence",
    "statut": "idee en-maturation mature a-engager engagee livree abandonnee reportee "
    + " ".join(str(year) for year in range(2018, 2031)),
    "statut-adhesion": "signee en-cours non-signee indefini",
    "etat": "en-cours envisage acheve non-precise",
    "nature": "exact minimum approche plafond",
    "genre-document": "convention avenant dossier-de-presse deliberation autre",
    "evenement": "signature candidature labellisation deliberation echeance approbation debut"
    " autre",
    "categorie-subvention": "1 2 3 4 5 6 7 8",
    "programme": "ACV ACV2 PVD ORT VA CRTE TI FS CITE CDE AMI AMM FABP SITE HABINCLUS",
}
"""Schemes whose notations are closed lists: those of the contract and of the tables."""
TYPES_OF_CONVENTION = [
    "convention-adhesion-pvd",
    "convention-cadre-pvd",
    "convention-cadre-acv",
    "convention-ort",
    "convention-opah",
    "convention-opah-ru",
    "convention-opah-rr",
    "avenant",
    "crte",
    "contrat-bourg-centre",
    "convention-fonciere",
]
each_scheme = pytest.mark.parametrize("path", SCHEMES, ids=lambda path: path.stem)


def members(graph: Graph) -> list[NamedNode]:
    return graph.subjects(SKOS.Concept)


def notations(path: Path) -> list[str]:
    graph = Graph.read(path)
    return [graph.text(node, SKOS.notation) for node in members(graph)]


def folded(text: str) -> str:
    """What spellings that a reader cannot tell apart share."""
    plain = unicodedata.normalize("NFKD", text.replace("œ", "oe").replace("Œ", "OE"))
    return " ".join(re.findall(r"[a-z0-9+]+", plain.encode("ascii", "ignore").decode().lower()))


def shared_labels(graph: Graph) -> list[str]:
    """The French labels that two concepts claim."""
    owners: dict[str, set[NamedNode]] = {}
    for node in members(graph):
        for predicate in LABELS:
            for value in graph.values(node, predicate):
                if isinstance(value, Literal) and value.language == "fr":
                    owners.setdefault(folded(value.value), set()).add(node)
    return sorted(text for text, nodes in owners.items() if len(nodes) > 1)


@each_scheme
def test_the_scheme_is_named_as_its_file_and_documented(path: Path) -> None:
    graph = Graph.read(path)
    scheme = iri.scheme(path.stem)
    assert graph.subjects(SKOS.ConceptScheme) == [scheme]
    for predicate in (SKOS.prefLabel, RDFS.label, DCTERMS.title, SKOS.definition):
        assert graph.languages(scheme, predicate) == ["en", "fr"]
    assert graph.values(scheme, DCTERMS.license)


@each_scheme
def test_concepts_are_labelled_and_defined_in_both_languages(path: Path) -> None:
    graph = Graph.read(path)
    for node in members(graph):
        for predicate in (SKOS.prefLabel, RDFS.label, SKOS.definition):
            assert graph.languages(node, predicate) == ["en", "fr"], f"{node} {predicate}"
        assert graph.values(node, SKOS.inScheme) == [iri.scheme(path.stem)]
        top, broader = graph.values(node, SKOS.topConceptOf), graph.values(node, SKOS.broader)
        assert len(top) + len(broader) == 1, node


@each_scheme
def test_notations_are_unique_and_make_the_address(path: Path) -> None:
    graph = Graph.read(path)
    found = Counter(notations(path))
    assert max(found.values()) == 1
    for node in members(graph):
        assert node == Scheme(path.stem).concept(graph.text(node, SKOS.notation))


@each_scheme
def test_preferred_labels_are_unique_in_each_language(path: Path) -> None:
    graph = Graph.read(path)
    for language in ("fr", "en"):
        names = Counter(
            graph.text(node, SKOS.prefLabel, language).casefold() for node in members(graph)
        )
        assert [name for name, count in names.items() if count > 1] == []


@each_scheme
def test_a_spelling_leads_to_one_concept(path: Path) -> None:
    assert shared_labels(Graph.read(path)) == []


def test_a_spelling_of_two_concepts_is_reported(concepts: Graph) -> None:
    opah, pig = iri.dispositif("OPAH"), iri.dispositif("PIG")
    doubled = [t for t in concepts.triples if t.subject in (opah, pig)]
    assert shared_labels(Graph.of(doubled)) == []
    assert shared_labels(Graph.of([*doubled, Triple(pig, SKOS.hiddenLabel, label("Opah"))])) == [
        "opah"
    ]


@each_scheme
def test_a_label_is_preferred_or_other_or_hidden_but_once(path: Path) -> None:
    graph = Graph.read(path)
    for node in members(graph):
        values = Counter(value for p in LABELS for value in graph.values(node, p))
        assert [value for value, count in values.items() if count > 1] == [], node


@pytest.mark.parametrize("name", sorted(EXPECTED))
def test_the_closed_list_is_whole(name: str) -> None:
    assert sorted(notations(ROOT / "ontology/schemes" / f"{name}.ttl")) == sorted(
        EXPECTED[name].split()
    )


def test_every_type_of_convention_of_the_contract_is_there() -> None:
    path = ROOT / "ontology/schemes/type-convention.ttl"
    assert set(TYPES_OF_CONVENTION) <= set(notations(path))


def test_the_status_of_a_year_is_narrower_than_to_be_started(concepts: Graph) -> None:
    year = iri.concept("statut", "2019")
    assert concepts.values(year, SKOS.broader) == [iri.concept("statut", "a-engager")]
    assert concepts.text(year, SKOS.prefLabel, "fr") == "À engager en 2019"


def test_programmes_and_axes_are_also_things_of_our_classes(concepts: Graph) -> None:
    programmes = [node for node in members(concepts) if "/id/programme/" in node.value]
    axes = [node for node in members(concepts) if "/id/axe/" in node.value]
    assert len(programmes) == len(EXPECTED["programme"].split())
    assert all(MLG.Programme in concepts.values(node, RDF.type) for node in programmes)
    assert len(axes) == 11
    assert all(MLG.Axe in concepts.values(node, RDF.type) for node in axes)


def test_every_concept_linked_to_exists(ontology: Graph, concepts: Graph) -> None:
    known: set[Term] = {*members(concepts), *concepts.subjects(SKOS.ConceptScheme)}
    for triple in (*concepts.triples, *ontology.triples):
        target = triple.object
        if isinstance(target, NamedNode) and iri.path_of(target.value):
            assert target in known, f"{triple.subject} {triple.predicate} {target}"


def test_every_concept_that_code_names_exists(concepts: Graph) -> None:
    known = set(members(concepts))
    named = {
        iri.concept(scheme, notation)
        for folder in ("maillage", "loaders", "api")
        for path in (ROOT / folder).rglob("*.py")
        for scheme, notation in NAMED.findall(path.read_text(encoding="utf-8"))
    }
    assert named - known == set()


def test_properties_of_concepts_are_defined(ontology: Graph, concepts: Graph) -> None:
    ours = {t.predicate for t in concepts.triples if t.predicate.value.startswith(iri.DEFINITION)}
    kinds = (OWL.ObjectProperty, OWL.DatatypeProperty)
    assert ours <= {node for kind in kinds for node in ontology.subjects(kind)}
