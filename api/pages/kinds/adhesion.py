"""The page of a membership: a territory in a programme, its days and its state."""

from dataclasses import dataclass

from api.pages.chronology import Chronology, chronology, dated
from api.pages.graph import natural
from api.pages.page import Page
from api.pages.sources import Source, sources
from api.pages.values import Row, Value, filled, row, thing
from maillage.rdf import MLG, NamedNode

DAYS = (
    ("territory.signed_on", MLG.dateSignature),
    ("territory.ends_on", MLG.dateEcheance),
)
SAID = (
    ("territory.duration", MLG.dureeMois),
    ("territory.status", MLG.statutAdhesion),
    ("territory.intended_on", MLG.dateEnvisagee),
    ("territory.progress", MLG.avancement),
    ("territory.running", MLG.actionsEnCours),
    ("territory.delivered", MLG.actionsLivrees),
    ("territory.selected_with", MLG.populationSelection),
    ("territory.twin", MLG.territoireJumele),
)
"""What tables say of some memberships besides their days: label and property of each row."""


@dataclass(frozen=True)
class Membership:
    is_signed: bool
    rows: tuple[Row, ...]
    chronology: Chronology
    others: tuple[Value, ...]
    """Other memberships of the same territory."""
    sources: tuple[Source, ...]


def build(page: Page, node: NamedNode) -> Membership:
    """All that the page of a membership shows."""
    graph, t, marks = page.graph, page.t, page.graph.marks(node)
    required = (
        ("action.territory", MLG.territoire),
        ("convention.programme", MLG.programme),
        *DAYS,
    )
    optional = (*SAID, ("programme.identifier", MLG.identifiant))
    territory = graph.node(node, MLG.territoire)
    beside = set(graph.subjects(MLG.territoire, territory)) if territory else set()
    others = [one for one in beside if "/id/adhesion/" in one.value and one != node]
    return Membership(
        is_signed=MLG.Adhesion in graph.types(node),
        rows=(
            *(row(graph, t(k), node, p, marks, "state.not_in_table") for k, p in required),
            *filled(row(graph, t(k), node, p, marks) for k, p in optional),
        ),
        chronology=chronology(page, [dated(graph, node, is_own=True)]),
        others=tuple(thing(graph, one) for one in sorted(others, key=natural)),
        sources=sources(graph, [node]),
    )
