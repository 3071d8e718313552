"""The terms that may be used: ours, and those of the vocabularies that we can list.

Neither an engine nor a store tells a misspelt property from one that nobody
asks about.
"""

import difflib
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass

import rdflib
from rdflib.namespace import DefinedNamespace

from maillage import iri
from maillage.rdf import PREFIXES, NamedNode, Statement

SHAPES = PREFIXES["mls"]
LICENCE = "https://creativecommons.org/licenses/by/4.0/"
STANDARD: tuple[type[DefinedNamespace], ...] = (
    *(rdflib.DCTERMS, rdflib.FOAF, rdflib.ORG, rdflib.OWL, rdflib.PROV, rdflib.RDF, rdflib.RDFS),
    *(rdflib.SDO, rdflib.SH, rdflib.SKOS, rdflib.VANN, rdflib.VOID, rdflib.XSD),
)
"""Vocabularies whose terms a library lists."""


@dataclass(frozen=True)
class Known:
    """The terms that exist: our own, and those of the vocabularies that have a list.

    A term of another vocabulary is taken as it is, unless `closed`.
    """

    ours: frozenset[str]
    lists: Mapping[str, Collection[str]]
    closed: bool = False

    def holds(self, name: str) -> bool:
        if name.startswith((iri.DEFINITION, iri.BASE)) and not name.startswith(SHAPES[:-1]):
            return name in self.ours
        if name.startswith(SHAPES[:-1]) or name == LICENCE:
            return True
        base = next((base for base in self.lists if name.startswith(base)), None)
        return not self.closed if base is None else name.removeprefix(base) in self.lists[base]

    def nearest(self, name: str) -> str | None:
        """The term that was probably meant."""
        base = next((base for base in self.lists if name.startswith(base)), None)
        names = [base + each for each in self.lists[base]] if base else sorted(self.ours)
        same = [each for each in names if each.casefold() == name.casefold()]
        return next(iter(same or difflib.get_close_matches(name, names, n=1, cutoff=0.8)), None)


def known_of(
    ontology: Iterable[Statement], lists: Mapping[str, Collection[str]] | None = None
) -> Known:
    """What the triples of the ontology and its schemes declare.

    `lists` are the terms by namespace of all vocabularies that may be used;
    without them, those of `STANDARD` are, and other vocabularies are not looked into.
    """
    ours = {told.subject.value for told in ontology if isinstance(told.subject, NamedNode)}
    if lists is not None:
        return Known(frozenset(ours), lists, closed=True)
    listed = {str(vocabulary._NS): _Listed(vocabulary) for vocabulary in STANDARD}
    return Known(frozenset(ours), listed)


def short(name: str) -> str:
    """``mlg:Action``: an IRI as it is written in Turtle."""
    for prefix, base in PREFIXES.items():
        if name.startswith(base):
            return f"{prefix}:{name.removeprefix(base)}"
    return name


class _Listed(Collection[str]):
    """The local names that a vocabulary of rdflib defines."""

    def __init__(self, vocabulary: type[DefinedNamespace]) -> None:
        self._vocabulary = vocabulary
        self._names = [*vocabulary.__annotations__, *getattr(vocabulary, "_extras", ())]

    def __contains__(self, name: object) -> bool:
        return name in self._names

    def __iter__(self) -> Iterator[str]:
        return iter(self._names)

    def __len__(self) -> int:
        return len(self._names)
