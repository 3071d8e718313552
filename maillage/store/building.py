"""The graph being built: on disk for a release, in memory for a check."""

import os
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pyoxigraph

from maillage.rdf import DefaultGraph, NamedNode, Quad, RdfFormat, Statement, Triple, serialize
from maillage.store.kept import Kept
from maillage.store.view import CHUNK, MERGE, Embedded


def _merged(told: Statement) -> Quad:
    if isinstance(told, Quad) and told.graph_name == MERGE:
        return told
    return Quad(told.subject, told.predicate, told.object, MERGE)


class Store:
    """A store being built: on disk at `path`, or in memory without one."""

    def __init__(self, path: Path | None = None) -> None:
        self._store = pyoxigraph.Store(str(path) if path else None)

    @classmethod
    def of(cls, view: Embedded) -> "Store":
        """The same graphs in memory: quicker to scan, for about half a kilobyte a quad."""
        store = cls()
        reading, writing = os.pipe()
        with ThreadPoolExecutor(1) as other, os.fdopen(reading, "rb", CHUNK) as source:
            dumped = other.submit(view.dump, writing)
            store._store.bulk_load(source, RdfFormat.N_QUADS, lenient=True)
            dumped.result()
        for name in view.graphs():
            store._store.add_graph(NamedNode(name))
        return store

    def add(self, quads: Iterable[Quad]) -> None:
        """Adds quads of named graphs, and each of their triples once to the merge."""
        self._store.bulk_extend(
            quad
            for named in quads
            for quad in (named, Quad(named.subject, named.predicate, named.object, DefaultGraph()))
        )

    def merge(self, statements: Iterable[Statement]) -> None:
        """Adds statements to the merge alone: for a graph in memory that has no named ones."""
        self._store.extend(map(_merged, statements))

    def remove(self, triples: Iterable[Triple]) -> None:
        """Takes triples out of the merge: to try a mend, and to take it back."""
        for triple in triples:
            self._store.remove(_merged(triple))

    def optimise(self) -> None:
        """Compacts the files, once all is added."""
        self._store.flush()
        self._store.optimize()

    def view(self, answers: Kept | None = None) -> Embedded:
        """What may be read of it; `answers` are those that were made with the same graphs."""
        return Embedded(self._store, answers)

    def dump(self, path: Path) -> None:
        """Writes the named graphs as N-Quads (the merge is not repeated)."""
        named = (
            quad
            for graph in self._store.named_graphs()
            for quad in self._store.quads_for_pattern(None, None, None, graph)
        )
        serialize(named, str(path), format=RdfFormat.N_QUADS)
