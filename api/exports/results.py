"""The standard formats of SPARQL results, exactly: JSON, XML, CSV, TSV."""

from typing import ClassVar

from api.exports.base import Export, Subject, without
from maillage import catalogue


class Results(Export):
    """A format of the W3C, written by the engine."""

    def render(self, subject: Subject) -> bytes:
        if subject.answer.query.form == "CONSTRUCT":
            raise without(self.title, "c'est un graphe ; voyez /sparql", "a graph; see /sparql")
        return catalogue.render(subject.answer, self.extension).encode()


class Json(Results):
    title = "JSON"
    media_type = "application/sparql-results+json"
    aliases: ClassVar[tuple[str, ...]] = ("application/json",)
    extension = "json"


class Csv(Results):
    """As the standard says (UTF-8, CRLF, values as they are): nothing is changed for spreadsheets.

    A spreadsheet may take a text that begins with ``=`` for a formula; XLSX has none.
    """

    title = "CSV"
    media_type = "text/csv"
    extension = "csv"
    charset = "; charset=utf-8"


class Tsv(Results):
    title = "TSV"
    media_type = "text/tab-separated-values"
    extension = "tsv"
    charset = "; charset=utf-8"


class Xml(Results):
    title = "XML"
    media_type = "application/sparql-results+xml"
    extension = "xml"
