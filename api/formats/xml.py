"""SPARQL Query Results XML Format."""

from typing import ClassVar

from api.formats.base import SolutionsFormat
from maillage.rdf import QueryResultsFormat


class Xml(SolutionsFormat):
    title = "SPARQL XML"
    media_type = "application/sparql-results+xml"
    aliases: ClassVar[tuple[str, ...]] = ("application/xml", "text/xml")
    extension = "xml"
    iri = "http://www.w3.org/ns/formats/SPARQL_Results_XML"
    encoding = QueryResultsFormat.XML
