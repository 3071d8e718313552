"""SPARQL 1.1 Query Results JSON Format."""

from typing import ClassVar

from api.formats.base import SolutionsFormat
from maillage.rdf import QueryResultsFormat


class Json(SolutionsFormat):
    title = "SPARQL JSON"
    media_type = "application/sparql-results+json"
    aliases: ClassVar[tuple[str, ...]] = ("application/json",)
    extension = "json"
    iri = "http://www.w3.org/ns/formats/SPARQL_Results_JSON"
    encoding = QueryResultsFormat.JSON
