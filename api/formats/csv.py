"""SPARQL 1.1 Query Results CSV: plain values, for spreadsheets."""

from api.formats.base import SolutionsFormat
from maillage.rdf import QueryResultsFormat


class Csv(SolutionsFormat):
    title = "CSV"
    media_type = "text/csv"
    extension = "csv"
    iri = "http://www.w3.org/ns/formats/SPARQL_Results_CSV"
    encoding = QueryResultsFormat.CSV
