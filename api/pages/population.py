"""The population of a territory by vintage: a line, its table and a sentence."""

from collections.abc import Mapping
from dataclasses import dataclass

from api.pages.formatting import Language, number, percent
from api.pages.graph import Graph
from maillage.rdf import MLG, NamedNode

WIDTH, HEIGHT = 400, 150
SIDE, HEAD, FOOT = 44, 34, 34
NARROWEST = 0.04
"""The least share of the largest figure that the picture's height shows: noise stays flat."""


@dataclass(frozen=True)
class Year:
    """A vintage: its figure in words, its place, and how it moved since the one before."""

    year: str
    people: str
    x: float
    y: float
    change: str | None


@dataclass(frozen=True)
class Populations:
    years: tuple[Year, ...]
    path: str
    width: int
    height: int
    change: str | None
    """From the first vintage to the last."""


def counted(graph: Graph, node: NamedNode) -> dict[str, int]:
    """Inhabitants by vintage, the earliest first."""
    found: dict[str, int] = {}
    for one in graph.nodes(node, MLG.aPopulation):
        year, people = graph.text(one, MLG.millesime), graph.text(one, MLG.valeur)
        if year and people and people.isdecimal():
            found[year] = int(people)
    return dict(sorted(found.items()))


def _change(before: int, after: int, language: Language) -> str | None:
    if not before:
        return None
    share = percent(str(round((after - before) / before, 3)), language)
    return f"+{share}" if after > before else share


def populations(known: Mapping[str, int], language: Language) -> Populations | None:
    """The picture of some vintages, years at their distance; None where there are none.

    The height shows what lies between the least and the largest figure, never from zero.
    """
    if not known:
        return None
    years = [int(year) if year.isdecimal() else place for place, year in enumerate(known)]
    least, largest = min(known.values()), max(known.values())
    room = max(largest - least, largest * NARROWEST, 1)
    base = (least + largest - room) / 2
    stretch = max(1, years[-1] - years[0])
    shown = []
    before: int | None = None
    for place, (year, people) in zip(years, known.items(), strict=True):
        x = SIDE + (WIDTH - 2 * SIDE) * ((place - years[0]) / stretch if len(years) > 1 else 0.5)
        y = HEIGHT - FOOT - (HEIGHT - HEAD - FOOT) * (people - base) / room
        change = None if before is None else _change(before, people, language)
        shown.append(Year(year, number(people, language), round(x, 1), round(y, 1), change))
        before = people
    figures = list(known.values())
    return Populations(
        years=tuple(shown),
        path="M" + "L".join(f"{one.x},{one.y}" for one in shown),
        width=WIDTH,
        height=HEIGHT,
        change=_change(figures[0], figures[-1], language) if len(figures) > 1 else None,
    )
