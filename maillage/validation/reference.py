"""The reference engine: pySHACL, the W3C's rules to the letter, for small graphs.

It gives a result per focus node and query, in Python: right, and far too slow
for the country (docs/decisions). Its messages are not used, ours are written
from the shapes.
"""

from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Any

import pyshacl
import rdflib
from rdflib.plugins.sparql import prepareQuery
from rdflib.plugins.sparql.sparql import Query
from rdflib.term import Node as RdflibNode

from maillage.rdf import (
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
from maillage.validation.shapes import Node, Shapes

R = rdflib.SH


class ReferenceEngine:
    """Evaluates shapes with pySHACL."""

    def findings(self, shapes: Shapes, view: View) -> list[Finding]:
        triples = (quad.triple for quad in view.quads(graph=DefaultGraph()))
        return self.over(shapes.triples, triples)

    def over(self, shapes: Iterable[Triple], data: Iterable[Triple]) -> list[Finding]:
        """The findings of shapes and data given as triples."""
        _, report, _ = pyshacl.validate(
            _graph(data),
            shacl_graph=_graph(shapes),
            inference="none",
            advanced=False,
        )
        if not isinstance(report, rdflib.Graph):
            raise TypeError(f"pySHACL gave no report: {report}")
        return list(_findings(report))


def rest(shapes: Shapes, shape: NamedNode, node: Node, view: View) -> list[Finding]:
    """One shape that the bulk engine does not know, on the triples that it can see."""
    reached = shapes.index.closure(node) if node != shape else _own(shapes, shape)
    kept = [triple for triple in shapes.triples if _kept(triple, shape, node, reached)]
    whole = any(triple.predicate == SH.closed for triple in kept)
    visible = {RDF.type, RDFS.subClassOf, *_mentioned(kept)}
    everything = view.quads(graph=DefaultGraph())
    data = (quad.triple for quad in everything if whole or quad.predicate in visible)
    return ReferenceEngine().over(kept, data)


def _own(shapes: Shapes, shape: NamedNode) -> set[Term]:
    """All that a node shape reaches without its property shapes."""
    reached: set[Term] = {shape}
    for predicate, values in shapes.index.predicates(shape).items():
        if predicate != SH.property:
            for value in values:
                reached |= shapes.index.closure(value)
    return reached


def _kept(triple: Triple, shape: NamedNode, node: Node, reached: set[Term]) -> bool:
    if triple.subject == shape:
        return triple.object == node if triple.predicate == SH.property else True
    return triple.subject in reached


def _mentioned(triples: Iterable[Triple]) -> Iterator[NamedNode]:
    """Every IRI that the shapes name, those inside queries apart (queries see all)."""
    for triple in triples:
        if isinstance(triple.object, NamedNode):
            yield triple.object


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


def _findings(report: rdflib.Graph) -> Iterator[Finding]:
    for result in report.subjects(rdflib.RDF.type, R.ValidationResult):
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
