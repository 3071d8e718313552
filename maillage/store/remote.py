"""A view of a release that stands in a SPARQL 1.1 endpoint.

Blank nodes have IRIs there (`iri.SKOLEM`): they keep their names between two
answers, and between the merge and the named graph that both hold them.
"""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cached_property, lru_cache
from itertools import chain
from typing import Any

import pyoxigraph

from maillage.iri import ONTOLOGY_GRAPH, SKOLEM
from maillage.rdf import (
    XSD,
    BlankNode,
    DefaultGraph,
    NamedNode,
    Quad,
    QueryResultsFormat,
    RdfFormat,
    Term,
    Triple,
    parse,
    parse_query_results,
)
from maillage.store import trouble
from maillage.store.dataset import placed, sent
from maillage.store.endpoint import Question
from maillage.store.http import Heard
from maillage.store.view import MERGE, Answer, Embedded, View, projected

FIRST = 500
"""Quads of a pattern that are asked for at first: most callers want a few, or only whether."""
REMEMBERED = 20_000
"""Patterns whose quads are kept: a page asks for the same labels as the one before."""
VIRTUOSO_ASK = "__ASK_RETVAL"
"""The variable in which Virtuoso 7.2.5 answers an ASK, a row for yes and none for no."""
BOOLEAN = XSD.boolean.value
BOOLEANS = {"1": "true", "0": "false"}
"""Virtuoso's booleans → those that the embedded engine writes."""
NOTHING = pyoxigraph.Store()
FORMATS = {"application/n-triples": RdfFormat.N_TRIPLES, "text/turtle": RdfFormat.TURTLE}
TRUE, FALSE = (b'{"head":{},"boolean":%s}' % word for word in (b"true", b"false"))

Asks = Callable[[Question], Heard]
"""Sends a question and returns what was answered, or raises why there is no answer."""
Node = NamedNode | BlankNode
Pattern = tuple[Node | None, NamedNode | None, Term | None]


class Remote(View):
    """What `View` says, asked over the SPARQL 1.1 protocol.

    Args:
        asks: how a question gets there.
        graphs: the IRIs of the release's named graphs; GRAPH sees no other.
        stands: makes sure that the release stands there.
    """

    def __init__(
        self, asks: Asks, graphs: Iterable[str], stands: Callable[[], None] = lambda: None
    ) -> None:
        self._asks = asks
        self._graphs = frozenset(graphs)
        self._stands = stands
        self._kept = lru_cache(REMEMBERED)(self._some)

    def __len__(self) -> int:
        count = "SELECT (COUNT(*) AS ?n) WHERE { %s }"
        bodies = ("?s ?p ?o", "GRAPH ?g { ?s ?p ?o }")
        return sum(int(next(self.select(count % body))["n"].value) for body in bodies)

    def quads(
        self,
        subject: NamedNode | BlankNode | None = None,
        predicate: NamedNode | None = None,
        value: Term | None = None,
        graph: NamedNode | DefaultGraph | None = None,
    ) -> Iterator[Quad]:
        """See `View.quads`; a long answer is asked for whole once its start is not enough.

        The ontology is fetched once and looked up here: its pages and downloads
        take thousands of its nodes, one after the other.
        """
        pattern = (subject, predicate, value)
        if graph == ONTOLOGY_GRAPH:
            yield from self._ontology.quads(*pattern, graph)
            return
        first = self._kept(pattern, graph)
        yield from first
        if len(first) >= FIRST:
            given = frozenset(first)
            yield from (quad for quad in self._matching(pattern, graph) if quad not in given)

    @cached_property
    def _ontology(self) -> Embedded:
        store = pyoxigraph.Store()
        store.extend(self._matching((None, None, None), ONTOLOGY_GRAPH))
        return Embedded(store)

    def _some(self, pattern: Pattern, graph: NamedNode | DefaultGraph | None) -> tuple[Quad, ...]:
        return tuple(self._matching(pattern, graph, f" LIMIT {FIRST}"))

    def _matching(
        self, pattern: Pattern, graph: NamedNode | DefaultGraph | None, limit: str = ""
    ) -> Iterator[Quad]:
        said = list(zip(pattern, ("?s", "?p", "?o"), strict=True))
        body = " ".join(name if term is None else written(term) for term, name in said)
        free = [name for term, name in said if term is None]
        if graph is None:
            text = f"SELECT {' '.join(free)} ?g WHERE {{ GRAPH ?g {{ {body} }} }}{limit}"
            named = self._rows(text, None)
            return chain(self._matching(pattern, MERGE, limit), _quads(pattern, named, None))
        names = " ".join(free) or "(1 AS ?one)"
        default = None if isinstance(graph, DefaultGraph) else (graph.value,)
        found = self._rows(f"SELECT {names} WHERE {{ {body} }}{limit}", default)
        return _quads(pattern, found, graph)

    def _rows(self, text: str, default: tuple[str, ...] | None) -> Iterator[dict[str, Term]]:
        solutions = self._asked(text, default, None)
        assert isinstance(solutions, pyoxigraph.QuerySolutions)
        names = [variable.value for variable in solutions.variables]
        return (dict(zip(names, solution, strict=True)) for solution in solutions)

    def holds(
        self, subject: NamedNode | BlankNode | Triple, predicate: NamedNode, value: Term | Triple
    ) -> bool:
        if isinstance(subject, Triple) or isinstance(value, Triple):
            return False
        return self.ask(f"ASK {{ {written(subject)} {predicate} {written(value)} }}")

    def answer(
        self,
        query: str,
        default: Iterable[str] | None = None,
        named: Iterable[str] | None = None,
    ) -> Answer:
        """See `View.answer`. The embedded engine reads the text first, on an empty store.

        So what is sent is SPARQL 1.1 and a query, without the extensions that
        engines read, and errors of syntax have the same words whatever the engine.
        """
        NOTHING.query(query, base_iri=SKOLEM)
        if default is None and named is None:
            return self._asked(query, None, None)
        return self._asked(query, tuple(default or ()), tuple(named or ()))

    def graphs(self) -> frozenset[str]:
        return self._graphs

    def stands(self) -> None:
        self._stands()

    def _query(self, query: str, bindings: Mapping[str, Term] | None) -> Answer:
        if bindings:
            unknown = set(bindings) - set(projected(query))
            if unknown:
                raise RuntimeError(f"?{min(unknown)} is not in the projection of the query")
            names = " ".join(f"?{name}" for name in bindings)
            terms = " ".join(map(written, bindings.values()))
            query = f"{query}\nVALUES ({names}) {{ ({terms}) }}"
        return self._asked(query, None, None)

    def _asked(
        self, query: str, default: tuple[str, ...] | None, named: tuple[str, ...] | None
    ) -> Answer:
        told = placed(query)
        if default is None and named is None:
            default, named = told.default, told.named
        main, seen = sent(default, named, self._graphs)
        if "GRAPH" not in told.text.upper():
            seen = ()
        is_ask, rows = form(query)
        heard = self._asks(Question(told.text, main, seen, rows))
        try:
            return _solutions(heard, is_ask) if rows else _triples(heard)
        except (SyntaxError, ValueError, KeyError) as error:
            raise trouble.wrong("the SPARQL endpoint", "its answer is not readable") from error


def form(query: str) -> tuple[bool, bool]:
    """Whether a query is an ASK, and whether it answers with rows or yes and no."""
    answer = NOTHING.query(query, base_iri=SKOLEM)
    is_graph = isinstance(answer, pyoxigraph.QueryTriples)
    return isinstance(answer, pyoxigraph.QueryBoolean), not is_graph


def written(term: Term) -> str:
    """A term as a query holds it, a blank node by its IRI."""
    return f"<{SKOLEM}{term.value}>" if isinstance(term, BlankNode) else str(term)


def skolem(term: Any) -> Any:
    """The IRI that a blank node has in an endpoint; any other term as it is."""
    return NamedNode(SKOLEM + term.value) if isinstance(term, BlankNode) else term


def unskolem(term: Any) -> Any:
    """The blank node that an IRI of an endpoint stands for; any other term as it is."""
    if isinstance(term, NamedNode) and term.value.startswith(SKOLEM):
        return BlankNode(term.value.removeprefix(SKOLEM))
    return term


def _quads(
    pattern: Pattern, rows: Iterable[Mapping[str, Term]], graph: NamedNode | DefaultGraph | None
) -> Iterator[Quad]:
    for row in rows:
        found: list[Any] = [row.get(name, term) for name, term in zip("spo", pattern, strict=True)]
        inside: Any = row["g"] if graph is None else graph
        yield Quad(found[0], found[1], found[2], inside)


def _solutions(heard: Heard, is_ask: bool) -> Answer:
    answer = parse_query_results(_mended(heard), format=QueryResultsFormat.JSON)
    if not is_ask or isinstance(answer, pyoxigraph.QueryBoolean):
        return answer
    is_true = [name.value for name in answer.variables] == [VIRTUOSO_ASK] and any(answer)
    return parse_query_results(TRUE if is_true else FALSE, format=QueryResultsFormat.JSON)


def _mended(heard: Heard) -> bytes:
    """The rows with their blank nodes, and with booleans in the one form that we know."""
    most = int(heard.headers.get("x-sparql-maxrows", "0"))
    if not most and not any(mark in heard.body for mark in (SKOLEM.encode(), BOOLEAN.encode())):
        return heard.body
    tree = json.loads(heard.body)
    bindings = tree.get("results", {}).get("bindings", [])
    if most and len(bindings) >= most:
        raise trouble.cut("the SPARQL endpoint", most)
    for term in (term for row in bindings for term in row.values()):
        if term["type"] == "uri" and term["value"].startswith(SKOLEM):
            term.update(type="bnode", value=term["value"].removeprefix(SKOLEM))
        elif term.get("datatype") == BOOLEAN:
            term["value"] = BOOLEANS.get(term["value"], term["value"])
    return json.dumps(tree, ensure_ascii=False).encode()


def _triples(heard: Heard) -> Answer:
    """The triples as the embedded engine gives those of a CONSTRUCT."""
    store = pyoxigraph.Store()
    found = parse(heard.body, format=FORMATS[heard.media_type])
    store.extend(
        Quad(unskolem(quad.subject), quad.predicate, unskolem(quad.object)) for quad in found
    )
    answer = store.query("CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }")
    assert isinstance(answer, pyoxigraph.QueryTriples)
    return answer
