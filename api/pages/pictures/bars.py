"""Bars: one for each `x`, as long as `y`, with its name and its figure in words."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from api.pages.pictures.model import Picture, Sheet, Size, cut, decimal
from api.pages.pictures.palette import GREEN, INK, LINE, SOFT, colours
from api.pages.pictures.vega import (
    constant,
    inside,
    ordinal,
    quantitative,
    specification,
    text,
)
from maillage.catalogue import shown

LINE_WIDE, LINE_NARROW = 30, 46
THICK = 17
LETTER = 8.2
"""Pixels of a letter of 14 px, more than most."""


@dataclass(frozen=True)
class Bar:
    name: str
    value: Decimal
    words: str
    series: str


def read(sheet: Sheet) -> list[Bar]:
    """The rows that have a figure; a series goes before the name."""
    found = []
    kind = sheet.column(sheet.chart.y).kind
    for row in sheet.answer:
        value = decimal(row.get(sheet.chart.y))
        if value is None:
            continue
        name, series = sheet.text(row, sheet.chart.x) or "—", sheet.series(row)
        whole = f"{series} · {name}" if series and series != name else name
        words = shown(row[sheet.chart.y], kind, sheet.language)
        found.append(Bar(whole, value, words, series))
    return found


def sentence(sheet: Sheet, bars: Sequence[Bar]) -> str:
    largest, smallest = (pick(bars, key=lambda bar: bar.value) for pick in (max, min))
    told = {
        "y": sheet.label(sheet.chart.y),
        "x": sheet.label(sheet.chart.x),
        "values": sheet.t.count("count.value", len(bars)),
    }
    if largest.value == smallest.value:
        return sheet.t("picture.bars_same", value=largest.words, **told)
    return sheet.t(
        "picture.bars",
        most=largest.name,
        value=largest.words,
        least=smallest.name,
        low=smallest.words,
        **told,
    )


def _specification(sheet: Sheet, bars: Sequence[Bar], size: Size) -> dict[str, Any]:
    tall = LINE_NARROW if size.is_narrow else LINE_WIDE
    longest = max(len(bar.words) for bar in bars) * LETTER + 14
    names = min(size.longest, max(len(bar.name) for bar in bars)) * LETTER
    left = 4 if size.is_narrow else round(names) + 14
    series = colours([bar.series for bar in bars])
    coloured = {"color": {"field": "series", "scale": constant(series), "legend": None}}
    low = min(Decimal(), *(bar.value for bar in bars))
    high = max(Decimal(), *(bar.value for bar in bars)) or Decimal(1)
    down = 10 if size.is_narrow else 0
    scaled = {"axis": None, "scale": {"domain": [float(low), float(high)], "nice": False}}
    end = quantitative("end", **scaled)
    name = {"encoding": {"x": {"value": 0 if size.is_narrow else -10}}}
    return specification(
        sheet.answer.query.title[sheet.language],
        sheet.language,
        [
            {
                "rank": rank,
                "name": cut(bar.name, size.longest),
                "value": float(bar.value),
                "end": float(max(bar.value, Decimal())),
                "words": bar.words,
                "series": bar.series,
            }
            for rank, bar in enumerate(bars)
        ],
        (round(size.width - left - longest), tall * len(bars)),
        {"left": left, "right": round(longest), "top": 0, "bottom": 0},
        encoding={"y": ordinal("rank", axis=None), "x": quantitative("value", **scaled)},
        layer=[
            {
                "mark": {"type": "bar", "height": THICK, "yOffset": down, "color": GREEN},
                "encoding": coloured if len(series) > 1 else {},
            },
            text("words", align="left", dx=7, dy=down, color=SOFT, encoding={"x": end}),
            text(
                "name",
                align="left" if size.is_narrow else "right",
                dy=-11 if size.is_narrow else 0,
                color=INK,
                **name,
            ),
            *([_zero()] if low < 0 else []),
        ],
    )


def _zero() -> dict[str, object]:
    return {"mark": {"type": "rule", "color": LINE}, "encoding": {"x": {"datum": 0}, "y": {}}}


def draw(sheet: Sheet, size: Size) -> Picture | None:
    bars = read(sheet)
    if not bars or all(bar.value == 0 for bar in bars):
        return None
    shown_bars = bars[: size.most]
    drawn = _specification(sheet, shown_bars, size)
    width, height = inside(drawn)
    return Picture(
        "bar",
        sentence(sheet, bars),
        width,
        height,
        "",
        cut=len(sheet.answer) - len(shown_bars),
        specification=drawn,
    )
