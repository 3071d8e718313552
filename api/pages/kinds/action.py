"""The page of an action."""

from dataclasses import dataclass

from api.pages.graph import Mark
from api.pages.kinds.amounts import Money, tree
from api.pages.kinds.convention import actions_of, any_marks
from api.pages.page import Page
from api.pages.values import Row, Value, filled, row, thing
from maillage.rdf import DCTERMS, MLG, RDFS, NamedNode


@dataclass(frozen=True)
class Goal:
    text: str
    href: str | None
    marks: tuple[Mark, ...]


@dataclass(frozen=True)
class Action:
    printed: str | None
    """The title as printed, where the label is another."""
    rows: tuple[Row, ...]
    goals: tuple[Goal, ...]
    amounts: tuple[Money, ...]
    before: Value | None
    after: Value | None


def _goals(page: Page, node: NamedNode) -> tuple[Goal, ...]:
    graph, known = page.graph, page.graph.marks(node)
    return tuple(
        Goal(
            graph.name(one),
            thing(graph, one).href,
            known.get((MLG.poursuit, one), ()) or any_marks(graph.marks(one)),
        )
        for one in graph.nodes(node, MLG.poursuit)
    )


def build(page: Page, node: NamedNode) -> Action:
    """All that the page of an action shows."""
    graph, t, marks = page.graph, page.t, page.graph.marks(node)
    asked = (
        ("action.convention", MLG.releveDe),
        ("action.number", MLG.numero),
        ("action.axis", MLG.axe),
        ("action.status", MLG.statut),
        ("action.owner", MLG.maitreOuvrage),
    )
    rows = [row(graph, t(key), node, predicate, marks) for key, predicate in asked]
    optional = (
        ("action.proposed_axis", MLG.axePropose),
        ("action.theme", MLG.theme),
        ("action.territory", MLG.territoire),
    )
    extra = (row(graph, t(key), node, predicate, marks) for key, predicate in optional)
    convention = graph.node(node, MLG.releveDe)
    siblings = actions_of(graph, convention) if convention else []
    place = siblings.index(node) if node in siblings else -1
    title, label = graph.text(node, DCTERMS.title), graph.text(node, RDFS.label)
    return Action(
        printed=title if title != label else None,
        rows=tuple(rows) + filled(extra),
        goals=_goals(page, node),
        amounts=tree(graph, graph.nodes(node, MLG.aMontant)),
        before=thing(graph, siblings[place - 1]) if place > 0 else None,
        after=thing(graph, siblings[place + 1]) if 0 <= place < len(siblings) - 1 else None,
    )
