"""The small bars of a card: drawn at once by the page, where the painter would be waited for.

The picture of a question's own page is drawn by `api.pages.pictures`.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from api.pages.formatting import Language
from api.pages.pictures.model import cut, decimal
from maillage.catalogue import Answer, shown
from maillage.catalogue.questions import Column

LINE = 30


@dataclass(frozen=True)
class Size:
    """Room for a picture: `left` and `right` are kept for names and figures."""

    width: int
    left: int
    right: int
    most: int
    """Bars drawn; the page of the question has them all."""
    longest: int
    """Characters of a bar's name."""


SMALL = Size(400, 168, 76, 7, 18)


@dataclass(frozen=True)
class Bar:
    name: str
    words: str
    y: int
    width: float


@dataclass(frozen=True)
class Picture:
    """`left` is where bars begin."""

    width: int
    height: int
    left: int
    bars: tuple[Bar, ...]
    cut: int = 0
    """Rows that are not drawn."""


@dataclass(frozen=True)
class _Point:
    name: str
    value: Decimal
    words: str


def _points(answer: Answer, x: Column, y: Column, language: Language) -> list[_Point]:
    chart = answer.query.chart
    series = answer.query.column(chart.series) if chart and chart.series else None
    found = []
    for row in answer:
        value = decimal(row.get(y.name))
        if value is None:
            continue
        name = shown(row.get(x.name), x.kind, language) or "—"
        if series:
            name = f"{shown(row.get(series.name), series.kind, language)} · {name}"
        found.append(_Point(name, value, shown(row[y.name], y.kind, language)))
    return found


def _bars(points: Sequence[_Point], size: Size) -> Picture | None:
    largest = max((point.value for point in points), default=Decimal())
    if largest <= 0:
        return None
    room = size.width - size.left - size.right
    bars = tuple(
        Bar(
            cut(point.name, size.longest),
            point.words,
            line * LINE,
            round(max(1.0, float(max(point.value, Decimal()) / largest) * room), 1),
        )
        for line, point in enumerate(points[: size.most])
    )
    left_out = max(0, len(points) - size.most)
    return Picture(size.width, len(bars) * LINE, size.left, bars, left_out)


def picture(answer: Answer, language: Language, size: Size = SMALL) -> Picture | None:
    """The bars that a question asks for, None where it asks for none or nothing can be drawn."""
    chart = answer.query.chart
    if chart is None or chart.kind != "bar":
        return None
    x, y = answer.query.column(chart.x), answer.query.column(chart.y)
    return _bars(_points(answer, x, y, language), size)
