"""The fast engine: each constraint becomes one SPARQL query over the whole graph.

A query asks for all focus nodes of a target at once, so that a rule costs one
scan and not one query a node (measured in docs/decisions). What cannot be
compiled is left to the reference engine, on the triples that the shape can
see. Tests hold the two engines equal, case by case.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from maillage.rdf import PREFIXES, RDFS, SH, XSD, DefaultGraph, Literal, NamedNode, Term, Triple
from maillage.store import View
from maillage.validation import reference
from maillage.validation.conditions import ANNOTATIONS, COMPILERS, Conditions
from maillage.validation.findings import Finding
from maillage.validation.paths import UnsupportedError, sparql_path
from maillage.validation.prebinding import focused
from maillage.validation.shapes import Index, Node, Shapes

TARGET = "@target"
"""Stands in a compiled query for the pattern of one target."""
COUNTS = {SH.minCount: "<", SH.maxCount: ">"}
QUALIFIED = {SH.qualifiedMinCount: "<", SH.qualifiedMaxCount: ">"}
OF_NODE_SHAPES = frozenset(
    {SH.property, SH.targetClass, SH.targetNode, SH.targetObjectsOf, SH.targetSubjectsOf}
)
TRUE = Literal("true", datatype=XSD.boolean)


@dataclass(frozen=True)
class Query:
    """One compiled constraint, for one target pattern of its shape."""

    shape: str
    component: str
    path: NamedNode | None
    text: str
    about_path: bool = True


def component(parameter: NamedNode) -> str:
    """The component of a parameter: ``sh:minCount`` → ``sh:MinCountConstraintComponent``."""
    if parameter == SH.sparql:
        return SH.SPARQLConstraintComponent.value
    name = parameter.value.removeprefix(PREFIXES["sh"])
    return PREFIXES["sh"] + name[0].upper() + name[1:] + "ConstraintComponent"


class BulkEngine:
    """Evaluates shapes by queries in bulk (see the module)."""

    def findings(self, shapes: Shapes, view: View) -> list[Finding]:
        compiler = _Compiler(shapes, Hierarchy(view))
        found: dict[Finding, None] = {}
        for shape in shapes.node_shapes():
            if TRUE in shapes.index.objects(shape, SH.deactivated):
                continue
            for node in (shape, *shapes.property_shapes(shape)):
                try:
                    rows = [
                        row for query in compiler.queries(shape, node) for row in _rows(query, view)
                    ]
                except (UnsupportedError, SyntaxError):
                    rows = reference.rest(shapes, shape, node, view)
                found |= dict.fromkeys(rows)
        return list(found)


def _rows(query: Query, view: View) -> Iterator[Finding]:
    for row in view.select(query.text):
        focus = row.pop("this")
        value = row.pop("value", None if query.about_path else focus)
        path = row.pop("path", query.path)
        yield Finding(
            shape=query.shape,
            component=query.component,
            focus=focus,
            path=path if isinstance(path, NamedNode) else None,
            value=value,
            bindings=tuple(sorted(row.items())),
        )


class Hierarchy:
    """The classes of a graph and their subclasses."""

    def __init__(self, view: View) -> None:
        self._children: dict[Term, list[NamedNode]] = {}
        for quad in view.quads(None, RDFS.subClassOf, None, DefaultGraph()):
            if isinstance(quad.subject, NamedNode) and not isinstance(quad.object, Triple):
                self._children.setdefault(quad.object, []).append(quad.subject)

    def subclasses(self, name: NamedNode) -> list[NamedNode]:
        """`name` and all its subclasses, sorted."""
        reached: set[NamedNode] = set()
        todo = [name]
        while todo:
            found = todo.pop()
            if found not in reached:
                reached.add(found)
                todo += self._children.get(found, [])
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
        implied = self._implied(shape, path)
        name = node.value if isinstance(node, NamedNode) else shape.value
        iri = path if isinstance(path, NamedNode) else None
        for predicate in self.index.predicates(node):
            if predicate in ANNOTATIONS or predicate in (OF_NODE_SHAPES if own else (SH.path,)):
                continue
            targets = [""] if implied and predicate in COMPILERS else everywhere
            for text in self._bodies(node, predicate, steps):
                for target in targets:
                    asked = text.replace(TARGET, target)
                    yield Query(name, component(predicate), iri, asked, about_path=not own)

    def _targets(self, shape: NamedNode) -> list[str]:
        """The patterns of a shape's targets: one a class, but one for many properties together."""
        kinds = list(self.shapes.targets(shape))
        patterns = [pattern for kind in kinds for pattern in self._target(kind)]
        if len(patterns) == 1 or all(kind == SH.targetClass for kind, _ in kinds):
            return patterns
        union = " UNION ".join(f"{{ {pattern} }}" for pattern in patterns)
        return [f"{{ SELECT DISTINCT $this {{ {union} }} }}"]

    def _implied(self, shape: NamedNode, path: Term | None) -> bool:
        """Whether having a value at the path is what makes something a target."""
        kinds = set(self.shapes.targets(shape))
        choices = self.index.value(path, SH.alternativePath) if path is not None else None
        steps = self.index.items(choices) if choices is not None else []
        return bool(steps) and kinds == {(SH.targetSubjectsOf, step) for step in steps}

    def _target(self, target: tuple[NamedNode, Term]) -> Iterator[str]:
        kind, value = target
        if kind == SH.targetClass and isinstance(value, NamedNode):
            for name in self.hierarchy.subclasses(value):
                yield f"$this a {name} ."
        elif kind == SH.targetNode and isinstance(value, NamedNode | Literal):
            yield f"VALUES $this {{ {value} }}"
        elif kind == SH.targetSubjectsOf:
            yield f"$this {value} ?maillageObjet ."
        elif kind == SH.targetObjectsOf:
            yield f"?maillageSujet {value} $this ."
        else:
            raise UnsupportedError(f"target {kind}")

    def _bodies(self, node: Node, predicate: NamedNode, steps: str | None) -> Iterator[str]:
        values = self.index.objects(node, predicate)
        reach = f"$this {steps} ?value ." if steps else "BIND($this AS ?value)"
        if predicate == SH.sparql:
            for constraint in values:
                yield self._sparql(constraint, steps)
        elif predicate in COMPILERS:
            conditions = Conditions(self.index, self.hierarchy.subclasses)
            for condition in conditions.of(node, predicate, "?value") or ():
                yield f"SELECT DISTINCT $this ?value {{ @target {reach} FILTER(!{condition}) }}"
        elif steps and predicate in COUNTS:
            for value in values:
                yield _count(predicate, steps, value)
        elif steps and predicate == SH.hasValue:
            for value in values:
                test = f"FILTER NOT EXISTS {{ $this {steps} {value} }}"
                yield f"SELECT DISTINCT $this {{ @target {test} }}"
        elif steps and predicate == SH.uniqueLang:
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
        lines = []
        for holder in self.index.objects(constraint, SH.prefixes):
            for declaration in self.index.objects(holder, SH.declare):
                prefix = self.index.value(declaration, SH.prefix)
                namespace = self.index.value(declaration, SH.namespace)
                if isinstance(prefix, Literal) and isinstance(namespace, Literal):
                    lines.append(f"PREFIX {prefix.value}: <{namespace.value}>\n")
        return "".join(sorted(lines))


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
