"""RDF 1.1 XML syntax."""

import re
from collections.abc import Iterable
from http import HTTPStatus
from typing import ClassVar

from api.errors import Problem
from api.formats.base import GraphFormat
from maillage.rdf import PREFIXES, RdfFormat, Triple, serialize

ENDS_IN_NAME = re.compile(r"[^\W\d][\w.-]*$")
ROOT = re.compile(rb"<rdf:RDF ([^>]*)>")


class RdfXml(GraphFormat):
    title = "RDF/XML"
    media_type = "application/rdf+xml"
    aliases: ClassVar[tuple[str, ...]] = ("application/xml", "text/xml")
    extension = "rdf"
    iri = "http://www.w3.org/ns/formats/RDF_XML"
    encoding = RdfFormat.RDF_XML

    def render(self, triples: Iterable[Triple]) -> bytes:
        """XML with its namespaces in order (the library shuffles them)."""
        said = list(triples)
        for predicate in {triple.predicate.value for triple in said}:
            if not ENDS_IN_NAME.search(predicate):
                raise _unwritable(predicate)
        text = serialize(said, format=self.encoding, prefixes=dict(PREFIXES)) or b""
        return ROOT.sub(_sorted, text, count=1)


def _sorted(root: re.Match[bytes]) -> bytes:
    return b"<rdf:RDF " + b" ".join(sorted(root[1].split())) + b">"


def _unwritable(predicate: str) -> Problem:
    return Problem(
        HTTPStatus.NOT_ACCEPTABLE,
        f"RDF/XML ne sait pas écrire la propriété <{predicate}> ; demandez du Turtle.",
        f"RDF/XML cannot write the property <{predicate}>; ask for Turtle.",
    )
