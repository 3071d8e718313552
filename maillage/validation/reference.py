"""The reference engine: pySHACL, the W3C's rules to the letter, for small graphs.

It gives a result per focus node and query, in Python: right, and far too slow
for the country (docs/decisions). Its messages are not used, ours are written
from the shapes.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import lru_cache
from typing import Any

import pyshacl
import rdflib
from pyparsing import ParseBaseException
from pyshacl.errors import ReportableRuntimeError
from rdflib.plugins.sparql import prepareQuery
from rdflib.plugins.sparql.sparql import Query
from rdflib.term import Node as RdflibNode

from maillage.errors import InputError
from maillage.rdf import (
    OWL,
    PREFIXES,
    RDF,
    RDFS,
    SH,
    BlankNode,
    DefaultGraph,
    Literal,
    NamedNode,
    RdfFormat,
    Term,
    Triple,
    serialize,
)
from maillage.store import View
from maillage.validation.findings import Finding
from maillage.validation.shapes import ANNOTATIONS, TARGETS, Node, Shapes

R = rdflib.SH


class ReferenceEngine:
    """Evaluates shapes with pySHACL."""

    def findings(self, shapes: Shapes, view: View) -> list[Finding]:
        triples = (quad.triple for quad in view.quads(graph=DefaultGraph()))
        return self.over(shapes.triples, triples)

    def over(self, shapes: Iterable[Triple], data: Iterable[Triple]) -> list[Finding]:
        """The findings of shapes and data given as triples.

        Raises:
            InputError: a shape is not SHACL, or its query not SPARQL.
        """
        try:
            _, report, _ = pyshacl.validate(
                _graph(data), shacl_graph=_rules(tuple(shapes)), inference="none", advanced=False
            )
        except (ReportableRuntimeError, NotImplementedError, ParseBaseException) as error:
            reason = str(error).splitlines()[0]
            raise InputError("shapes", f"a rule cannot be used, correct it: {reason}") from error
        if not isinstance(report, rdflib.Graph):
            raise InputError("shapes", f"a rule cannot be used, correct it: {report}")
        return list(_findings(report))


def rest(shapes: Shapes, shape: NamedNode, node: Node, view: View) -> list[Finding]:
    """One shape that the bulk engine does not know, on the triples that it can see.

    `node` is one of the property shapes of `shape`, or `shape` itself for its
    own constraints. Its siblings stay where they count: a closed shape allows
    their paths, disjoint qualified shapes look at each other.
    """
    reached = shapes.index.closure(node)
    said = {triple.predicate for triple in shapes.triples if triple.subject in reached}
    siblings = node == shape or SH.qualifiedValueShapesDisjoint in said
    kept = [triple for triple in shapes.triples if _kept(triple, shape, node, siblings)]
    own = said - ANNOTATIONS
    whole = SH.closed in own or SH.sparql in own or not all(_standard(name) for name in own)
    visible = {RDF.type, RDFS.subClassOf, *(term for term in reached if _is_name(term))}
    everything = view.quads(graph=DefaultGraph())
    data = (quad.triple for quad in everything if whole or quad.predicate in visible)
    name = node if isinstance(node, NamedNode) else UNNAMED
    found = ReferenceEngine().over([_renamed(triple, node, name) for triple in kept], data)
    if siblings:
        found = [finding for finding in found if finding.shape == name.value]
    label = name if name != UNNAMED else shape
    return [replace(finding, shape=label.value) for finding in found]


UNNAMED = NamedNode("urn:maillage:shape")
STANDARD = (PREFIXES["sh"], PREFIXES["rdf"])


def _is_name(term: Term) -> bool:
    return isinstance(term, NamedNode)


def _standard(predicate: NamedNode) -> bool:
    return predicate.value.startswith(STANDARD)


def _kept(triple: Triple, shape: NamedNode, node: Node, siblings: bool) -> bool:
    """All shapes stay, for what they may share; only this one has targets."""
    if triple.subject != shape:
        aims = triple.predicate in TARGETS
        return not aims and triple.object not in (RDFS.Class, OWL.Class)
    return triple.predicate != SH.property or siblings or triple.object == node


def _renamed(triple: Triple, node: Node, name: NamedNode) -> Triple:
    """The same triple with `name` for the shape, whose blank node would not be found again."""
    subject = name if triple.subject == node else triple.subject
    value = name if triple.object == node else triple.object
    return Triple(subject, triple.predicate, value)


@lru_cache(maxsize=512)
def _prepared(text: str) -> Query:
    return prepareQuery(text)


class _Graph(rdflib.Graph):
    """A graph that reads each query once: pySHACL sends the same text for every focus node."""

    def query(self, query_object: Any, *arguments: Any, **options: Any) -> rdflib.query.Result:
        if isinstance(query_object, str):
            query_object = _prepared(query_object)
        return super().query(query_object, *arguments, **options)


def _graph(triples: Iterable[Triple]) -> rdflib.Graph:
    data = serialize(triples, format=RdfFormat.N_TRIPLES)
    return _Graph().parse(data=data, format="nt")


@lru_cache(maxsize=4)
def _rules(shapes: tuple[Triple, ...]) -> rdflib.Graph:
    return _graph(shapes)


def _findings(report: rdflib.Graph) -> Iterator[Finding]:
    for result in report.objects(report.value(None, rdflib.RDF.type, R.ValidationReport), R.result):
        path = report.value(result, R.resultPath)
        value = report.value(result, R.value)
        focus = _term(report.value(result, R.focusNode))
        if focus is None:
            continue
        yield Finding(
            shape=str(report.value(result, R.sourceShape)),
            component=str(report.value(result, R.sourceConstraintComponent)),
            focus=focus,
            path=NamedNode(str(path)) if isinstance(path, rdflib.URIRef) else None,
            value=_term(value),
        )


def _term(node: RdflibNode | None) -> Term | None:
    if isinstance(node, rdflib.URIRef):
        return NamedNode(str(node))
    if isinstance(node, rdflib.BNode):
        return BlankNode(str(node))
    if isinstance(node, rdflib.Literal):
        if node.language:
            return Literal(str(node), language=node.language)
        datatype = str(node.datatype) if node.datatype else None
        return Literal(str(node), datatype=NamedNode(datatype) if datatype else None)
    return None
