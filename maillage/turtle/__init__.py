"""Turtle: read with clear errors, written canonically.

The same triples always give the same bytes: rdflib's ``longturtle`` with
canonical order, on the project's one prefix table. `writer` writes them where
there is no blank node; rdflib where there is one.
"""

import logging
from collections.abc import Iterable
from pathlib import Path

import rdflib

from maillage.errors import InputError
from maillage.files import write_atomically
from maillage.rdf import PREFIXES, Literal, NamedNode, RdfFormat, Triple, parse
from maillage.turtle import writer
from maillage.turtle.writer import Fact

logging.getLogger("rdflib.term").setLevel(logging.ERROR)
"""A 31 February is written as it was read: a rule tells of it, not a log with a traceback."""


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


def render(triples: Iterable[Fact]) -> str:
    """The canonical Turtle of triples without blank nodes."""
    return writer.document(triples)


def _named(triples: Iterable[Triple]) -> list[Fact] | None:
    """The triples, None where one of them has a blank node or another triple."""
    facts: list[Fact] = []
    for triple in triples:
        subject, term = triple.subject, triple.object
        if not isinstance(subject, NamedNode) or not isinstance(term, NamedNode | Literal):
            return None
        facts.append((subject, triple.predicate, term))
    return facts


def format_text(text: str, place: object) -> str:
    """Any Turtle in canonical form (`maillage fmt`); blank nodes allowed.

    Raises:
        InputError: `text` is not Turtle (with line and reason).
    """
    facts = _named(parsed(text.encode(), place))
    if facts is not None:
        return writer.document(facts)
    graph = rdflib.Graph(bind_namespaces="none")
    graph.parse(data=text, format="turtle")
    for prefix, base in PREFIXES.items():
        graph.bind(prefix, base)
    return graph.serialize(format="longturtle", canon=True).strip() + "\n"


def write(path: Path, triples: Iterable[Fact]) -> None:
    """Writes the canonical Turtle, whole or not at all."""
    write_atomically(path, render(triples).encode())
