"""A release copied into an endpoint: every graph, then the merge, and the mark last.

A load that stops on the way leaves the mark of a part, and no service answers
from it. What services still ask when a load begins is waited for.
"""

import time
from collections.abc import Callable, Collection, Iterable, Iterator
from itertools import islice

from maillage.iri import MARK_GRAPH, MERGE_GRAPH
from maillage.rdf import (
    DefaultGraph,
    NamedNode,
    RdfFormat,
    Triple,
    serialize,
)
from maillage.store import trouble
from maillage.store.endpoint import Client, Question
from maillage.store.mark import FRESH, Mark, held, rows_of, seen, uncut
from maillage.store.remote import skolem
from maillage.store.view import MERGE, View

PIECE = 50_000
"""Triples of a request of the Graph Store Protocol: about 7 MB."""
BATCH = 1_000
"""Triples of an INSERT DATA: Virtuoso refuses a text that compiles to over 10,000 lines."""
SECONDS = 600.0
"""Seconds that one request of a load may take."""

Say = Callable[[str], None]


def load(
    client: Client, view: View, release: str, say: Say, query_seconds: float, rows: int = 1
) -> bool:
    """Makes the endpoint hold this release, unless it does; whether it was loaded.

    Args:
        query_seconds: the longest that a service may still be asking what stood there.
        rows: how many rows an answer must be able to hold.

    Raises:
        EndpointError: the endpoint is away, refuses, or does not hold what was sent.
    """
    whole, before = Mark(release, is_whole=True), seen(client, SECONDS)
    if before == whole:
        return False
    graphs = [NamedNode(name) for name in sorted(view.graphs())]
    stale = held(client, SECONDS) - view.graphs()
    _mark(client, Mark(release, is_whole=False), stale | view.graphs())
    if before is not None and before.is_whole:
        say(f"waiting {FRESH + query_seconds:g} s for what is asked")
        time.sleep(FRESH + query_seconds)
    for name in sorted(stale):
        _drop(client, NamedNode(name))
    sent = {graph.value: _graph(client, view, graph, graph, say) for graph in graphs}
    sent[MERGE_GRAPH.value] = _graph(client, view, MERGE, MERGE_GRAPH, say)
    say("counting")
    _counted(client, sent)
    uncut(client, SECONDS, rows)
    _mark(client, whole, view.graphs())
    return True


def stages(counts: Collection[int]) -> int:
    """How often `load` says something, about: a piece of a graph and of the merge each."""
    pieces = [max(1, -(-count // PIECE)) for count in counts]
    return sum(pieces) + max(1, -(-sum(counts) // PIECE)) + 2


def _mark(client: Client, mark: Mark, graphs: Iterable[str]) -> None:
    said = mark.triples(graphs)
    if client.endpoint.graphs:
        client.graph("PUT", MARK_GRAPH, said.encode(), SECONDS)
        return
    _drop(client, MARK_GRAPH)
    _update(client, f"INSERT DATA {{ GRAPH {MARK_GRAPH} {{ {said} }} }}")


def _drop(client: Client, graph: NamedNode) -> None:
    """Takes a graph away; one that is not there is no error."""
    if client.endpoint.graphs:
        client.graph("PUT", graph, b"", SECONDS)
    else:
        _update(client, f"DROP SILENT GRAPH {graph}")


def _graph(
    client: Client, view: View, source: NamedNode | DefaultGraph, target: NamedNode, say: Say
) -> int:
    """Replaces one graph; returns how many triples it now has."""
    by_graphs, total = bool(client.endpoint.graphs), 0
    if not by_graphs:
        _drop(client, target)
    for piece in _pieces(view, source):
        say(f"{target.value} {total:,}".replace(",", " "))
        if by_graphs:
            method = "POST" if total else "PUT"
            client.graph(method, target, _n_triples(piece), SECONDS)
        else:
            _insert(client, target, piece)
        total += len(piece)
    return total


def _pieces(view: View, source: NamedNode | DefaultGraph) -> Iterator[list[Triple]]:
    quads = view.quads(None, None, None, source)
    while quads_here := list(islice(quads, PIECE)):
        yield [
            Triple(skolem(quad.subject), quad.predicate, skolem(quad.object)) for quad in quads_here
        ]


def _insert(client: Client, target: NamedNode, triples: list[Triple]) -> None:
    for start in range(0, len(triples), BATCH):
        said = _n_triples(triples[start : start + BATCH]).decode()
        _update(client, f"INSERT DATA {{ GRAPH {target} {{\n{said}}} }}")


def _n_triples(triples: list[Triple]) -> bytes:
    return serialize(triples, format=RdfFormat.N_TRIPLES) or b""


def _update(client: Client, text: str) -> None:
    client.update(text, SECONDS)


def _counted(client: Client, sent: dict[str, int]) -> None:
    """Makes sure that each graph has what was sent.

    Raises:
        EndpointError: one has not.
    """
    text = "SELECT ?g (COUNT(*) AS ?n) WHERE { GRAPH ?g { ?s ?p ?o } } GROUP BY ?g"
    question = Question(text, (MARK_GRAPH.value,), tuple(sent))
    rows = rows_of(client.ask(question, SECONDS), client.endpoint.query)
    found = {row["g"].value: int(row["n"].value) for row in rows}
    for name, count in sent.items():
        if found.get(name, 0) != count:
            raise trouble.incomplete(client.endpoint.query, name, found.get(name, 0), count)
