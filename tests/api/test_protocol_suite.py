"""The W3C's protocol suite, driven from its manifest; updates are not for this endpoint."""

import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest
import rdflib
from rdflib.collection import Collection
from starlette.testclient import TestClient

from api.app import create_app
from maillage.rdf import NamedNode, Quad, RdfFormat, parse
from maillage.release import current
from maillage.settings import Settings
from maillage.store import Store

SUITE = Path(__file__).parents[3] / "shared/suites/sparql/sparql11/protocol"
MANIFEST = SUITE / "manifest.ttl"
DATA = "http://kasei.us/2009/09/sparql/data/data{}.rdf"
MF = rdflib.Namespace("http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#")
HT = rdflib.Namespace("http://www.w3.org/2011/http#")
CNT = rdflib.Namespace("http://www.w3.org/2011/content#")
EXPECTED = 34
UPDATES = "an update that must succeed: the published graph is never changed by a request"

pytestmark = pytest.mark.skipif(not MANIFEST.is_file(), reason="../shared/suites is not here")


@dataclass(frozen=True)
class Request:
    method: str
    path: str
    headers: dict[str, str]
    body: bytes
    status: tuple[int, ...]
    boolean: bool | None
    form: str | None


@dataclass(frozen=True)
class Case:
    name: str
    requests: tuple[Request, ...]


def _body(graph: rdflib.Graph, request: Any) -> bytes:
    content = graph.value(request, HT.body)
    if content is None:
        return b""
    encoding = str(graph.value(content, CNT.characterEncoding) or "UTF-8")
    return str(graph.value(content, CNT.chars) or "").encode(encoding)


def _headers(graph: rdflib.Graph, request: Any) -> dict[str, str]:
    listed = graph.value(request, HT.headers)
    found = list(Collection(graph, listed)) if listed is not None else []
    return {
        str(graph.value(one, HT.fieldName)): str(graph.value(one, HT.fieldValue)) for one in found
    }


def _request(graph: rdflib.Graph, node: Any) -> Request:
    response = graph.value(node, HT.resp)
    statuses = graph.objects(response, MF.expectedStatus)
    boolean = graph.value(response, MF.expectedBoolean)
    form = graph.value(response, MF.expectedFormat)
    return Request(
        method=str(graph.value(node, HT.methodName)),
        path=str(graph.value(node, HT.absolutePath)),
        headers=_headers(graph, node),
        body=_body(graph, node),
        status=tuple(sorted(int(str(one).rsplit("Code", 1)[-1][0]) for one in statuses)),
        boolean=None if boolean is None else bool(boolean.toPython()),
        form=None if form is None else str(form),
    )


def cases() -> Iterator[Case]:
    """The cases of the manifest in its order."""
    if not MANIFEST.is_file():
        return
    graph = rdflib.Graph().parse(MANIFEST)
    entries = graph.value(graph.value(None, rdflib.RDF.type, MF.Manifest), MF.entries)
    for entry in Collection(graph, entries):  # type: ignore[arg-type]
        action = graph.value(entry, MF.action)
        requests = Collection(graph, graph.value(action, HT.requests))  # type: ignore[arg-type]
        name = str(entry).rsplit("#", 1)[-1]
        yield Case(name, tuple(_request(graph, one) for one in requests))


CASES = tuple(cases())


@pytest.fixture(scope="module")
def suite_client(release_settings: Settings) -> Iterator[TestClient]:
    """The endpoint on a release that holds the graphs of the suite."""
    var = Path(tempfile.mkdtemp())
    settings = replace(release_settings, var=var)
    folder = settings.releases / "suite"
    (folder / "documents").mkdir(parents=True)
    store = Store(folder / "store")
    for number in (0, 1, 2, 3):
        name = NamedNode(DATA.format(number))
        data = (SUITE / f"data{number or 1}.nt").read_bytes()
        triples = (quad.triple for quad in parse(data, format=RdfFormat.N_TRIPLES))
        store.add([Quad(t.subject, t.predicate, t.object, name) for t in triples])
    store.optimise()
    old = current(release_settings).folder
    for file in ("manifest.json", "report.json"):
        (folder / file).write_bytes((old / file).read_bytes())
    (settings.releases / "current").write_text("suite\n")
    with TestClient(create_app(settings), follow_redirects=True) as client:
        yield client


def test_the_suite_is_whole() -> None:
    assert len(CASES) == EXPECTED


def must_update(case: Case) -> bool:
    return case.name.startswith("update_")


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_the_endpoint_keeps_the_protocol(case: Case, suite_client: TestClient) -> None:
    if must_update(case):
        pytest.skip(f"{case.name}: {UPDATES}")
    for request in case.requests:
        answer = suite_client.request(
            request.method, request.path, content=request.body or None, headers=request.headers
        )
        assert answer.status_code // 100 in request.status, answer.text
        if request.boolean is not None:
            assert answer.json()["boolean"] is request.boolean
        if request.form == "tabular":
            assert "sparql-results" in answer.headers["content-type"]
        if request.form == "RDF":
            assert answer.headers["content-type"].startswith("text/turtle")


@pytest.mark.parametrize("case", [c for c in CASES if must_update(c)], ids=lambda case: case.name)
def test_an_update_of_the_suite_is_refused(case: Case, suite_client: TestClient) -> None:
    first = case.requests[0]
    answer = suite_client.request(
        first.method, first.path, content=first.body, headers=first.headers
    )
    assert answer.status_code == 403
