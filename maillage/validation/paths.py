"""SHACL property paths as SPARQL property paths."""

from maillage.rdf import RDF, SH, BlankNode, NamedNode, Term
from maillage.validation.shapes import Index

SUFFIXES = {SH.zeroOrMorePath: "*", SH.oneOrMorePath: "+", SH.zeroOrOnePath: "?"}
FORMS = frozenset({RDF.first, SH.alternativePath, SH.inversePath, *SUFFIXES})


class UnsupportedError(Exception):
    """A part of SHACL that the bulk engine leaves to the reference engine."""


def sparql_path(index: Index, path: Term) -> str:
    """The path in SPARQL, in brackets unless it is a predicate."""
    if isinstance(path, NamedNode):
        return str(path)
    if not isinstance(path, BlankNode) or len(FORMS & set(index.predicates(path))) != 1:
        raise UnsupportedError(f"path {path}")
    if index.value(path, RDF.first) is not None:
        return "(" + "/".join(sparql_path(index, step) for step in index.items(path)) + ")"
    choices = index.value(path, SH.alternativePath)
    if choices is not None:
        return "(" + "|".join(sparql_path(index, step) for step in index.items(choices)) + ")"
    inverse = index.value(path, SH.inversePath)
    if inverse is not None:
        return f"(^{sparql_path(index, inverse)})"
    for predicate, suffix in SUFFIXES.items():
        inner = index.value(path, predicate)
        if inner is not None:
            return f"({sparql_path(index, inner)}{suffix})"
    raise UnsupportedError(f"path {path}")
