"""Whether two answers say the same, whatever their blank nodes and spelling of numbers.

An answer is brought to a canonical RDF graph: a CONSTRUCT as it is, rows as one
node each with a property for each variable. The order of rows counts where the
query orders them.
"""

import csv
import io
import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

import pyoxigraph

from maillage.rdf import (
    XSD,
    BlankNode,
    Literal,
    NamedNode,
    Quad,
    QueryBoolean,
    QueryResultsFormat,
    QuerySolutions,
    QueryTriples,
    RdfFormat,
    Term,
    Triple,
    integer,
    parse,
    parse_query_results,
)
from maillage.store import Store

Rows = Sequence[Mapping[str, Term]]
RESULTS = {
    ".srx": QueryResultsFormat.XML,
    ".srj": QueryResultsFormat.JSON,
    ".tsv": QueryResultsFormat.TSV,
}
SUFFIXES = {
    "application/sparql-results+xml": ".srx",
    "application/sparql-results+json": ".srj",
    "text/tab-separated-values": ".tsv",
    "text/csv": ".csv",
    "text/turtle": ".ttl",
}
"""How the suite names a file of each media type."""
RS = "http://www.w3.org/2001/sw/DataAccess/tests/result-set#"
RESULT_SET = NamedNode(RS + "ResultSet")
VARIABLES = f"SELECT ?variable {{ ?set <{RS}resultVariable> ?variable }}"
BINDINGS = f"""SELECT ?row ?variable ?value {{
  ?set <{RS}solution> ?row . ?row <{RS}binding> ?cell .
  ?cell <{RS}variable> ?variable ; <{RS}value> ?value
}}"""
WORD = "urn:result:"
TIMES, PLACE = NamedNode(WORD + "times"), NamedNode(WORD + "place")
NUMBER = re.compile(r"[+-]?[0-9]+(\.[0-9]*)?([eE][+-]?[0-9]+)?")


def _decimal(text: str) -> str:
    return f"{Decimal(text).normalize():f}"


SPELLINGS: Mapping[str, Callable[[str], str]] = {
    XSD.integer.value: lambda text: str(int(text)),
    XSD.decimal.value: _decimal,
    XSD.double.value: lambda text: repr(float(text)),
    XSD.float.value: lambda text: repr(float(text)),
    XSD.boolean.value: lambda text: {"1": "true", "0": "false"}.get(text, text),
}
"""One spelling for each value of these datatypes; an ill-formed one stays as it is."""


def _spelled(term: Term | Triple) -> Term | Triple:
    if not isinstance(term, Literal) or term.datatype.value not in SPELLINGS:
        return term
    try:
        text = SPELLINGS[term.datatype.value](term.value)
    except (ValueError, ArithmeticError):
        return term
    return Literal(text, datatype=term.datatype)


def _canonical(quads: Iterable[Quad]) -> frozenset[str]:
    graph = pyoxigraph.Dataset(quads)
    graph.canonicalize(pyoxigraph.CanonicalizationAlgorithm.UNSTABLE)
    return frozenset(map(str, graph))


@dataclass(frozen=True)
class Said:
    """What an answer says: a graph, rows under their variables, or a yes or no."""

    graph: frozenset[str] = frozenset()
    variables: frozenset[str] = frozenset()
    boolean: bool | None = None


def of_graph(triples: Iterable[Triple]) -> Said:
    return Said(_canonical(Quad(t.subject, t.predicate, _spelled(t.object)) for t in triples))


def _of_rows(variables: Iterable[str], rows: Rows, is_ordered: bool) -> Said:
    said = [tuple(sorted((name, _spelled(term)) for name, term in row.items())) for row in rows]
    numbered = list(enumerate(said)) if is_ordered else [(0, row) for row in said]
    quads = []
    for (place, row), times in Counter(numbered).items():
        node = BlankNode()
        quads += [Quad(node, TIMES, integer(times)), Quad(node, PLACE, integer(place))]
        quads += [Quad(node, NamedNode(WORD + name), term) for name, term in row]
    return Said(_canonical(quads), frozenset(variables))


def of_answer(answer: QueryBoolean | QuerySolutions | QueryTriples, is_ordered: bool) -> Said:
    """What the engine, or a file of rows that it read, says."""
    if isinstance(answer, QueryBoolean):
        return Said(boolean=bool(answer))
    if isinstance(answer, QueryTriples):
        return of_graph(answer)
    names = [variable.value for variable in answer.variables]
    rows = [{name: row[name] for name in names if row[name] is not None} for row in answer]
    return _of_rows(names, rows, is_ordered)


def read(body: bytes, suffix: str, is_ordered: bool, base: str = "") -> Said:
    """What a body in the format of this suffix says.

    Raises:
        ValueError, SyntaxError: it is not in that format.
    """
    if suffix in RESULTS:
        return of_answer(parse_query_results(body, format=RESULTS[suffix]), is_ordered)
    if suffix == ".csv":
        names, *lines = csv.reader(io.StringIO(body.decode("utf-8")))
        rows = [{n: _cell(text) for n, text in zip(names, line, strict=True)} for line in lines]
        return _of_rows(names, rows, is_ordered)
    quads = list(parse(body, format=RdfFormat.TURTLE, base_iri=base or None))
    if RESULT_SET in {quad.object for quad in quads}:
        return _of_result_set(quads)
    return of_graph(quad.triple for quad in quads)


def _of_result_set(quads: Iterable[Quad]) -> Said:
    """Rows that stand in a file as RDF, in the vocabulary of the first SPARQL suite."""
    store = Store()
    store.merge(quads)
    view = store.view()
    rows: dict[Term, dict[str, Term]] = {}
    for found in view.select(BINDINGS):
        rows.setdefault(found["row"], {})[found["variable"].value] = found["value"]
    variables = [found["variable"].value for found in view.select(VARIABLES)]
    return _of_rows(variables, list(rows.values()), is_ordered=False)


def _cell(text: str) -> Term:
    """What a cell of CSV says: there are no types in it, only words, numbers and blank nodes."""
    if text.startswith("_:"):
        return BlankNode(text[2:])
    if NUMBER.fullmatch(text):
        return Literal(_decimal(text), datatype=XSD.decimal)
    return Literal(text)
