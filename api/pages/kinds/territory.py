"""The page of a commune, an intercommunalité, a département or a région."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import islice

from api.pages.formatting import amount, number
from api.pages.graph import Graph, natural
from api.pages.map import Locator, locator
from api.pages.page import Page
from api.pages.sources import Source, sources
from api.pages.timeline import Span, Timeline, timeline
from api.pages.values import Row, Value, filled, row, thing, value
from maillage import iri
from maillage.rdf import MLG, SKOS, Literal, NamedNode

PER_PAGE = 120
GRANTS = 40
SHOWN_PROGRAMMES = ("acv", "acv2", "pvd", "ort", "va")
"""Programmes whose towns are told apart in a list of communes (the others hold nearly all)."""


@dataclass(frozen=True)
class Population:
    year: str
    people: str
    share: int
    """Per cent of the largest, for the bar beside the figure."""


@dataclass(frozen=True)
class Membership:
    """A territory in a programme."""

    programme: Value
    href: str | None
    identifier: str | None
    signed: bool
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class Grant:
    purpose: Value
    scheme: Value | None
    year: str | None
    amount: str
    value: Decimal


@dataclass(frozen=True)
class Grants:
    count: int
    total: str
    shown: tuple[Grant, ...]
    sources: tuple[Source, ...]


@dataclass(frozen=True)
class Child:
    """A territory inside this one, and the short names of its programmes."""

    value: Value
    programmes: tuple[str, ...]


@dataclass(frozen=True)
class Children:
    groups: tuple[Child, ...]
    """Intercommunalités and départements."""
    engaged: tuple[Child, ...]
    """Communes in one of the programmes of towns."""
    communes: tuple[Child, ...]
    """One page of all communes."""
    total: int
    page: int
    pages: int


@dataclass(frozen=True)
class Territory:
    rows: tuple[Row, ...]
    populations: tuple[Population, ...]
    counted: tuple[Source, ...]
    """The tables of the populations."""
    memberships: tuple[Membership, ...]
    intended: tuple[Membership, ...]
    """Rows of a programme's table that are not signed."""
    engaged: tuple[Source, ...]
    """The tables of the memberships."""
    timeline: Timeline | None
    conventions: tuple[Value, ...]
    actions: tuple[Value, ...]
    grants: Grants | None
    children: Children
    locator: Locator | None


def _segment(node: NamedNode) -> str:
    return (iri.path_of(node.value) or "").partition("/")[0]


def _populations(graph: Graph, node: NamedNode) -> tuple[Population, ...]:
    counted: dict[str, int] = {}
    for one in graph.nodes(node, MLG.aPopulation):
        year, people = graph.text(one, MLG.millesime), graph.text(one, MLG.valeur)
        if year and people and people.isdecimal():
            counted[year] = int(people)
    largest = max(counted.values(), default=0) or 1
    return tuple(
        Population(year, number(people, graph.language), round(100 * people / largest))
        for year, people in sorted(counted.items())
    )


def _membership(page: Page, node: NamedNode, signed: bool) -> Membership:
    graph, t = page.graph, page.t
    programme = graph.node(node, MLG.programme)
    named = thing(graph, programme) if programme else Value(t("thing.thing"))
    asked = (
        ("territory.signed_on", MLG.dateSignature),
        ("territory.ends_on", MLG.dateEcheance),
        ("territory.duration", MLG.dureeMois),
        ("territory.status", MLG.statutAdhesion),
        ("territory.intended_on", MLG.dateEnvisagee),
        ("territory.progress", MLG.avancement),
        ("territory.running", MLG.actionsEnCours),
        ("territory.delivered", MLG.actionsLivrees),
        ("territory.twin", MLG.territoireJumele),
    )
    rows = (row(graph, t(key), node, predicate) for key, predicate in asked)
    return Membership(
        programme=named,
        href=value(graph, node).href,
        identifier=graph.text(node, MLG.identifiant),
        signed=signed,
        rows=filled(rows),
    )


def _grant(graph: Graph, node: NamedNode) -> Grant:
    sums = [
        Decimal(term.value)
        for money in graph.nodes(node, MLG.aMontant)
        for term in graph.objects(money, MLG.valeur)
        if isinstance(term, Literal)
    ]
    scheme = graph.node(node, MLG.dispositif)
    total = sum(sums, Decimal())
    purpose = graph.text(node, MLG.objet) or graph.name(node)
    return Grant(
        purpose=Value(purpose, value(graph, node).href),
        scheme=thing(graph, scheme) if scheme else None,
        year=graph.text(node, MLG.millesime),
        amount=amount(total, graph.language),
        value=total,
    )


def _grants(graph: Graph, nodes: Sequence[NamedNode]) -> Grants | None:
    grants = sorted((_grant(graph, one) for one in nodes), key=lambda grant: -grant.value)
    if not grants:
        return None
    total = sum((grant.value for grant in grants), Decimal())
    shown = tuple(grants[:GRANTS])
    return Grants(len(grants), amount(total, graph.language), shown, sources(graph, nodes))


def programmes_of(graph: Graph, node: NamedNode) -> tuple[str, ...]:
    """The short names of the town programmes that a commune is in, signed for ORT."""
    found = set()
    for one in graph.subjects(MLG.territoire, node):
        segments = (iri.path_of(one.value) or "").split("/")
        if segments[0] == "adhesion" and segments[1] in SHOWN_PROGRAMMES:
            signed = segments[1] != "ort" or MLG.Adhesion in graph.types(one)
            found |= {segments[1]} if signed else set()
    return tuple(one.upper() for one in SHOWN_PROGRAMMES if one in found)


def _children(page: Page, node: NamedNode) -> Children:
    graph = page.graph
    inside = sorted(set(graph.subjects(MLG.appartientA, node)), key=natural)
    communes = [one for one in inside if _segment(one) == "commune"]
    groups = [one for one in inside if _segment(one) != "commune"]
    tagged = {one: programmes_of(graph, one) for one in communes}
    pages = max(1, -(-len(communes) // PER_PAGE))
    start = (page.asked(pages) - 1) * PER_PAGE

    def child(one: NamedNode) -> Child:
        return Child(thing(graph, one), tagged.get(one, ()))

    return Children(
        groups=tuple(child(one) for one in groups),
        engaged=tuple(child(one) for one in communes if tagged[one]),
        communes=tuple(child(one) for one in islice(communes, start, start + PER_PAGE)),
        total=len(communes),
        page=page.asked(pages),
        pages=pages,
    )


def _timeline(page: Page, memberships: Iterable[NamedNode]) -> Timeline | None:
    graph = page.graph
    spans = []
    for node in memberships:
        start, programme = graph.text(node, MLG.dateSignature), graph.node(node, MLG.programme)
        if start and programme:
            notation = graph.text(programme, SKOS.notation) or graph.name(programme)
            spans.append(Span(notation, start, graph.text(node, MLG.dateEcheance)))
    return timeline(spans)


def _facts(page: Page, node: NamedNode) -> tuple[Row, ...]:
    graph, t = page.graph, page.t
    parents = graph.nodes(node, MLG.appartientA)
    above = {up for one in parents for up in graph.nodes(one, MLG.appartientA)}
    belongs = sorted({*parents, *above}, key=lambda one: (_segment(one) == "region", one.value))
    rows = [
        row(graph, t("territory.code"), node, MLG.codeInsee),
        row(graph, t("territory.siren"), node, MLG.siren),
        Row(t("territory.belongs"), tuple(thing(graph, one) for one in belongs)),
        row(graph, t("territory.kind"), node, MLG.typeIntercommunalite),
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
    about = sorted(set(graph.subjects(MLG.territoire, node)), key=natural)
    by_kind: dict[str, list[NamedNode]] = {}
    for one in about:
        by_kind.setdefault(_segment(one), []).append(one)
    memberships = by_kind.get("adhesion", [])
    signed = [one for one in memberships if MLG.Adhesion in graph.types(one)]
    intended = [one for one in memberships if one not in signed]
    return Territory(
        rows=_facts(page, node),
        populations=_populations(graph, node),
        counted=sources(graph, graph.nodes(node, MLG.aPopulation)),
        memberships=tuple(_membership(page, one, True) for one in signed),
        intended=tuple(_membership(page, one, False) for one in intended),
        engaged=sources(graph, memberships),
        timeline=_timeline(page, signed),
        conventions=tuple(thing(graph, one) for one in by_kind.get("convention", [])),
        actions=tuple(thing(graph, one) for one in by_kind.get("action", [])[:PER_PAGE]),
        grants=_grants(graph, by_kind.get("subvention", [])),
        children=_children(page, node),
        locator=locator(page, node),
    )
