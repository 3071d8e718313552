"""The tables that the figures of a page come from, for the line « Source : … » below them."""

from collections.abc import Iterable
from dataclasses import dataclass

from api.pages.graph import Graph, natural
from api.pages.links import local
from maillage import iri
from maillage.rdf import DCTERMS, MLG, NamedNode

TABLE = iri.THING + "graph/table/"


@dataclass(frozen=True)
class Source:
    """A table: its title, its year or date where the title does not tell it, its page."""

    title: str
    vintage: str | None
    href: str


def sources(graph: Graph, nodes: Iterable[NamedNode]) -> tuple[Source, ...]:
    """The tables that say something about any of these things, each once.

    Documents are left out: their facts have marks of their own.
    """
    found = {
        quad.graph_name
        for node in nodes
        for quad in graph.view.quads(node)
        if isinstance(quad.graph_name, NamedNode) and quad.graph_name.value.startswith(TABLE)
    }
    return tuple(_source(graph, table) for table in sorted(found, key=natural))


def _source(graph: Graph, table: NamedNode) -> Source:
    title = graph.text(table, DCTERMS.title) or graph.name(table)
    vintage = graph.text(table, MLG.millesime) or graph.text(table, DCTERMS.issued)
    said = vintage is None or vintage in title
    return Source(title, None if said else vintage, local(iri.path_of(table.value) or ""))
