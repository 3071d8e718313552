"""The only place where an IRI is minted or a URL path of a thing is spelled.

The patterns are those of the contract (``terms.md``); every function returns
the IRI of a thing from its identifying parts.
"""

import hashlib
import re
import unicodedata
from functools import lru_cache

from maillage.rdf import NamedNode

BASE = "https://w3id.org/maillage/"
THING = BASE + "id/"
DEFINITION = BASE + "def#"
ONTOLOGY = NamedNode(BASE + "def")
LIGATURES = {"œ": "oe", "æ": "ae"}


@lru_cache(maxsize=100_000)
def slug(text: str) -> str:
    """`text` in lower case ASCII words joined by hyphens: « Cœur d'Agglo » → ``coeur-d-agglo``.

    Accents fall; every other character that is no letter or digit, a curly
    apostrophe or a dash too, parts words.
    """
    folded = unicodedata.normalize("NFKD", text).casefold()
    for ligature, letter_pair in LIGATURES.items():
        folded = folded.replace(ligature, letter_pair)
    bare = "".join(sign for sign in folded if not unicodedata.combining(sign))
    return re.sub(r"[^a-z0-9]+", "-", bare).strip("-")


def letters(position: int) -> str:
    """A position counted from 1, in letters: 1 → ``a``, 27 → ``aa``."""
    name = ""
    while position > 0:
        position, rest = divmod(position - 1, 26)
        name = chr(ord("a") + rest) + name
    return name


def thing(*segments: str) -> NamedNode:
    """The thing at this path under ``…/id/``; segments are used as they are."""
    return NamedNode(THING + "/".join(segments))


def path_of(iri: str) -> str | None:
    """The path of a thing after ``…/id/``, or None for any other IRI."""
    return iri.removeprefix(THING) if iri.startswith(THING) else None


def programme(notation: str) -> NamedNode:
    return thing("programme", notation.lower())


def commune(code: str) -> NamedNode:
    return thing("commune", code)


def intercommunalite(siren: str) -> NamedNode:
    return thing("intercommunalite", siren)


def departement(code: str) -> NamedNode:
    return thing("departement", code)


def region(code: str) -> NamedNode:
    return thing("region", code)


def organisation(key: str) -> NamedNode:
    """`key` is the SIREN, or a slug for an organisation that has none."""
    return thing("organisation", key)


def adhesion(programme_notation: str, code: str) -> NamedNode:
    return thing("adhesion", programme_notation.lower(), code)


def population(code: str, vintage: int) -> NamedNode:
    """`code`: INSEE code of a commune or SIREN of an intercommunalité."""
    return thing("population", code, str(vintage))


def document(document_slug: str) -> NamedNode:
    return thing("document", document_slug)


def convention(document_slug: str) -> NamedNode:
    return thing("convention", document_slug)


def action(convention_slug: str, number_or_letters: str) -> NamedNode:
    return thing("action", convention_slug, number_or_letters)


def part(kind: str, document_slug: str, key: str) -> NamedNode:
    """A thing that exists only within a document: ``partie/<slug>/1``, ``montant/<slug>/3``…"""
    return thing(kind, document_slug, key)


def dispositif(notation: str) -> NamedNode:
    return thing("dispositif", slug(notation))


def axe(scheme: str, notation: str) -> NamedNode:
    """`scheme`: a programme (``acv``) or, for a local axis, the document's slug."""
    return thing("axe", scheme.lower(), slug(notation))


def concept(scheme: str, notation: str) -> NamedNode:
    """A concept of one of our schemes: ``statut/mature``, ``nature/minimum``…"""
    return thing(scheme, slug(notation))


def scheme(name: str) -> NamedNode:
    """A concept scheme: ``scheme/statut``, ``scheme/dispositif``…"""
    return thing("scheme", name)


def poste(organisation_key: str, role: str) -> NamedNode:
    return thing("poste", organisation_key, slug(role))


def reference_juridique(notation: str) -> NamedNode:
    """A legal text by its normalised notation: ``reference-juridique/cch-l303-2``."""
    return thing("reference-juridique", slug(notation))


def subvention(identifier: str) -> NamedNode:
    return thing("subvention", identifier)


def passage(document_slug: str, start: int, end: int) -> NamedNode:
    return thing("passage", document_slug, f"{start}-{end}")


def enonce(document_slug: str, subject: str, predicate: str, value: str) -> NamedNode:
    """The statement of a fact; the hash is taken of its three terms in N-Triples."""
    digest = hashlib.sha256(f"{subject}\x1f{predicate}\x1f{value}".encode()).hexdigest()
    return thing("enonce", document_slug, digest[:16])


def document_graph(document_slug: str) -> NamedNode:
    return thing("graph", "document", document_slug)


def table_graph(table: str, vintage: str) -> NamedNode:
    return thing("graph", "table", table, vintage)


ONTOLOGY_GRAPH = thing("graph", "ontology")
INFERENCE_GRAPH = thing("graph", "inference")
MERGE_GRAPH = thing("graph", "merge")
"""The merge as an endpoint holds it: a graph of its own, which GRAPH does not see."""
MARK_GRAPH = thing("graph", "mark")
"""What an endpoint tells of the release that it holds."""
NO_GRAPH = thing("graph", "none")
"""Holds nothing anywhere: it stands for an empty part of a query's dataset."""
SKOLEM = BASE + ".well-known/genid/"
"""Where blank nodes have an IRI in an endpoint (RDF 1.1, section 3.5)."""
