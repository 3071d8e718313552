"""SPARQL 1.1 Query Results TSV: terms as Turtle writes them."""

from api.formats.base import SolutionsFormat
from maillage.rdf import QueryResultsFormat


class Tsv(SolutionsFormat):
    title = "TSV"
    media_type = "text/tab-separated-values"
    extension = "tsv"
    iri = "http://www.w3.org/ns/formats/SPARQL_Results_TSV"
    encoding = QueryResultsFormat.TSV
