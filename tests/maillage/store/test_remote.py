"""The same release in three engines: what a view says is what the embedded one says."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

import pyoxigraph
import pytest

from loaders import tables
from maillage import catalogue, turtle
from maillage.build import ontology_quads
from maillage.catalogue import SavedQuery
from maillage.errors import UnavailableError
from maillage.iri import MERGE_GRAPH, ONTOLOGY_GRAPH, SKOLEM, commune, document_graph
from maillage.rdf import (
    MLG,
    OWL,
    RDF,
    RDFS,
    SH,
    BlankNode,
    DefaultGraph,
    Literal,
    Quad,
    Term,
)
from maillage.settings import Settings
from maillage.store import Row, Store, View
from maillage.store.endpoint import Client
from maillage.store.loading import load
from maillage.store.mark import Served
from maillage.store.remote import Remote
from maillage.store.trouble import EvaluationError
from tests.checkout import ROOT, small_checkout
from tests.engines import Engine

LEFT_OUT = ("groupements", *(f"intercommunalites/{year}" for year in (2019, 2021, 2023)))
"""Tables of the country that no saved query needs here: loading them takes most of the time."""
UNORDERED = {"virtuoso": "ORDER BY puts IRIs in the order in which the engine first saw them"}
"""Engine → why rows may come in another order there."""
CAHORS = commune("46042")
MERGE = DefaultGraph()
QUERIES = catalogue.load(ROOT / "queries")
NOT_EMPTY = 24
"""Saved queries that have rows in this graph, at least: an empty answer compares nothing."""


@dataclass(frozen=True)
class Pair:
    """The embedded view, and the view of the same release elsewhere."""

    here: View
    there: View


@pytest.fixture(scope="module")
def here(tmp_path_factory: pytest.TempPathFactory) -> View:
    """The documents, the ontology and the tables of two départements, without inference."""
    config = Settings(root=small_checkout(tmp_path_factory.mktemp("checkout")))
    store = Store()
    store.add(ontology_quads(config))
    for path in sorted((config.data / "ttl").glob("*.ttl")):
        graph = document_graph(path.stem)
        store.add(Quad(t.subject, t.predicate, t.object, graph) for t in turtle.read(path))
    for quad in tables.quads(config.data / "reference"):
        if not any(part in str(quad.graph_name) for part in LEFT_OUT):
            store.add([quad])
    return store.view()


@pytest.fixture(scope="module")
def pair(here: View, engine: Engine) -> Pair:
    assert load(Client(engine.writer), here, "test", lambda _: None, 0)
    served = Served(Client(engine.reader), "test", 30.0)
    return Pair(here, Remote(served, here.graphs(), served.stands))


@pytest.mark.parametrize("query", QUERIES, ids=lambda query: query.name)
def test_a_saved_query_has_the_same_rows(pair: Pair, engine: Engine, query: SavedQuery) -> None:
    values = {one.name: one.example for one in query.parameters if one.required}
    found = catalogue.ask(pair.there, query, values)
    expected = catalogue.ask(pair.here, query, values)
    assert found.variables == expected.variables
    if engine.name in UNORDERED:
        assert multiset(found.rows) == multiset(expected.rows)
    else:
        assert found.rows == expected.rows


def multiset(rows: tuple[Row, ...]) -> Counter[frozenset[tuple[str, Term]]]:
    return Counter(frozenset(row.items()) for row in rows)


def test_enough_saved_queries_have_rows_here(here: View) -> None:
    examples = ((q, {p.name: p.example for p in q.parameters if p.required}) for q in QUERIES)
    assert sum(bool(catalogue.ask(here, *one).rows) for one in examples) >= NOT_EMPTY


def test_both_hold_as_much(pair: Pair) -> None:
    assert len(pair.there) == len(pair.here)
    assert pair.there.graphs() == pair.here.graphs()


def patterns() -> Iterator[tuple[object, ...]]:
    yield CAHORS, None, None, MERGE
    yield CAHORS, RDFS.label, None, MERGE
    yield CAHORS, RDFS.label, None, None
    yield None, RDF.type, MLG.Document, MERGE
    yield None, None, CAHORS, ONTOLOGY_GRAPH
    yield None, RDF.type, OWL.Class, ONTOLOGY_GRAPH
    yield None, RDF.type, MLG.Commune, MERGE
    yield CAHORS, RDF.type, MLG.Commune, None
    yield commune("00000"), None, None, None
    yield None, None, Literal("Cahors", language="fr"), MERGE


@pytest.mark.parametrize("pattern", list(patterns()), ids=str)
def test_quads_are_the_same_for_every_pattern(pair: Pair, pattern: tuple[object, ...]) -> None:
    found = list(pair.there.quads(*pattern))  # type: ignore[arg-type]
    assert len(found) == len(set(found))
    assert set(found) == set(pair.here.quads(*pattern))  # type: ignore[arg-type]


def test_blank_nodes_lead_on_to_what_is_said_of_them(pair: Pair) -> None:
    lists = [q for q in pair.there.quads(None, SH["in"]) if isinstance(q.object, BlankNode)]
    assert lists, "the shapes have lists"
    for quad in lists[:3]:
        assert isinstance(quad.object, BlankNode)
        said = set(pair.there.quads(quad.object, None, None, MERGE))
        assert said == set(pair.here.quads(quad.object, None, None, MERGE))
        assert said


def test_a_triple_is_held_or_not(pair: Pair) -> None:
    assert pair.there.holds(CAHORS, RDF.type, MLG.Commune)
    assert not pair.there.holds(CAHORS, RDF.type, MLG.Region)


def rows(view: View, query: str, *dataset: list[str] | None) -> object:
    answer = view.answer(query, *dataset)
    if isinstance(answer, pyoxigraph.QueryBoolean):
        return bool(answer)
    if isinstance(answer, pyoxigraph.QueryTriples):
        return set(answer)
    return sorted(str(tuple(row)) for row in answer)


COUNT = "SELECT (COUNT(*) AS ?n) {} WHERE {{ {} }}"
ANY, NAMED = "?s ?p ?o", "GRAPH ?g { ?s ?p ?o }"
ONTOLOGY = ONTOLOGY_GRAPH.value
PREFIX = "PREFIX g: <https://w3id.org/maillage/id/graph/>\n"
ASKED = [
    COUNT.format("", ANY),
    COUNT.format("", NAMED),
    COUNT.format(f"FROM <{ONTOLOGY}>", ANY),
    COUNT.format(f"FROM <{ONTOLOGY}>", NAMED),
    COUNT.format(f"FROM NAMED <{ONTOLOGY}>", ANY),
    COUNT.format(f"FROM NAMED <{ONTOLOGY}>", NAMED),
    COUNT.format(f"# FROM <x>\nFROM <id/graph/ontology> FROM NAMED <{ONTOLOGY}>", NAMED),
    PREFIX + COUNT.format("FROM g:ontology", ANY),
    f"SELECT ?s WHERE {{ GRAPH ?g {{ ?s ?p ?o }} FILTER(?g = {MERGE_GRAPH}) }}",
    f"SELECT ?s WHERE {{ VALUES ?g {{ {MERGE_GRAPH} }} GRAPH ?g {{ ?s ?p ?o }} }}",
    f"SELECT ?s WHERE {{ GRAPH {MERGE_GRAPH} {{ ?s ?p ?o }} }}",
    "ASK { ?s ?p ?o }",
    "ASK { ?s ?p 'nowhere' }",
    "BASE <https://w3id.org/maillage/id/> SELECT ?o WHERE { <commune/46042> ?p ?o }",
    "SELECT ?o WHERE { <id/commune/46042> ?p ?o }",
    f"CONSTRUCT {{ ?o ?p <{CAHORS.value}> }} WHERE {{ <{CAHORS.value}> ?p ?o FILTER(isIRI(?o)) }}",
    "SELECT ?x WHERE { VALUES ?x { 'é\"\\n' 'a'@fr 1.50 true '2020-01-01' UNDEF } }",
    "PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#> SELECT (COUNT(*) AS ?n) WHERE "
    "{ ?s rdfs:label ?l FILTER(REGEX(?l, 'ÉTAT', 'i')) }",
]


@pytest.mark.parametrize("query", ASKED)
def test_a_text_of_anyone_means_the_same(pair: Pair, query: str) -> None:
    assert rows(pair.there, query) == rows(pair.here, query)


@pytest.mark.parametrize(
    "dataset", [([ONTOLOGY], []), ([ONTOLOGY], None), (None, [ONTOLOGY]), ([], [ONTOLOGY])], ids=str
)
@pytest.mark.parametrize("body", [ANY, NAMED])
def test_the_dataset_of_the_protocol_means_the_same(
    pair: Pair, body: str, dataset: tuple[list[str] | None, ...]
) -> None:
    query = COUNT.format("", body)
    assert rows(pair.there, query, *dataset) == rows(pair.here, query, *dataset)


def test_the_parameters_go_before_the_text(pair: Pair) -> None:
    query = COUNT.format(f"FROM <{ONTOLOGY}>", ANY)
    other = [document_graph("cahors-acv-dossier-de-presse-2018").value]
    assert rows(pair.there, query, other, []) == rows(pair.here, COUNT.format("", ANY), other, [])


def test_no_answer_names_a_blank_node_by_our_iri(pair: Pair) -> None:
    query = "SELECT ?o WHERE { GRAPH ?g { ?s <http://www.w3.org/ns/shacl#in> ?o } }"
    found = pair.there.answer(query)
    assert isinstance(found, pyoxigraph.QuerySolutions)
    assert all(SKOLEM not in str(row["o"]) for row in found)
    graph = "CONSTRUCT { ?s <http://x/in> ?o } WHERE { ?s <http://www.w3.org/ns/shacl#in> ?o }"
    assert any(isinstance(triple.object, BlankNode) for triple in pair.there.construct(graph))


def test_bindings_are_those_of_the_embedded_engine(pair: Pair) -> None:
    query = "SELECT ?s ?l WHERE { ?s <http://www.w3.org/2000/01/rdf-schema#label> ?l }"
    assert list(pair.there.select(query, {"s": CAHORS})) == list(
        pair.here.select(query, {"s": CAHORS})
    )
    with pytest.raises(RuntimeError, match="projection"):
        list(pair.there.select(query, {"x": CAHORS}))


def test_each_form_refuses_the_others(pair: Pair) -> None:
    with pytest.raises(TypeError, match="SELECT"):
        list(pair.there.select("ASK {}"))
    with pytest.raises(TypeError, match="CONSTRUCT"):
        pair.there.construct("ASK {}")


@pytest.mark.parametrize(
    "text", ["SELECT", "DROP ALL", "SELECT * {} FROM <x>", "DEFINE x 1 ASK {}"]
)
def test_what_is_no_query_is_not_even_sent(text: str) -> None:
    def never(_: object) -> None:
        raise AssertionError("sent")

    with pytest.raises(SyntaxError):
        Remote(never, ()).answer(text)  # type: ignore[arg-type]


def test_an_engine_that_cannot_is_told_from_one_that_is_away(virtuoso: Engine, here: View) -> None:
    """Virtuoso 7.2.5 walks no path whose two ends are free."""
    view = Remote(lambda question: Client(virtuoso.reader).ask(question, 10.0), here.graphs())
    with pytest.raises(EvaluationError, match="transitive start not given") as caught:
        view.answer("SELECT * WHERE { ?a (<http://x/a>)* ?b }")
    assert "127.0.0.1" not in caught.value.told("fr")


def test_an_answer_that_virtuoso_cut_by_time_is_no_answer(virtuoso: Engine, here: View) -> None:
    load(Client(virtuoso.writer), here, "test", lambda _: None, 0)
    asks = Client(virtuoso.reader)
    view = Remote(lambda question: asks.ask(question, 1.5), here.graphs())
    view.ask("ASK {}")
    heavy = "SELECT (COUNT(*) AS ?n) WHERE { ?a ?b ?c . ?d ?e ?f FILTER(STR(?c) > STR(?f)) }"
    with pytest.raises(UnavailableError, match=r"took over 1\.5 s"):
        view.ask(heavy)
