"""The page of an organisation: its parts in conventions, what it funds, what it administers."""

from collections.abc import Iterable
from dataclasses import dataclass

from api.pages.graph import Graph, Mark, natural
from api.pages.kinds.amounts import Money, tree
from api.pages.kinds.convention import any_marks
from api.pages.page import Page
from api.pages.values import Row, Value, filled, row, thing
from maillage.rdf import MLG, SKOS, NamedNode

FUNDED = 60
ROLES = (
    ("organisation.presides", MLG.presidePar),
    ("organisation.member", MLG.membre),
    ("organisation.guest", MLG.invite),
    ("organisation.associate", MLG.associe),
)


@dataclass(frozen=True)
class Part:
    convention: Value
    quality: Value | None
    posts: tuple[Value, ...]
    marks: tuple[Mark, ...]


@dataclass(frozen=True)
class Seat:
    """A comité and what the organisation is in it; `by` is its post that presides."""

    committee: Value
    role: str
    by: Value | None
    conventions: tuple[Value, ...]


@dataclass(frozen=True)
class Figures:
    conventions: int
    actions: int
    amounts: int
    committees: int


@dataclass(frozen=True)
class Organisation:
    rows: tuple[Row, ...]
    figures: Figures
    parts: tuple[Part, ...]
    funds: tuple[Money, ...]
    """The first amounts that a document says it pays."""
    actions: tuple[Value, ...]
    brands: tuple[Value, ...]
    seats: tuple[Seat, ...]
    posts: tuple[Value, ...]


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


def _seats(page: Page, node: NamedNode, posts: Iterable[NamedNode]) -> tuple[Seat, ...]:
    graph, t = page.graph, page.t

    def seat(committee: NamedNode, role: str, by: NamedNode | None) -> Seat:
        owners = sorted(graph.subjects(MLG.aInstance, committee), key=natural)
        return Seat(
            thing(graph, committee),
            t(role),
            thing(graph, by) if by else None,
            tuple(thing(graph, one) for one in owners),
        )

    found = [
        seat(committee, role, None)
        for role, predicate in ROLES
        for committee in sorted(graph.subjects(predicate, node), key=natural)
    ]
    presided = (
        seat(committee, "organisation.presides", post)
        for post in posts
        for committee in sorted(graph.subjects(MLG.presidePar, post), key=natural)
    )
    return (*presided, *found)


def build(page: Page, node: NamedNode) -> Organisation:
    """All that the page of an organisation shows."""
    graph, t = page.graph, page.t
    asked = (
        ("organisation.siren", MLG.siren),
        ("organisation.kind", MLG.genreOrganisation),
        ("organisation.nature", MLG.nature),
        ("organisation.administers", MLG.administre),
        ("organisation.brand_of", MLG.marqueDe),
        ("concept.other_names", SKOS.altLabel),
    )
    rows = (row(graph, t(key), node, predicate) for key, predicate in asked)
    funded = sorted(set(graph.subjects(MLG.financeur, node)), key=natural)
    led = sorted(set(graph.subjects(MLG.maitreOuvrage, node)), key=natural)
    posts = sorted(graph.subjects(MLG.posteDe, node), key=natural)
    brands = graph.subjects(MLG.marqueDe, node)
    parts, seats = _parts(graph, node), _seats(page, node, posts)
    return Organisation(
        rows=filled(rows),
        figures=Figures(
            len({one.convention for one in parts}),
            len(led),
            len(funded),
            len({one.committee for one in seats}),
        ),
        parts=parts,
        funds=tree(graph, funded[:FUNDED]),
        actions=tuple(thing(graph, one) for one in led[:FUNDED]),
        brands=tuple(thing(graph, one) for one in graph.by_name(brands)),
        seats=seats,
        posts=tuple(thing(graph, one) for one in posts),
    )
