"""The picture of an answer, drawn as SVG: bars, a line of years, or a map of points."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from api.pages.formatting import Language
from api.pages.projection import HEIGHT, WIDTH, place
from maillage.catalogue import Answer, shown
from maillage.catalogue.questions import Column

LINE = 30
TALL, FOOT = 260, 34


@dataclass(frozen=True)
class Size:
    """Room for a picture: `left` and `right` are kept for names and figures."""

    width: int
    left: int
    right: int
    most: int
    """Bars drawn; the table below has them all."""
    longest: int
    """Characters of a bar's name."""


LARGE = Size(760, 250, 130, 30, 34)
NARROW = Size(400, 168, 76, 30, 18)
SMALL = Size(400, 168, 76, 7, 18)


@dataclass(frozen=True)
class Bar:
    name: str
    words: str
    y: int
    width: float


@dataclass(frozen=True)
class Dot:
    name: str
    words: str
    x: float
    y: float


@dataclass(frozen=True)
class Picture:
    """`kind` is bar, line or map; `left` is where bars begin."""

    kind: str
    width: int
    height: int
    left: int
    bars: tuple[Bar, ...] = ()
    dots: tuple[Dot, ...] = ()
    path: str = ""
    cut: int = 0
    """Rows that are not drawn."""


def _decimal(text: str) -> Decimal | None:
    try:
        found = Decimal(text)
    except InvalidOperation:
        return None
    return found if found.is_finite() else None


def _points(answer: Answer, x: Column, y: Column, language: Language) -> list[tuple[str, Decimal]]:
    chart = answer.query.chart
    series = answer.query.column(chart.series) if chart and chart.series else None
    found = []
    for row in answer:
        value = _decimal(row[y.name].value) if y.name in row else None
        if value is None:
            continue
        name = shown(row.get(x.name), x.kind, language) or "—"
        if series:
            name = f"{shown(row.get(series.name), series.kind, language)} · {name}"
        found.append((name, value))
    return found


def _bars(
    points: Sequence[tuple[str, Decimal]], words: Sequence[str], size: Size
) -> Picture | None:
    largest = max((value for _, value in points), default=Decimal())
    if largest <= 0:
        return None
    room = size.width - size.left - size.right
    bars = tuple(
        Bar(
            name if len(name) <= size.longest else name[: size.longest - 1] + "…",
            said,
            line * LINE,
            round(max(1.0, float(max(value, Decimal()) / largest) * room), 1),
        )
        for line, ((name, value), said) in enumerate(zip(points[: size.most], words, strict=False))
    )
    cut = max(0, len(points) - size.most)
    return Picture("bar", size.width, len(bars) * LINE, size.left, bars, cut=cut)


def _line(
    points: Sequence[tuple[str, Decimal]], words: Sequence[str], size: Size
) -> Picture | None:
    if len(points) < 2:
        return None
    largest = max(value for _, value in points)
    if largest <= 0:
        return None
    step = (size.width - 120) / (len(points) - 1)
    dots = tuple(
        Dot(
            name,
            said,
            round(60 + place_ * step, 1),
            round(FOOT + (TALL - 2 * FOOT) * (1 - float(value / largest) * 0.92), 1),
        )
        for place_, ((name, value), said) in enumerate(zip(points, words, strict=False))
    )
    path = "M" + "L".join(f"{dot.x},{dot.y}" for dot in dots)
    return Picture("line", size.width, TALL, 0, dots=dots, path=path)


def _map(answer: Answer, x: str, y: str) -> Picture | None:
    spots = []
    for row in answer:
        longitude, latitude = (
            _decimal(row[name].value) if name in row else None for name in (x, y)
        )
        spot = place(float(longitude), float(latitude)) if longitude and latitude else None
        if spot:
            spots.append(spot)
    path = "".join(f"M{east:.1f},{south:.1f}h0" for east, south in spots)
    return Picture("map", WIDTH, HEIGHT, 0, path=path, cut=len(answer) - len(spots))


def picture(answer: Answer, language: Language, size: Size = LARGE) -> Picture | None:
    """The picture that a question asks for, None where it asks for none or nothing can be drawn."""
    chart = answer.query.chart
    if chart is None or not len(answer):
        return None
    if chart.kind == "map":
        return _map(answer, chart.x, chart.y)
    if chart.kind not in ("bar", "line"):
        return None
    x, y = answer.query.column(chart.x), answer.query.column(chart.y)
    points = _points(answer, x, y, language)
    values = (row[y.name] for row in answer if y.name in row)
    words = [shown(term, y.kind, language) for term in values if _decimal(term.value) is not None]
    return (_line if chart.kind == "line" else _bars)(points, words, size)
