"""The page of a statement: what was understood, and the exact words it was read from."""

from dataclasses import dataclass

from api.pages.page import Page
from api.pages.quotes import Quote, quote
from api.pages.thing import property_label
from api.pages.values import Value, stated, thing
from maillage.rdf import MLG, RDF, NamedNode


@dataclass(frozen=True)
class Enonce:
    subject: Value | None
    predicate: str | None
    said: Value | None
    quotes: tuple[Quote, ...]
    contradictions: tuple[Value, ...]


def build(page: Page, node: NamedNode) -> Enonce:
    """All that the page of a statement shows."""
    graph = page.graph
    subject, predicate = graph.node(node, RDF.subject), graph.node(node, RDF.predicate)
    said = graph.object(node, RDF.object)
    quotes = (quote(graph, one) for one in graph.nodes(node, MLG.fondeSur))
    return Enonce(
        subject=thing(graph, subject) if subject else None,
        predicate=property_label(graph, page.t, predicate) if predicate else None,
        said=stated(graph, subject, predicate, said) if subject and predicate and said else None,
        quotes=tuple(one for one in quotes if one),
        contradictions=tuple(thing(graph, one) for one in graph.subjects(MLG.porteSur, node)),
    )
