"""What a territory holds: its towns by programme, its parts side by side, its communes."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import chain, islice

from api.pages.formatting import amount, number, percent
from api.pages.grants import Grants, summed
from api.pages.graph import natural
from api.pages.page import Page
from api.pages.towns import (
    PROGRAMMES,
    code_of,
    departement_code,
    grants_in,
    members,
    people_in,
    programmes_of,
    segment,
)
from api.pages.values import Value, thing
from maillage import iri
from maillage.rdf import MLG, NamedNode

PER_PAGE = 120
COLUMNS = ("acv", "pvd", "ort", "va")
"""Programmes with a column of their own in the table of the parts."""


@dataclass(frozen=True)
class Child:
    """A territory inside this one, and the short names of its programmes."""

    value: Value
    programmes: tuple[str, ...]


@dataclass(frozen=True)
class Towns:
    """Communes in a programme of towns; `heading` is the département where there are several."""

    heading: Value | None
    towns: tuple[Child, ...]


@dataclass(frozen=True)
class Engaged:
    """How many communes are in a programme."""

    programme: Value
    code: str
    count: int


@dataclass(frozen=True)
class Part:
    """A département of a région or an intercommunalité of a département, as a row."""

    value: Value
    people: str | None
    counts: tuple[int, ...]
    """Communes in each programme of `COLUMNS`."""
    granted: str | None


@dataclass(frozen=True)
class Share:
    """Petites villes de demain whose ORT is signed."""

    signed: int
    total: int
    percent: str


@dataclass(frozen=True)
class Inside:
    is_region: bool
    people: str | None
    """The inhabitants of all communes, and the year of the table."""
    year: str
    engaged: tuple[Engaged, ...]
    share: Share | None
    parts: tuple[Part, ...]
    towns: tuple[Towns, ...]
    town_count: int
    communes: tuple[Value, ...]
    """One page of all communes."""
    total: int
    page: int
    pages: int
    grants: Grants | None


def _towns_of(page: Page, parts: Sequence[NamedNode]) -> dict[NamedNode, list[NamedNode]]:
    """The towns of some départements: the communes of any programme of towns."""
    codes = {code_of(one): one for one in parts}
    view = page.service.view
    everyone = set(chain.from_iterable(members(view, name) for name in PROGRAMMES))
    found: dict[NamedNode, list[NamedNode]] = {one: [] for one in parts}
    for town in sorted(everyone, key=natural):
        part = codes.get(departement_code(code_of(town))) if segment(town) == "commune" else None
        if part:
            found[part].append(town)
    return found


def _engaged(page: Page, towns: Iterable[NamedNode]) -> tuple[Engaged, ...]:
    view, known = page.service.view, set(towns)
    counts = {name: len(known & members(view, name)) for name in PROGRAMMES}
    return tuple(
        Engaged(thing(page.graph, iri.programme(name)), name, count)
        for name, count in counts.items()
        if count
    )


def share_with_ort(page: Page, towns: Iterable[NamedNode]) -> Share | None:
    """How many of the Petites villes de demain among some towns signed an ORT."""
    view = page.service.view
    selected = set(towns) & members(view, "pvd")
    if not selected:
        return None
    signed = len(selected & members(view, "ort"))
    ratio = str(round(signed / len(selected), 3))
    return Share(signed, len(selected), percent(ratio, page.language))


def _part(page: Page, node: NamedNode, towns: Iterable[NamedNode], whole: NamedNode) -> Part:
    view, known = page.service.view, set(towns)
    _, people = people_in(view, whole if segment(whole) == "region" else node)
    granted = grants_in(view, whole).get(node) if segment(whole) == "region" else None
    return Part(
        thing(page.graph, node),
        number(people[node], page.language) if node in people else None,
        tuple(len(known & members(view, name)) for name in COLUMNS),
        amount(sum((one.total for one in granted), Decimal()), page.language) if granted else None,
    )


def _child(page: Page, node: NamedNode) -> Child:
    return Child(thing(page.graph, node), programmes_of(page.service.view, node))


def inside(page: Page, node: NamedNode) -> Inside | None:
    """What a territory holds, None for a commune."""
    graph, view = page.graph, page.service.view
    below = sorted(set(graph.subjects(MLG.appartientA, node)), key=natural)
    if not below:
        return None
    communes = [one for one in below if segment(one) == "commune"]
    others = graph.by_name(one for one in below if segment(one) != "commune")
    if segment(node) == "region":
        towns = _towns_of(page, others)
    else:
        towns = {node: [one for one in communes if programmes_of(view, one)]}
    all_towns = list(chain.from_iterable(towns.values()))
    year, people = people_in(view, node)
    pages = max(1, -(-len(communes) // PER_PAGE))
    here = page.asked(pages)
    members_of = towns if segment(node) == "region" else _groups(page, others)
    granted = tuple(chain.from_iterable(grants_in(view, node).values()))
    return Inside(
        is_region=segment(node) == "region",
        people=number(sum(people.values()), page.language) if people else None,
        year=year,
        engaged=_engaged(page, all_towns),
        share=share_with_ort(page, all_towns),
        parts=tuple(_part(page, one, members_of.get(one, ()), node) for one in others),
        towns=tuple(
            Towns(
                thing(graph, part) if part != node else None,
                tuple(_child(page, one) for one in found),
            )
            for part, found in towns.items()
            if found
        ),
        town_count=len(all_towns),
        communes=tuple(
            thing(graph, one) for one in islice(communes, (here - 1) * PER_PAGE, here * PER_PAGE)
        ),
        total=len(communes),
        page=here,
        pages=pages,
        grants=summed(page, granted),
    )


def _groups(page: Page, groups: Iterable[NamedNode]) -> dict[NamedNode, list[NamedNode]]:
    """The communes of each intercommunalité."""
    return {one: list(page.graph.subjects(MLG.appartientA, one)) for one in groups}
