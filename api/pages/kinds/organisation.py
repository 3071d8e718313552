"""The page of an organisation: its parts in conventions, what it funds, what it administers."""

from dataclasses import dataclass
from itertools import islice

from api.pages.graph import Graph, Mark, natural
from api.pages.kinds.amounts import Money, money
from api.pages.kinds.convention import any_marks
from api.pages.page import Page
from api.pages.values import Row, Value, filled, row, thing
from maillage.rdf import MLG, NamedNode

FUNDED = 60


@dataclass(frozen=True)
class Part:
    convention: Value
    quality: Value | None
    posts: tuple[Value, ...]
    marks: tuple[Mark, ...]


@dataclass(frozen=True)
class Organisation:
    rows: tuple[Row, ...]
    parts: tuple[Part, ...]
    funds: tuple[Money, ...]
    actions: tuple[Value, ...]
    brands: tuple[Value, ...]


def _parts(graph: Graph, node: NamedNode) -> tuple[Part, ...]:
    found = []
    for one in sorted(graph.subjects(MLG.organisation, node), key=natural):
        quality = graph.node(one, MLG.qualite)
        posts = tuple(thing(graph, post) for post in graph.nodes(one, MLG.representeePar))
        marks = any_marks(graph.marks(one))
        for convention in graph.subjects(MLG.aPartie, one):
            heading = thing(graph, quality) if quality else None
            found.append(Part(thing(graph, convention), heading, posts, marks))
    return tuple(found)


def build(page: Page, node: NamedNode) -> Organisation:
    """All that the page of an organisation shows."""
    graph, t = page.graph, page.t
    asked = (
        ("organisation.siren", MLG.siren),
        ("organisation.kind", MLG.genreOrganisation),
        ("organisation.nature", MLG.nature),
        ("organisation.administers", MLG.administre),
        ("organisation.brand_of", MLG.marqueDe),
    )
    rows = (row(graph, t(key), node, predicate) for key, predicate in asked)
    funded = sorted(islice(graph.subjects(MLG.financeur, node), FUNDED), key=natural)
    return Organisation(
        rows=filled(rows),
        parts=_parts(graph, node),
        funds=tuple(money(graph, one, {}) for one in funded),
        actions=tuple(
            thing(graph, one) for one in islice(graph.subjects(MLG.maitreOuvrage, node), FUNDED)
        ),
        brands=tuple(thing(graph, one) for one in graph.subjects(MLG.marqueDe, node)),
    )
