"""An answer as text: the table of a terminal, or a standard format written by the RDF library."""

import json
from collections.abc import Mapping

from maillage.catalogue.answers import Answer
from maillage.catalogue.table import table
from maillage.errors import InputError
from maillage.rdf import (
    BlankNode,
    Literal,
    NamedNode,
    QueryResultsFormat,
    RdfFormat,
    Term,
    Triple,
    parse_query_results,
    serialize,
)

RESULTS: Mapping[str, QueryResultsFormat] = {
    "csv": QueryResultsFormat.CSV,
    "json": QueryResultsFormat.JSON,
    "tsv": QueryResultsFormat.TSV,
    "xml": QueryResultsFormat.XML,
}
GRAPHS: Mapping[str, RdfFormat] = {
    "nt": RdfFormat.N_TRIPLES,
    "rdf": RdfFormat.RDF_XML,
    "ttl": RdfFormat.TURTLE,
}
FORMATS = ("table", *RESULTS, *GRAPHS)
"""All that `render` can write; the last three for a CONSTRUCT, the others for the rest."""


def _value(term: Term) -> dict[str, str]:
    if isinstance(term, NamedNode):
        return {"type": "uri", "value": term.value}
    if isinstance(term, BlankNode):
        return {"type": "bnode", "value": term.value}
    if term.language:
        return {"type": "literal", "value": term.value, "xml:lang": term.language}
    return {"type": "literal", "value": term.value, "datatype": term.datatype.value}


def _document(answer: Answer) -> dict[str, object]:
    if answer.query.form == "ASK":
        return {"head": {}, "boolean": answer.rows[0]["answer"] == Literal(True)}
    rows = [{name: _value(term) for name, term in row.items()} for row in answer]
    return {"head": {"vars": list(answer.variables)}, "results": {"bindings": rows}}


def _results(answer: Answer, form: QueryResultsFormat) -> str:
    text = json.dumps(_document(answer), ensure_ascii=False)
    found = parse_query_results(text, format=QueryResultsFormat.JSON)
    return (found.serialize(format=form) or b"").decode()


def _graph(answer: Answer, form: RdfFormat) -> str:
    triples = sorted((Triple(*row.values()) for row in answer), key=str)  # type: ignore[arg-type]
    return (serialize(triples, format=form) or b"").decode()


def render(answer: Answer, form: str, language: str = "fr") -> str:
    """The answer in one of `FORMATS`; only a table depends on the language.

    Raises:
        InputError: answers of this kind have no such format.
    """
    if form == "table":
        return table(answer, language)
    is_graph = answer.query.form == "CONSTRUCT"
    known = GRAPHS if is_graph else RESULTS
    if form not in known:
        names = ", ".join(("table", *known))
        raise InputError(f"format {form}", f"{answer.query.name} can be had as {names}")
    return _graph(answer, GRAPHS[form]) if is_graph else _results(answer, RESULTS[form])
