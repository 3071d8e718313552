"""What a query may not hold when another engine evaluates it.

Engines read more than SPARQL 1.1: a function ``<bif:http_get>`` of Virtuoso
fetches any address, ``<java:…>`` of Jena runs a class, and both are plain IRIs
to a parser. So no function of another vocabulary is called, and no IRI has a
scheme that is not one of documents' names.
"""

import re
from collections.abc import Collection
from http import HTTPStatus

from api.errors import Problem
from api.guard import expanded, refuse_graph
from maillage.rdf import PREFIXES
from maillage.sparql import prologue, tokens
from maillage.store.dataset import resolved

SCHEMES = frozenset({"http", "https", "urn", "mailto", "tel", "geo", "tag", "info", "ark", "doi"})
VENDORS = ("http://www.openlinksw.com/", "http://jena.hpl.hp.com/", "http://jena.apache.org/")
"""Where engines keep predicates and functions of their own that do more than match."""
_ANYWHERE = re.compile(r"\b(?:bif|sql)\s*:", re.IGNORECASE)
"""Virtuoso's own prefixes: it knows them undeclared, and may part a text otherwise than we do."""
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*(?=:)")


def refuse_abroad(query: str, graphs: Collection[str]) -> None:
    """Lets a query pass that means the same to every engine, and reads these graphs alone.

    Raises:
        Problem: 403, with the IRI and what to do.
    """
    for text in dict.fromkeys((query, expanded(query))):
        if found := _ANYWHERE.search(text):
            raise _extension(found.group())
        read = list(tokens(text))
        prefixes, base = prologue(read)
        for position, token in enumerate(read):
            if token.kind not in ("iri", "name") or token.text.startswith("_:"):
                continue
            if token.kind == "name" and token.text.partition(":")[0] not in prefixes:
                continue  # the parser refuses it, with the name of the prefix
            iri = resolved(token, prefixes, base)
            _known_scheme(iri)
            before = read[position - 1].word if position else ""
            after = read[position + 1].text if position + 1 < len(read) else ""
            if after == "(" and not iri.startswith(PREFIXES["xsd"]):
                raise _extension(iri)
            if before == "GRAPH":
                refuse_graph(iri, graphs)


def _known_scheme(iri: str) -> None:
    scheme = _SCHEME.match(iri)
    known = scheme is None or scheme.group().lower() in SCHEMES
    if not known or iri.startswith(VENDORS):
        raise _extension(iri)


def _extension(iri: str) -> Problem:
    return Problem(
        HTTPStatus.FORBIDDEN,
        f"<{iri}> est refusé : ce qu'un moteur ajoute à SPARQL 1.1 (fonctions, prédicats, schémas "
        "d'adresses) n'est pas évalué ici ; employez les fonctions de SPARQL, et pour une liste "
        "« (…) » écrivez rdf:first et rdf:rest.",
        f"<{iri}> is refused: what an engine adds to SPARQL 1.1 (functions, predicates, schemes of "
        "addresses) is not evaluated here; use the functions of SPARQL, and for a list “(…)” write "
        "rdf:first and rdf:rest.",
    )
