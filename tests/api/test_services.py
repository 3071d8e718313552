"""SERVICE asks the endpoints that the settings allow, and nobody else."""

import json
import socket
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import httpx
import pytest
from starlette.types import Message, Receive, Scope, Send

from api.guard import calls_out, mentions_service
from tests.api.conftest import serving

ALLOWED = "http://127.0.0.1:1/sparql"
ROWS = {
    "head": {"vars": ["nom"]},
    "results": {"bindings": [{"nom": {"type": "literal", "value": "d'ailleurs"}}]},
}
QUERY = "SELECT ?nom { SERVICE <%s> { ?x <http://www.w3.org/2000/01/rdf-schema#label> ?nom } }"


@pytest.mark.parametrize(
    "query",
    [
        f"SELECT * {{ SERVICE <{ALLOWED}> {{ ?a ?b ?c }} }}",
        f"SELECT * {{ service silent\n<{ALLOWED}>{{ ?a ?b ?c }} }}",
        f"SELECT * {{ SERVICE # where\n <{ALLOWED}> # what\n {{ ?a ?b ?c }} }}",
    ],
)
def test_an_allowed_address_passes_and_only_where_it_is_allowed(query: str) -> None:
    assert not calls_out(query, {ALLOWED})
    assert calls_out(query, {"http://127.0.0.1:2/sparql"})
    assert calls_out(query)


@pytest.mark.parametrize(
    "query",
    [
        f"SELECT * {{ SERVICE <{ALLOWED}2> {{ ?a ?b ?c }} }}",
        "SELECT * { SERVICE ?where { ?a ?b ?c } }",
        f"SELECT * {{ BIND(<{ALLOWED}> AS ?where) SERVICE ?where {{ ?a ?b ?c }} }}",
        "BASE <http://127.0.0.1:1/> SELECT * { SERVICE <sparql> { ?a ?b ?c } }",
        "PREFIX s: <http://127.0.0.1:1/> SELECT * { SERVICE s:sparql { ?a ?b ?c } }",
        f"SELECT * {{ SERVICE <{ALLOWED}> {{ SERVICE <http://127.0.0.1:2/> {{ ?a ?b ?c }} }} }}",
        f"SELECT * {{ SERVICE <{ALLOWED}> {{ ?a ?b ?c }} SERVICE ?x {{ ?a ?b ?c }} }}",
        f"PREFIX ex: <http://127.0.0.1:2> ASK {{ ?s ?p ex:SERVICE <{ALLOWED}> {{ ?a ?b ?c }} }}",
        f"ASK {{ ?s ?p trueSERVICE <{ALLOWED}> {{ ?a ?b ?c }} }}",
        "SELECT * { SERVICE <http://127.0.0.1:1\\u002Fsparql> { ?a ?b ?c } }",
        f"ASK {{ FILTER('a'<'x>')SERVICE <http://x/> {{}} #'\n SERVICE <{ALLOWED}> {{}} }}",
    ],
)
def test_any_other_is_refused_however_it_is_written(query: str) -> None:
    assert calls_out(query, {ALLOWED})


@pytest.mark.parametrize(
    ("query", "mentioned"),
    [
        ("ASK {}", False),
        ("ASK { SERVICE ?x {} }", True),
        ("ASK { \\u0053ERVICE ?x {} }", True),
        ("ASK { ?s <http://x/service> ?o }", True),
    ],
)
def test_the_word_is_seen_wherever_it_stands(query: str, mentioned: bool) -> None:
    assert mentions_service(query) is mentioned


class Elsewhere:
    """Another endpoint, which keeps what it was sent; or one that leads somewhere else."""

    def __init__(self, leads_to: str = "") -> None:
        self.asked: list[str] = []
        self._leads_to = leads_to

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            return
        message: Message = await receive()
        self.asked.append(message["body"].decode())
        status, name, value = 200, b"content-type", b"application/sparql-results+json"
        if self._leads_to:
            status, name, value = 307, b"location", self._leads_to.encode()
        await send({"type": "http.response.start", "status": status, "headers": [(name, value)]})
        await send({"type": "http.response.body", "body": json.dumps(ROWS).encode()})


@contextmanager
def silent() -> Iterator[str]:
    """The address of a host that takes a connection and never answers."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        yield f"http://127.0.0.1:{listener.getsockname()[1]}/sparql"


def ask(url: str, query: str) -> httpx.Response:
    accept = {"Accept": "application/sparql-results+json", "Accept-Language": "fr"}
    return httpx.get(f"{url}/sparql", params={"query": query}, headers=accept, timeout=30)


def test_an_allowed_endpoint_is_asked_and_joined(serve: Callable[..., str]) -> None:
    elsewhere = Elsewhere()
    with serving(elsewhere) as other:
        url = serve(services=f"{other}/sparql http://127.0.0.1:9/sparql")
        answer = ask(url, QUERY % f"{other}/sparql")
    assert answer.json()["results"]["bindings"][0]["nom"]["value"] == "d'ailleurs"
    assert len(elsewhere.asked) == 1
    assert "label" in elsewhere.asked[0]


def test_two_of_our_own_services_answer_together(
    serve: Callable[..., str], server_url: str
) -> None:
    url = serve(services=f"{server_url}/sparql")
    query = (
        "PREFIX mlg: <https://w3id.org/maillage/def#>"
        "SELECT ?code { ?c a mlg:Commune . SERVICE <%s> { ?c mlg:codeInsee ?code } } ORDER BY ?code"
    )
    answer = ask(url, query % f"{server_url}/sparql")
    assert answer.status_code == 200
    assert "46042" in {row["code"]["value"] for row in answer.json()["results"]["bindings"]}


def test_an_endpoint_that_is_not_allowed_hears_nothing(serve: Callable[..., str]) -> None:
    elsewhere = Elsewhere()
    with serving(elsewhere) as other:
        url = serve(services="http://127.0.0.1:9/sparql")
        answer = ask(url, QUERY % f"{other}/sparql")
    assert answer.status_code == 403
    assert "<http://127.0.0.1:9/sparql>" in answer.json()["detail"]
    assert elsewhere.asked == []


def test_an_allowed_endpoint_leads_nowhere_else(serve: Callable[..., str]) -> None:
    secret = Elsewhere()
    with serving(secret) as inside:
        guide = Elsewhere(leads_to=f"{inside}/sparql")
        with serving(guide) as other:
            answer = ask(serve(services=f"{other}/sparql"), QUERY % f"{other}/sparql")
    assert guide.asked
    assert secret.asked == []
    assert answer.status_code == 502


def test_an_endpoint_that_never_answers_is_stopped_at_the_limit(serve: Callable[..., str]) -> None:
    with silent() as other:
        url = serve(services=other, query_seconds=1.0)
        began = time.monotonic()
        answer = ask(url, QUERY % other)
        assert answer.status_code == 503
        assert time.monotonic() - began < 4
        assert ask(url, "ASK {}").status_code == 200


def test_the_endpoints_that_may_be_asked_are_published(serve: Callable[..., str]) -> None:
    url = serve(services=ALLOWED)
    described = httpx.get(f"{url}/sparql", headers={"Accept": "text/turtle"}).text
    assert ALLOWED in described
