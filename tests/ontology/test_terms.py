"""The terms: named and defined in both languages, aligned with terms that exist."""

import re
from pathlib import Path

import pytest

from maillage import iri
from maillage.rdf import DCTERMS, MLG, OWL, RDFS, SKOS, Literal, NamedNode
from tests.ontology.graph import KINDS, ROOT, SCHEMES, VOCABULARIES, Graph, missing

CODE = re.compile(r"\bMLG(?:\.(\w+)|\[\"([^\"]+)\"\])")
TURTLE = re.compile(r"\bmlg:(\w+)")
CONTRACT = (Path(__file__).parent / "contract-terms.txt").read_text(encoding="utf-8").split()
"""The terms that the outside may count on: a missing one is a new major version."""


EXAMPLES = {"a-b"}
"""Names that a docstring of `maillage.rdf` gives as an example."""


def defined(graph: Graph) -> set[str]:
    """The local names of our terms."""
    nodes = {node.value for kind in KINDS for node in graph.subjects(OWL[kind])}
    return {node.removeprefix(iri.DEFINITION) for node in nodes if node.startswith(iri.DEFINITION)}


def undocumented(graph: Graph) -> list[str]:
    """Our terms without exactly one label and one definition in each language, and their origin."""
    wrong = []
    for name in sorted(defined(graph)):
        node = MLG[name]
        texts = [graph.languages(node, p) for p in (RDFS.label, SKOS.definition)]
        if texts != [["en", "fr"]] * 2 or graph.values(node, RDFS.isDefinedBy) != [iri.ONTOLOGY]:
            wrong.append(name)
    return wrong


def used(names: re.Pattern[str], folders: tuple[str, ...], endings: tuple[str, ...]) -> set[str]:
    """The local names that files of these folders use."""
    found: set[str] = set()
    for folder in folders:
        for path in (ROOT / folder).rglob("*"):
            if path.suffix in endings:
                for match in names.finditer(path.read_text(encoding="utf-8")):
                    found.add(next(name for name in match.groups() if name))
    return found


def test_every_term_has_a_label_and_a_definition_in_french_and_english(ontology: Graph) -> None:
    assert undocumented(ontology) == []


def test_a_term_without_english_is_reported(ontology: Graph) -> None:
    kept = [
        triple
        for triple in ontology.triples
        if not (
            triple.subject == MLG.Action
            and isinstance(triple.object, Literal)
            and triple.object.language == "en"
        )
    ]
    assert undocumented(Graph.of(kept)) == ["Action"]


@pytest.mark.parametrize("name", CONTRACT)
def test_the_contract_term_is_defined(ontology: Graph, name: str) -> None:
    assert name in defined(ontology)


def test_classes_and_properties_are_named_in_ascii_camel_case(ontology: Graph) -> None:
    for kind, shape in zip(KINDS, (r"[A-Z][A-Za-z]+", r"[a-z]\w+", r"[a-z]\w+"), strict=True):
        for node in ontology.subjects(OWL[kind]):
            name = node.value.removeprefix(iri.DEFINITION)
            assert name == node.value or re.fullmatch(shape, name, re.ASCII), node


def test_the_ontology_tells_its_version_and_licence_and_imports_nothing(ontology: Graph) -> None:
    assert ontology.text(iri.ONTOLOGY, OWL.versionInfo) == "0.1.0"
    versions = ontology.values(iri.ONTOLOGY, OWL.versionIRI)
    assert versions == [NamedNode(iri.ONTOLOGY.value + "/0.1.0")]
    licences = ontology.values(iri.ONTOLOGY, DCTERMS.license)
    assert licences == [NamedNode("https://creativecommons.org/licenses/by/4.0/")]
    assert ontology.values(iri.ONTOLOGY, OWL.imports) == []


def test_terms_of_law_name_their_legal_text(ontology: Graph) -> None:
    for name in ("Convention", "Subvention", "Intercommunalite", "metEnOeuvre", "maitreOuvrage"):
        assert "article" in ontology.text(MLG[name], DCTERMS.source, "fr").lower()


def test_every_outside_term_exists_in_its_vocabulary(ontology: Graph, concepts: Graph) -> None:
    assert missing(ontology.named() | concepts.named()) == []


def test_an_outside_term_that_does_not_exist_is_reported() -> None:
    wrong = "http://www.w3.org/ns/org#Organisation"
    assert missing({wrong, "http://www.w3.org/ns/org#Organization"}) == [wrong]


def test_each_stored_vocabulary_says_where_its_terms_come_from() -> None:
    for path in VOCABULARIES.iterdir():
        first, *names = path.read_text(encoding="utf-8").splitlines()
        assert re.fullmatch(r"# .+ terms of <http\S+> ?.*, read \d{4}-\d\d-\d\d", first), path.name
        assert names == sorted(set(names)), path.name


@pytest.mark.parametrize(
    ("names", "folders", "endings"),
    [
        (CODE, ("maillage", "loaders", "api"), (".py",)),
        (TURTLE, ("maillage", "loaders", "api"), (".py", ".html")),
        (TURTLE, ("shapes", "queries"), (".ttl", ".rq")),
        (TURTLE, ("data/ttl", "ontology"), (".ttl",)),
    ],
    ids=["code", "text-in-code", "shapes-and-queries", "data"],
)
def test_every_term_in_use_is_defined(
    ontology: Graph, names: re.Pattern[str], folders: tuple[str, ...], endings: tuple[str, ...]
) -> None:
    assert used(names, folders, endings) - defined(ontology) <= EXAMPLES


def test_the_terms_that_code_uses_are_found() -> None:
    found = used(CODE, ("loaders",), (".py",))
    assert {"Adhesion", "territoire"} <= found


def test_outside_superclasses_are_few_on_classes_of_many_things(ontology: Graph) -> None:
    for name in ("Population", "Montant", "Adhesion", "Subvention"):
        assert len(ontology.values(MLG[name], RDFS.subClassOf)) <= 1, name


def test_properties_used_with_several_types_promise_none_of_them(ontology: Graph) -> None:
    for name in ("valeur", "territoire", "programme", "dispositif", "nature", "aMontant"):
        assert ontology.values(MLG[name], RDFS.domain) == [], name
    for name in ("valeur", "financeur"):
        assert ontology.values(MLG[name], RDFS.range) == [], name


def test_the_schemes_lie_where_the_ontology_does() -> None:
    assert len(SCHEMES) >= 17
