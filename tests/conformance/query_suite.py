"""The W3C's SPARQL 1.1 query cases as data: texts, graphs, and what must come back."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import rdflib
from rdflib.namespace import RDF
from rdflib.term import Node

from tests.conformance.sparql_suite import BASE, MF, SUITE, entries, manifest, path_of

QT = rdflib.Namespace("http://www.w3.org/2001/sw/DataAccess/tests/test-query#")
FOLDERS = (
    *("aggregates", "bind", "bindings", "cast", "construct", "csv-tsv-res", "entailment"),
    *("exists", "functions", "grouping", "json-res", "negation", "project-expression"),
    *("property-path", "service", "subquery", "syntax-fed", "syntax-query"),
)
"""Every folder of the suite that holds queries."""
POSITIVE, NEGATIVE = MF.PositiveSyntaxTest11, MF.NegativeSyntaxTest11
EVALUATIONS = frozenset({MF.QueryEvaluationTest, MF.CSVResultFormatTest})


@dataclass(frozen=True)
class Case:
    """One case, ``<folder>/<name>``.

    `data` are the graphs whose merge is the default graph, `named` the named
    ones; `result` is None where only the syntax is asked, and `valid` tells
    whether it is one.
    """

    name: str
    query: str
    data: tuple[str, ...]
    named: tuple[str, ...]
    result: str | None
    valid: bool

    @property
    def text(self) -> str:
        return path_of(self.query).read_text(encoding="utf-8")

    @property
    def expected(self) -> Path:
        """The file of what must come back."""
        assert self.result is not None
        return path_of(self.result)


def _case(graph: rdflib.Graph, folder: str, entry: Node) -> Case | None:
    kind, action = graph.value(entry, RDF.type), graph.value(entry, MF.action)
    name = f"{folder}/{str(entry).rsplit('#', 1)[-1]}"
    if kind in (POSITIVE, NEGATIVE):
        return Case(name, str(action), (), (), None, kind == POSITIVE)
    assert kind in EVALUATIONS, kind
    return Case(
        name,
        query=str(graph.value(action, QT.query)),
        data=tuple(sorted(map(str, graph.objects(action, QT.data)))),
        named=tuple(sorted(map(str, graph.objects(action, QT.graphData)))),
        result=str(graph.value(entry, MF.result)),
        valid=True,
    )


def cases() -> Iterator[Case]:
    """The cases, in the order of `FOLDERS`; none where the suite is not there."""
    if not SUITE.is_dir():
        return
    for folder in FOLDERS:
        graph = manifest(folder)
        for entry in entries(graph):
            found = _case(graph, folder, entry)
            if found:
                yield found


def graphs(found: tuple[Case, ...]) -> set[str]:
    """The IRIs of all the files that these cases ask about."""
    assert all(name.startswith(BASE) for case in found for name in (*case.data, *case.named))
    return {name for case in found for name in (*case.data, *case.named)}
