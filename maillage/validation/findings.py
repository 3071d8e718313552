"""What an engine hands over: the bare result, before it is put into words."""

from dataclasses import dataclass
from typing import Protocol

from maillage.rdf import Literal, NamedNode, Term
from maillage.store import View
from maillage.validation.shapes import Shapes


@dataclass(frozen=True)
class Finding:
    """A validation result: which shape, which component, where.

    `path` is absent for a complex path. `bindings` holds the other variables
    of a SPARQL constraint, for its message; two engines agree when all else
    does.
    """

    shape: str
    component: str
    focus: Term
    path: NamedNode | None = None
    value: Term | None = None
    bindings: tuple[tuple[str, Term], ...] = ()

    @property
    def key(self) -> tuple[str, str, str, str, str]:
        """What a SHACL report says of it, as text that sorts."""
        path = self.path.value if self.path else ""
        return (self.shape, self.component, str(self.focus), path, str(self.value or ""))


class Engine(Protocol):
    """Evaluates shapes over the default graph of a view."""

    def findings(self, shapes: Shapes, view: View) -> list[Finding]: ...


def plain(term: Term | None) -> str | None:
    """A term as the JSON report prints it: an IRI or a literal's text, without its type."""
    if isinstance(term, NamedNode | Literal):
        return term.value
    return str(term) if term else None
