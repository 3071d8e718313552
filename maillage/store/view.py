"""What is asked of a graph, whatever engine holds it, and the embedded engine.

The default graph of a view is the merge of its named graphs, each triple once:
Oxigraph's own union of graphs counts a triple once per graph that holds it,
which would make every figure that a researcher counts wrong
(docs/decisions/0003).
"""

import os
from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator, Mapping
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
    Term,
    Triple,
)
from maillage.store.kept import Kept

Row = dict[str, Term]
Answer = pyoxigraph.QuerySolutions | pyoxigraph.QueryBoolean | pyoxigraph.QueryTriples
TRIPLE = ("subject", "predicate", "object")
ANSWERS = "answers"
"""The folder beside a store that holds answers kept with it."""
CHUNK = 2**20
"""Bytes that pass at once from one store to another."""
MERGE = DefaultGraph()


def projected(query: str) -> tuple[str, ...]:
    """The variables that a SELECT answers with; none for the other forms.

    Raises:
        SyntaxError: the text is not SPARQL 1.1 (its message tells line and column).
    """
    answer = pyoxigraph.Store().query(query)
    if not isinstance(answer, pyoxigraph.QuerySolutions):
        return ()
    return tuple(variable.value for variable in answer.variables)


class View(ABC):
    """A read-only view of a graph: trusted queries of the product itself."""

    @staticmethod
    def open(path: Path) -> "Embedded":
        """Opens a store folder read-only; many processes may do so at once.

        Raises:
            UnavailableError: no store is there.
        """
        if not path.is_dir():
            raise UnavailableError(f"{path}: no store here (maillage build)")
        try:
            store = pyoxigraph.Store.read_only(str(path))
            return Embedded(store, Kept(path.parent / ANSWERS))
        except OSError as error:
            raise UnavailableError(f"{path}: is not a store (maillage build): {error}") from error

    def select(self, query: str, bindings: Mapping[str, Term] | None = None) -> Iterator[Row]:
        """The rows of a SELECT; unbound variables are absent from a row.

        `bindings` gives variables their values as RDF terms. Only what the
        outermost SELECT projects can be bound; other names are refused with
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

    @abstractmethod
    def __len__(self) -> int:
        """The quads of the named graphs and of the merge."""

    @abstractmethod
    def quads(
        self,
        subject: NamedNode | BlankNode | None = None,
        predicate: NamedNode | None = None,
        value: Term | None = None,
        graph: NamedNode | DefaultGraph | None = None,
    ) -> Iterator[Quad]:
        """The quads that match; `graph` None means every graph, the merge included."""

    @abstractmethod
    def holds(
        self, subject: NamedNode | BlankNode | Triple, predicate: NamedNode, value: Term | Triple
    ) -> bool:
        """Whether the merge holds this triple."""

    @abstractmethod
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

    def kept(self, query: str) -> Answer | None:
        """The answer to a question that was made with the graph, None where there is none."""
        del query
        return None

    @abstractmethod
    def graphs(self) -> frozenset[str]:
        """The IRIs of the named graphs."""

    @abstractmethod
    def stands(self) -> None:
        """Makes sure that it can be asked.

        Raises:
            UnavailableError: it cannot, with the reason and the remedy.
        """

    @abstractmethod
    def _query(self, query: str, bindings: Mapping[str, Term] | None) -> Answer: ...


class Embedded(View):
    """Oxigraph in this process: a store of its own, on disk or in memory.

    `answers` are those that were made with it; what is asked without bindings,
    and is among them, is not evaluated again.
    """

    def __init__(self, store: pyoxigraph.Store, answers: Kept | None = None) -> None:
        self._store = store
        self.answers = answers

    def __len__(self) -> int:
        return len(self._store)

    def quads(
        self,
        subject: NamedNode | BlankNode | None = None,
        predicate: NamedNode | None = None,
        value: Term | None = None,
        graph: NamedNode | DefaultGraph | None = None,
    ) -> Iterator[Quad]:
        """See `View.quads`.

        A generator, so that the engine's iterator (which may not be dropped by
        another thread) is gone once all is read.
        """
        yield from self._store.quads_for_pattern(subject, predicate, value, graph)

    def holds(
        self, subject: NamedNode | BlankNode | Triple, predicate: NamedNode, value: Term | Triple
    ) -> bool:
        return Quad(subject, predicate, value, MERGE) in self._store

    def answer(
        self,
        query: str,
        default: Iterable[str] | None = None,
        named: Iterable[str] | None = None,
    ) -> Answer:
        if default is None and named is None:
            return self._store.query(query, base_iri=BASE)
        return self._store.query(
            query,
            base_iri=BASE,
            default_graph=[NamedNode(name) for name in default or ()],
            named_graphs=[NamedNode(name) for name in named or ()],
        )

    def kept(self, query: str) -> Answer | None:
        return self.answers.find(query) if self.answers else None

    def dump(self, descriptor: int) -> None:
        """Writes every graph, the merge included, as N-Quads into a descriptor, and closes it."""
        with os.fdopen(descriptor, "wb", CHUNK) as sink:
            self._store.dump(sink, RdfFormat.N_QUADS)

    def graphs(self) -> frozenset[str]:
        return frozenset(graph.value for graph in self._store.named_graphs())

    def stands(self) -> None:
        """It is in this process: it always can."""

    def _query(self, query: str, bindings: Mapping[str, Term] | None) -> Answer:
        found = None if bindings else self.kept(query)
        if found is not None:
            return found
        substitutions: dict[pyoxigraph.Variable, Term | Triple] = {
            pyoxigraph.Variable(name): term for name, term in (bindings or {}).items()
        }
        return self._store.query(query, substitutions=substitutions or None)
