"""SPARQL 1.1 Protocol and Service Description: the W3C's 37 cases over HTTP, in one table.

Queries and bad requests go to the service as it is published. An update that
must succeed goes to the same application with a graph in memory, because the
published one is never changed by a request.
"""

from collections import Counter
from collections.abc import Iterator

import httpx
import pytest
import rdflib
from rdflib.namespace import RDF

from maillage.settings import Settings
from tests.conformance.protocol_suite import FOLDER, GRAPHS, Case, Request, cases
from tests.conformance.sparql_suite import (
    NOT_HERE,
    ROOT,
    SUITE,
    entries,
    manifest,
    triples,
    write_release,
)
from tests.conformance.writable import InMemory
from tests.server import running

pytestmark = pytest.mark.skipif(not SUITE.is_dir(), reason=NOT_HERE)
SD = rdflib.Namespace("http://www.w3.org/ns/sparql-service-description#")
CASES = tuple(cases())
PUBLISHED, WITH_UPDATES, DESCRIPTION = "as published", "with updates", "description"
TABLE = {case.name: WITH_UPDATES if case.updates else PUBLISHED for case in CASES} | dict.fromkeys(
    ("returns-rdf", "has-endpoint-triple", "conforms-to-schema"), DESCRIPTION
)
"""Every case of the two suites, and what answers it."""
COUNTS = {PUBLISHED: 27, WITH_UPDATES: 7, DESCRIPTION: 3}
UPDATING = [case for case in CASES if case.updates]
REFUSED = [case for case in CASES if case.name.startswith("bad_update_")]


@pytest.fixture(scope="module")
def suite_settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """Settings whose current release holds the graphs of the protocol suite."""
    var = tmp_path_factory.mktemp("protocol")
    settings = Settings(root=ROOT, var=var, memory="no", rate_per_minute=0)
    write_release(
        settings, {name: triples(SUITE / FOLDER / file, name) for name, file in GRAPHS.items()}
    )
    return settings


@pytest.fixture(scope="module")
def published(suite_settings: Settings) -> Iterator[httpx.Client]:
    with (
        running(suite_settings) as url,
        httpx.Client(base_url=url, follow_redirects=True) as client,
    ):
        yield client


@pytest.fixture(scope="module")
def memory(suite_settings: Settings) -> InMemory:
    return InMemory(suite_settings)


@pytest.fixture(scope="module")
def with_updates(suite_settings: Settings, memory: InMemory) -> Iterator[httpx.Client]:
    with (
        running(suite_settings, memory) as url,
        httpx.Client(base_url=url, follow_redirects=True) as client,
    ):
        yield client


def _sent(client: httpx.Client, request: Request) -> httpx.Response:
    return client.request(
        request.method, request.path, content=request.body or None, headers=request.headers
    )


def _keeps(client: httpx.Client, case: Case) -> None:
    for request in case.requests:
        answer = _sent(client, request)
        assert answer.status_code // 100 in request.status, answer.text
        if request.boolean is not None:
            assert answer.json()["boolean"] is request.boolean
        if request.form == "tabular":
            assert "sparql-results" in answer.headers["content-type"]
        if request.form == "RDF":
            assert answer.headers["content-type"].startswith("text/turtle")


def test_the_table_is_whole() -> None:
    described = {str(one).rsplit("#", 1)[-1] for one in entries(manifest("service-description"))}
    assert {name for name, on in TABLE.items() if on == DESCRIPTION} == described
    assert Counter(TABLE.values()) == COUNTS
    assert len(TABLE) == 37


@pytest.mark.parametrize(
    "case", [case for case in CASES if not case.updates], ids=lambda case: case.name
)
def test_the_service_keeps_the_protocol(case: Case, published: httpx.Client) -> None:
    _keeps(published, case)


@pytest.mark.parametrize("case", UPDATING, ids=lambda case: case.name)
def test_an_update_is_done_where_the_graph_may_be_changed(
    case: Case, with_updates: httpx.Client
) -> None:
    _keeps(with_updates, case)


def _described(client: httpx.Client) -> rdflib.Graph:
    answer = client.get("/sparql")
    assert answer.status_code == 200
    assert answer.headers["content-type"].startswith("text/turtle")
    return rdflib.Graph().parse(data=answer.text, format="turtle")


def test_returns_rdf(published: httpx.Client) -> None:
    assert len(_described(published)) > 0


def test_has_endpoint_triple(published: httpx.Client) -> None:
    endpoint = rdflib.URIRef(str(published.base_url.join("/sparql")))
    assert (None, SD.endpoint, endpoint) in _described(published)


def test_conforms_to_schema(published: httpx.Client) -> None:
    graph = _described(published)
    (service,) = graph.subjects(RDF.type, SD.Service)
    dataset = graph.value(service, SD.defaultDataset)
    assert (dataset, RDF.type, SD.Dataset) in graph
    assert (graph.value(dataset, SD.defaultGraph), RDF.type, SD.Graph) in graph
    names = set()
    for named in graph.objects(dataset, SD.namedGraph):
        assert (named, RDF.type, SD.NamedGraph) in graph
        assert (graph.value(named, SD.graph), RDF.type, SD.Graph) in graph
        names.add(str(graph.value(named, SD.name)))
    assert names == set(GRAPHS)


@pytest.mark.parametrize("case", UPDATING, ids=lambda case: case.name)
def test_the_published_service_refuses_every_update(case: Case, published: httpx.Client) -> None:
    answer = _sent(published, case.requests[0])
    assert answer.status_code == 403, answer.text
    asked = {"query": "SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } }"}
    (row,) = published.get("/sparql", params=asked).json()["results"]["bindings"]
    assert int(row["n"]["value"]) > 0


@pytest.mark.parametrize("case", REFUSED, ids=lambda case: case.name)
def test_a_bad_update_changes_nothing_even_where_updates_are_taken(
    case: Case, with_updates: httpx.Client, memory: InMemory
) -> None:
    kept = "INSERT DATA { GRAPH <http://example/kept> { <http://example/s> a <http://example/C> } }"
    with_updates.post("/sparql", data={"update": kept}).raise_for_status()
    before = len(memory)
    _keeps(with_updates, case)
    (request,) = case.requests
    told = {400, 415} if request.method == "POST" else {403}
    assert _sent(with_updates, request).status_code in told
    assert len(memory) == before > 0
