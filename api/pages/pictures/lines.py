"""A line: `y` by `x` (a year, a date, a number, else the order of the rows)."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from math import ceil, floor, log10
from typing import Any

from api.pages.formatting import number
from api.pages.pictures.model import Picture, Sheet, Size, cut, decimal, years
from api.pages.pictures.palette import GREEN, OCHRE, SOFT, colours
from api.pages.pictures.vega import (
    inside,
    quantitative,
    specification,
    text,
)
from maillage.catalogue import shown

TALL = 240
LEGEND = 22
WORDS_FROM_HERE = 8
"""Points up to which each has its figure beside it."""
MOST_SERIES = 8
MOST_POINTS = 600
DASHES: tuple[list[int], ...] = ([], [7, 4], [2, 3], [9, 3, 2, 3], [12, 4], [5, 5], [1, 4], [9, 9])
SHAPES = (
    "circle",
    "square",
    "triangle-up",
    "diamond",
    "cross",
    "triangle-down",
    "triangle-right",
    "triangle-left",
)
"""Colour never alone: each series has dashes and a shape of its own."""


@dataclass(frozen=True)
class Point:
    x: float
    name: str
    value: Decimal
    words: str
    series: str


def ticks(low: float, high: float, most: int) -> list[float]:
    """Round values (1, 2 or 5 times a power of ten apart) that hold `low` and `high`."""
    span = (high - low) or abs(high) or 1.0
    power = 10.0 ** floor(log10(span / most))
    step = next(power * one for one in (1, 2, 5, 10) if span / (power * one) <= most)
    first, last = floor(low / step + 1e-9), ceil(high / step - 1e-9)
    return [round(place * step, 10) for place in range(first, max(last, first + 1) + 1)]


def read(sheet: Sheet) -> tuple[list[Point], bool]:
    """The points, and whether their place is a number (not the order of the rows)."""
    x, y = sheet.column(sheet.chart.x), sheet.column(sheet.chart.y)
    found, places = [], []
    for row in sheet.answer:
        value = decimal(row.get(y.name))
        if value is None or x.name not in row:
            continue
        place = years(row[x.name].value) if x.kind in ("date", "year") else None
        if place is None and x.kind in ("integer", "decimal", "percent", "euros", "year"):
            exact = decimal(row[x.name])
            place = float(exact) if exact is not None else None
        words = shown(row[y.name], y.kind, sheet.language)
        places.append(place)
        found.append(Point(place or 0.0, sheet.text(row, x.name), value, words, sheet.series(row)))
    if None not in places:
        return found, True
    order = {name: rank for rank, name in enumerate(dict.fromkeys(point.name for point in found))}
    return [
        Point(float(order[one.name]), one.name, one.value, one.words, one.series) for one in found
    ], False


def sentence(sheet: Sheet, points: Sequence[Point]) -> str:
    names = list(dict.fromkeys(point.series for point in points))
    ordered = sorted(points, key=lambda point: point.x)
    first, last = ordered[0], ordered[-1]
    told = {"y": sheet.label(sheet.chart.y), "x": sheet.label(sheet.chart.x)}
    if len(names) > 1:
        return sheet.t("picture.lines", count=len(names), first=first.name, last=last.name, **told)
    return sheet.t(
        "picture.line",
        first=first.name,
        before=first.words,
        last=last.name,
        after=last.words,
        **told,
    )


def _axis(sheet: Sheet, points: Sequence[Point], is_number: bool, size: Size) -> dict[str, Any]:
    """The scale and the labels of `x`."""
    low, high = min(point.x for point in points), max(point.x for point in points)
    most = 4 if size.is_narrow else 9
    if is_number:
        values = ticks(low, high, most)
        if sheet.column(sheet.chart.x).kind in ("year", "date"):
            values = [float(one) for one in sorted({round(value) for value in values})]
            label = "format(datum.value, 'd')"
        else:
            label = "format(datum.value, ',~f')"
        values = [one for one in values if low <= one <= high] or [low, high]
        axis: dict[str, Any] = {"values": values, "labelExpr": label}
    else:
        names = {point.x: point.name for point in points}
        step = max(1, ceil(len(names) / most))
        values = sorted(names)[::step]
        axis = {"values": values, "labelExpr": "datum.value"}
    room = (high - low) * 0.03 or 1.0
    domain = [low - room, high + room]
    shown_axis = {**axis, "grid": False, "labelFlush": False} if is_number else None
    return quantitative(
        "x", scale={"domain": domain, "nice": False, "zero": False}, axis=shown_axis
    )


def _names(points: Sequence[Point], size: Size) -> list[dict[str, object]]:
    """The names below the axis where places are no numbers: each a text of its own."""
    names = {point.x: point.name for point in points}
    step = max(1, ceil(len(names) / (4 if size.is_narrow else 8)))
    return [
        {"x": x, "name": cut(names[x], 11)}
        for rank, x in enumerate(sorted(names))
        if rank % step == 0
    ]


def _legend(series: Sequence[str]) -> list[dict[str, object]]:
    return [
        {"series": name, "name": name, "row": rank * LEGEND - len(series) * LEGEND - 4}
        for rank, name in enumerate(series)
    ]


def _scale(names: Sequence[str], range_: Sequence[object]) -> dict[str, object]:
    """A channel that gives each series one of `range_`, without a legend of its own."""
    told = {"domain": list(names), "range": list(range_[: len(names)])}
    return {"field": "series", "scale": told, "legend": None}


def _layers(
    names: Sequence[str], x: dict[str, Any], y: dict[str, Any]
) -> tuple[list[dict[str, Any]], dict[str, Any]]:
    """The lines and their points, and what tells the series of a point."""
    several = len(names) > 1
    palette = colours(list(names))
    colour = {"color": _scale(names, [palette[name] for name in names])} if several else {}
    shape = {"shape": _scale(names, SHAPES)} if several else {}
    dash = {"strokeDash": _scale(names, DASHES)} if several else {}
    return [
        {
            "mark": {"type": "line", "strokeWidth": 2.5, "color": GREEN},
            "encoding": {"x": x, "y": y, **colour, **dash},
        },
        {
            "mark": {"type": "point", "filled": True, "size": 62, "opacity": 1, "color": OCHRE},
            "encoding": {"x": x, "y": y, **colour, **shape},
        },
    ], {**colour, **shape}


def _record(point: Point) -> dict[str, object]:
    return {
        "x": point.x,
        "name": point.name,
        "value": float(point.value),
        "words": point.words,
        "series": point.series,
    }


def _specification(
    sheet: Sheet, points: Sequence[Point], is_number: bool, size: Size
) -> dict[str, Any]:
    names = list(dict.fromkeys(point.series for point in points))
    several = len(names) > 1
    values = [float(point.value) for point in points]
    marks = ticks(min(0.0, *values), max(0.0, *values), 4)
    left = max(len(number(f"{one:g}", sheet.language)) for one in marks) * 8 + 18
    y = quantitative(
        "value",
        scale={"domain": [marks[0], marks[-1]], "nice": False},
        axis={"values": marks, "format": ",~f", "domain": False, "ticks": False},
    )
    x = _axis(sheet, points, is_number, size)
    layers, styles = _layers(names, x, y)
    if not several and len(points) <= WORDS_FROM_HERE:
        layers.append(text("words", dy=-15, color=SOFT, encoding={"x": x, "y": y}))
    if not is_number:
        below = text("name", dy=18, color=SOFT, encoding={"x": x, "y": {"value": TALL}})
        layers.append({"data": {"values": _names(points, size)}, **below})
    if several:
        layers += _legend_layers(_legend(names), styles)
    top = len(names) * LEGEND + 16 if several else 26
    return specification(
        sheet.answer.query.title[sheet.language],
        sheet.language,
        [_record(point) for point in points],
        (size.width - left - 36, TALL),
        {"left": left, "right": 36, "top": top, "bottom": 34},
        layer=layers,
    )


def _legend_layers(
    rows: list[dict[str, object]], styles: dict[str, object]
) -> list[dict[str, Any]]:
    """A symbol and a name for each series, above the drawing."""
    y = quantitative("row", scale=None, axis=None)
    data = {"values": rows}
    return [
        {
            "data": data,
            "mark": {"type": "point", "filled": True, "size": 90, "opacity": 1},
            "encoding": {"x": {"value": 6}, "y": y, **styles},
        },
        {
            "data": data,
            **text("name", align="left", encoding={"x": {"value": 20}, "y": y}),
        },
    ]


def draw(sheet: Sheet, size: Size) -> Picture | None:
    points, is_number = read(sheet)
    names = list(dict.fromkeys(point.series for point in points))[:MOST_SERIES]
    kept = [point for point in points if point.series in names][:MOST_POINTS]
    if len({point.x for point in kept}) < 2:
        return None
    drawn = _specification(sheet, kept, is_number, size)
    width, height = inside(drawn)
    return Picture(
        "line",
        sentence(sheet, kept),
        width,
        height,
        "",
        cut=len(sheet.answer) - len(kept),
        specification=drawn,
    )
