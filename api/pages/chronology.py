"""What happened when: signatures, amendments, deadlines, as a picture and as a list."""

from collections.abc import Iterable
from dataclasses import dataclass

from api.pages.graph import Graph, Mark
from api.pages.page import Page
from api.pages.timeline import Moment, Span, Timeline, later, timeline
from api.pages.values import Value, thing
from maillage.rdf import MLG, SKOS, NamedNode


@dataclass(frozen=True)
class Event:
    """A day, what it is the day of, and the thing that it belongs to."""

    date: str
    kind: str
    """signature, avenant, echeance, deduite, envisage or date."""
    words: str
    about: Value
    marks: tuple[Mark, ...] = ()


@dataclass(frozen=True)
class Chronology:
    picture: Timeline | None
    events: tuple[Event, ...]
    has_open: bool
    """Whether a bar has no known end."""
    has_deduced: bool
    """Whether a deadline is the sum of a beginning and a duration."""


@dataclass(frozen=True)
class Dated:
    """A membership or a convention: the line it is drawn on, its days and the passages behind."""

    node: NamedNode
    line: str
    about: Value
    start: str | None
    end: str | None
    deduced: bool
    intended: str | None
    amends: bool


def short_name(graph: Graph, node: NamedNode) -> str:
    """The notation of a programme, else its name."""
    return graph.text(node, SKOS.notation) or graph.name(node)


def dated(graph: Graph, node: NamedNode, is_own: bool = False) -> Dated:
    """The days of a membership or a convention; the end is deduced where only months are said.

    `is_own` on the page of the thing itself, which need not name it again.
    """
    programme = graph.node(node, MLG.programme)
    start, end = graph.text(node, MLG.dateSignature), graph.text(node, MLG.dateEcheance)
    months = graph.text(node, MLG.dureeMois) or ""
    deduced = later(start, int(months)) if start and not end and months.isdecimal() else None
    return Dated(
        node,
        short_name(graph, programme) if programme else graph.name(node),
        Value(graph.name(node)) if is_own else thing(graph, node),
        start,
        end or deduced,
        end is None and deduced is not None,
        graph.text(node, MLG.dateEnvisagee),
        graph.node(node, MLG.amende) is not None,
    )


def _events(page: Page, one: Dated) -> Iterable[Event]:
    marks = page.graph.marks(one.node)
    found = (
        (one.start, "avenant" if one.amends else "signature", MLG.dateSignature),
        (one.end, "deduite" if one.deduced else "echeance", MLG.dateEcheance),
        (one.intended, "envisage", MLG.dateEnvisagee),
    )
    for date, kind, predicate in found:
        if date:
            said = tuple(m for (p, _), some in marks.items() if p == predicate for m in some)
            yield Event(date, kind, page.t(f"chronology.{kind}"), one.about, said[:2])


def chronology(page: Page, things: Iterable[Dated], others: Iterable[Event] = ()) -> Chronology:
    """The days of some memberships and conventions on one picture, with other days of theirs."""
    things = list(things)
    spans = [Span(one.line, one.start, one.end, one.deduced) for one in things if one.start]
    events = [event for one in things for event in _events(page, one)]
    lines = {one.about: one.line for one in things}
    alone = {one.about for one in things if not one.start}
    moments = [
        Moment(lines[event.about], event.date, event.words, event.kind)
        for event in events
        if event.kind in ("avenant", "envisage", "signature") or event.about in alone
    ]
    more = list(others)
    first = things[0].line if things else ""
    moments += [Moment(first, event.date, event.words or event.about.text) for event in more]
    spans = list(dict.fromkeys(spans))
    return Chronology(
        timeline(spans, list(dict.fromkeys(moments))),
        tuple(sorted([*events, *more], key=lambda event: (event.date, event.kind))),
        any(span.end is None for span in spans),
        any(span.deduced for span in spans),
    )
