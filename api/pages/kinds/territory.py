"""The page of a commune, an intercommunalité, a département or a région."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from api.pages.chronology import Chronology, chronology, dated
from api.pages.comparables import Comparables, comparables
from api.pages.grants import Grants, grants
from api.pages.graph import Graph, natural
from api.pages.inside import Inside, inside
from api.pages.kinds.adhesion import DAYS, SAID
from api.pages.map import Locator, locator
from api.pages.neighbourhood import Neighbourhood, neighbourhood
from api.pages.page import Page
from api.pages.population import Populations, counted, populations
from api.pages.sources import Source, sources
from api.pages.towns import segment
from api.pages.values import Row, Value, filled, row, thing, value
from maillage.iri import slug
from maillage.rdf import DCTERMS, MLG, NamedNode

ACTIONS = 200
"""Actions of a territory that are shown; the list of actions has them all."""


@dataclass(frozen=True)
class Membership:
    """A territory in a programme."""

    programme: Value
    href: str | None
    identifier: str | None
    signed: bool
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class Agreement:
    """A convention about the territory, with what it is."""

    value: Value
    type: Value | None
    signed: str | None
    actions: int


@dataclass(frozen=True)
class Actions:
    """The actions of a status or a theme."""

    heading: Value
    actions: tuple[Value, ...]

    @property
    def count(self) -> int:
        return len(self.actions)


@dataclass(frozen=True)
class Used:
    """A dispositif that a convention about the territory mentions, and in what state."""

    value: Value
    state: Value | None


@dataclass(frozen=True)
class Territory:
    rows: tuple[Row, ...]
    populations: Populations | None
    counted: tuple[Source, ...]
    """The tables of the populations."""
    memberships: tuple[Membership, ...]
    intended: tuple[Membership, ...]
    """Rows of a programme's table that are not signed."""
    engaged: tuple[Source, ...]
    """The tables of the memberships."""
    chronology: Chronology
    conventions: tuple[Agreement, ...]
    actions: tuple[Actions, ...]
    action_count: int
    """How many there are, shown or not."""
    dispositifs: tuple[Used, ...]
    grants: Grants | None
    inside: Inside | None
    neighbourhood: Neighbourhood | None
    comparables: Comparables | None
    locator: Locator | None


def _membership(page: Page, node: NamedNode, signed: bool) -> Membership:
    graph, t = page.graph, page.t
    programme = graph.node(node, MLG.programme)
    named = thing(graph, programme) if programme else Value(t("thing.thing"))
    rows = (row(graph, t(key), node, predicate) for key, predicate in (*DAYS, *SAID))
    return Membership(
        programme=named,
        href=value(graph, node).href,
        identifier=graph.text(node, MLG.identifiant),
        signed=signed,
        rows=filled(rows),
    )


def _agreement(graph: Graph, node: NamedNode) -> Agreement:
    kind = graph.node(node, MLG.typeConvention)
    return Agreement(
        thing(graph, node),
        thing(graph, kind) if kind else None,
        graph.text(node, MLG.dateSignature),
        sum(1 for one in graph.subjects(MLG.releveDe, node) if segment(one) == "action"),
    )


def _all_actions(
    graph: Graph, about: Iterable[NamedNode], conventions: Iterable[NamedNode]
) -> list[NamedNode]:
    """The actions of a territory and of its conventions, in the order of their documents."""
    found = set(about)
    for convention in conventions:
        actions = graph.subjects(MLG.releveDe, convention)
        found |= {one for one in actions if segment(one) == "action"}
    return sorted(found, key=natural)


def grouped(page: Page, actions: Sequence[NamedNode]) -> tuple[Actions, ...]:
    """The first of some actions under their theme, else their status; those of neither last."""
    graph = page.graph
    under: dict[NamedNode | None, list[NamedNode]] = {}
    for one in actions[:ACTIONS]:
        theme = graph.node(one, MLG.theme)
        under.setdefault(theme or graph.node(one, MLG.statut), []).append(one)
    headings = sorted((one for one in under if one), key=natural)
    none = [None] if None in under else []
    return tuple(
        Actions(
            thing(graph, heading) if heading else Value(page.t("territory.no_status")),
            tuple(thing(graph, one) for one in under[heading]),
        )
        for heading in [*headings, *none]
    )


def _dispositifs(graph: Graph, conventions: Iterable[NamedNode]) -> tuple[Used, ...]:
    found: set[Used] = set()
    for convention in conventions:
        document = graph.node(convention, DCTERMS.source)
        for use in graph.nodes(document, MLG.mentionne) if document else []:
            named, state = graph.node(use, MLG.dispositif), graph.node(use, MLG.etat)
            if named:
                found.add(Used(thing(graph, named), thing(graph, state) if state else None))
    return tuple(sorted(found, key=lambda one: (slug(one.value.text), str(one.state))))


def _facts(page: Page, node: NamedNode) -> tuple[Row, ...]:
    graph, t = page.graph, page.t
    parents = graph.nodes(node, MLG.appartientA)
    above = {up for one in parents for up in graph.nodes(one, MLG.appartientA)}
    belongs = sorted({*parents, *above}, key=lambda one: (segment(one) == "region", one.value))
    rows = [
        row(graph, t("territory.code"), node, MLG.codeInsee),
        row(graph, t("territory.siren"), node, MLG.siren),
        Row(t("territory.belongs"), tuple(thing(graph, one) for one in belongs)),
        row(graph, t("territory.kind"), node, MLG.typeIntercommunalite),
        row(graph, t("territory.main_town"), node, MLG.villePrincipale),
        row(graph, t("territory.parent"), node, MLG.communeParente),
        Row(
            t("territory.body"),
            tuple(thing(graph, one) for one in graph.subjects(MLG.administre, node)),
        ),
    ]
    return filled(rows)


def build(page: Page, node: NamedNode) -> Territory:
    """All that the page of a territory shows."""
    graph = page.graph
    by_kind: dict[str, list[NamedNode]] = {}
    for one in sorted(set(graph.subjects(MLG.territoire, node)), key=natural):
        by_kind.setdefault(segment(one), []).append(one)
    memberships, conventions = by_kind.get("adhesion", []), by_kind.get("convention", [])
    signed = [one for one in memberships if MLG.Adhesion in graph.types(one)]
    intended = [one for one in memberships if one not in signed]
    actions = _all_actions(graph, by_kind.get("action", []), conventions)
    return Territory(
        rows=_facts(page, node),
        populations=populations(counted(graph, node), page.language),
        counted=sources(graph, graph.nodes(node, MLG.aPopulation)),
        memberships=tuple(_membership(page, one, True) for one in signed),
        intended=tuple(_membership(page, one, False) for one in intended),
        engaged=sources(graph, memberships),
        chronology=chronology(page, [dated(graph, one) for one in [*memberships, *conventions]]),
        conventions=tuple(_agreement(graph, one) for one in conventions),
        actions=grouped(page, actions),
        action_count=len(actions),
        dispositifs=_dispositifs(graph, conventions),
        grants=grants(page, by_kind.get("subvention", [])),
        inside=inside(page, node),
        neighbourhood=neighbourhood(page, node),
        comparables=comparables(page, node),
        locator=locator(page, node) if segment(node) != "region" else None,
    )
