"""Turtle: read with clear errors, written canonically.

The same triples always give the same bytes: rdflib's ``longturtle`` with
canonical order, on the project's one prefix table.
"""

from collections.abc import Iterable
from pathlib import Path

import rdflib

from maillage.errors import InputError
from maillage.files import write_atomically
from maillage.rdf import PREFIXES, Literal, NamedNode, RdfFormat, Triple, parse


def read(path: Path) -> list[Triple]:
    """The triples of a Turtle file.

    Raises:
        InputError: the file cannot be read, or is not Turtle (with line and reason).
    """
    try:
        return parsed(path.read_bytes(), path)
    except OSError as error:
        raise InputError(path, f"cannot be read ({error.strerror})") from error


def parsed(data: bytes, place: object) -> list[Triple]:
    """The triples of Turtle in UTF-8; `place` is what errors name.

    Raises:
        InputError: it is not Turtle (with line and reason).
    """
    try:
        return [quad.triple for quad in parse(data, format=RdfFormat.TURTLE)]
    except SyntaxError as error:
        where = f"{place}:{error.lineno}" if error.lineno else str(place)
        raise InputError(where, f"is not valid Turtle: {error.msg}") from error
    except ValueError as error:
        raise InputError(place, f"is not valid Turtle: {error}") from error


def _node(term: NamedNode | Literal) -> rdflib.term.Node:
    if isinstance(term, NamedNode):
        return rdflib.URIRef(term.value)
    if term.language:
        return rdflib.Literal(term.value, lang=term.language)
    if term.datatype.value == PREFIXES["xsd"] + "string":
        return rdflib.Literal(term.value)
    return rdflib.Literal(term.value, datatype=rdflib.URIRef(term.datatype.value), normalize=False)


def _canonical(graph: rdflib.Graph) -> str:
    for prefix, base in PREFIXES.items():
        graph.bind(prefix, base)
    return graph.serialize(format="longturtle", canon=True).strip() + "\n"


def render(triples: Iterable[tuple[NamedNode, NamedNode, NamedNode | Literal]]) -> str:
    """The canonical Turtle of triples without blank nodes."""
    graph = rdflib.Graph(bind_namespaces="none")
    for subject, predicate, value in triples:
        graph.add((_node(subject), _node(predicate), _node(value)))
    return _canonical(graph)


def format_text(text: str, place: object) -> str:
    """Any Turtle in canonical form (`maillage fmt`); blank nodes allowed.

    Raises:
        InputError: `text` is not Turtle (with line and reason).
    """
    parsed(text.encode(), place)
    graph = rdflib.Graph(bind_namespaces="none")
    graph.parse(data=text, format="turtle")
    return _canonical(graph)


def write(path: Path, triples: Iterable[tuple[NamedNode, NamedNode, NamedNode | Literal]]) -> None:
    """Writes the canonical Turtle, whole or not at all."""
    write_atomically(path, render(triples).encode())
