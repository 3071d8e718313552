"""A finding as a kind of mend sees it: the fact at fault, the graph, the file, what is known."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

from maillage.rdf import (
    RDF,
    RDFS,
    BlankNode,
    DefaultGraph,
    Literal,
    NamedNode,
    Term,
    Triple,
)
from maillage.store import View
from maillage.validation.mends.knowledge import Known
from maillage.validation.repair import Repair
from maillage.validation.report import Violation
from maillage.validation.shapes import Shapes
from maillage.validation.text import Text

Node = NamedNode | BlankNode


@dataclass(frozen=True)
class Case:
    """One finding on a file that was checked as if it were added to the graph.

    `graph` is what was checked; `given` are the facts of the file, the only
    ones that a mend may take away.
    """

    violation: Violation
    shapes: Shapes
    graph: View
    given: frozenset[Triple]
    known: Known

    @property
    def focus(self) -> Node:
        name = self.violation.focus
        return BlankNode(name[2:]) if name.startswith("_:") else NamedNode(name)

    @property
    def path(self) -> NamedNode | None:
        return NamedNode(self.violation.path) if self.violation.path else None

    @property
    def value(self) -> Term | None:
        """The value at fault, with its type."""
        return self.violation.term

    @property
    def literal(self) -> Literal | None:
        """The value at fault where it is a literal."""
        return self.value if isinstance(self.value, Literal) else None

    def wanted(self, parameter: NamedNode) -> list[Term]:
        """What the rule gives for a parameter (``sh:datatype``…); of a list, its members."""
        values = self.shapes.index.objects(NamedNode(self.violation.rule), parameter)
        lists = [value for value in values if isinstance(value, BlankNode)]
        return self.shapes.index.items(lists[0]) if lists else values

    def objects(self, subject: Node, predicate: NamedNode) -> list[Term]:
        """The values of a property in the graph as it was checked, sorted."""
        found = self.graph.quads(subject, predicate, None, DefaultGraph())
        terms = [quad.object for quad in found if not isinstance(quad.object, Triple)]
        return sorted(terms, key=str)

    def only(self, subject: Node, predicate: NamedNode) -> Literal | None:
        """The value of a property where it has exactly one and it is a literal."""
        found = self.objects(subject, predicate)
        return found[0] if len(found) == 1 and isinstance(found[0], Literal) else None

    def label(self, node: Node) -> str | None:
        """The French name of a thing in the graph, else any."""
        names = [name for name in self.objects(node, RDFS.label) if isinstance(name, Literal)]
        french = [name for name in names if name.language == "fr"]
        return (french or names)[0].value if names else None

    def lacks(self, predicate: NamedNode) -> bool:
        """Whether the thing at fault has no value for this property."""
        return not self.objects(self.focus, predicate)

    def described(self, kind: NamedNode) -> list[NamedNode]:
        """The things of a class that the file itself describes, sorted."""
        found = {
            triple.subject
            for triple in self.given
            if triple.predicate == RDF.type and triple.object == kind
        }
        return sorted((node for node in found if isinstance(node, NamedNode)), key=str)

    def replaced(self, new: Term, label: Text, at: Triple | None = None) -> Iterator[Repair]:
        """The mend that puts `new` in place of the value at fault, or of the object of `at`."""
        old = at or self.fact()
        if old is not None and old in self.given and old.object != new:
            yield Repair(label, (old,), (Triple(old.subject, old.predicate, new),))

    def fact(self) -> Triple | None:
        """The fact at fault, where the rule follows one property."""
        if self.path is None or self.value is None:
            return None
        return Triple(self.focus, self.path, self.value)

    def added(self, predicate: NamedNode, new: Term, label: Text) -> Iterator[Repair]:
        """The mend that gives a thing of the file a fact more."""
        if any(triple.subject == self.focus for triple in self.given):
            yield Repair(label, (), (Triple(self.focus, predicate, new),))


class Kind(Protocol):
    """A module of `maillage.validation.mends.kinds`."""

    __name__: str

    def mends(self, case: Case) -> Iterator[Repair]:
        """The mends of a finding, best first; none where it is not sure."""
