"""The rules, readable: rendered for ``/shapes`` and ``/shapes/<rule>``, with what they found."""

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice

from fastapi import Request

from api.pages.findings import Finding, findings_of, results, rule_name
from api.pages.graph import Graph
from api.pages.page import Page, text
from api.pages.values import Value, foreign, thing
from maillage import iri
from maillage.rdf import DCTERMS, RDF, SH, NamedNode, compact
from maillage.store import View

BLANK = re.compile(r"\{[$?]\w+\}")
"""What a message leaves open until the rule finds something."""
FOUND = 100
"""Findings shown on the page of a rule."""


@dataclass(frozen=True)
class Rule:
    name: str
    label: str
    identifier: str | None
    """The rule's number, e.g. C16."""
    severity: str
    message: Value | None
    description: Value | None
    path: Value | None
    found: int
    """How many times the release breaks it."""


@dataclass(frozen=True)
class Shape:
    """The rules about one class."""

    name: str
    label: str
    about: tuple[Value, ...]
    rules: tuple[Rule, ...]


@lru_cache(maxsize=2)
def index(view: View) -> Mapping[str, NamedNode]:
    """Every shape by the name that its page has."""
    return {
        rule_name(quad.subject.value): quad.subject
        for kind in (SH.NodeShape, SH.PropertyShape)
        for quad in view.quads(None, RDF.type, kind, iri.ONTOLOGY_GRAPH)
        if isinstance(quad.subject, NamedNode)
    }


def _words(graph: Graph, node: NamedNode, predicate: NamedNode) -> Value | None:
    found = graph.literal(node, predicate)
    if found is None:
        return None
    return Value(BLANK.sub("…", found.value), lang=foreign(found.language, graph.language))


def _rule(page: Page, node: NamedNode, found: Counter[str]) -> Rule:
    graph = page.graph
    severity, path = graph.node(node, SH.severity), graph.node(node, SH.path)
    label = graph.text(node, SH.name) or graph.name(node)
    shown = None
    if path:
        shown = thing(graph, path) if graph.label(path) else Value(compact(path.value))
    return Rule(
        name=rule_name(node.value),
        label=label,
        identifier=graph.text(node, DCTERMS.identifier),
        severity=rule_name(severity.value).lower() if severity else "violation",
        message=_words(graph, node, SH.message),
        description=_words(graph, node, SH.description),
        path=shown,
        found=found[node.value],
    )


def _counted(page: Page) -> Counter[str]:
    return Counter(str(one.get("rule")) for one in results(page.service.release))


def _shape(page: Page, node: NamedNode, found: Counter[str]) -> Shape:
    graph = page.graph
    rules = [_rule(page, one, found) for one in graph.nodes(node, SH.property)]
    alone = _rule(page, node, found)
    if alone.message:
        rules.insert(0, alone)
    return Shape(
        name=rule_name(node.value),
        label=graph.name(node),
        about=tuple(thing(graph, one) for one in graph.nodes(node, SH.targetClass)),
        rules=tuple(rules),
    )


def render_shapes(request: Request) -> str:
    """The list of all rules, by what they are about."""
    page = Page(request)
    found = _counted(page)
    nodes = (
        one for one in index(page.service.view).values() if SH.NodeShape in page.graph.types(one)
    )
    shapes = (_shape(page, one, found) for one in sorted(nodes, key=str))
    kept = tuple(shape for shape in shapes if shape.rules)
    return text(request, "shapes.html", shapes=kept, total=sum(len(s.rules) for s in kept))


def _asked(page: Page, name: str) -> list[NamedNode]:
    """The rule of this name, or all that have this number (C16)."""
    known = index(page.service.view)
    if name in known:
        return [known[name]]
    return sorted(
        (one for one in known.values() if page.graph.text(one, DCTERMS.identifier) == name),
        key=str,
    )


def render_shape(request: Request, name: str) -> str | None:
    """The page of a rule or of all rules about a class, None where there is none."""
    page = Page(request)
    nodes = _asked(page, name)
    if not nodes:
        return None
    found = _counted(page)
    of_shape = [_shape(page, one, found) for one in nodes if SH.NodeShape in page.graph.types(one)]
    rules = [_rule(page, one, found) for one in nodes if SH.PropertyShape in page.graph.types(one)]
    rules += [rule for shape in of_shape for rule in shape.rules]
    addresses = {one.value for one in nodes}
    addresses |= {known.value for n in rules if (known := index(page.service.view).get(n.name))}
    findings: tuple[Finding, ...] = tuple(islice(findings_of(page, frozenset(addresses)), FOUND))
    return text(
        request,
        "shape.html",
        name=name,
        shape=of_shape[0] if of_shape else None,
        rules=tuple(rules),
        findings=findings,
        total=sum(rule.found for rule in rules),
    )
