"""The fast engine: each constraint becomes one SPARQL query over the whole graph.

A query asks for all focus nodes of a target at once, so that a rule costs one
scan and not one query a node (measured in docs/decisions). What cannot be
compiled is left to the reference engine, on the triples that the shape can
see. Tests hold the two engines equal, case by case.
"""

from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass, replace

from maillage.deferred import module
from maillage.rdf import OWL, RDF, RDFS, SH, XSD, DefaultGraph, Literal, NamedNode, Term, Triple
from maillage.store import View
from maillage.validation.conditions import COMPILERS, Conditions
from maillage.validation.findings import Finding
from maillage.validation.paths import UnsupportedError, sparql_path
from maillage.validation.prebinding import focused
from maillage.validation.shapes import (
    ANNOTATIONS,
    OF_NODE_SHAPES,
    Index,
    Node,
    Shapes,
    component,
)

TARGET = "@target"
"""Stands in a compiled query for the pattern of one target."""
COUNTS = {SH.minCount: "<", SH.maxCount: ">"}
QUALIFIED = {SH.qualifiedMinCount: "<", SH.qualifiedMaxCount: ">"}
HOLDS = "maillage"
TRUE = Literal("true", datatype=XSD.boolean)


@dataclass(frozen=True)
class Target:
    """A pattern of focus nodes, and the triples of which one must stand for it to match.

    Each is a predicate and its value, None for any; without any triple the
    pattern may always match.
    """

    pattern: str
    needs: tuple[tuple[NamedNode, NamedNode | None], ...] = ()

    def may_be_in(self, view: View) -> bool:
        """Whether `view` may have such focus nodes: far cheaper to know than to ask a query."""
        return not self.needs or any(
            any(True for _ in view.quads(None, predicate, value, DefaultGraph()))
            for predicate, value in self.needs
        )


@dataclass(frozen=True)
class Query:
    """Compiled constraints; its texts, one a target, may find the same twice.

    With several components, each row tells which of them hold (``?maillage0``…).
    """

    shape: str
    components: tuple[str, ...]
    path: NamedNode | None
    texts: tuple[tuple[Target, str], ...]
    about_path: bool = True


@dataclass(frozen=True)
class Part:
    """The constraints of one property shape of a shape, compiled; None where that cannot be."""

    shape: NamedNode
    node: Node
    queries: tuple[Query, ...] | None

    @property
    def name(self) -> str:
        """The shape that its findings name."""
        return self.node.value if isinstance(self.node, NamedNode) else self.shape.value


@dataclass(frozen=True)
class Plan:
    """Shapes compiled for a hierarchy of classes: made once, asked of many graphs."""

    shapes: Shapes
    hierarchy: "Hierarchy"
    parts: tuple[Part, ...]

    @classmethod
    def of(cls, shapes: Shapes, hierarchy: "Hierarchy") -> "Plan":
        compiler = _Compiler(shapes, hierarchy)
        parts = [
            Part(shape, node, _compiled(compiler, shape, node))
            for shape in shapes.node_shapes()
            if TRUE not in shapes.index.objects(shape, SH.deactivated)
            for node in (shape, *shapes.property_shapes(shape))
        ]
        return cls(shapes, hierarchy, tuple(parts))

    def fitting(self, hierarchy: "Hierarchy") -> "Plan":
        """The same shapes for this hierarchy: this plan where it is the same."""
        return self if hierarchy == self.hierarchy else Plan.of(self.shapes, hierarchy)

    def findings(self, view: View, only: Container[str] | None = None) -> list[Finding]:
        """What the rules find in a graph; `only` names the shapes to ask, None is all."""
        found: list[Finding] = []
        for part in self.parts:
            if only is None or part.name in only:
                found += self._of(part, view)
        return found

    def _of(self, part: Part, view: View) -> list[Finding]:
        if part.queries is not None:
            try:
                return [row for query in part.queries for row in _rows(query, view)]
            except SyntaxError:
                pass
        left = module("maillage.validation.reference")
        found: list[Finding] = left.rest(self.shapes, part.shape, part.node, view)
        return found


def _compiled(compiler: "_Compiler", shape: NamedNode, node: Node) -> tuple[Query, ...] | None:
    try:
        return tuple(compiler.queries(shape, node))
    except (UnsupportedError, SyntaxError):
        return None


class BulkEngine:
    """Evaluates shapes by queries in bulk (see the module)."""

    def findings(self, shapes: Shapes, view: View) -> list[Finding]:
        return Plan.of(shapes, Hierarchy(view)).findings(view)


def _rows(query: Query, view: View) -> list[Finding]:
    found: dict[tuple[int, Finding], None] = {}
    for target, text in query.texts:
        if target.may_be_in(view):
            found |= dict.fromkeys(_answers(query, text, view))
    return [finding for _, finding in found]


def _answers(query: Query, text: str, view: View) -> Iterator[tuple[int, Finding]]:
    for row in view.select(text):
        focus = row.pop("this")
        value = row.pop("value", None if query.about_path else focus)
        path = row.pop("path", query.path)
        holds = [row.pop(f"{HOLDS}{number}", None) for number in range(len(query.components))]
        for number, name in enumerate(query.components):
            if holds[number] != TRUE:
                iri = path if isinstance(path, NamedNode) else None
                bindings = tuple(sorted(row.items()))
                yield number, Finding(query.shape, name, focus, iri, value, bindings)


class Hierarchy:
    """The classes of a graph and their subclasses."""

    def __init__(self, view: View) -> None:
        self._children: dict[Term, set[NamedNode]] = {}
        for quad in view.quads(None, RDFS.subClassOf, None, DefaultGraph()):
            if isinstance(quad.subject, NamedNode) and not isinstance(quad.object, Triple):
                self._children.setdefault(quad.object, set()).add(quad.subject)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Hierarchy) and self._children == other._children

    def __hash__(self) -> int:
        return hash(frozenset(self._children))

    def subclasses(self, name: NamedNode) -> list[NamedNode]:
        """`name` and all its subclasses, sorted."""
        reached: set[NamedNode] = set()
        todo = [name]
        while todo:
            found = todo.pop()
            if found not in reached:
                reached.add(found)
                todo += self._children.get(found, ())
        return sorted(reached, key=str)


@dataclass(frozen=True)
class _Compiler:
    shapes: Shapes
    hierarchy: Hierarchy

    @property
    def index(self) -> Index:
        return self.shapes.index

    def queries(self, shape: NamedNode, node: Node) -> Iterator[Query]:
        """The queries of one property shape (or of the node shape's own constraints)."""
        own = node == shape
        if TRUE in self.index.objects(node, SH.deactivated):
            return
        path = None if own else self.index.value(node, SH.path)
        if not own and path is None:
            raise UnsupportedError("no path")
        steps = sparql_path(self.index, path) if path is not None else None
        everywhere = self._targets(shape)
        name = node.value if isinstance(node, NamedNode) else shape.value
        iri = path if isinstance(path, NamedNode) else None
        values = self._values(node, steps)
        if values is not None:
            components, text = values
            implied = self._implied(shape, path)
            targets = [replace(each, pattern="") for each in everywhere] if implied else everywhere
            yield Query(name, components, iri, _aimed(text, targets), about_path=not own)
        for predicate in self.index.predicates(node):
            known = predicate in ANNOTATIONS or predicate in COMPILERS
            if known or predicate in (OF_NODE_SHAPES if own else (SH.path,)):
                continue
            for text in self._bodies(node, predicate, steps):
                texts = _aimed(text, everywhere)
                yield Query(name, (component(predicate),), iri, texts, about_path=not own)

    def _values(self, node: Node, steps: str | None) -> tuple[tuple[str, ...], str] | None:
        """All constraints on each value by itself in one query, and their components."""
        conditions = Conditions(self.index, self.hierarchy.subclasses)
        tests = [
            (component(predicate), condition)
            for predicate in self.index.predicates(node)
            for condition in conditions.of(node, predicate, "?value") or ()
        ]
        if not tests:
            return None
        reach = f"$this {steps} ?value ." if steps else "BIND($this AS ?value)"
        names = [f"?{HOLDS}{number}" for number in range(len(tests))]
        binds = " ".join(
            f"BIND({condition} AS {name})"
            for name, (_, condition) in zip(names, tests, strict=True)
        )
        text = (
            f"SELECT DISTINCT $this ?value {' '.join(names)}"
            f" {{ {TARGET} {reach} {binds} FILTER(!({' && '.join(names)})) }}"
        )
        return tuple(name for name, _ in tests), text

    def _targets(self, shape: NamedNode) -> list[Target]:
        """A shape's targets: one a class, but one for many properties together."""
        kinds = list(self.shapes.targets(shape))
        targets = [target for kind in kinds for target in self._target(kind)]
        if len(targets) == 1 or all(kind == SH.targetClass for kind, _ in kinds):
            return targets
        union = " UNION ".join(f"{{ {target.pattern} }}" for target in targets)
        known = all(target.needs for target in targets)
        needs = [need for target in targets for need in target.needs] if known else []
        return [Target(f"{{ SELECT DISTINCT $this {{ {union} }} }}", tuple(needs))]

    def _implied(self, shape: NamedNode, path: Term | None) -> bool:
        """Whether having a value at the path is what makes something a target."""
        kinds = set(self.shapes.targets(shape))
        choices = self.index.value(path, SH.alternativePath) if path is not None else None
        steps = self.index.items(choices) if choices is not None else []
        return bool(steps) and kinds == {(SH.targetSubjectsOf, step) for step in steps}

    def _target(self, target: tuple[NamedNode, Term]) -> Iterator[Target]:
        kind, value = target
        if kind == SH.targetClass and isinstance(value, NamedNode):
            for name in self.hierarchy.subclasses(value):
                yield Target(f"$this a {name} .", ((RDF.type, name),))
        elif kind == SH.targetNode and isinstance(value, NamedNode | Literal):
            yield Target(f"VALUES $this {{ {value} }}")
        elif kind == SH.targetSubjectsOf and isinstance(value, NamedNode):
            yield Target(f"$this {value} ?maillageObjet .", ((value, None),))
        elif kind == SH.targetObjectsOf and isinstance(value, NamedNode):
            yield Target(f"?maillageSujet {value} $this .", ((value, None),))
        else:
            raise UnsupportedError(f"target {kind}")

    def _bodies(self, node: Node, predicate: NamedNode, steps: str | None) -> Iterator[str]:
        values = self.index.objects(node, predicate)
        if predicate == SH.sparql:
            for constraint in values:
                yield self._sparql(constraint, steps)
        elif steps and predicate in COUNTS:
            for value in values:
                yield _count(predicate, steps, value)
        elif steps and predicate == SH.hasValue:
            for value in values:
                test = f"FILTER NOT EXISTS {{ $this {steps} {value} }}"
                yield f"SELECT DISTINCT $this {{ @target {test} }}"
        elif steps and predicate == SH.uniqueLang:
            if TRUE in values:
                yield _unique_language(steps)
        elif steps and predicate in QUALIFIED:
            yield from self._qualified(node, predicate, steps, values)
        elif predicate != SH.qualifiedValueShape:
            raise UnsupportedError(str(predicate))

    def _qualified(
        self, node: Node, predicate: NamedNode, steps: str, limits: list[Term]
    ) -> Iterator[str]:
        nested = self.index.value(node, SH.qualifiedValueShape)
        disjoint = self.index.value(node, SH.qualifiedValueShapesDisjoint)
        if nested is None or disjoint is not None:
            raise UnsupportedError("sh:qualifiedValueShapesDisjoint")
        condition = Conditions(self.index, self.hierarchy.subclasses).inline(nested, "?value")
        for limit in limits:
            test = f"{QUALIFIED[predicate]} {limit}"
            yield (
                f"SELECT $this {{ @target OPTIONAL {{ $this {steps} ?value"
                f" FILTER({condition}) }} }}"
                f" GROUP BY $this HAVING(COUNT(DISTINCT ?value) {test})"
            )

    def _sparql(self, constraint: Term, steps: str | None) -> str:
        select = self.index.value(constraint, SH.select)
        if not isinstance(select, Literal):
            raise UnsupportedError("no sh:select")
        text = select.value.replace("$PATH", steps) if steps else select.value
        return self._prefixes(constraint) + focused(text, TARGET)

    def _prefixes(self, constraint: Term) -> str:
        """The declarations of the constraint's ontologies and of those they import."""
        todo, lines = list(self.index.objects(constraint, SH.prefixes)), set()
        for holder in todo:
            todo += [term for term in self.index.objects(holder, OWL.imports) if term not in todo]
            for declaration in self.index.objects(holder, SH.declare):
                prefix = self.index.value(declaration, SH.prefix)
                namespace = self.index.value(declaration, SH.namespace)
                if isinstance(prefix, Literal) and isinstance(namespace, Literal):
                    lines.add(f"PREFIX {prefix.value}: <{namespace.value}>\n")
        return "".join(sorted(lines))


def _aimed(text: str, targets: Iterable[Target]) -> tuple[tuple[Target, str], ...]:
    """The text of each target."""
    return tuple((target, text.replace(TARGET, target.pattern)) for target in targets)


def _count(predicate: NamedNode, steps: str, limit: Term) -> str:
    number = int(limit.value) if isinstance(limit, Literal) else 0
    if predicate == SH.minCount and number == 1 and steps.startswith("<"):
        return f"SELECT DISTINCT $this {{ @target FILTER NOT EXISTS {{ $this {steps} ?value }} }}"
    if predicate == SH.maxCount and number == 0:
        return f"SELECT DISTINCT $this {{ @target $this {steps} ?value }}"
    return (
        f"SELECT $this {{ @target OPTIONAL {{ $this {steps} ?value }} }}"
        f" GROUP BY $this HAVING(COUNT(DISTINCT ?value) {COUNTS[predicate]} {number})"
    )


def _unique_language(steps: str) -> str:
    return (
        f"SELECT DISTINCT $this ?maillageLangue {{ @target $this {steps} ?un, ?deux ."
        " FILTER(isLiteral(?un) && isLiteral(?deux) && !sameTerm(?un, ?deux)"
        ' && LANG(?un) = LANG(?deux) && LANG(?un) != "")'
        " BIND(LANG(?un) AS ?maillageLangue) }"
    )
