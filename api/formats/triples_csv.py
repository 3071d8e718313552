"""Triples as a table for spreadsheets: subject, property, value, and what sort of value."""

import csv
import io
from collections.abc import Iterable

from api.formats.base import Format
from maillage.rdf import PREFIXES, BlankNode, Literal, NamedNode, Triple

COLUMNS = ("sujet", "propriete", "valeur", "type", "langue")
FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""With what a cell begins that a spreadsheet may run."""


def harmless(text: str) -> str:
    """`text` as a cell that no spreadsheet takes for a formula: an apostrophe before it."""
    return f"'{text}" if text.startswith(FORMULA) else text


def _cells(value: object) -> tuple[str, str, str]:
    if isinstance(value, Literal):
        kind = value.datatype.value.removeprefix(PREFIXES["xsd"])
        is_text = kind == "string" or bool(value.language)
        return harmless(value.value) if is_text else value.value, kind, value.language or ""
    assert isinstance(value, NamedNode | BlankNode)
    return value.value, "iri" if isinstance(value, NamedNode) else "noeud", ""


class TriplesCsv(Format):
    title = "CSV"
    media_type = "text/csv"
    extension = "csv"
    iri = "http://www.w3.org/ns/formats/SPARQL_Results_CSV"

    def render(self, triples: Iterable[Triple]) -> bytes:
        text = io.StringIO()
        rows = csv.writer(text)
        rows.writerow(COLUMNS)
        for triple in triples:
            subject = _cells(triple.subject)[0]
            rows.writerow((subject, triple.predicate.value, *_cells(triple.object)))
        return text.getvalue().encode()
