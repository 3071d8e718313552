"""RDF 1.1 N-Triples: one triple a line."""

from api.formats.base import GraphFormat
from maillage.rdf import RdfFormat


class NTriples(GraphFormat):
    title = "N-Triples"
    media_type = "application/n-triples"
    extension = "nt"
    iri = "http://www.w3.org/ns/formats/N-Triples"
    encoding = RdfFormat.N_TRIPLES
