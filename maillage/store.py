"""The graph on disk: `Store` writes it at build time, `View` reads it.

The default graph of a store is the merge of its named graphs, written once:
Oxigraph's own union of graphs counts a triple once per graph that holds it,
which would make every figure that a researcher counts wrong
(docs/decisions/0003).
"""

import os
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pyoxigraph

from maillage.errors import UnavailableError
from maillage.iri import BASE
from maillage.rdf import (
    BlankNode,
    DefaultGraph,
    Literal,
    NamedNode,
    Quad,
    RdfFormat,
    Statement,
    Term,
    Triple,
    serialize,
)

Row = dict[str, Term]
Answer = pyoxigraph.QuerySolutions | pyoxigraph.QueryBoolean | pyoxigraph.QueryTriples
TRIPLE = ("subject", "predicate", "object")
CHUNK = 2**20
"""Bytes that pass at once from one store to another."""


def projected(query: str) -> tuple[str, ...]:
    """The variables that a SELECT answers with; none for the other forms.

    Raises:
        SyntaxError: the text is not SPARQL 1.1 (its message tells line and column).
    """
    answer = pyoxigraph.Store().query(query)
    if not isinstance(answer, pyoxigraph.QuerySolutions):
        return ()
    return tuple(variable.value for variable in answer.variables)


MERGE = DefaultGraph()


def _merged(told: Statement) -> Quad:
    if isinstance(told, Quad) and told.graph_name == MERGE:
        return told
    return Quad(told.subject, told.predicate, told.object, MERGE)


class View:
    """A read-only view of a graph: trusted queries of the product itself."""

    def __init__(self, store: pyoxigraph.Store) -> None:
        self._store = store

    @classmethod
    def open(cls, path: Path) -> "View":
        """Opens a store folder read-only; many processes may do so at once.

        Raises:
            UnavailableError: no store is there.
        """
        if not path.is_dir():
            raise UnavailableError(f"{path}: no store here (maillage build)")
        try:
            return cls(pyoxigraph.Store.read_only(str(path)))
        except OSError as error:
            raise UnavailableError(f"{path}: is not a store (maillage build): {error}") from error

    def __len__(self) -> int:
        return len(self._store)

    def select(self, query: str, bindings: Mapping[str, Term] | None = None) -> Iterator[Row]:
        """The rows of a SELECT; unbound variables are absent from a row.

        `bindings` gives variables their values as RDF terms. The engine only
        binds what the outermost SELECT projects, and refuses other names with
        a RuntimeError: for any place of a query, use `maillage.sparql.bound`.
        """
        answer = self._query(query, bindings)
        if not isinstance(answer, pyoxigraph.QuerySolutions):
            raise TypeError("not a SELECT query")
        names = [variable.value for variable in answer.variables]
        for solution in answer:
            yield {name: term for name in names if (term := solution[name]) is not None}

    def table(self, query: str) -> tuple[tuple[str, ...], tuple[Row, ...]]:
        """The variables of an answer, in the order of the query, and its rows.

        An ASK answers with the variable ``answer``, a CONSTRUCT with a row a triple.
        """
        answer = self._query(query, None)
        if isinstance(answer, pyoxigraph.QueryBoolean):
            return ("answer",), ({"answer": Literal(bool(answer))},)
        if isinstance(answer, pyoxigraph.QueryTriples):
            return TRIPLE, tuple(dict(zip(TRIPLE, triple, strict=True)) for triple in answer)
        names = tuple(variable.value for variable in answer.variables)
        return names, tuple(
            {name: term for name in names if (term := solution[name]) is not None}
            for solution in answer
        )

    def ask(self, query: str, bindings: Mapping[str, Term] | None = None) -> bool:
        return bool(self._query(query, bindings))

    def construct(self, query: str, bindings: Mapping[str, Term] | None = None) -> list[Triple]:
        answer = self._query(query, bindings)
        if not isinstance(answer, pyoxigraph.QueryTriples):
            raise TypeError("not a CONSTRUCT or DESCRIBE query")
        return list(answer)

    def quads(
        self,
        subject: NamedNode | BlankNode | None = None,
        predicate: NamedNode | None = None,
        value: Term | None = None,
        graph: NamedNode | DefaultGraph | None = None,
    ) -> Iterator[Quad]:
        """The quads that match; `graph` None means every graph, the merge included.

        A generator, so that the engine's iterator (which may not be dropped by
        another thread) is gone once all is read.
        """
        yield from self._store.quads_for_pattern(subject, predicate, value, graph)

    def holds(
        self, subject: NamedNode | BlankNode | Triple, predicate: NamedNode, value: Term | Triple
    ) -> bool:
        """Whether the merge holds this triple."""
        return Quad(subject, predicate, value, DefaultGraph()) in self._store

    def answer(
        self,
        query: str,
        default: Iterable[str] | None = None,
        named: Iterable[str] | None = None,
    ) -> Answer:
        """The engine's own answer to a query, to be written in a result format.

        Args:
            query: a text that was let pass; relative IRIs are taken from our base.
            default: the graphs that stand for the merge; `named` those that GRAPH sees.
                None for both is the release as it is, for one of them none.

        Raises:
            SyntaxError: it is not SPARQL 1.1 (the message tells line and column).
        """
        if default is None and named is None:
            return self._store.query(query, base_iri=BASE)
        return self._store.query(
            query,
            base_iri=BASE,
            default_graph=[NamedNode(name) for name in default or ()],
            named_graphs=[NamedNode(name) for name in named or ()],
        )

    def dump(self, descriptor: int) -> None:
        """Writes every graph, the merge included, as N-Quads into a descriptor, and closes it."""
        with os.fdopen(descriptor, "wb", CHUNK) as sink:
            self._store.dump(sink, RdfFormat.N_QUADS)

    def graphs(self) -> frozenset[str]:
        """The IRIs of the named graphs."""
        return frozenset(graph.value for graph in self._store.named_graphs())

    def _query(self, query: str, bindings: Mapping[str, Term] | None) -> Answer:
        substitutions: dict[pyoxigraph.Variable, Term | Triple] = {
            pyoxigraph.Variable(name): term for name, term in (bindings or {}).items()
        }
        return self._store.query(query, substitutions=substitutions or None)


class Store:
    """A store being built: on disk at `path`, or in memory without one."""

    def __init__(self, path: Path | None = None) -> None:
        self._store = pyoxigraph.Store(str(path) if path else None)

    @classmethod
    def of(cls, view: View) -> "Store":
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

    def view(self) -> View:
        return View(self._store)

    def dump(self, path: Path) -> None:
        """Writes the named graphs as N-Quads (the merge is not repeated)."""
        named = (
            quad
            for graph in self._store.named_graphs()
            for quad in self._store.quads_for_pattern(None, None, None, graph)
        )
        serialize(named, str(path), format=RdfFormat.N_QUADS)
