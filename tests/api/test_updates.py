"""Updates: how their graphs arrive, and that nothing of the product ever takes one."""

import pkgutil
from collections.abc import Iterator
from importlib import import_module
from typing import Any
from urllib.parse import urlencode

import click.testing
import pytest
import uvicorn
from starlette.testclient import TestClient

import api
import loaders
import maillage
from api.app import create_app
from api.errors import Problem
from api.pool import Pool
from api.updates import Update, Writable, with_dataset
from maillage.cli import main
from maillage.release import current
from maillage.settings import Settings
from tests.conformance.writable import InMemory

GRAPH, NAMED = "http://x/g", "http://x/n"
FORM = {"Content-Type": "application/x-www-form-urlencoded"}
DIRECT = {"Content-Type": "application/sparql-update"}
COPY = "INSERT { ?s a <http://x/Copy> } WHERE { ?s a <http://x/C> }"


def used(text: str, using: tuple[str, ...] = (GRAPH,), named: tuple[str, ...] = ()) -> str:
    return " ".join(with_dataset(Update(text, using, named)).split())


def test_an_update_without_graphs_stays_as_it_is() -> None:
    assert with_dataset(Update(COPY)) == COPY


def test_graphs_become_clauses_before_the_pattern() -> None:
    assert used("INSERT { ?s ?p 1 } WHERE { ?s ?p 2 }", (GRAPH,), (NAMED,)) == (
        "INSERT { ?s ?p 1 } USING <http://x/g> USING NAMED <http://x/n> WHERE { ?s ?p 2 }"
    )


def test_every_operation_gets_them() -> None:
    two = "DELETE { ?s ?p 1 } WHERE { ?s ?p 1 } ; INSERT { ?s ?p 2 } WHERE { ?s ?p 3 }"
    assert used(two).count("USING <http://x/g> WHERE") == 2


def test_the_short_form_of_a_deletion_is_written_out() -> None:
    assert used("DELETE WHERE { ?s ?p 1 } ; CLEAR ALL") == (
        "DELETE { ?s ?p 1 } USING <http://x/g> WHERE { ?s ?p 1 } ; CLEAR ALL"
    )


@pytest.mark.parametrize(
    "text",
    [
        'INSERT DATA { <http://x/s> <http://x/p> "WHERE { }" }',
        "INSERT DATA { <http://x/where> a <http://x/C> } # WHERE { }",
        "PREFIX where: <http://x/> INSERT DATA { where:where a where:WHERE }",
        "CLEAR ALL",
    ],
)
def test_what_has_no_pattern_gets_no_clause(text: str) -> None:
    assert with_dataset(Update(text, (GRAPH,))) == text


@pytest.mark.parametrize(
    ("text", "using", "words"),
    [
        ("WITH <http://x/a> DELETE { ?s ?p 1 } WHERE { ?s ?p 1 }", (GRAPH,), "WITH"),
        ("DELETE { ?s ?p 1 } USING <http://x/a> WHERE { ?s ?p 1 }", (GRAPH,), "USING"),
        (COPY, ("no iri> WHERE {}; DROP ALL #",), "absolue"),
        (COPY, ("relative",), "absolue"),
    ],
)
def test_graphs_that_cannot_be_are_told(text: str, using: tuple[str, ...], words: str) -> None:
    with pytest.raises(Problem) as raised:
        with_dataset(Update(text, using))
    assert raised.value.http_status == 400
    assert words in raised.value.reasons["fr"]


@pytest.fixture
def writable(release_settings: Settings) -> Iterator[TestClient]:
    app = create_app(release_settings, InMemory(release_settings))
    with TestClient(app, follow_redirects=False) as client:
        yield client


def asked(client: TestClient, query: str) -> bool:
    return bool(client.get("/sparql", params={"query": query}).json()["boolean"])


@pytest.mark.parametrize("headers", [FORM, DIRECT])
def test_an_update_is_taken_where_the_graph_may_change(
    writable: TestClient, headers: dict[str, str]
) -> None:
    told = "INSERT DATA { <a> <http://x/p> 1 }"
    body = urlencode({"update": told}) if headers == FORM else told
    answer = writable.post("/sparql", content=body, headers=headers)
    assert (answer.status_code, answer.content) == (204, b"")
    assert asked(writable, "ASK { <https://w3id.org/maillage/a> ?p 1 }")


def test_a_wrong_update_is_told_with_its_place(writable: TestClient) -> None:
    answer = writable.post("/sparql", data={"update": "INSERT DATA { ?s ?p 1 }"})
    assert answer.status_code == 400
    assert "ligne 1" in answer.json()["detail"]


def test_delete_where_reads_the_graph_of_the_request(writable: TestClient) -> None:
    held = f"INSERT DATA {{ <a> a <C> GRAPH <{GRAPH}> {{ <b> a <C> }} }}"
    writable.post("/sparql", data={"update": held})
    answer = writable.post(
        "/sparql", data={"update": "DELETE WHERE { ?s a <C> }", "using-graph-uri": NAMED}
    )
    assert answer.status_code == 204
    assert asked(writable, "ASK { <a> a <C> }")
    writable.post("/sparql", data={"update": "DELETE WHERE { ?s a <C> }"})
    assert not asked(writable, "ASK { <a> a <C> }")


def _modules() -> Iterator[str]:
    for package in (api, loaders, maillage):
        for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            if not module.name.endswith("__main__"):
                yield module.name


def test_nothing_of_the_product_takes_updates() -> None:
    for name in _modules():
        import_module(name)
    ours = [one for one in Writable.__subclasses__() if not one.__module__.startswith("tests.")]
    assert ours == []


def test_the_service_is_started_without_what_takes_updates(
    release_settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    started: list[Any] = []
    monkeypatch.setattr(uvicorn, "run", lambda app, **_: started.append(app))
    monkeypatch.setenv("MAILLAGE_VAR", str(release_settings.var))
    monkeypatch.chdir(release_settings.root)
    told = click.testing.CliRunner().invoke(main, ["serve", "--port", "18973"])
    assert told.exit_code == 0, told.output
    (app,) = started
    assert app.state.writable is None
    assert type(app.state.pool) is Pool


def test_the_release_stays_as_it_was_whatever_is_sent(
    client: TestClient, release_settings: Settings
) -> None:
    before = len(current(release_settings).view())
    for update in ("DROP ALL", "CLEAR SILENT ALL", COPY, "LOAD <http://x/>", "no update"):
        for answer in (
            client.post("/sparql", data={"update": update}),
            client.post("/sparql", content=update, headers=DIRECT),
            client.get("/sparql", params={"update": update}),
        ):
            assert answer.status_code == 403, answer.text
    assert len(current(release_settings).view()) == before
