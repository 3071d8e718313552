"""Which table says who is in a programme today: the others tell who was, or is no more."""

from functools import lru_cache

from maillage import iri
from maillage.rdf import MLG, RDF, NamedNode
from maillage.store import View

WHOLE = "adhesions"
"""The national table of every programme; it goes before a programme's own lists."""


def _rank(graph: NamedNode) -> tuple[bool, str]:
    *_, table, vintage = (iri.path_of(graph.value) or "//").split("/")
    return table == WHOLE, vintage


def _lists(view: View, programme: NamedNode, graph: NamedNode) -> bool:
    """Whether the graph has a signed member of the programme; it looks no further than one."""
    return any(
        isinstance(quad.subject, NamedNode)
        and next(view.quads(quad.subject, RDF.type, MLG.Adhesion, graph), None) is not None
        for quad in view.quads(None, MLG.programme, programme, graph)
    )


@lru_cache(maxsize=64)
def reference(view: View, programme: NamedNode) -> NamedNode | None:
    """The graph of the list that counts: the latest national table, else the latest list."""
    graphs = sorted(map(NamedNode, view.graphs()), key=_rank, reverse=True)
    return next((graph for graph in graphs if _lists(view, programme, graph)), None)
