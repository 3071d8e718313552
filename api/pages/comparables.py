"""Territories of the same programme and of a near population, side by side with this one."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from api.pages.formatting import amount, number
from api.pages.grants import euros
from api.pages.page import Page
from api.pages.towns import (
    groups_by_size,
    members,
    programmes_of,
    segment,
    signatures,
    towns_by_size,
)
from api.pages.values import Value, thing
from maillage import iri
from maillage.rdf import MLG, NamedNode

FEW = 5
ORDER = ("acv", "pvd", "va")
"""The programme that a town is compared in: the first of these that it is in."""


@dataclass(frozen=True)
class Comparable:
    value: Value
    is_this: bool
    departement: Value | None
    people: str
    programmes: tuple[str, ...]
    signed: str | None
    """The day on which its ORT was signed."""
    granted: str | None
    conventions: int


@dataclass(frozen=True)
class Comparables:
    by: Value
    """The programme or the type that all of them share."""
    rows: tuple[Comparable, ...]


def nearest(
    ordered: Sequence[tuple[int, NamedNode]], node: NamedNode, few: int = FEW
) -> tuple[tuple[int, NamedNode], ...]:
    """The node and those nearest to it in size, in order of size; empty where it is not there."""
    here = next((pair for pair in ordered if pair[1] == node), None)
    if here is None:
        return ()
    place = bisect_left(ordered, here[0], key=lambda pair: pair[0])
    around = [pair for pair in ordered[max(0, place - few) : place + 2 * few] if pair[1] != node]
    around.sort(key=lambda pair: (abs(pair[0] - here[0]), pair[1].value))
    return tuple(sorted([here, *around[:few]], key=lambda pair: (pair[0], pair[1].value)))


def _granted(page: Page, node: NamedNode) -> str | None:
    graph = page.graph
    about = {one for one in graph.subjects(MLG.territoire, node) if segment(one) == "subvention"}
    sums = [euros(graph, one) for one in about]
    return amount(sum(sums, Decimal()), page.language) if sums else None


def _comparable(page: Page, node: NamedNode, people: int, this: NamedNode) -> Comparable:
    graph, view = page.graph, page.service.view
    parents = graph.nodes(node, MLG.appartientA)
    above = next((one for one in parents if segment(one) == "departement"), None)
    about = {one for one in graph.subjects(MLG.territoire, node) if segment(one) == "convention"}
    return Comparable(
        value=thing(graph, node),
        is_this=node == this,
        departement=thing(graph, above) if above else None,
        people=number(people, page.language),
        programmes=programmes_of(view, node),
        signed=signatures(view, "ort").get(node),
        granted=_granted(page, node),
        conventions=len(about),
    )


def comparables(page: Page, node: NamedNode) -> Comparables | None:
    """Those like this one, None where it is in no programme of towns and is no intercommunalité."""
    graph, view = page.graph, page.service.view
    if segment(node) == "intercommunalite":
        kind = graph.text(node, MLG.typeIntercommunalite) or ""
        by, ordered = Value(kind), groups_by_size(view, kind)
    else:
        name = next((one for one in ORDER if node in members(view, one)), None)
        if name is None:
            return None
        by, ordered = thing(graph, iri.programme(name)), towns_by_size(view, name)
    found = nearest(ordered, node)
    if len(found) < 2:
        return None
    return Comparables(by, tuple(_comparable(page, one, people, node) for people, one in found))
