"""The dispositifs: kinds, dates, what is not verified, and the spellings that documents use."""

from pathlib import Path

import pytest

from maillage import iri
from maillage.rdf import DCTERMS, MLG, RDF, SKOS, Literal, NamedNode
from tests.ontology.graph import ROOT, Graph
from tests.ontology.test_schemes import LABELS, folded

PATH = ROOT / "ontology" / "schemes" / "dispositif.ttl"
SPELLINGS = Path(__file__).parent / "spellings.csv"
DATATYPES = {4: "gYear", 7: "gYearMonth", 10: "date"}
EVERYDAY = (Path(__file__).parent / "everyday-words.txt").read_text(encoding="utf-8").split()
"""Words of everyday use, and notations of ours that no text writes in our sense."""


@pytest.fixture(scope="module")
def graph() -> Graph:
    return Graph.read(PATH)


@pytest.fixture(scope="module")
def spelled(graph: Graph) -> dict[str, str]:
    """The notation of each French spelling, folded."""
    return {
        folded(value.value): graph.text(node, SKOS.notation)
        for node in graph.subjects(MLG.Dispositif)
        for predicate in LABELS
        for value in graph.values(node, predicate)
        if isinstance(value, Literal) and value.language == "fr"
    }


def test_there_are_a_hundred_and_thirty_or_more_each_of_a_known_kind(
    graph: Graph, concepts: Graph
) -> None:
    nodes = graph.subjects(MLG.Dispositif)
    assert len(nodes) >= 130
    kinds = {n for n in concepts.subjects(SKOS.Concept) if "/genre-dispositif/" in n.value}
    for node in nodes:
        (kind,) = graph.values(node, MLG.genreDispositif)
        assert kind in kinds, node
        assert SKOS.Concept in graph.values(node, RDF.type)


def test_what_is_not_verified_is_named(graph: Graph) -> None:
    doubtful = [n for n in graph.subjects(MLG.Dispositif) if graph.values(n, MLG.nonVerifie)]
    assert len(doubtful) > 30
    for node in doubtful:
        assert graph.languages(node, SKOS.editorialNote) == ["en", "fr"], node


def test_dates_are_as_fine_as_known_and_in_order(graph: Graph) -> None:
    for node in graph.subjects(MLG.Dispositif):
        ends = []
        for predicate in (MLG.dateDebut, MLG.dateFin):
            for value in graph.values(node, predicate):
                assert isinstance(value, Literal)
                assert value.datatype.value.endswith("#" + DATATYPES[len(value.value)]), node
                ends.append(value.value)
        assert ends == sorted(ends), node


def test_a_successor_and_its_forerunner_know_each_other(graph: Graph) -> None:
    pairs = {(t.subject, t.object) for t in graph.triples if t.predicate == MLG.remplace}
    inverse = {(t.object, t.subject) for t in graph.triples if t.predicate == MLG.remplacePar}
    assert pairs == inverse
    assert (iri.dispositif("FRR"), iri.dispositif("ZRR")) in pairs
    assert all(
        isinstance(node, NamedNode) and graph.values(node, SKOS.notation)
        for pair in pairs
        for node in pair
    )


def test_the_ort_rests_on_its_article_and_dates_from_its_entry_into_force(graph: Graph) -> None:
    ort = iri.dispositif("ORT")
    assert "CCH L303-2" in graph.text(ort, MLG.baseJuridique)
    (start,) = graph.values(ort, MLG.dateDebut)
    assert isinstance(start, Literal)
    assert start.value == "2018-11-25"
    assert iri.dispositif("DEN") in graph.values(ort, MLG.ouvreDroit)


def rows() -> list[tuple[str, str]]:
    lines = SPELLINGS.read_text(encoding="utf-8").splitlines()[1:]
    return [(line.rsplit(",", 1)[0].strip('"'), line.rsplit(",", 1)[1]) for line in lines]


@pytest.mark.parametrize(("spelling", "notation"), rows())
def test_the_spelling_leads_to_its_dispositif(
    spelled: dict[str, str], spelling: str, notation: str
) -> None:
    assert spelled.get(folded(spelling)) == notation


def test_no_everyday_word_is_a_spelling(spelled: dict[str, str]) -> None:
    assert [word for word in EVERYDAY if folded(word) in spelled] == []


def test_a_spelling_of_one_word_is_an_acronym_or_a_name(graph: Graph) -> None:
    for node in graph.subjects(MLG.Dispositif):
        for predicate in LABELS:
            for value in graph.values(node, predicate):
                assert isinstance(value, Literal)
                if value.language == "fr" and value.value.isalpha():
                    assert value.value[0].isupper(), value


def test_every_dispositif_has_a_spelling_besides_its_notation(
    graph: Graph, spelled: dict[str, str]
) -> None:
    notations = {graph.text(node, SKOS.notation) for node in graph.subjects(MLG.Dispositif)}
    assert notations == set(spelled.values())
    assert len(spelled) > 900


def test_the_file_says_its_licence(graph: Graph) -> None:
    assert graph.values(iri.scheme("dispositif"), DCTERMS.license)
