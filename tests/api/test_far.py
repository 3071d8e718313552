"""The service on a release that stands in an endpoint: same answers, same refusals, no way out."""

import http.server
import re
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from http import HTTPStatus
from typing import Any

import httpx
import pytest
from starlette.testclient import TestClient

from api.app import create_app
from maillage.errors import InputError
from maillage.iri import MARK_GRAPH, MERGE_GRAPH
from maillage.release import current
from maillage.settings import Settings
from maillage.store import loading, mark
from maillage.store.endpoint import Client
from maillage.store.loading import load
from maillage.store.trouble import EndpointError
from tests.engines import Engine

JSON = {"Accept": "application/sparql-results+json"}
PREFIX = "PREFIX mlg: <https://w3id.org/maillage/def#> "
COMMUNES = PREFIX + "SELECT ?c WHERE { ?c a mlg:Commune } ORDER BY STR(?c)"
ANY = "SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o }"
ONTOLOGY = "https://w3id.org/maillage/id/graph/ontology"


def far(settings: Settings, engine: Engine, **changes: object) -> Settings:
    changed = replace(settings, store=engine.reader.query, query_seconds=20.0, desks=0)
    return replace(changed, **changes)  # type: ignore[arg-type]


def put(settings: Settings, engine: Engine) -> None:
    release = current(settings)
    client = Client(engine.writer)
    loading._drop(client, MARK_GRAPH)
    load(client, release.view(), release.identifier, lambda _: None, 0)


@pytest.fixture(scope="module")
def remote(release_settings: Settings, engine: Engine) -> Iterator[TestClient]:
    """The application on each engine in turn."""
    put(release_settings, engine)
    app = create_app(far(release_settings, engine))
    with TestClient(app, follow_redirects=False) as client:
        yield client


@pytest.fixture(scope="module")
def on_virtuoso(release_settings: Settings, virtuoso: Engine) -> Iterator[TestClient]:
    put(release_settings, virtuoso)
    with TestClient(create_app(far(release_settings, virtuoso))) as client:
        yield client


ASKED = [
    COMMUNES,
    ANY,
    ANY.replace("WHERE", f"FROM <{ONTOLOGY}> WHERE"),
    "SELECT (COUNT(*) AS ?n) WHERE { GRAPH ?g { ?s ?p ?o } }",
    "ASK { ?s ?p ?o }",
    "SELECT * { ?s ?p",
    "SELECT ?x { ex:a ?b ?x }",
    "DROP ALL",
    "SELECT * { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }",
    "SELECT * { \\u0053ERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }",
    "SELECT * FROM <http://elsewhere/> { ?s ?p ?o }",
    PREFIX + "CONSTRUCT { ?c a mlg:Ville } WHERE { ?c a mlg:Commune }",
]


@pytest.mark.parametrize("query", ASKED)
def test_sparql_answers_as_the_embedded_engine(
    client: TestClient, remote: TestClient, query: str
) -> None:
    here, there = (each.post("/sparql", data={"query": query}) for each in (client, remote))
    assert there.status_code == here.status_code
    assert sorted(there.text.splitlines()) == sorted(here.text.splitlines())


PATHS = [
    "/",
    "/page/commune/46042",
    "/page/document/cahors-acv-dossier-de-presse-2018",
    "/document/cahors-acv-dossier-de-presse-2018",
    "/data/commune/46042.nt",
    "/queries/conventions",
    "/ontology",
    "/health",
]


@pytest.mark.parametrize("path", PATHS)
def test_pages_and_data_are_the_same(client: TestClient, remote: TestClient, path: str) -> None:
    here, there = client.get(path), remote.get(path)
    assert there.status_code == here.status_code
    assert there.headers.get("content-type") == here.headers.get("content-type")
    assert words(there) == words(here)


def words(answer: httpx.Response) -> list[str]:
    """The words of a page, in no order: what a thing links to comes as the engine gives it."""
    return sorted(re.split(r"[\s<>]+", answer.text))


def test_rows_are_cut_at_the_limit(release_settings: Settings, oxigraph: Engine) -> None:
    put(release_settings, oxigraph)
    app = create_app(far(release_settings, oxigraph, query_rows=3))
    with TestClient(app) as client:
        answer = client.post("/sparql", data={"query": "SELECT ?s { ?s ?p ?o }"}, headers=JSON)
    assert answer.headers["Maillage-Truncated"] == "rows=3"
    assert len(answer.json()["results"]["bindings"]) == 3


HEAVY = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i FILTER(STR(?c) > STR(?f)) }"


def test_a_query_is_stopped_at_the_limit_and_others_are_not_kept_waiting(
    release_settings: Settings, engine: Engine
) -> None:
    put(release_settings, engine)
    app = create_app(far(release_settings, engine, query_seconds=3.0))
    with TestClient(app) as client:
        began = time.monotonic()
        told: list[httpx.Response] = []
        asking = threading.Thread(
            target=lambda: told.append(client.post("/sparql", data={"query": HEAVY}))
        )
        asking.start()
        time.sleep(0.5)
        assert client.post("/sparql", data={"query": "ASK { ?s ?p ?o }"}).status_code == 200
        asking.join()
        assert time.monotonic() - began < 6
    assert told[0].status_code == HTTPStatus.SERVICE_UNAVAILABLE
    assert told[0].headers["Retry-After"]


class Listener(http.server.BaseHTTPRequestHandler):
    """Counts who comes, and answers as the test says."""

    status, headers_, body = 200, {"Content-Type": "text/html"}, b"<html>hello</html>"
    heard: list[str]

    def do_POST(self) -> None:
        self.heard.append(self.path)
        self.rfile.read(int(self.headers.get("Content-Length", 0)))
        self.send_response(self.status)
        for name, value in self.headers_.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(self.body)))
        self.end_headers()
        self.wfile.write(self.body)

    do_GET = do_PUT = do_POST

    def log_message(self, *_: Any) -> None:
        """Says nothing."""


@contextmanager
def listening(**answer: Any) -> Iterator[tuple[str, list[str]]]:
    heard: list[str] = []
    kind = type("Here", (Listener,), {**answer, "heard": heard})
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), kind) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_address[1]}", heard
        finally:
            server.shutdown()
            thread.join()


OUTWARD = [
    'PREFIX bif: <bif:> SELECT (bif:http_get("{}/") AS ?x) {{}}',
    'PREFIX b: <bif:> SELECT (b:http_get("{}/") AS ?x) {{}}',
    'SELECT (<bif:http_get>("{}/") AS ?x) {{}}',
    'SELECT (<b\\u0069f:http_get>("{}/") AS ?x) {{}}',
    'SELECT * {{ ?s ?p ?o FILTER(<bif:http_get>("{}/") = "") }}',
    'PREFIX x: <http://www.openlinksw.com/schemas/bif#> SELECT (x:http_get("{}/") AS ?x) {{}}',
    'SELECT (<sql:http_get>("{}/") AS ?x) {{}}',
    'SELECT (<java:java.net.URL>("{}/") AS ?x) {{}}',
    'DEFINE get:soft "soft" SELECT * FROM <{}/> {{ ?s ?p ?o }}',
    "SELECT * FROM <{}/> {{ ?s ?p ?o }}",
    "SELECT * {{ GRAPH <{}/> {{ ?s ?p ?o }} }}",
    "SELECT * {{ SERVICE <{}/> {{ ?s ?p ?o }} }}",
    "SELECT * {{ SERVICE<{}/>{{ ?s ?p ?o }} }}",
    "LOAD <{}/>",
]


@pytest.mark.parametrize("query", OUTWARD)
def test_nothing_that_a_client_sends_reaches_another_host(
    on_virtuoso: TestClient, query: str
) -> None:
    with listening() as (url, heard):
        answer = on_virtuoso.post("/sparql", data={"query": query.format(url)}, headers=JSON)
        assert answer.status_code in (HTTPStatus.FORBIDDEN, HTTPStatus.BAD_REQUEST)
        assert not heard


def test_virtuoso_itself_would_go_there(virtuoso: Engine) -> None:
    """What the refusal above is for: without it, the query above is a way to any host."""
    with listening() as (url, heard):
        query = OUTWARD[0].format(url)
        httpx.post(virtuoso.reader.query, data={"query": query}, headers=JSON, timeout=20)
        assert heard == ["/"]


@pytest.mark.parametrize("name", [MERGE_GRAPH.value, MARK_GRAPH.value, "http://elsewhere/"])
def test_graphs_that_are_not_of_the_release_are_not_read(remote: TestClient, name: str) -> None:
    for query in (f"SELECT * {{ GRAPH <{name}> {{ ?s ?p ?o }} }}", f"ASK FROM <{name}> {{}}"):
        assert remote.post("/sparql", data={"query": query}).status_code == HTTPStatus.FORBIDDEN
    data = {"query": ANY, "named-graph-uri": name}
    assert remote.post("/sparql", data=data).status_code == HTTPStatus.FORBIDDEN
    query = f"SELECT ?s {{ VALUES ?g {{ <{name}> }} GRAPH ?g {{ ?s ?p ?o }} }}"
    answer = remote.post("/sparql", data={"query": query}, headers=JSON)
    assert answer.json()["results"]["bindings"] == []


def test_what_virtuoso_cannot_do_is_told_in_french(on_virtuoso: TestClient) -> None:
    query = PREFIX + "SELECT * { ?a mlg:x* ?b }"
    answer = on_virtuoso.post(
        "/sparql", data={"query": query}, headers={**JSON, "Accept-Language": "fr"}
    )
    assert answer.status_code == HTTPStatus.INTERNAL_SERVER_ERROR
    assert "n'a pas pu évaluer cette requête" in answer.json()["detail"]


BROKEN = [
    ({}, "it answers text/html"),
    (
        {"status": 302, "headers_": {"Location": "http://192.0.2.1/sparql"}},
        "redirects to 192.0.2.1",
    ),
    ({"status": 404}, "answers HTTP 404"),
    ({"status": 401}, "refuses these credentials"),
    ({"status": 401, "headers_": {"WWW-Authenticate": "Negotiate"}}, "refuses these credentials"),
    ({"status": 503}, "does not answer (HTTP 503)"),
    ({"headers_": {"Content-Type": JSON["Accept"]}, "body": b"{"}, "is not that of SPARQL results"),
    (
        {"headers_": {"Content-Type": JSON["Accept"]}, "body": b'{"head":{},"boolean":true}'},
        "yes or no to a SELECT",
    ),
]


@pytest.mark.parametrize(("answer", "reason"), BROKEN)
def test_a_service_does_not_start_on_what_is_no_endpoint(
    release_settings: Settings, answer: dict[str, Any], reason: str
) -> None:
    with listening(**answer) as (url, heard):
        changed = replace(release_settings, store=f"{url}/sparql", store_user="me")
        with pytest.raises(EndpointError) as caught:
            create_app(changed)
    assert reason in str(caught.value)
    assert heard == ["/sparql"]
    assert url not in caught.value.told("fr") + caught.value.told("en")


def test_an_endpoint_that_never_answers_costs_the_time_of_a_query(
    release_settings: Settings,
) -> None:
    with listening(do_POST=lambda _: time.sleep(1)) as (url, _):
        changed = replace(release_settings, store=f"{url}/sparql", query_seconds=0.4)
        with pytest.raises(EndpointError, match=r"took over 0\.4 s"):
            create_app(changed)


@pytest.mark.parametrize(
    ("address", "reason"),
    [
        ("ftp://x/sparql", "is not the address of an endpoint"),
        ("localhost:8890", "is not the address of an endpoint"),
        ("http://[x", "is not the address of an endpoint"),
        ("https://me:secret@host/sparql", "MAILLAGE_STORE_USER"),
        ("https://host/sparql?x=1", "without"),
    ],
)
def test_an_address_that_is_none_is_refused_by_the_name_of_the_setting(
    release_settings: Settings, address: str, reason: str
) -> None:
    with pytest.raises(InputError, match=f"MAILLAGE_STORE: .*{reason}") as caught:
        create_app(replace(release_settings, store=address))
    assert "secret" not in str(caught.value)


def test_settings_do_not_show_the_account() -> None:
    shown = repr(Settings(store_user="someone", store_password="hush"))
    assert "someone" not in shown
    assert "hush" not in shown


@pytest.fixture
def looked_at_always(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mark, "FRESH", 0.0)


def half(client: Client) -> None:
    loading._mark(client, mark.Mark("x", is_whole=False), ())


def another(client: Client) -> None:
    loading._mark(client, mark.Mark("x", is_whole=True), ())


def emptied(client: Client) -> None:
    loading._drop(client, MARK_GRAPH)


TROUBLES = [
    (emptied, "est encore vide"),
    (half, "en cours de remplacement"),
    (another, "doit redémarrer"),
]
FRENCH = {"Accept-Language": "fr"}


@pytest.mark.usefixtures("looked_at_always")
def test_what_happens_under_way_is_a_503_with_a_sentence(
    release_settings: Settings, oxigraph: Engine
) -> None:
    put(release_settings, oxigraph)
    with TestClient(create_app(far(release_settings, oxigraph))) as client:
        assert client.get("/health").status_code == HTTPStatus.OK
        for trouble, words in TROUBLES:
            trouble(Client(oxigraph.writer))
            health = client.get("/health")
            page = client.get("/page/region/76", headers={**FRENCH, "Accept": "text/html"})
            answer = client.post("/sparql", data={"query": ANY}, headers=FRENCH)
            for each in (health, page, answer):
                assert each.status_code == HTTPStatus.SERVICE_UNAVAILABLE
                assert each.headers["Retry-After"]
                assert oxigraph.reader.query not in each.text
            assert words in answer.json()["detail"]
            assert words in page.text
