"""A load is whole or is not served, whatever stops it; doing it again changes nothing."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from maillage.errors import UnavailableError
from maillage.iri import MARK_GRAPH, MERGE_GRAPH, commune, table_graph
from maillage.rdf import MLG, RDF, RDFS, BlankNode, Literal, NamedNode, Quad, QuerySolutions, label
from maillage.store import Store, View, loading, mark
from maillage.store.endpoint import Client, Endpoint, Question
from maillage.store.loading import load
from maillage.store.mark import Mark, Served, held, seen
from maillage.store.remote import Remote
from maillage.store.trouble import EndpointError
from tests import engines
from tests.engines import Engine

OLD, NEW = table_graph("communes", "2019"), table_graph("communes", "2026")
CAHORS = commune("46042")
WAIT = 0.3
HARD = 'é"\\\n\t\u2028 }} # <x>'


def view(*graphs: NamedNode, more: int = 0) -> View:
    store = Store()
    for graph in graphs:
        store.add(
            [
                Quad(CAHORS, RDF.type, MLG.Commune, graph),
                Quad(CAHORS, RDFS.label, label(HARD), graph),
                Quad(CAHORS, MLG.valeur, Literal(1.5), graph),
                Quad(CAHORS, RDFS.seeAlso, BlankNode("b"), graph),
                Quad(BlankNode("b"), RDFS.label, Literal("b"), graph),
            ]
        )
        numbers = range(more)
        store.add(Quad(CAHORS, RDFS.comment, Literal(f"{n} é"), graph) for n in numbers)
    return store.view()


def silent(_: str) -> None:
    pass


@pytest.fixture(params=["graphs", "updates"])
def client(engine: Engine, request: pytest.FixtureRequest) -> Client:
    """By the Graph Store Protocol, and by SPARQL Update."""
    used = engine.writer
    graphs = used.graphs if request.param == "graphs" else ""
    client = Client(Endpoint(used.query, used.update, graphs, used.user, used.password))
    loading._drop(client, MARK_GRAPH)
    return client


def remote(client: Client, release: str, like: View) -> Remote:
    served = Served(client, release, 20.0)
    return Remote(served, like.graphs(), served.stands)


@pytest.fixture(autouse=True)
def short_wait(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (loading, mark):
        monkeypatch.setattr(module, "FRESH", WAIT)


@pytest.fixture
def small_pieces(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(loading, "PIECE", 700)


@pytest.mark.usefixtures("small_pieces")
def test_what_is_loaded_is_what_was_there(client: Client) -> None:
    here = view(OLD, NEW, more=2_500)
    assert load(client, here, "first", silent, 0)
    there = remote(client, "first", here)
    there.stands()
    for graph in (OLD, NEW):
        assert set(there.quads(CAHORS, None, None, graph)) == set(
            here.quads(CAHORS, None, None, graph)
        )
    assert len(there) == len(here)
    assert not load(client, here, "first", silent, 0)


def test_a_graph_that_went_is_gone_and_one_that_shrank_has_shrunk(client: Client) -> None:
    load(client, view(OLD, NEW, more=3), "before", silent, 0)
    after = view(NEW)
    said: list[str] = []
    waited = WAIT + 0.1
    assert load(client, after, "after", said.append, 0.1)
    assert f"waiting {waited:g} s" in said[0]
    assert held(client, 20.0) == {NEW.value}
    found = Remote(lambda question: client.ask(question, 20.0), {OLD.value}).answer(
        "SELECT ?s WHERE { GRAPH ?g { ?s ?p ?o } }"
    )
    assert isinstance(found, QuerySolutions)
    assert not list(found)
    assert len(remote(client, "after", after)) == len(after)


class Stopped(Exception):
    """The machine, in the middle of a load."""


def test_a_load_that_stops_is_not_served_and_is_taken_up_again(client: Client) -> None:
    here = view(OLD, NEW)

    def stopping(stage: str) -> None:
        if MERGE_GRAPH.value in stage:
            raise Stopped

    with pytest.raises(Stopped):
        load(client, here, "stopped", stopping, 0)
    there = remote(client, "stopped", here)
    with pytest.raises(EndpointError, match="holds a part of release stopped"):
        there.ask("ASK {}")
    assert load(client, here, "stopped", silent, 0)
    assert there.ask("ASK { ?s ?p ?o }")


def test_a_service_of_another_release_hears_of_it(client: Client) -> None:
    here = view(NEW)
    load(client, here, "that", silent, 0)
    with pytest.raises(EndpointError, match="holds release that, while this service serves this"):
        remote(client, "this", here).stands()


def test_what_is_lost_on_the_way_is_found_out(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def short(_: object, __: object, ___: object, target: NamedNode, ____: object) -> int:
        return 1 if target == MERGE_GRAPH else 0

    load(client, view(NEW), "whole", silent, 0)
    monkeypatch.setattr(loading, "_graph", short)
    with pytest.raises(EndpointError, match=r"holds 5 triples of <.*> where [01] were sent"):
        load(client, view(NEW), "short", silent, 0)
    assert seen(client, 20.0) == Mark("short", is_whole=False)


@pytest.fixture
def fresh(tmp_path: Path) -> Iterator[Engine]:
    with engines.oxigraph(tmp_path) as engine:
        yield engine


def test_an_endpoint_without_a_release_says_how_to_load_one(fresh: Engine) -> None:
    with pytest.raises(UnavailableError, match=r"holds no release; load one .run: maillage build"):
        remote(Client(fresh.reader), "any", view(NEW)).stands()


def test_a_service_stops_answering_while_a_load_runs(fresh: Engine) -> None:
    """A mark is trusted for `FRESH` seconds and no longer."""
    client, here = Client(fresh.writer), view(NEW)
    load(client, here, "one", silent, 0)
    there = remote(client, "one", here)
    assert there.ask("ASK { ?s ?p ?o }")
    seen_stages: list[str] = []

    def look(stage: str) -> None:
        seen_stages.append(stage)
        if stage.startswith("http"):
            with pytest.raises(EndpointError, match="is being loaded"):
                there.ask("ASK { ?s ?p ?o }")

    load(client, here, "two", look, 0.2)
    assert len(seen_stages) == 4


def test_who_may_only_read_cannot_load(virtuoso: Engine) -> None:
    used = virtuoso.reader
    for graphs in ("", f"{used.query.removesuffix('sparql')}sparql-graph-crud-auth"):
        client = Client(Endpoint(used.query, used.update, graphs))
        with pytest.raises(Exception, match=r"refuses these credentials|No permission"):
            load(client, view(NEW), "mine", silent, 0)


def test_a_wrong_password_is_told_without_it(virtuoso: Engine) -> None:
    used = virtuoso.writer
    client = Client(Endpoint(used.query, used.update, used.graphs, "dba", "not-this-one"))
    with pytest.raises(EndpointError, match="refuses these credentials") as caught:
        load(client, view(NEW), "mine", silent, 0)
    assert "not-this-one" not in str(caught.value) + repr(client.endpoint)
    assert "MAILLAGE_STORE_PASSWORD" in str(caught.value)


def test_an_engine_that_cuts_its_answers_is_refused(virtuoso: Engine) -> None:
    client, here = Client(virtuoso.writer), view(NEW, more=150)
    with virtuoso.cutting(100):
        with pytest.raises(EndpointError, match=r"cuts answers after 100 rows.*ResultSetMaxRows"):
            load(client, here, "cut", silent, 0, rows=1000)
        assert seen(client, 20.0) == Mark("cut", is_whole=False)
        assert load(client, here, "cut", silent, 0, rows=50)
        asks = Remote(lambda question: client.ask(question, 20.0), here.graphs())
        with pytest.raises(EndpointError, match="cuts answers after 100 rows"):
            asks.answer("SELECT ?o WHERE { ?s ?p ?o }")
        assert len(list(asks.select("SELECT ?o WHERE { ?s ?p ?o } LIMIT 50"))) == 50


def test_an_engine_that_does_not_sort_as_many_rows_is_refused(virtuoso: Engine) -> None:
    with pytest.raises(EndpointError, match=r"does not sort 300000 rows.*MaxSortedTopRows"):
        load(Client(virtuoso.writer), view(NEW), "sorted", silent, 0, rows=300_000)


def test_the_number_of_stages_is_about_what_is_said(fresh: Engine) -> None:
    here, said = view(OLD, NEW), list[str]()
    load(Client(fresh.writer), here, "one", said.append, 0)
    assert len(said) <= loading.stages([5, 5]) <= len(said) + 2


def test_a_question_goes_with_its_dataset(fresh: Engine) -> None:
    client = Client(fresh.writer)
    load(client, view(NEW), "one", silent, 0)
    heard = client.ask(Question("ASK { ?s ?p ?o }", (NEW.value,)), 20.0)
    assert b"true" in heard.body
    heard = client.ask(Question("ASK { ?s ?p ?o }", ("http://elsewhere/",)), 20.0)
    assert b"false" in heard.body
