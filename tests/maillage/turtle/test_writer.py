"""Our writer gives the bytes that rdflib gives, and keeps the triples where rdflib loses some."""

import time
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

import pytest
import rdflib
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from maillage import turtle
from maillage.errors import InputError
from maillage.rdf import PREFIXES, RDF, RDFS, XSD, Literal, NamedNode, typed
from maillage.turtle.writer import Fact, document
from tests.checkout import ROOT

FILES = sorted(
    path
    for folder in ("data", "ontology", "shapes", "tests")
    for path in (ROOT / folder).rglob("*.ttl")
)
pytestmark = pytest.mark.filterwarnings("ignore::UserWarning")


def _node(term: NamedNode | Literal) -> rdflib.term.Node:
    if isinstance(term, NamedNode):
        return rdflib.URIRef(term.value)
    if term.language:
        return rdflib.Literal(term.value, lang=term.language)
    if term.datatype == XSD.string:
        return rdflib.Literal(term.value)
    return rdflib.Literal(term.value, datatype=rdflib.URIRef(term.datatype.value), normalize=False)


def reference(triples: Iterable[Fact]) -> str:
    """What rdflib writes."""
    graph = rdflib.Graph(bind_namespaces="none")
    for triple in triples:
        graph.add(tuple(map(_node, triple)))  # type: ignore[arg-type]
    for prefix, base in PREFIXES.items():
        graph.bind(prefix, base)
    return graph.serialize(format="longturtle", canon=True).strip() + "\n"


def settled(triples: Iterable[Fact]) -> bool:
    """Whether rdflib's order of these is always the same.

    It walks through a set, so that values which are equal or cannot be compared
    (``1.0`` and ``1.00``) stand in any order, and new prefixes have any number.
    """
    typed: dict[tuple[NamedNode, NamedNode], set[Literal]] = defaultdict(set)
    for subject, predicate, term in triples:
        if isinstance(term, Literal) and not term.language and term.datatype != XSD.string:
            typed[subject, predicate].add(term)
    for terms in typed.values():
        nodes = [_node(term) for term in terms]
        values = [node.value for node in nodes if isinstance(node, rdflib.Literal)]
        known = len(set(map(str, values))) == len(values) and None not in values
        if len(terms) > 1 and not (known and len({term.datatype for term in terms}) == 1):
            return False
    return True


def facts_of(path: Path) -> list[Fact] | None:
    """The triples of a file; None where it is no Turtle or has a blank node."""
    try:
        triples = turtle.read(path)
    except InputError:
        return None
    facts: list[Fact] = []
    for triple in triples:
        subject, term = triple.subject, triple.object
        if not isinstance(subject, NamedNode) or not isinstance(term, NamedNode | Literal):
            return None
        facts.append((subject, triple.predicate, term))
    return facts


def test_every_file_of_the_tree_without_blank_nodes_is_written_as_rdflib_does() -> None:
    compared = 0
    for path in FILES:
        facts = facts_of(path)
        if facts is not None:
            compared += 1
            assert document(facts) == reference(facts), path
    assert compared > 100


THING = "https://w3id.org/maillage/id/"
LOCALS = st.one_of(
    st.sampled_from(
        [
            "",
            "a",
            "a.b",
            "a.",
            "-a",
            "a-b",
            "1",
            "_x",
            "a(b)",
            "a%20b",
            "a%zz",
            "é",
            "œuvre",
            "a·",
            "µ",
            "aª",
        ]
    ),
    st.text(st.sampled_from("aZ09é_-.%()/#'ʰ·~,;:@!"), max_size=6),
)
SPACES = st.sampled_from([*PREFIXES.values(), THING, "http://a/", "http://a/b#", "urn:x:"])


def _iri(space: str, local: str) -> NamedNode | None:
    try:
        return NamedNode(space + local)
    except ValueError:
        return None


iris = st.one_of(
    st.builds(_iri, SPACES, LOCALS).filter(bool), st.sampled_from([RDF.type, RDF.nil, RDFS.Class])
)
predicates = st.one_of(iris, st.sampled_from([RDF.type, RDFS.label, RDFS.comment]))
signs = st.one_of(
    st.sampled_from("\"\\\n\r\t'@^é « »\u2028\x85\x7f\0🙂u0041"),
    st.characters(exclude_categories=["Cs"]),
)
words = st.text(signs, max_size=8)
languages = st.sampled_from(["fr", "en", "fr-FR", "de-CH-1996"])
numbers = st.one_of(
    st.integers().map(str),
    st.decimals(allow_nan=False, allow_infinity=False, places=3).map("{:f}".format),
    st.sampled_from(["0", "-0", "+1", "007", "1.0", "1.00", "+1.5", ".5", "5.", "1e3", "x", ""]),
    st.sampled_from(["true", "false", "1", "TRUE", "10" * 12, "0." + "0" * 30 + "1", " 4 "]),
)
NUMERIC = ("integer", "decimal", "boolean", "nonNegativeInteger", "long", "byte")
days = st.sampled_from(
    ["2022-10-01", "2022-02-31", "0000-01-01", "2022", "0999", "2022-10", "2022-13", "x", ""]
)
DAYS = ("date", "gYear", "gYearMonth", "dateTime")
literals = st.one_of(
    st.builds(Literal, words),
    st.builds(lambda text, tag: Literal(text, language=tag), words, languages),
    st.builds(typed, numbers, st.sampled_from(NUMERIC)),
    st.builds(typed, days, st.sampled_from(DAYS)),
    st.builds(typed, words, st.sampled_from(["anyURI", "token", "string", "hexBinary"])),
    st.builds(lambda text, kind: Literal(text, datatype=kind), words, iris),
)
subjects = st.one_of(iris, st.sampled_from([NamedNode(THING + "a"), NamedNode(THING + "b")]))
facts = st.lists(st.tuples(subjects, predicates, st.one_of(iris, literals)), max_size=8)
many = settings(max_examples=80, deadline=None, suppress_health_check=list(HealthCheck))


def _read_back(text: str) -> set[Fact] | None:
    try:
        triples = turtle.parsed(text.encode(), "x")
    except InputError:
        return None
    return {(t.subject, t.predicate, t.object) for t in triples}  # type: ignore[misc]


@many
@given(facts)
def test_any_triples_are_written_as_rdflib_does(triples: list[Fact]) -> None:
    assume(settled(triples))
    try:
        expected = reference(triples)
    except Exception:  # rdflib's own limits
        assume(False)
    written = document(triples)
    assume(_read_back(expected) is not None)
    assume("PREFIX ns2:" not in expected and "PREFIX ns2:" not in written)
    assert written == expected


@many
@given(facts)
def test_what_is_written_reads_back_and_stays(triples: list[Fact]) -> None:
    text = document(triples)
    assert _read_back(text) is not None
    assert document(reversed(triples)) == text
    assert turtle.format_text(text, "x.ttl") == text


@given(words, languages)
def test_words_are_kept(text: str, language: str) -> None:
    fact: Fact = (NamedNode(THING + "a"), RDFS.label, Literal(text, language=language))
    assert _read_back(document([fact])) == {fact}


@pytest.mark.parametrize("text", ['a\n\\"', '\n"', '\n""', '\n"""', '\n""""', '\n\\\\"', '"""\n'])
def test_quotes_at_the_end_of_lines_are_kept(text: str) -> None:
    fact: Fact = (NamedNode(THING + "a"), RDFS.comment, Literal(text))
    assert _read_back(document([fact])) == {fact}


@pytest.mark.parametrize("number", [0.1, 1.5, 0.123456789, 1e300, 1 / 3, -2.0])
def test_a_double_keeps_its_value(number: float) -> None:
    fact: Fact = (NamedNode(THING + "a"), RDFS.label, typed(repr(number), "double"))
    ((_, _, term),) = _read_back(document([fact])) or set()
    assert float(term.value) == number


def test_seven_thousand_triples_take_a_small_part_of_a_second() -> None:
    path = max((ROOT / "data" / "ttl").glob("*.ttl"), key=lambda path: path.stat().st_size)
    triples = facts_of(path)
    assert triples is not None
    assert len(triples) > 5000
    begun = time.process_time()
    document(triples)
    assert time.process_time() - begun < 0.5
