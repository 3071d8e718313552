"""The W3C's protocol cases as data: the requests of each, and what must come back."""

from collections.abc import Iterator
from dataclasses import dataclass

import rdflib
from rdflib.collection import Collection
from rdflib.term import Node

from tests.conformance.sparql_suite import MF, SUITE, entries, manifest

FOLDER = "protocol"
HT = rdflib.Namespace("http://www.w3.org/2011/http#")
CNT = rdflib.Namespace("http://www.w3.org/2011/content#")
DATA = "http://kasei.us/2009/09/sparql/data/data{}.rdf"
GRAPHS = {
    DATA.format(0): "data1.nt",
    DATA.format(1): "data1.nt",
    DATA.format(2): "data2.nt",
    DATA.format(3): "data3.nt",
}
"""The graphs that the cases name and their files; of ``data0`` only the name is asked."""


@dataclass(frozen=True)
class Request:
    """One request; `status` are the first digits that its answer may have."""

    method: str
    path: str
    headers: dict[str, str]
    body: bytes
    status: tuple[int, ...]
    boolean: bool | None
    form: str | None


@dataclass(frozen=True)
class Case:
    """A case of the manifest; `updates` where it must succeed in changing the graph."""

    name: str
    requests: tuple[Request, ...]

    @property
    def updates(self) -> bool:
        return self.name.startswith("update_")


def _body(graph: rdflib.Graph, request: Node) -> bytes:
    content = graph.value(request, HT.body)
    if content is None:
        return b""
    encoding = str(graph.value(content, CNT.characterEncoding) or "UTF-8")
    return str(graph.value(content, CNT.chars) or "").encode(encoding)


def _headers(graph: rdflib.Graph, request: Node) -> dict[str, str]:
    listed = graph.value(request, HT.headers)
    found = list(Collection(graph, listed)) if listed is not None else []
    return {
        str(graph.value(one, HT.fieldName)): str(graph.value(one, HT.fieldValue)) for one in found
    }


def _request(graph: rdflib.Graph, node: Node) -> Request:
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
        boolean=None if boolean is None else str(boolean) == "true",
        form=None if form is None else str(form),
    )


def cases() -> Iterator[Case]:
    """The cases of the manifest in its order; none where the suite is not there."""
    if not SUITE.is_dir():
        return
    graph = manifest(FOLDER)
    for entry in entries(graph):
        listed = graph.value(graph.value(entry, MF.action), HT.requests)
        assert listed is not None
        requests = Collection(graph, listed)
        name = str(entry).rsplit("#", 1)[-1]
        yield Case(name, tuple(_request(graph, one) for one in requests))
