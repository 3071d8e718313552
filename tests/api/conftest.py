"""A small real release, the application on it, and a real server on a free loopback port.

The release holds the ontology of the checkout and the hand-made files of
``graph/``: one document with its evidence, two tables, hostile labels.
"""

import hashlib
import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from pathlib import Path

import pytest
import uvicorn
from starlette.testclient import TestClient
from starlette.types import ASGIApp

from api.app import create_app
from api.painting import Painter
from maillage import indexing, iri, turtle
from maillage.rdf import MLG, OA, RDF, Literal, NamedNode, Quad, integer
from maillage.settings import Settings
from maillage.store import Store

ROOT = Path(__file__).parents[2]
GRAPH = Path(__file__).parent / "graph"
SLUG = "cahors-acv-dossier-de-presse-2018"
CONVENTION = iri.convention(SLUG)
READ = (
    (CONVENTION, MLG.dateSignature, "13 juillet 2018"),
    (CONVENTION, MLG.dureeMois, "une durée de 5 ans"),
    (iri.action(SLUG, "6"), MLG.statut, "action mature"),
    (iri.action(SLUG, "6"), MLG.axe, "Axe 2"),
    (iri.part("montant", SLUG, "1"), MLG.valeur, "plus de 5 milliards d'euros sur cinq ans"),
    (iri.part("montant", SLUG, "2"), MLG.valeur, "1 Md€ de l'Anah"),
    (iri.part("montant", SLUG, "3"), MLG.valeur, "1,2 milliard d'euros"),
)
"""Facts of the document and the words they were read from."""


def _passage(text: str, quote: str) -> tuple[NamedNode, list[Quad]]:
    start = text.index(quote)
    end = start + len(quote)
    passage = iri.passage(SLUG, start, end)
    position, words = (
        NamedNode(f"{passage.value}#position"),
        NamedNode(f"{passage.value}#citation"),
    )
    graph = iri.document_graph(SLUG)
    triples: list[tuple[NamedNode, NamedNode, NamedNode | Literal]] = [
        (passage, RDF.type, MLG.Passage),
        (passage, RDF.type, OA.SpecificResource),
        (passage, OA.hasSource, iri.document(SLUG)),
        (passage, OA.hasSelector, position),
        (passage, OA.hasSelector, words),
        (position, RDF.type, OA.TextPositionSelector),
        (position, OA.start, integer(start)),
        (position, OA.end, integer(end)),
        (words, RDF.type, OA.TextQuoteSelector),
        (words, OA.exact, Literal(quote)),
    ]
    return passage, [Quad(s, p, o, graph) for s, p, o in triples]


def _enonces(text: str, document: list[Quad]) -> Iterator[Quad]:
    graph = iri.document_graph(SLUG)
    by_fact = {(quad.subject, quad.predicate): quad.object for quad in document}
    stated = []
    for subject, predicate, quote in READ:
        value = by_fact[subject, predicate]
        enonce = iri.enonce(SLUG, str(subject), str(predicate), str(value))
        passage, quads = _passage(text, quote)
        yield from quads
        for kind in (MLG.Enonce, RDF.Statement):
            yield Quad(enonce, RDF.type, kind, graph)
        yield Quad(enonce, RDF.subject, subject, graph)
        yield Quad(enonce, RDF.predicate, predicate, graph)
        yield Quad(enonce, RDF.object, value, graph)
        yield Quad(enonce, MLG.fondeSur, passage, graph)
        stated.append(enonce)
    contradiction = iri.part("contradiction", SLUG, "1")
    yield Quad(contradiction, RDF.type, MLG.Contradiction, graph)
    for enonce in stated[-2:]:
        yield Quad(contradiction, MLG.porteSur, enonce, graph)


def _quads(path: Path, graph: NamedNode) -> list[Quad]:
    return [Quad(t.subject, t.predicate, t.object, graph) for t in turtle.read(path)]


def quads() -> Iterator[Quad]:
    """All that the test release holds."""
    document = _quads(GRAPH / "document.ttl", iri.document_graph(SLUG))
    yield from document
    yield from _enonces((GRAPH / f"{SLUG}.txt").read_text(encoding="utf-8"), document)
    yield from _quads(GRAPH / "communes-2026.ttl", iri.table_graph("communes", "2026"))
    yield from _quads(GRAPH / "adhesions-2023.ttl", iri.table_graph("adhesions", "2023"))
    yield from _quads(GRAPH / "hostile.ttl", iri.document_graph("hostile"))
    yield Quad(CONVENTION, RDF.type, MLG.Accord, iri.INFERENCE_GRAPH)
    for path in (GRAPH / "ontology.ttl", *sorted((ROOT / "ontology").rglob("*.ttl"))):
        yield from _quads(path, iri.ONTOLOGY_GRAPH)


def write_release(settings: Settings) -> None:
    """Writes the release of `quads` where `settings` looks for the current one."""
    held = set(quads())
    lines = "\n".join(sorted(str(quad) for quad in held))
    identifier = hashlib.sha256(lines.encode()).hexdigest()[:12]
    folder = settings.releases / identifier
    (folder / "documents").mkdir(parents=True)
    store = Store(folder / "store")
    store.add(held)
    store.optimise()
    texts = {SLUG: (GRAPH / f"{SLUG}.txt").read_text(encoding="utf-8")}
    indexing.write(settings, store.view(), texts, folder / "index")
    counts: dict[str, int] = {}
    for quad in held:
        name = str(quad.graph_name)[1:-1]
        counts[name] = counts.get(name, 0) + 1
    text = (GRAPH / f"{SLUG}.txt").read_bytes()
    (folder / "documents" / f"{SLUG}.txt").write_bytes(text)
    manifest = {
        "version": "0.1.0",
        "fingerprint": identifier,
        "graphs": counts,
        "documents": {SLUG: hashlib.sha256(text).hexdigest()},
        "clashes": [],
        "findings": {"violation": 0, "warning": 0, "info": 0},
    }
    (folder / "manifest.json").write_text(json.dumps(manifest))
    (folder / "report.json").write_text(json.dumps({"conforms": True, "results": []}))
    (settings.releases / "current").write_text(f"{identifier}\n")


@pytest.fixture(scope="session")
def release_settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """Settings whose current release is the small one; no rate limit, short deadline."""
    settings = Settings(
        root=ROOT,
        var=tmp_path_factory.mktemp("var"),
        memory="no",
        query_seconds=3.0,
        rate_per_minute=0,
    )
    write_release(settings)
    return settings


@pytest.fixture(scope="session")
def client(release_settings: Settings) -> Iterator[TestClient]:
    """A client of the application in this process; redirects are not followed."""
    with TestClient(create_app(release_settings), follow_redirects=False) as client:
        yield client


@pytest.fixture(scope="session")
def painter() -> Iterator[Painter]:
    """A real painter: its process begins with the first picture."""
    found = Painter()
    yield found
    found.close()


@contextmanager
def serving(app: ASGIApp) -> Iterator[str]:
    """The address of a real server of `app`, on a free loopback port."""
    config = uvicorn.Config(app, host="127.0.0.1", port=0, log_level="critical")
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        assert thread.is_alive(), "the server did not start"
        time.sleep(0.01)
    port = server.servers[0].sockets[0].getsockname()[1]
    try:
        yield f"http://127.0.0.1:{port}"
    finally:
        server.should_exit = True
        thread.join(timeout=10)


@pytest.fixture(scope="session")
def server_url(release_settings: Settings) -> Iterator[str]:
    """The address of a real server on the small release."""
    with serving(create_app(release_settings)) as url:
        yield url


@pytest.fixture
def serve(release_settings: Settings) -> Iterator[Callable[..., str]]:
    """Starts a server with some settings changed: ``serve(query_seconds=1.0)`` is its address.

    It has no process for files, which takes seconds to start, unless `desks` is given.
    """
    with ExitStack() as stack:

        def start(**changes: object) -> str:
            settings = replace(release_settings, **{"desks": 0, **changes})  # type: ignore[arg-type]
            return stack.enter_context(serving(create_app(settings)))

        yield start
