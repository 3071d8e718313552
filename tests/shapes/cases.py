"""The cases of the rules: per rule a smallest valid and a smallest invalid file, and its report.

``<Class>/invalid.<rule>.ttl`` breaks the rule ``mls:<Class>Shape-<rule>``,
``valid.<rule>.ttl`` keeps it, ``invalid.<rule>.json`` is the approved report.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from maillage import turtle, validation
from maillage.iri import thing
from maillage.rdf import PREFIXES, RDFS, Quad, Triple
from maillage.store import Store, View
from maillage.validation.bulk import Hierarchy, Plan
from maillage.validation.shapes import Shapes

ROOT = Path(__file__).parents[2]
HERE = Path(__file__).parent
GRAPH = thing("graph", "test")
NAMED = ("dispositif", "programme", "type-convention")
"""The schemes whose concepts the cases name without describing them."""


@dataclass(frozen=True)
class Case:
    """One file of a rule."""

    path: Path

    @property
    def name(self) -> str:
        return f"{self.path.parent.name}/{self.path.stem}"

    @property
    def valid(self) -> bool:
        return self.path.name.startswith("valid.")

    @property
    def rule(self) -> str:
        kind = self.path.parent.name
        return f"{PREFIXES['mls']}{kind}Shape-{self.path.stem.partition('.')[2]}"

    @property
    def report(self) -> Path:
        return self.path.with_suffix(".json")

    @property
    def triples(self) -> list[Triple]:
        return turtle.read(self.path)


CASES = [Case(path) for path in sorted(HERE.glob("*/*.ttl"))]
INVALID = [case for case in CASES if not case.valid]
VALID = [case for case in CASES if case.valid]


@cache
def shapes() -> Shapes:
    return validation.load(ROOT / "shapes")


@cache
def subclasses() -> tuple[Triple, ...]:
    """The subclasses that the ontology states."""
    triples = turtle.read(ROOT / "ontology" / "maillage.ttl")
    return tuple(triple for triple in triples if triple.predicate == RDFS.subClassOf)


@cache
def names() -> tuple[Triple, ...]:
    """The names of the things that every graph has."""
    return tuple(
        triple
        for scheme in NAMED
        for triple in turtle.read(ROOT / "ontology" / "schemes" / f"{scheme}.ttl")
        if triple.predicate == RDFS.label
    )


@cache
def hierarchy() -> tuple[Triple, ...]:
    """What every graph has."""
    return (*subclasses(), *names())


@cache
def plan() -> Plan:
    """The rules compiled for that hierarchy."""
    return Plan.of(shapes(), Hierarchy(view([])))


def view(triples: Iterable[Triple]) -> View:
    """A graph in memory that holds `triples` and the hierarchy of classes."""
    store = Store()
    store.add(Quad(t.subject, t.predicate, t.object, GRAPH) for t in (*subclasses(), *triples))
    return store.view()


def named(triples: Sequence[Triple]) -> list[Triple]:
    """`triples` with the names of the things that they speak of."""
    spoken = {term for triple in triples for term in (triple.subject, triple.object)}
    return [*(name for name in names() if name.subject in spoken), *triples]
