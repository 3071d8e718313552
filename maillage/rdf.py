"""The RDF library's term classes and our prefixes: the only fence to it.

Everything else imports terms from here, so that changing the library is a
change of this module (rdflib stays inside `turtle` and `validation`).
"""

from collections.abc import Mapping

from pyoxigraph import (
    BlankNode,
    DefaultGraph,
    Literal,
    NamedNode,
    Quad,
    QueryBoolean,
    QueryResultsFormat,
    QuerySolutions,
    QueryTriples,
    RdfFormat,
    Triple,
    parse,
    parse_query_results,
    serialize,
)

__all__ = [
    "DCTERMS",
    "MLG",
    "OA",
    "OWL",
    "PREFIXES",
    "PROV",
    "RDF",
    "RDFS",
    "SH",
    "SKOS",
    "VOID",
    "XSD",
    "BlankNode",
    "DefaultGraph",
    "Literal",
    "NamedNode",
    "Namespace",
    "Quad",
    "QueryBoolean",
    "QueryResultsFormat",
    "QuerySolutions",
    "QueryTriples",
    "RdfFormat",
    "Statement",
    "Term",
    "Triple",
    "compact",
    "integer",
    "label",
    "parse",
    "parse_query_results",
    "serialize",
    "typed",
]

Term = NamedNode | BlankNode | Literal
Statement = Triple | Quad
"""What has a subject, a predicate and an object, whatever its graph."""


class Namespace:
    """A vocabulary: ``MLG.Action`` and ``MLG["a-b"]`` are its terms."""

    def __init__(self, base: str) -> None:
        self.base = base

    def __getattr__(self, name: str) -> NamedNode:
        """A term, made when it is first asked for, then an attribute like others."""
        if name.startswith("__"):
            raise AttributeError(name)
        term = NamedNode(self.base + name)
        self.__dict__[name] = term
        return term

    def __getitem__(self, name: str) -> NamedNode:
        found = getattr(self, name)
        return found if isinstance(found, NamedNode) else NamedNode(self.base + name)


PREFIXES: Mapping[str, str] = {
    "cpsv": "http://purl.org/vocab/cpsv#",
    "dcat": "http://www.w3.org/ns/dcat#",
    "dcterms": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "geo": "http://www.opengis.net/ont/geosparql#",
    "igeo": "http://rdf.insee.fr/def/geo#",
    "legal": "http://www.w3.org/ns/legal#",
    "m8g": "http://data.europa.eu/m8g/",
    "mlg": "https://w3id.org/maillage/def#",
    "mls": "https://w3id.org/maillage/shapes#",
    "oa": "http://www.w3.org/ns/oa#",
    "org": "http://www.w3.org/ns/org#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "prov": "http://www.w3.org/ns/prov#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "schema": "https://schema.org/",
    "sh": "http://www.w3.org/ns/shacl#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "time": "http://www.w3.org/2006/time#",
    "vann": "http://purl.org/vocab/vann/",
    "vcard": "http://www.w3.org/2006/vcard/ns#",
    "void": "http://rdfs.org/ns/void#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
"""The project's one prefix table, for every file written and every query."""

DCTERMS = Namespace(PREFIXES["dcterms"])
MLG = Namespace(PREFIXES["mlg"])
OA = Namespace(PREFIXES["oa"])
OWL = Namespace(PREFIXES["owl"])
PROV = Namespace(PREFIXES["prov"])
RDF = Namespace(PREFIXES["rdf"])
RDFS = Namespace(PREFIXES["rdfs"])
SH = Namespace(PREFIXES["sh"])
SKOS = Namespace(PREFIXES["skos"])
VOID = Namespace(PREFIXES["void"])
XSD = Namespace(PREFIXES["xsd"])


def label(text: str, language: str = "fr") -> Literal:
    """A language-tagged string, French unless told."""
    return Literal(text, language=language)


def integer(value: int) -> Literal:
    """An ``xsd:integer``."""
    return Literal(str(value), datatype=XSD.integer)


def typed(text: str, datatype: str) -> Literal:
    """A literal of an XSD datatype given by its local name, e.g. ``date``."""
    return Literal(text, datatype=XSD[datatype])


def compact(iri: str) -> str:
    """`iri` as ``prefix:name`` where the table has its namespace, else as it is."""
    for prefix, base in PREFIXES.items():
        name = iri.removeprefix(base)
        if name != iri and name and "/" not in name and "#" not in name:
            return f"{prefix}:{name}"
    return iri
