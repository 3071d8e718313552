"""What mends may point to: the places, organisations and concepts of the graph, found by index.

Nothing is read in bulk but the communes of one département and the concepts of
one scheme, each once.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Protocol

from maillage import iri
from maillage.rdf import (
    MLG,
    RDF,
    RDFS,
    SKOS,
    DefaultGraph,
    Literal,
    NamedNode,
    Triple,
)
from maillage.store import View

NAMES = (RDFS.label, SKOS.prefLabel, SKOS.altLabel, SKOS.hiddenLabel)
IDENTITY = frozenset(
    {RDF.type, RDFS.label, SKOS.prefLabel, SKOS.notation, SKOS.inScheme, MLG.codeInsee, MLG.siren}
)
"""What rules ask of a thing that is pointed to."""


@dataclass(frozen=True)
class Thing:
    """A thing that a mend may point to, by its name, and the code that identifies it."""

    node: NamedNode
    name: str
    code: str = ""


@dataclass(frozen=True)
class Concept:
    """A concept with its notation and all that it is called, in any language."""

    node: NamedNode
    notation: str
    labels: tuple[str, ...]
    name: str = ""


class Known(Protocol):
    """What the mends look up; a test may give a small one."""

    def about(self, node: NamedNode) -> Sequence[Triple]:
        """What a thing is and is called; nothing of a thing that is not known."""

    def place(self, node: NamedNode) -> Thing | None:
        """The territory of this IRI."""

    def communes(self, departement: str) -> Sequence[Thing]:
        """The communes of a département, by code."""

    def named(self, name: str) -> Sequence[Thing]:
        """The communes of exactly this name, past and delegated ones too."""

    def successor(self, node: NamedNode) -> Thing | None:
        """The commune that a delegated one is now part of."""

    def organisations(self, name: str) -> Sequence[Thing]:
        """The organisations of exactly this name."""

    def holders(self, siren: str) -> Sequence[Thing]:
        """The things that have this SIREN."""

    def concepts(self, scheme: str) -> Sequence[Concept]:
        """The concepts of a scheme."""

    def concept_scheme(self, name: str) -> NamedNode | None:
        """The scheme of this name, where there is one."""


@dataclass(frozen=True)
class Graph:
    """`Known` by a graph: the release, or what was checked where there is none."""

    view: View
    _communes: dict[str, tuple[Thing, ...]] = field(default_factory=dict, compare=False)
    _concepts: dict[str, tuple[Concept, ...]] = field(default_factory=dict, compare=False)

    def about(self, node: NamedNode) -> tuple[Triple, ...]:
        quads = self.view.quads(node, None, None, DefaultGraph())
        return tuple(quad.triple for quad in quads if quad.predicate in IDENTITY)

    def place(self, node: NamedNode) -> Thing | None:
        facts = self.about(node)
        codes = _texts(facts, MLG.codeInsee, MLG.siren)
        names = _texts(facts, RDFS.label)
        code = (iri.path_of(node.value) or "").rpartition("/")[2]
        return Thing(node, min(names, default=code), code) if codes else None

    def communes(self, departement: str) -> tuple[Thing, ...]:
        if departement not in self._communes:
            self._communes[departement] = tuple(self._listed(iri.departement(departement)))
        return self._communes[departement]

    def _listed(self, departement: NamedNode) -> Iterator[Thing]:
        query = (
            f"SELECT ?commune ?nom ?code {{ ?commune {MLG.appartientA} {departement} ;"
            f" {MLG.codeInsee} ?code ; {RDFS.label} ?nom }} ORDER BY ?code ?nom"
        )
        for row in self.view.select(query):
            node, name, code = row["commune"], row["nom"], row["code"]
            if isinstance(node, NamedNode) and isinstance(name, Literal):
                yield Thing(node, name.value, code.value if isinstance(code, Literal) else "")

    def named(self, name: str) -> tuple[Thing, ...]:
        found = (self.place(node) for node in self._bearing(name, "commune"))
        return tuple(each for each in found if each)

    def successor(self, node: NamedNode) -> Thing | None:
        for quad in self.view.quads(node, MLG.communeParente, None, DefaultGraph()):
            if isinstance(quad.object, NamedNode) and quad.object != node:
                return self.place(quad.object)
        return None

    def organisations(self, name: str) -> tuple[Thing, ...]:
        nodes = self._bearing(name, "organisation")
        return tuple(Thing(node, name, node.value.rpartition("/")[2]) for node in nodes)

    def holders(self, siren: str) -> tuple[Thing, ...]:
        quads = self.view.quads(None, MLG.siren, Literal(siren), DefaultGraph())
        nodes = {quad.subject for quad in quads if isinstance(quad.subject, NamedNode)}
        return tuple(
            Thing(node, self._name(node) or siren, siren) for node in sorted(nodes, key=str)
        )

    def concepts(self, scheme: str) -> tuple[Concept, ...]:
        if scheme not in self._concepts:
            self._concepts[scheme] = tuple(self._members(iri.scheme(scheme)))
        return self._concepts[scheme]

    def _members(self, scheme: NamedNode) -> Iterator[Concept]:
        """The concepts of a scheme, each read once (a join in SPARQL takes seconds)."""
        quads = self.view.quads(None, SKOS.inScheme, scheme, DefaultGraph())
        nodes = {quad.subject for quad in quads if isinstance(quad.subject, NamedNode)}
        for node in sorted(nodes, key=str):
            told = self.view.quads(node, None, None, DefaultGraph())
            words = [(q.predicate, q.object) for q in told if isinstance(q.object, Literal)]
            yield _concept(node, sorted(words, key=str))

    def concept_scheme(self, name: str) -> NamedNode | None:
        node = iri.scheme(name)
        return node if self.view.holds(node, RDF.type, SKOS.ConceptScheme) else None

    def _bearing(self, name: str, kind: str) -> list[NamedNode]:
        quads = self.view.quads(None, RDFS.label, Literal(name, language="fr"), DefaultGraph())
        start = f"{iri.THING}{kind}/"
        nodes = {quad.subject for quad in quads if isinstance(quad.subject, NamedNode)}
        return sorted((node for node in nodes if node.value.startswith(start)), key=str)

    def _literals(self, node: NamedNode, predicate: NamedNode) -> list[Literal]:
        quads = self.view.quads(node, predicate, None, DefaultGraph())
        return sorted((q.object for q in quads if isinstance(q.object, Literal)), key=str)

    def _name(self, node: NamedNode) -> str | None:
        """The French name of a thing, else any."""
        names = [*self._literals(node, SKOS.prefLabel), *self._literals(node, RDFS.label)]
        french = [name for name in names if name.language == "fr"]
        return (french or names)[0].value if names else None


def _concept(node: NamedNode, words: Sequence[tuple[NamedNode, Literal]]) -> Concept:
    """A concept by its labels and notations, each with its property."""
    notations = [word.value for name, word in words if name == SKOS.notation]
    notation = notations[0] if notations else node.value.rpartition("/")[2]
    french = [w.value for name, w in words if name == SKOS.prefLabel and w.language == "fr"]
    labels = tuple(dict.fromkeys(word.value for name, word in words if name in NAMES))
    return Concept(node, notation, labels, french[0] if french else notation)


def _texts(facts: Sequence[Triple], *predicates: NamedNode) -> list[str]:
    """The literals of these properties, as text."""
    found = (each.object for each in facts if each.predicate in predicates)
    return [value.value for value in found if isinstance(value, Literal)]


@lru_cache(maxsize=2)
def of(view: View) -> Graph:
    """The knowledge of a graph that stays, with what was looked up in it kept."""
    return Graph(view)
