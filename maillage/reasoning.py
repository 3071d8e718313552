"""What follows from the ontology, materialised in a graph of its own.

Rules of OWL 2 RL (https://www.w3.org/TR/owl2-profiles/#OWL_2_RL), by their
names there: ``scm-sco`` ``scm-spo`` ``cax-sco`` ``prp-spo1`` ``prp-spo2``
(chains of two) ``prp-inv1`` ``prp-symp``; and ``cax-dw``, which finds an
individual of two disjoint classes. Domains and ranges are not used to guess
types: a missing type is a fault that the shapes report.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from maillage.iri import INFERENCE_GRAPH
from maillage.rdf import OWL, RDF, RDFS, BlankNode, DefaultGraph, Literal, NamedNode, Quad, Triple
from maillage.store import View

MERGE = DefaultGraph()
Closure = Mapping[NamedNode, tuple[NamedNode, ...]]


@dataclass(frozen=True)
class Chain:
    """``x first y`` and ``y second z`` give ``x result z``."""

    first: NamedNode
    second: NamedNode
    result: NamedNode


@dataclass(frozen=True)
class Rules:
    """What an ontology allows to infer; superclasses and superproperties are transitive."""

    classes: Closure
    properties: Closure
    inverses: tuple[tuple[NamedNode, NamedNode], ...]
    symmetric: tuple[NamedNode, ...]
    chains: tuple[Chain, ...]
    disjoint: tuple[tuple[NamedNode, NamedNode], ...]


def _closure(pairs: Iterable[tuple[NamedNode, NamedNode]]) -> Closure:
    direct: dict[NamedNode, set[NamedNode]] = defaultdict(set)
    for lower, upper in pairs:
        direct[lower].add(upper)

    def above(term: NamedNode) -> set[NamedNode]:
        seen: set[NamedNode] = set()
        todo = list(direct.get(term, ()))
        while todo:
            upper = todo.pop()
            if upper not in seen:
                seen.add(upper)
                todo.extend(direct.get(upper, ()))
        return seen - {term}

    return {term: tuple(sorted(above(term), key=str)) for term in sorted(direct, key=str)}


class _Ontology:
    """An ontology's triples by subject and predicate."""

    def __init__(self, triples: Iterable[Triple]) -> None:
        self._values: dict[tuple[object, NamedNode], list[object]] = defaultdict(list)
        self._pairs: dict[NamedNode, list[tuple[NamedNode, NamedNode]]] = defaultdict(list)
        for triple in triples:
            self._values[triple.subject, triple.predicate].append(triple.object)
            if isinstance(triple.subject, NamedNode) and isinstance(triple.object, NamedNode):
                self._pairs[triple.predicate].append((triple.subject, triple.object))

    def pairs(self, predicate: NamedNode) -> list[tuple[NamedNode, NamedNode]]:
        return sorted(self._pairs[predicate], key=str)

    def subjects(self) -> list[object]:
        return [subject for subject, _ in self._values]

    def values(self, subject: object, predicate: NamedNode) -> list[object]:
        return self._values.get((subject, predicate), [])

    def sequence(self, head: object) -> list[NamedNode]:
        """The members of an RDF list."""
        members: list[NamedNode] = []
        while head != RDF.nil:
            members += [m for m in self.values(head, RDF.first) if isinstance(m, NamedNode)]
            rest = self.values(head, RDF.rest)
            if not rest:
                break
            head = rest[0]
        return members

    def chains(self) -> list[Chain]:
        found = [
            (subject, self.sequence(head))
            for (subject, predicate), heads in self._values.items()
            if predicate == OWL.propertyChainAxiom and isinstance(subject, NamedNode)
            for head in heads
        ]
        return [Chain(links[0], links[1], result) for result, links in found if len(links) == 2]

    def disjoint(self) -> list[tuple[NamedNode, NamedNode]]:
        pairs = list(self.pairs(OWL.disjointWith))
        for (_, predicate), heads in self._values.items():
            if predicate == OWL.members:
                for head in heads:
                    members = self.sequence(head)
                    pairs += [(a, b) for i, a in enumerate(members) for b in members[i + 1 :]]
        return pairs


def rules(ontology: Iterable[Triple]) -> Rules:
    """The rules that an ontology gives."""
    terms = _Ontology(ontology)
    inverses = terms.pairs(OWL.inverseOf)
    symmetric = [s for s, kind in terms.pairs(RDF.type) if kind == OWL.SymmetricProperty]
    return Rules(
        classes=_closure(terms.pairs(RDFS.subClassOf)),
        properties=_closure(terms.pairs(RDFS.subPropertyOf)),
        inverses=tuple(inverses + [(b, a) for a, b in inverses]),
        symmetric=tuple(symmetric),
        chains=tuple(sorted(terms.chains(), key=str)),
        disjoint=tuple(terms.disjoint()),
    )


Node = NamedNode | BlankNode | Triple


def _inferred(rules: Rules, view: View) -> Iterator[tuple[Node, NamedNode, Node | Literal]]:
    for kind, uppers in rules.classes.items():
        for quad in view.quads(predicate=RDF.type, value=kind, graph=MERGE):
            for upper in uppers:
                yield quad.subject, RDF.type, upper
    for name, uppers in rules.properties.items():
        for quad in view.quads(predicate=name, graph=MERGE):
            for upper in uppers:
                yield quad.subject, upper, quad.object
    for name, inverse in (*rules.inverses, *((name, name) for name in rules.symmetric)):
        for quad in view.quads(predicate=name, graph=MERGE):
            if not isinstance(quad.object, Literal):
                yield quad.object, inverse, quad.subject
    for chain in rules.chains:
        for quad in view.quads(predicate=chain.first, graph=MERGE):
            if isinstance(quad.object, NamedNode):
                for end in view.quads(quad.object, chain.second, graph=MERGE):
                    yield quad.subject, chain.result, end.object


def infer(rules: Rules, view: View) -> Iterator[Quad]:
    """The quads that follow, in the inference graph; what is asserted is not repeated.

    `view` must not change while this runs.
    """
    for subject, predicate, value in _inferred(rules, view):
        if not view.holds(subject, predicate, value):
            yield Quad(subject, predicate, value, INFERENCE_GRAPH)


def clashes(rules: Rules, view: View) -> list[tuple[str, str, str]]:
    """Individuals that stand in two disjoint classes: (individual, class, class).

    Each class is read once: a pair costs one intersection of sets.
    """
    members = {
        kind: {str(q.subject) for q in view.quads(predicate=RDF.type, value=kind, graph=MERGE)}
        for kind in {kind for pair in rules.disjoint for kind in pair}
    }
    return sorted(
        (individual, one.value, other.value)
        for one, other in rules.disjoint
        for individual in members[one] & members[other]
    )
