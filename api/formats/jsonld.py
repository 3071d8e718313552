"""JSON-LD 1.1; its context stands in the file, nothing is fetched to read it."""

from typing import ClassVar

from api.formats.base import GraphFormat
from maillage.rdf import RdfFormat


class JsonLd(GraphFormat):
    title = "JSON-LD"
    media_type = "application/ld+json"
    aliases: ClassVar[tuple[str, ...]] = ("application/json",)
    extension = "jsonld"
    iri = "http://www.w3.org/ns/formats/JSON-LD"
    encoding = RdfFormat.JSON_LD
