"""The page of a comité: whose it is, who presides, who sits in it and in what quality."""

from collections.abc import Iterable
from dataclasses import dataclass

from api.pages.graph import Mark, natural
from api.pages.page import Page
from api.pages.values import Row, Value, filled, row, thing
from maillage.rdf import MLG, NamedNode

SEATS = (
    ("committee.presided", MLG.presidePar),
    ("committee.members", MLG.membre),
    ("committee.guests", MLG.invite),
    ("committee.associates", MLG.associe),
)


@dataclass(frozen=True)
class Seat:
    holder: Value
    of: Value | None
    """The organisation, where the holder is a post."""
    marks: tuple[Mark, ...]


@dataclass(frozen=True)
class Seats:
    heading: str
    seats: tuple[Seat, ...]


@dataclass(frozen=True)
class Committee:
    rows: tuple[Row, ...]
    groups: tuple[Seats, ...]
    count: int


def _seats(page: Page, node: NamedNode, predicate: NamedNode) -> tuple[Seat, ...]:
    graph, marks = page.graph, page.graph.marks(node)

    def seat(one: NamedNode) -> Seat:
        of = graph.node(one, MLG.posteDe)
        found = marks.get((predicate, one), ())
        return Seat(thing(graph, one), thing(graph, of) if of else None, found)

    return tuple(seat(one) for one in graph.nodes(node, predicate))


def _conventions(page: Page, node: NamedNode) -> Iterable[Value]:
    found = sorted(page.graph.subjects(MLG.aInstance, node), key=natural)
    return (thing(page.graph, one) for one in found)


def build(page: Page, node: NamedNode) -> Committee:
    """All that the page of a comité shows."""
    graph, t, marks = page.graph, page.t, page.graph.marks(node)
    groups = tuple(Seats(t(key), _seats(page, node, predicate)) for key, predicate in SEATS)
    return Committee(
        rows=(
            Row(t("action.convention"), tuple(_conventions(page, node))),
            row(graph, t("committee.rhythm"), node, MLG.frequence, marks),
            *filled([row(graph, t("committee.composition"), node, MLG.composition, marks)]),
        ),
        groups=groups,
        count=sum(len(group.seats) for group in groups),
    )
