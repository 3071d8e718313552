"""RDF 1.1 Turtle, on the project's prefix table."""

from collections.abc import Iterable

from api.formats.base import GraphFormat
from maillage.rdf import PREFIXES, RdfFormat, Triple, serialize


class Turtle(GraphFormat):
    title = "Turtle"
    media_type = "text/turtle"
    extension = "ttl"
    iri = "http://www.w3.org/ns/formats/Turtle"
    encoding = RdfFormat.TURTLE

    def render(self, triples: Iterable[Triple]) -> bytes:
        """Turtle with the prefixes that it uses, in order (the library shuffles them)."""
        text = serialize(triples, format=self.encoding, prefixes=dict(PREFIXES)) or b""
        *directives, body = text.split(b"\n", len(PREFIXES))
        used = [line for line in sorted(directives) if line.split()[1] in body]
        return b"\n".join((*used, body))
