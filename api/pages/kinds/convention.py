"""The page of a convention: who, when, what, how much, and what does not add up."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import chain

from api.pages.chronology import Chronology, Event, chronology, dated
from api.pages.findings import Finding, findings_about
from api.pages.formatting import COLON
from api.pages.graph import Graph, Mark, Marks, natural
from api.pages.kinds.amounts import Money, tree
from api.pages.page import Page
from api.pages.quotes import Quote, quotes, words_of
from api.pages.values import Row, Value, filled, row, stated, thing, value, values
from maillage.iri import path_of, slug
from maillage.rdf import DCTERMS, MLG, RDF, RDFS, SKOS, NamedNode

NUMBERED = re.compile(r"^Action(?: \w+)?\s*:\s*")
"""What a list need not repeat: the number stands beside the name."""
DATED = re.compile(r"\s?:\s[^:]*$")
"""The date at the end of the name of an event; it stands beside it."""
NOTED = 2
"""Passages shown on a line; the page of the thing has them all."""


@dataclass(frozen=True)
class Party:
    organisation: Value
    posts: tuple[Value, ...]
    marks: tuple[Mark, ...]


@dataclass(frozen=True)
class Section:
    """Things under a heading: parties by quality, actions by axis, dispositifs by state."""

    heading: Value
    things: tuple["Line", ...] = ()
    parties: tuple[Party, ...] = ()


@dataclass(frozen=True)
class Line:
    value: Value
    number: str | None = None
    status: Value | None = None
    note: Value | None = None
    """The axis that a steward proposes, where it is another than the printed one."""
    marks: tuple[Mark, ...] = ()


@dataclass(frozen=True)
class Side:
    """One of the statements that a contradiction is about."""

    value: Value
    quote: str | None


@dataclass(frozen=True)
class Contradiction:
    value: Value
    sides: tuple[Side, ...]


@dataclass(frozen=True)
class Status:
    """How many actions are in a state, and their share of all in per cent."""

    value: Value
    count: int
    share: int


@dataclass(frozen=True)
class Totals:
    """Amounts that have components, and how many of them are the sum of these."""

    count: int
    exact: int


@dataclass(frozen=True)
class Convention:
    document: str | None
    """The address of the document page."""
    rows: tuple[Row, ...]
    parties: tuple[Section, ...]
    actions: tuple[Section, ...]
    action_count: int
    amounts: tuple[Money, ...]
    dispositifs: tuple[Section, ...]
    events: tuple[Line, ...]
    indicators: tuple[Line, ...]
    committees: tuple[Line, ...]
    references: tuple[Line, ...]
    contradictions: tuple[Contradiction, ...]
    findings: tuple[Finding, ...]
    chronology: Chronology
    statuses: tuple[Status, ...]
    totals: Totals
    excerpts: tuple[Quote, ...]
    """What the document says of the convention itself, in its words."""


def any_marks(marks: Marks) -> tuple[Mark, ...]:
    """Every passage behind a thing, once each."""
    return tuple(sorted(set(chain.from_iterable(marks.values()))))


def defining(marks: Marks, *predicates: NamedNode) -> tuple[Mark, ...]:
    """The passages of the first of these facts that has some, else of them all."""
    for wanted in predicates:
        found = [
            mark for (predicate, _), some in marks.items() if predicate == wanted for mark in some
        ]
        if found:
            return tuple(sorted(set(found)))
    return any_marks(marks)[:3]


def _heading(graph: Graph, node: NamedNode) -> Value:
    """A concept as a heading: an axis with its number before its name."""
    named, notation = thing(graph, node), graph.text(node, SKOS.notation) or ""
    is_axis = (path_of(node.value) or "").startswith("axe/") and notation.isdecimal()
    if not is_axis or named.text.casefold().startswith(("axe", "axis")):
        return named
    word = {"fr": "Axe", "en": "Axis"}[graph.language]
    return replace(named, text=f"{word} {notation}{COLON[graph.language]}{named.text}")


def _sections(
    pairs: Iterable[tuple[NamedNode | None, Line]], graph: Graph, none: str
) -> tuple[Section, ...]:
    """Lines under their headings, in the order of the headings; those without come last."""
    under: dict[NamedNode | None, list[Line]] = {}
    for heading, line in pairs:
        under.setdefault(heading, []).append(line)
    return tuple(
        Section(_heading(graph, heading) if heading else Value(none), tuple(lines))
        for heading, lines in under.items()
    )


def _party(graph: Graph, node: NamedNode) -> Party:
    organisation = graph.node(node, MLG.organisation)
    named = thing(graph, organisation) if organisation else Value(graph.name(node))
    marks = any_marks(graph.marks(node))[:NOTED]
    return Party(named, values(graph, node, MLG.representeePar), marks)


def _parties(page: Page, node: NamedNode) -> tuple[Section, ...]:
    graph, marks = page.graph, page.graph.marks(node)
    under: dict[NamedNode | None, list[Party]] = {}
    for one in graph.nodes(node, MLG.aPartie):
        party = _party(graph, one)
        stated = party.marks or marks.get((MLG.aPartie, one), ())
        party = Party(party.organisation, party.posts, stated)
        under.setdefault(graph.node(one, MLG.qualite), []).append(party)
    return tuple(
        Section(
            thing(graph, quality) if quality else Value(page.t("convention.no_quality")),
            parties=tuple(parties),
        )
        for quality, parties in under.items()
    )


def action_line(graph: Graph, node: NamedNode) -> Line:
    """An action as one line of a list."""
    status, printed = graph.node(node, MLG.statut), graph.node(node, MLG.axe)
    proposed = [one for one in graph.nodes(node, MLG.axePropose) if one != printed]
    named = thing(graph, node)
    return Line(
        value=replace(named, text=NUMBERED.sub("", named.text) or named.text),
        number=graph.text(node, MLG.numero),
        status=thing(graph, status) if status else None,
        note=_heading(graph, proposed[0]) if proposed else None,
        marks=defining(graph.marks(node), DCTERMS.title, RDFS.label)[:1],
    )


def actions_of(graph: Graph, node: NamedNode) -> list[NamedNode]:
    """The actions of a convention in the order of the document: numbers, then letters."""
    found = {one for one in graph.subjects(MLG.releveDe, node) if MLG.Action in graph.types(one)}
    return sorted(found, key=natural)


def _dispositifs(page: Page, document: NamedNode | None) -> tuple[Section, ...]:
    graph = page.graph
    pairs = []
    for one in graph.nodes(document, MLG.mentionne) if document else []:
        dispositif = graph.node(one, MLG.dispositif)
        named = thing(graph, dispositif) if dispositif else value(graph, one)
        line = Line(named, marks=any_marks(graph.marks(one))[:NOTED])
        pairs.append((graph.node(one, MLG.etat), line))
    pairs.sort(key=lambda pair: (str(pair[0] or "~"), slug(pair[1].value.text)))
    return _sections(pairs, graph, page.t("convention.no_state"))


def _lines(graph: Graph, nodes: Iterable[NamedNode], *shown: NamedNode) -> tuple[Line, ...]:
    """Things with the values of some of their properties, joined as a status."""
    lines = []
    for one in nodes:
        words = [v.text for predicate in shown for v in values(graph, one, predicate)]
        status = Value(" ".join(words)) if words else None
        marks = any_marks(graph.marks(one))[:NOTED]
        lines.append(Line(thing(graph, one), status=status, marks=marks))
    return tuple(lines)


def _side(graph: Graph, enonce: NamedNode) -> Side:
    said = graph.object(enonce, RDF.object)
    subject = graph.node(enonce, RDF.subject)
    predicate = graph.node(enonce, RDF.predicate)
    words = stated(graph, subject, predicate, said).text if said and subject and predicate else ""
    name = graph.name(subject) if subject else graph.name(enonce)
    return Side(
        Value(f"{name}{COLON[graph.language]}{words}", value(graph, enonce).href),
        words_of(graph, enonce),
    )


def _contradictions(graph: Graph, slug: str) -> tuple[Contradiction, ...]:
    mine = (
        one
        for one in graph.subjects(RDF.type, MLG.Contradiction)
        if (path_of(one.value) or "").startswith(f"contradiction/{slug}/")
    )
    return tuple(
        Contradiction(
            thing(graph, one), tuple(_side(graph, e) for e in graph.nodes(one, MLG.porteSur))
        )
        for one in sorted(mine, key=natural)
    )


def _days(page: Page, node: NamedNode) -> Chronology:
    """The convention's own days, and what else it says happened on a day of its story."""
    graph, own = page.graph, dated(page.graph, node, is_own=True)
    others = []
    for one in graph.nodes(node, MLG.aEvenement):
        date, kind = graph.text(one, MLG.date), graph.node(one, MLG.typeEvenement)
        is_told = kind is not None and not kind.value.endswith("/autre")
        if date and is_told and date not in (own.start, own.end):
            named = thing(graph, one)
            words = replace(named, text=DATED.sub("", named.text))
            others.append(Event(date, "date", "", words, any_marks(graph.marks(one))[:1]))
    return chronology(page, [own], others)


def _statuses(page: Page, actions: Iterable[NamedNode]) -> tuple[Status, ...]:
    graph = page.graph
    found = Counter(graph.node(one, MLG.statut) for one in actions)
    return tuple(
        Status(
            thing(graph, status) if status else Value(page.t("state.not_stated")),
            count,
            round(100 * count / found.total()),
        )
        for status, count in found.most_common()
    )


def totals(amounts: Iterable[Money]) -> Totals:
    """The totals among some amounts and all that these are made of."""
    count = exact = 0
    for one in amounts:
        below = totals(one.parts)
        count += below.count + (one.sum is not None)
        exact += below.exact + one.adds_up
    return Totals(count, exact)


def _excerpts(page: Page, marks: Marks) -> tuple[Quote, ...]:
    graph, t = page.graph, page.t
    asked = (
        ("convention.programme", MLG.programme),
        ("convention.signed_on", MLG.dateSignature),
        ("convention.duration", MLG.dureeMois),
        ("convention.ends_on", MLG.dateEcheance),
    )
    found: list[Quote] = []
    for key, predicate in asked:
        behind = sorted({m for (p, _), some in marks.items() if p == predicate for m in some})
        found.extend(quotes(graph, behind, 1, t(key)))
    return tuple(found)


def _rows(page: Page, node: NamedNode, marks: Marks) -> tuple[Row, ...]:
    graph, t = page.graph, page.t
    required = (
        ("convention.type", MLG.typeConvention),
        ("convention.programme", MLG.programme),
        ("convention.territory", MLG.territoire),
        ("convention.signed_on", MLG.dateSignature),
        ("convention.duration", MLG.dureeMois),
        ("convention.ends_on", MLG.dateEcheance),
    )
    where_stated = (
        ("convention.announced", MLG.nombreFichesAnnonce),
        ("convention.carries_out", MLG.metEnOeuvre),
        ("convention.amends", MLG.amende),
    )
    optional = (row(graph, t(key), node, predicate, marks) for key, predicate in where_stated)
    return (
        *(row(graph, t(key), node, predicate, marks) for key, predicate in required),
        *filled(optional),
    )


def build(page: Page, node: NamedNode) -> Convention:
    """All that the page of a convention shows."""
    graph, marks = page.graph, page.graph.marks(node)
    document = graph.node(node, DCTERMS.source)
    slug = (path_of(node.value) or "").partition("/")[2]
    actions = actions_of(graph, node)
    pairs = ((graph.node(one, MLG.axe), action_line(graph, one)) for one in actions)
    amounts = tree(graph, graph.nodes(node, MLG.aMontant))
    return Convention(
        document=thing(graph, document).href if document else None,
        rows=_rows(page, node, marks),
        parties=_parties(page, node),
        actions=_sections(pairs, graph, page.t("convention.no_axis")),
        action_count=len(actions),
        amounts=amounts,
        dispositifs=_dispositifs(page, document),
        events=_lines(graph, graph.nodes(node, MLG.aEvenement)),
        indicators=_lines(
            graph, graph.nodes(node, MLG.aIndicateur), MLG.valeurIndicateur, MLG.unite, MLG.periode
        ),
        committees=_lines(graph, graph.nodes(node, MLG.aInstance)),
        references=_lines(graph, graph.nodes(document, MLG.cite) if document else []),
        contradictions=_contradictions(graph, slug),
        findings=findings_about(page, slug),
        chronology=_days(page, node),
        statuses=_statuses(page, actions),
        totals=totals(amounts),
        excerpts=_excerpts(page, marks),
    )
