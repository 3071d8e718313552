"""Grants of the public tables: their sum, by dispositif and year, and the largest of them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from api.pages.formatting import amount
from api.pages.graph import Graph
from api.pages.page import Page
from api.pages.sources import Source, sources
from api.pages.towns import Granted
from api.pages.values import Value, thing, value
from maillage.rdf import MLG, Literal, NamedNode

SHOWN = 40


@dataclass(frozen=True)
class Grant:
    purpose: Value
    scheme: Value | None
    year: str
    amount: str
    value: Decimal


@dataclass(frozen=True)
class Line:
    """The grants of a dispositif in a year."""

    scheme: Value | None
    year: str
    count: int
    total: str
    share: int
    """Per cent of the largest line, for the bar beside the figure."""


@dataclass(frozen=True)
class Grants:
    count: int
    total: str
    lines: tuple[Line, ...]
    shown: tuple[Grant, ...] = ()
    sources: tuple[Source, ...] = ()


def euros(graph: Graph, node: NamedNode) -> Decimal:
    """What a grant is in all: the sum of its amounts."""
    values = (
        Decimal(term.value)
        for money in graph.nodes(node, MLG.aMontant)
        for term in graph.objects(money, MLG.valeur)
        if isinstance(term, Literal)
    )
    return sum(values, Decimal())


def _grant(graph: Graph, node: NamedNode) -> tuple[Grant, Granted]:
    scheme, year = graph.node(node, MLG.dispositif), graph.text(node, MLG.millesime) or ""
    total = euros(graph, node)
    shown = Grant(
        purpose=Value(graph.text(node, MLG.objet) or graph.name(node), value(graph, node).href),
        scheme=thing(graph, scheme) if scheme else None,
        year=year,
        amount=amount(total, graph.language),
        value=total,
    )
    return shown, Granted(scheme, year, 1, total)


def _lines(graph: Graph, granted: Iterable[Granted]) -> tuple[Line, ...]:
    sums: dict[tuple[str, NamedNode | None], tuple[int, Decimal]] = {}
    for one in granted:
        count, total = sums.get((one.year, one.dispositif), (0, Decimal()))
        sums[one.year, one.dispositif] = count + one.count, total + one.total
    largest = max((total for _, total in sums.values()), default=Decimal()) or Decimal(1)
    ordered = sorted(sums.items(), key=lambda pair: (pair[0][0], -pair[1][1], str(pair[0][1])))
    return tuple(
        Line(
            thing(graph, scheme) if scheme else None,
            year,
            count,
            amount(total, graph.language),
            round(100 * max(total, Decimal()) / largest),
        )
        for (year, scheme), (count, total) in ordered
    )


def summed(page: Page, granted: Sequence[Granted]) -> Grants | None:
    """Some sums of grants as one, None where there are none."""
    if not granted:
        return None
    total = sum((one.total for one in granted), Decimal())
    count = sum(one.count for one in granted)
    return Grants(count, amount(total, page.language), _lines(page.graph, granted))


def grants(page: Page, nodes: Sequence[NamedNode]) -> Grants | None:
    """Grants one by one, the largest first, and their sums."""
    graph = page.graph
    found = [_grant(graph, one) for one in nodes]
    whole = summed(page, [granted for _, granted in found])
    if whole is None:
        return None
    shown = sorted(
        (grant for grant, _ in found), key=lambda grant: (-grant.value, grant.purpose.text)
    )
    return Grants(
        whole.count, whole.total, whole.lines, tuple(shown[:SHOWN]), sources(graph, nodes)
    )
