"""The W3C's SHACL test suite as data: each case with its graphs and what is expected."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import rdflib
from rdflib import RDF, SH
from rdflib.collection import Collection
from rdflib.term import Node

SUITE = Path(__file__).parents[3] / "shared" / "suites" / "data-shapes-test-suite" / "tests"
MF = rdflib.Namespace("http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#")
SHT = rdflib.Namespace("http://www.w3.org/ns/shacl-test#")
Result = tuple[str, str, str, str, str, str]
"""Focus, path, value, severity, component, source shape; a blank node is « _ »."""


@dataclass(frozen=True)
class Case:
    """One ``sht:Validate`` test; `expected` is None where the engine must report a failure."""

    name: str
    data: Path
    shapes: Path
    expected: Counter[Result] | None


def _term(node: Node | None) -> str:
    if node is None:
        return ""
    return "_" if isinstance(node, rdflib.BNode) else node.n3()


def results(graph: rdflib.Graph, report: Node) -> Counter[Result]:
    """The results of a report, comparable between engines."""
    properties = (
        *(SH.focusNode, SH.resultPath, SH.value),
        *(SH.resultSeverity, SH.sourceConstraintComponent, SH.sourceShape),
    )
    found: Counter[Result] = Counter()
    for result in graph.objects(report, SH.result):
        a, b, c, d, e, f = (_term(graph.value(result, name)) for name in properties)
        found[a, b, c, d, e, f] += 1
    return found


def _path(base: Path, node: Node | None) -> Path:
    name = str(node).removeprefix("file://")
    return Path(name) if node is not None and name else base


def read(path: Path) -> rdflib.Graph:
    return rdflib.Graph().parse(path, format="turtle", publicID=path.as_uri())


def cases(manifest: Path = SUITE / "manifest.ttl") -> Iterator[Case]:
    """All the cases that a manifest holds or includes, in its order."""
    graph = read(manifest)
    for included in sorted(graph.objects(None, MF.include), key=str):
        yield from cases(_path(manifest, included))
    for entries in graph.objects(None, MF.entries):
        for test in Collection(graph, entries):
            if (test, RDF.type, SHT.Validate) in graph:
                yield _case(graph, test, manifest)


def _case(graph: rdflib.Graph, test: Node, manifest: Path) -> Case:
    action, expected = graph.value(test, MF.action), graph.value(test, MF.result)
    assert action is not None
    assert expected is not None
    failure = expected == SHT.Failure
    return Case(
        name=f"{manifest.parent.relative_to(SUITE).as_posix()}/{manifest.stem}",
        data=_path(manifest, graph.value(action, SHT.dataGraph)),
        shapes=_path(manifest, graph.value(action, SHT.shapesGraph)),
        expected=None if failure else results(graph, expected),
    )
