"""The W3C's SPARQL 1.1 suites as data, and a release that holds what they ask about.

https://github.com/w3c/rdf-tests, state of 7 August 2026.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import pyoxigraph
import rdflib
from rdflib.collection import Collection
from rdflib.term import Node

from maillage.rdf import NamedNode, Quad, RdfFormat, Triple, parse
from maillage.settings import Settings

ROOT = Path(__file__).parents[2]
SUITE = ROOT.parent / "shared" / "suites" / "sparql" / "sparql11"
BASE = "http://www.w3.org/2009/sparql/docs/tests/data-sparql11/"
"""Where the suite says that its files stand."""
MF = rdflib.Namespace("http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#")
NOT_HERE = "the W3C's suite is not there: shared/suites/sparql beside the checkout"
FORMATS = {
    ".ttl": RdfFormat.TURTLE,
    ".rdf": RdfFormat.RDF_XML,
    ".nt": RdfFormat.N_TRIPLES,
}


def manifest(folder: str) -> rdflib.Graph:
    """The manifest of a folder of the suite; its relative IRIs are those under `BASE`."""
    path = SUITE / folder / "manifest.ttl"
    return rdflib.Graph().parse(path, format="turtle", publicID=f"{BASE}{folder}/manifest.ttl")


def entries(graph: rdflib.Graph) -> Iterator[Node]:
    """The cases of a manifest, in its order."""
    for listed in graph.objects(None, MF.entries):
        yield from Collection(graph, listed)


def path_of(iri: str) -> Path:
    """The file of the suite that has this IRI."""
    return SUITE / iri.removeprefix(BASE)


def triples(path: Path, base: str) -> Iterator[Triple]:
    """What a file says; its blank nodes are its own."""
    for quad in parse(
        path.read_bytes(),
        format=FORMATS[path.suffix],
        base_iri=base,
        rename_blank_nodes=True,
    ):
        yield quad.triple


def write_release(settings: Settings, graphs: Mapping[str, Iterable[Triple]]) -> None:
    """Makes a release of these named graphs, empty ones too, the current one of `settings`."""
    folder = settings.releases / "suite"
    (folder / "documents").mkdir(parents=True)
    store = pyoxigraph.Store(str(folder / "store"))
    counts = {}
    for name, said in graphs.items():
        graph = NamedNode(name)
        quads = [Quad(t.subject, t.predicate, t.object, graph) for t in said]
        store.add_graph(graph)
        store.extend(quads)
        counts[name] = len(quads)
    store.flush()
    findings = {"violation": 0, "warning": 0, "info": 0}
    told = {"version": "0", "fingerprint": "suite", "graphs": counts, "documents": {}}
    (folder / "manifest.json").write_text(json.dumps(told | {"clashes": [], "findings": findings}))
    (folder / "report.json").write_text(json.dumps({"conforms": True, "results": []}))
    (settings.releases / "current").write_text("suite\n")
