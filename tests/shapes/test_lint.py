"""Engines keep silent about a misspelt shape: these tests do not."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from maillage import turtle
from maillage.rdf import (
    DCTERMS,
    PREFIXES,
    RDF,
    SH,
    SKOS,
    BlankNode,
    Literal,
    NamedNode,
    Term,
    Triple,
)
from maillage.sparql import tokens
from maillage.validation.shapes import SEVERITIES, Index
from tests.shapes.cases import CASES, HERE, INVALID, ROOT, VALID, shapes

FOLDER = ROOT / "shapes"
FILES = sorted(path for path in FOLDER.glob("*.ttl") if path.stem != "prefixes")
VOCABULARIES = (HERE / "vocabularies", ROOT / "tests" / "ontology" / "vocabularies")
LICENCE = "https://creativecommons.org/licenses/by/4.0/"
LANGUAGES = ("fr", "en")
FORBIDDEN = ("MINUS", "SERVICE", "VALUES")
THINGS = "https://w3id.org/maillage/id/"
IDENTIFIER = re.compile(r"C\d\d")
NAME = re.compile(r"\b([a-z0-9]+):([A-Za-z][\w-]*)")


def _index() -> Index:
    return shapes().index


def _property_shapes() -> list[NamedNode]:
    return [
        node
        for node in _index().subjects()
        if isinstance(node, NamedNode) and SH.PropertyShape in _index().objects(node, RDF.type)
    ]


def _node_shapes() -> list[NamedNode]:
    return [
        node
        for node in _index().subjects()
        if isinstance(node, NamedNode) and SH.NodeShape in _index().objects(node, RDF.type)
    ]


PROPERTY_SHAPES = _property_shapes()
SELECTS = [
    value.value
    for triple in shapes().triples
    if triple.predicate == SH.select and isinstance(value := triple.object, Literal)
]


def _ontology() -> frozenset[str]:
    paths = [FOLDER.parent / "ontology" / "maillage.ttl"]
    paths += sorted((ROOT / "ontology" / "schemes").glob("*.ttl"))
    return frozenset(
        triple.subject.value
        for path in paths
        for triple in turtle.read(path)
        if isinstance(triple.subject, NamedNode)
    )


ONTOLOGY = _ontology()


def _vocabulary(prefix: str) -> frozenset[str] | None:
    for folder in VOCABULARIES:
        path = folder / f"{prefix}.txt"
        if path.is_file():
            lines = path.read_text(encoding="utf-8").splitlines()
            return frozenset(line for line in lines if not line.startswith("#"))
    return None


def _exists(iri: str) -> bool:
    """Whether a term is in the ontology, its schemes, our shapes or a listed vocabulary."""
    if iri.startswith((PREFIXES["mlg"], THINGS)):
        return iri in ONTOLOGY
    if iri.startswith(PREFIXES["mls"]) or iri in (LICENCE, PREFIXES["mls"][:-1]):
        return True
    for prefix, base in PREFIXES.items():
        if iri.startswith(base):
            known = _vocabulary(prefix)
            return known is not None and iri.removeprefix(base) in known
    return iri.startswith(PREFIXES["mls"][:-1])


def _iris(triples: tuple[Triple, ...]) -> Iterator[str]:
    for triple in triples:
        terms: tuple[Term | Triple, ...] = (triple.subject, triple.predicate, triple.object)
        yield from (term.value for term in terms if isinstance(term, NamedNode))


def test_every_term_of_the_shapes_exists() -> None:
    assert [iri for iri in sorted(set(_iris(shapes().triples))) if not _exists(iri)] == []


@pytest.mark.parametrize("select", SELECTS)
def test_every_term_of_a_query_exists(select: str) -> None:
    declared = {
        prefix.value: namespace.value
        for triple in shapes().triples
        if triple.predicate == SH.declare
        for prefix in _index().objects(_node(triple.object), SH.prefix)
        for namespace in _index().objects(_node(triple.object), SH.namespace)
        if isinstance(prefix, Literal) and isinstance(namespace, Literal)
    }
    for token in tokens(select):
        if token.kind == "name":
            prefix, _, local = token.text.partition(":")
            assert prefix in declared, token.text
            assert _exists(declared[prefix] + local), token.text
        elif token.kind == "iri":
            assert _exists(token.text[1:-1]), token.text


def _node(term: Term | Triple) -> Term:
    assert not isinstance(term, Triple)
    return term


@pytest.mark.parametrize("select", SELECTS)
def test_query_keeps_to_what_constraints_may_hold(select: str) -> None:
    words = {token.word for token in tokens(select)}
    assert not words & set(FORBIDDEN)
    assert "*" not in select.partition("{")[0]
    assert re.match(r"SELECT (DISTINCT )?\$this\b", select)


@pytest.mark.parametrize("shape", PROPERTY_SHAPES, ids=lambda shape: shape.value.split("#")[1])
class TestRule:
    """What each rule must carry to be read by a person."""

    @pytest.mark.parametrize("predicate", [SH.name, SH.message, SH.description], ids=str)
    def test_words_in_both_languages(self, shape: NamedNode, predicate: NamedNode) -> None:
        found = _index().objects(shape, predicate)
        languages = [
            value.language for value in found if isinstance(value, Literal) and value.value
        ]
        assert sorted(languages, key=str) == sorted(LANGUAGES)

    def test_severity_is_stated_once(self, shape: NamedNode) -> None:
        found = _index().objects(shape, SH.severity)
        assert [value.value in SEVERITIES for value in found] == [True]

    def test_number_is_one_of_the_list(self, shape: NamedNode) -> None:
        found = _index().objects(shape, DCTERMS.identifier)
        assert len(found) <= 1
        assert all(IDENTIFIER.fullmatch(value.value) for value in found)

    def test_it_has_a_path_and_a_constraint(self, shape: NamedNode) -> None:
        assert len(_index().objects(shape, SH.path)) == 1
        words = {SH.path, SH.severity, SH.name, SH.message, SH.description}
        assert set(_index().predicates(shape)) - words - {RDF.type, DCTERMS.identifier}

    def test_it_belongs_to_one_node_shape_of_its_name(self, shape: NamedNode) -> None:
        owners = [node for node in _node_shapes() if shape in _index().objects(node, SH.property)]
        assert [shape.value.startswith(owner.value + "-") for owner in owners] == [True]

    def test_placeholders_are_known_in_both_languages(self, shape: NamedNode) -> None:
        rule = shapes().rules[shape.value]
        french, english = (
            set(re.findall(r"\{[?$](\w+)\}", words)) for words in (rule.message.fr, rule.message.en)
        )
        constraint = _index().value(shape, SH.sparql)
        select = _index().value(constraint, SH.select) if constraint else None
        given = {"this", "value"}
        if isinstance(select, Literal):
            given |= set(re.findall(r"[?$](\w+)", select.value.partition("{")[0]))
        assert french == english
        assert french <= given

    def test_it_has_its_valid_and_its_invalid_case(self, shape: NamedNode) -> None:
        assert [case.rule for case in VALID].count(shape.value) == 1
        assert [case.rule for case in INVALID].count(shape.value) == 1

    def test_its_sparql_constraint_has_an_iri_of_its_own(self, shape: NamedNode) -> None:
        for constraint in _index().objects(shape, SH.sparql):
            assert constraint == NamedNode(shape.value + "-sparql")
            assert _index().objects(constraint, SH.prefixes) == [NamedNode(PREFIXES["mls"][:-1])]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_file_is_named_after_its_class_and_licensed(path: Path) -> None:
    shape = NamedNode(f"{PREFIXES['mls']}{path.stem}Shape")
    here = Index(turtle.read(path))
    assert here.objects(shape, RDF.type) == [SH.NodeShape]
    assert here.objects(shape, DCTERMS.license) == [NamedNode(LICENCE)]
    others = [node for node in here.subjects() if not isinstance(node, BlankNode)]
    assert all(
        isinstance(node, NamedNode) and node.value.startswith(shape.value) for node in others
    )


def test_no_case_is_left_without_its_rule() -> None:
    rules = {shape.value for shape in PROPERTY_SHAPES}
    assert {case.rule for case in CASES} == rules
    assert {path.with_suffix(".ttl") for path in HERE.glob("*/*.json")} == {
        case.path for case in INVALID
    }


def test_no_severity_stands_where_engines_do_not_look() -> None:
    for triple in shapes().triples:
        if triple.predicate == RDF.type and triple.object == SH.SPARQLConstraint:
            assert not _index().objects(_node(triple.subject), SH.severity)


def test_shapes_use_prefixes_that_the_project_declares() -> None:
    for triple in shapes().triples:
        if triple.predicate == SH.declare:
            node = _node(triple.object)
            prefix, base = _index().value(node, SH.prefix), _index().value(node, SH.namespace)
            assert isinstance(prefix, Literal)
            assert isinstance(base, Literal)
            assert PREFIXES[prefix.value] == base.value


def test_lint_would_see_a_misspelt_term() -> None:
    assert not _exists(SH.dataType.value)
    assert not _exists(PREFIXES["mlg"] + "codeINSEE")
    assert not _exists(THINGS + "statut-adhesion/signée")
    assert _exists(SKOS.prefLabel.value)
