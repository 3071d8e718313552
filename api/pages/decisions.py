"""What persons decided about a document, and the links that it proposes."""

from dataclasses import dataclass

from api.pages.formatting import number
from api.pages.graph import Graph, natural
from api.pages.values import Value, thing
from maillage.rdf import DCTERMS, MLG, NamedNode


@dataclass(frozen=True)
class Decision:
    """Who is a post, never a name."""

    value: Value
    date: str | None
    who: str | None
    why: str | None
    about: tuple[Value, ...]


@dataclass(frozen=True)
class Link:
    """Something in the document that may be the same thing as `target`; `score` is 0 to 1."""

    title: str
    source: Value | None
    target: Value | None
    score: str | None
    why: str | None
    accepted: Value | None
    """The decision that accepted it."""


def _of(graph: Graph, document: NamedNode, kind: NamedNode) -> list[NamedNode]:
    found = set(graph.subjects(DCTERMS.source, document))
    return sorted((one for one in found if kind in graph.types(one)), key=natural)


def decisions(graph: Graph, document: NamedNode) -> tuple[Decision, ...]:
    """The decisions on a document, in the order in which they were taken."""
    return tuple(
        Decision(
            thing(graph, one),
            graph.text(one, DCTERMS.date),
            graph.text(one, MLG.decideePar),
            graph.text(one, MLG.motif),
            tuple(
                thing(graph, about)
                for about in [
                    *graph.nodes(one, MLG.statueSur),
                    *sorted(graph.subjects(MLG.acceptePar, one), key=natural),
                ]
            ),
        )
        for one in _of(graph, document, MLG.Decision)
    )


def links(graph: Graph, document: NamedNode) -> tuple[Link, ...]:
    """The links that reading a document proposed."""
    found = []
    for one in _of(graph, document, MLG.LienPropose):
        ends = [graph.node(one, end) for end in (MLG.source, MLG.cible, MLG.acceptePar)]
        source, target, accepted = (thing(graph, end) if end else None for end in ends)
        score = graph.text(one, MLG.score)
        found.append(
            Link(
                graph.text(one, DCTERMS.title) or graph.name(one),
                source,
                target,
                number(score, graph.language) if score else None,
                graph.text(one, MLG.motif),
                accepted,
            )
        )
    return tuple(found)
