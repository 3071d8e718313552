"""Attacks of the threat list against a real server."""

import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor

import httpx
import pyoxigraph
import pytest

from api.evaluation import Query
from api.jobs import packed
from api.worker import answered
from maillage.release import current
from maillage.settings import Settings
from maillage.store import Embedded

CROSS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"


class Listener:
    """A loopback listener that remembers who knocked."""

    def __init__(self) -> None:
        self._socket = socket.create_server(("127.0.0.1", 0))
        self._socket.settimeout(0.1)
        self.port = self._socket.getsockname()[1]
        self.knocks = 0
        self._open = True
        self._thread = threading.Thread(target=self._listen)
        self._thread.start()

    def _listen(self) -> None:
        while self._open:
            try:
                knock, _ = self._socket.accept()
            except TimeoutError:
                continue
            self.knocks += 1
            knock.close()

    def close(self) -> None:
        self._open = False
        self._thread.join()
        self._socket.close()


@pytest.fixture
def listener() -> Iterator[Listener]:
    listener = Listener()
    yield listener
    listener.close()


def test_the_listener_hears_a_knock(listener: Listener) -> None:
    socket.create_connection(("127.0.0.1", listener.port)).close()
    time.sleep(0.3)
    assert listener.knocks == 1


@pytest.mark.parametrize(
    "template",
    [
        "ASK {{ SERVICE <{0}> {{ ?s ?p ?o }} }}",
        "ASK {{ SERVICE SILENT <{0}> {{ ?s ?p ?o }} }}",
        "PREFIX ex: <{0}> ASK {{ SERVICEex:a {{ ?s ?p ?o }} }}",
        "PREFIX ex: <{1}> ASK {{ ?s ?p ?o . OPTIONAL {{ ?s ?p ex:SERVICE <{0}> {{}} }} }}",
        "ASK {{ FILTER('a'<'x>')SERVICE <{0}> {{}} #'\n }}",
        "ASK {{ \\u0053ERVICE <{0}> {{ ?s ?p ?o }} }}",
        "ASK FROM <{0}> {{ ?s ?p ?o }}",
        "ASK FROM NAMED <{0}> {{ GRAPH ?g {{ ?s ?p ?o }} }}",
        "LOAD <{0}>",
        "SELECT * FROM <file:///etc/passwd> {{ ?s ?p ?o }}",
    ],
)
def test_no_query_makes_the_server_call_anyone(
    server_url: str, listener: Listener, template: str
) -> None:
    address = f"http://127.0.0.1:{listener.port}"
    query = template.format(f"{address}/", address)
    answer = httpx.post(f"{server_url}/sparql", data={"query": query}, timeout=10)
    time.sleep(0.2)
    assert answer.status_code == 403
    assert "root:" not in answer.text
    assert listener.knocks == 0


def test_no_graph_parameter_makes_the_server_call_anyone(
    server_url: str, listener: Listener
) -> None:
    for name in ("default-graph-uri", "named-graph-uri"):
        params = {"query": "ASK { ?s ?p ?o }", name: f"http://127.0.0.1:{listener.port}/"}
        assert httpx.get(f"{server_url}/sparql", params=params).status_code == 403
    assert listener.knocks == 0


def test_the_kernel_stops_what_the_guard_would_let_through(
    release_settings: Settings, listener: Listener
) -> None:
    """A worker without its guard: the engine calls out, and reaches nobody."""
    code = (
        "import sys, pyoxigraph; from api.confinement import withdraw; print(withdraw());"
        "store = pyoxigraph.Store.read_only(sys.argv[1]); store.query(sys.argv[2])"
    )
    query = f"ASK {{ SERVICE <http://127.0.0.1:{listener.port}/> {{ ?s ?p ?o }} }}"
    store = str(current(release_settings).store)

    ended = subprocess.run(
        [sys.executable, "-c", code, store, query], capture_output=True, text=True
    )
    assert ended.stdout == "True\n"
    assert ended.returncode != 0
    assert listener.knocks == 0


def test_a_cross_product_is_stopped_while_others_are_answered(serve: Callable[..., str]) -> None:
    url = serve(query_seconds=2.0)

    def heavy(_: int) -> tuple[int, float, str]:
        began = time.monotonic()
        answer = httpx.get(f"{url}/sparql", params={"query": CROSS}, timeout=30)
        return answer.status_code, time.monotonic() - began, answer.headers["retry-after"]

    with ThreadPoolExecutor(4) as clients:
        running = [clients.submit(heavy, number) for number in range(4)]
        time.sleep(0.5)
        slowest = 0.0
        while not all(one.done() for one in running):
            for path in ("/sparql?query=ASK{?s ?p ?o}", "/health", "/data/commune/46042.ttl"):
                began = time.monotonic()
                assert httpx.get(url + path).status_code == 200
                slowest = max(slowest, time.monotonic() - began)
        ended = [one.result() for one in running]
    assert slowest < 1.0
    assert {status for status, _, _ in ended} == {503}
    assert min(seconds for _, seconds, _ in ended) < 3.0
    assert {again for _, _, again in ended} == {"2"}


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } ORDER BY ?c ?f ?i",
        "SELECT (GROUP_CONCAT(?z) AS ?x) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i"
        " BIND(CONCAT(STR(?a), STR(?c), STR(?f)) AS ?z) }",
        'SELECT * { ?a ?b ?c . ?d ?e ?f . FILTER(REGEX(STR(?c), "(a+)+(a+)+(a+)+$|(x+x+)+y")) '
        'FILTER(REGEX(CONCAT(STR(?c), STR(?f)), "(.*)*(.*)*(.*)*z{50}")) }',
        "SELECT * { ?a (!<x:x>)* ?b . ?b (!<x:y>|^!<x:z>)* ?c . ?c (!<x:x>)+ ?d }",
        "SELECT (COUNT(*) AS ?n) { " + " ".join(f"?s{n} ?p{n} ?o{n} ." for n in range(20)) + "}",
    ],
    ids=["sort", "concat", "regex", "paths", "joins"],
)
def test_a_bomb_ends_within_the_limit_and_the_service_goes_on(
    serve: Callable[..., str], query: str
) -> None:
    url = serve(query_seconds=1.0, query_megabytes=256)
    began = time.monotonic()
    answer = httpx.get(f"{url}/sparql", params={"query": query}, timeout=30)
    assert time.monotonic() - began < 2.5
    assert answer.status_code in (200, 503)
    assert httpx.get(f"{url}/sparql", params={"query": "ASK {}"}).json()["boolean"] is True


def test_a_regex_that_is_too_large_to_compile_is_no_failure(server_url: str) -> None:
    query = 'ASK { FILTER(REGEX("a", "((a{1000}){1000}){1000}")) }'
    answer = httpx.get(f"{server_url}/sparql", params={"query": query}, timeout=10)
    assert answer.status_code == 200


def test_deep_nesting_ends_its_worker_at_most(server_url: str) -> None:
    for depth in (100, 20_000):
        query = "SELECT * " + "{" * depth + "}" * depth
        answer = httpx.post(f"{server_url}/sparql", data={"query": query}, timeout=20)
        assert answer.status_code in (200, 400, 503)
        nested = "ASK { FILTER(" + "(" * depth + "1" + ")" * depth + ") }"
        answer = httpx.post(f"{server_url}/sparql", data={"query": nested}, timeout=20)
        assert answer.status_code in (200, 400, 503)
    assert httpx.get(f"{server_url}/health").status_code == 200


def test_the_store_is_opened_for_reading_only(release_settings: Settings) -> None:
    store = pyoxigraph.Store.read_only(str(current(release_settings).store))
    with pytest.raises((OSError, RuntimeError)):
        store.update("DROP ALL")
    head = packed(Query("DROP ALL", "json", "ttl"))
    assert b'"status": 403' in answered(Embedded(store), frozenset(), head)


def test_persons_are_behind_no_route(server_url: str, release_settings: Settings) -> None:
    folder = release_settings.restricted
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "cahors.json").write_text('{"name": "Jeanne Martin"}')
    for path in (
        "/restricted/cahors.json",
        "/static/..%2f..%2frestricted/cahors.json",
        "/document/..%2f..%2f..%2frestricted%2fcahors",
        "/data/../restricted/cahors.json",
        "/dumps/../../restricted/cahors.json",
    ):
        answer = httpx.get(server_url + path)
        assert answer.status_code == 404
        assert "Martin" not in answer.text
