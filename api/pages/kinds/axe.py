"""The page of an axis: what it means, and the actions of every convention under it."""

from collections import Counter
from dataclasses import dataclass

from api.pages.graph import natural
from api.pages.kinds.concept import description
from api.pages.kinds.convention import Line, Section, action_line
from api.pages.page import Page
from api.pages.values import Row, Value, filled, row, thing
from maillage import iri
from maillage.rdf import MLG, SKOS, NamedNode


@dataclass(frozen=True)
class Axis:
    definition: Value | None
    rows: tuple[Row, ...]
    printed: tuple[Section, ...]
    """The actions that stand under it in their document, by convention."""
    proposed: tuple[Section, ...]
    """Those that only a steward's proposal puts there."""
    statuses: tuple[tuple[Value, int], ...]
    siblings: tuple[Value, ...]
    """The axes of the same list."""


def _sections(page: Page, actions: list[NamedNode]) -> tuple[Section, ...]:
    graph = page.graph
    under: dict[NamedNode | None, list[Line]] = {}
    for one in sorted(set(actions), key=natural):
        under.setdefault(graph.node(one, MLG.releveDe), []).append(action_line(graph, one))
    return tuple(
        Section(
            thing(graph, convention) if convention else Value(page.t("thing.thing")), tuple(lines)
        )
        for convention, lines in under.items()
    )


def _belongs(page: Page, node: NamedNode) -> Row:
    """The programme or the document that the list of axes is of, by its address."""
    graph = page.graph
    owner = (iri.path_of(node.value) or "").split("/")[1]
    found = [one for one in (iri.programme(owner), iri.convention(owner)) if graph.exists(one)]
    return Row(page.t("axis.of"), tuple(thing(graph, one) for one in found))


def build(page: Page, node: NamedNode) -> Axis:
    """All that the page of an axis shows."""
    graph, t = page.graph, page.t
    printed = list(graph.subjects(MLG.axe, node))
    proposed = [one for one in graph.subjects(MLG.axePropose, node) if one not in printed]
    asked = (
        ("concept.notation", SKOS.notation),
        ("concept.other_names", SKOS.altLabel),
        ("concept.close", SKOS.closeMatch),
        ("concept.scheme", SKOS.inScheme),
    )
    states = Counter(graph.node(one, MLG.statut) for one in printed)
    schemes = graph.nodes(node, SKOS.inScheme)
    siblings = {
        one
        for scheme in schemes
        for one in graph.subjects(SKOS.inScheme, scheme)
        if one != node and MLG.Axe in graph.types(one)
    }
    close = sorted(graph.subjects(SKOS.closeMatch, node), key=natural)
    rows = [_belongs(page, node), *(row(graph, t(key), node, one) for key, one in asked)]
    rows.append(Row(t("axis.close_to"), tuple(thing(graph, one) for one in close)))
    return Axis(
        definition=description(graph, node),
        rows=filled(rows),
        printed=_sections(page, printed),
        proposed=_sections(page, proposed),
        statuses=tuple(
            (thing(graph, state) if state else Value(t("state.not_stated")), count)
            for state, count in states.most_common()
        ),
        siblings=tuple(thing(graph, one) for one in sorted(siblings, key=natural)),
    )
