"""The rules as they are written in ``shapes/*.ttl``.

A rule is a property shape with an IRI of its own; its node shape says which
things it is about. Nothing here knows how a rule is evaluated.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from maillage import turtle
from maillage.errors import InputError
from maillage.rdf import (
    DCTERMS,
    OWL,
    PREFIXES,
    RDF,
    RDFS,
    SH,
    SKOS,
    BlankNode,
    Literal,
    NamedNode,
    Term,
    Triple,
)
from maillage.validation.report import Rule, Severity, Text

Node = NamedNode | BlankNode
SEVERITIES: Mapping[str, Severity] = {
    SH.Violation.value: Severity.VIOLATION,
    SH.Warning.value: Severity.WARNING,
    SH.Info.value: Severity.INFO,
}


ANNOTATIONS = frozenset(
    {
        *(DCTERMS.identifier, DCTERMS.license, DCTERMS.source),
        *(RDF.type, RDFS.comment, RDFS.isDefinedBy, RDFS.label, SKOS.editorialNote),
        *(SH.defaultValue, SH.description, SH.flags, SH.group, SH.message, SH.name, SH.order),
        SH.severity,
    }
)
"""What a shape may carry that constrains nothing."""
TARGETS = (SH.targetClass, SH.targetNode, SH.targetSubjectsOf, SH.targetObjectsOf)
OF_NODE_SHAPES = frozenset({SH.property, *TARGETS})
"""What a node shape carries beside its own constraints."""
DESCRIPTIVE = ANNOTATIONS | OF_NODE_SHAPES | {SH.path, SH.qualifiedValueShape}


def component(parameter: NamedNode) -> str:
    """The component of a parameter: ``sh:minCount`` → ``sh:MinCountConstraintComponent``."""
    if parameter == SH.sparql:
        return SH.SPARQLConstraintComponent.value
    name = parameter.value.removeprefix(PREFIXES["sh"])
    return PREFIXES["sh"] + name[0].upper() + name[1:] + "ConstraintComponent"


class Index:
    """Triples by subject and predicate, in the order of the files."""

    def __init__(self, triples: Iterable[Triple]) -> None:
        self._objects: dict[Term | Triple, dict[NamedNode, list[Term]]] = {}
        for triple in triples:
            value = triple.object
            if not isinstance(value, Triple):
                predicates = self._objects.setdefault(triple.subject, {})
                predicates.setdefault(triple.predicate, []).append(value)

    def subjects(self) -> list[Node]:
        return [node for node in self._objects if isinstance(node, Node)]

    def predicates(self, subject: Term) -> Mapping[NamedNode, list[Term]]:
        return self._objects.get(subject, {})

    def objects(self, subject: Term, predicate: NamedNode) -> list[Term]:
        return self._objects.get(subject, {}).get(predicate, [])

    def value(self, subject: Term, predicate: NamedNode) -> Term | None:
        return next(iter(self.objects(subject, predicate)), None)

    def items(self, head: Term | None) -> list[Term]:
        """The members of an RDF list."""
        members: list[Term] = []
        while head is not None and head != RDF.nil:
            members += self.objects(head, RDF.first)
            head = self.value(head, RDF.rest)
        return members

    def closure(self, start: Term) -> set[Term]:
        """`start` and all that is reached from it through objects."""
        reached: set[Term] = set()
        todo = [start]
        while todo:
            node = todo.pop()
            if node not in reached:
                reached.add(node)
                todo += [value for values in self.predicates(node).values() for value in values]
        return reached

    def text(self, subject: Term, predicate: NamedNode) -> Text | None:
        """The French and the English literal; one of them stands for both if alone."""
        found = {
            value.language: value.value
            for value in self.objects(subject, predicate)
            if isinstance(value, Literal)
        }
        if not found:
            return None
        any_language = next(iter(found.values()))
        french = found.get("fr") or any_language
        return Text(french, found.get("en") or french)


@dataclass(frozen=True)
class Shapes:
    """All rules of a folder: their triples, and each rule in words."""

    triples: tuple[Triple, ...]

    @cached_property
    def index(self) -> Index:
        return Index(self.triples)

    def node_shapes(self) -> list[NamedNode]:
        """The shapes that have targets."""
        return [
            node
            for node in self.index.subjects()
            if isinstance(node, NamedNode) and any(self.targets(node))
        ]

    def targets(self, shape: Node) -> Iterator[tuple[NamedNode, Term]]:
        """``(sh:targetClass, mlg:Action)`` and the like; a shape that is a class targets itself."""
        for kind in TARGETS:
            for value in self.index.objects(shape, kind):
                yield kind, value
        if {RDFS.Class, OWL.Class} & set(self.index.objects(shape, RDF.type)):
            yield SH.targetClass, shape

    def property_shapes(self, shape: Node) -> list[Node]:
        return [node for node in self.index.objects(shape, SH.property) if isinstance(node, Node)]

    @cached_property
    def rules(self) -> Mapping[str, Rule]:
        """The rules by IRI: property shapes, and node shapes for constraints of their own."""
        nodes = self.node_shapes()
        parts = [part for node in nodes for part in self.property_shapes(node)]
        return {
            node.value: self._rule(node) for node in (*nodes, *parts) if isinstance(node, NamedNode)
        }

    def severity(self, shape: Node) -> Severity:
        value = self.index.value(shape, SH.severity)
        return SEVERITIES.get(value.value if value else "", Severity.VIOLATION)

    def _rule(self, node: NamedNode) -> Rule:
        identifier = self.index.value(node, DCTERMS.identifier)
        bare = Text(node.value.rsplit("#", 1)[-1], node.value.rsplit("#", 1)[-1])
        name = self.index.text(node, SH.name) or bare
        return Rule(
            iri=node.value,
            identifier=identifier.value if identifier else None,
            severity=self.severity(node),
            name=name,
            message=self._message(node) or name,
            description=self.index.text(node, SH.description) or Text("", ""),
            component=self._component(node),
        )

    def _component(self, node: NamedNode) -> str | None:
        parameters = [name for name in self.index.predicates(node) if name not in DESCRIPTIVE]
        return component(parameters[0]) if len(parameters) == 1 else None

    def _message(self, node: NamedNode) -> Text | None:
        holders = [*self.index.objects(node, SH.sparql), node]
        messages = (self.index.text(holder, SH.message) for holder in holders)
        return next((message for message in messages if message), None)


def load(folder: Path) -> Shapes:
    """The shapes of all Turtle files of a folder.

    Raises:
        InputError: no folder, no file in it, or a file that is not Turtle.
    """
    files = sorted(folder.glob("*.ttl"))
    if not files:
        raise InputError(folder, "holds no shapes (*.ttl): give the folder of the rules")
    return Shapes(tuple(triple for file in files for triple in turtle.read(file)))
