"""What began when, and until when: a line for each row on one scale of years."""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from math import ceil

from api.pages.formatting import COLON, date
from api.pages.pictures.model import Picture, Sheet, Size, cut, element, words, years
from api.pages.pictures.palette import GREEN, INK, LINE, OCHRE, PAPER, SOFT, colours

TOP, LINE_TALL, THICK = 30, 44, 14
OPEN = 0.6
"""Years drawn past the last date for what has no end."""
LETTER = 8.2
STEPS = (1, 2, 5, 10, 20, 50, 100, 1000, 5000)
"""Years between two that are named; a file may say 9999 for what has no end."""


@dataclass(frozen=True)
class Span:
    """`end` is None for an event, or for what goes on."""

    name: str
    start: float
    end: float | None
    words: str
    series: str
    title: str


def read(sheet: Sheet) -> list[Span]:
    chart, found = sheet.chart, []
    for row in sheet.answer:
        start = years(row[chart.x].value) if chart.x in row else None
        if start is None:
            continue
        words_ = date(row[chart.x].value, sheet.language)
        end = None
        if chart.end and chart.end in row:
            end = years(row[chart.end].value)
            words_ += f" → {date(row[chart.end].value, sheet.language)}"
        name = sheet.text(row, chart.y) or "—"
        title = f"{name}{COLON[sheet.language]}{words_}"
        found.append(Span(name, start, end, words_, sheet.series(row), title))
    return found


def _scale(spans: Sequence[Span], is_open: bool) -> tuple[int, float]:
    """The first year and the last moment that are drawn."""
    last = max(span.end if span.end and span.end > span.start else span.start for span in spans)
    first = int(min(span.start for span in spans))
    return first, max(last + (OPEN if is_open else 0.1), first + 1.0)


def sentence(sheet: Sheet, spans: Sequence[Span]) -> str:
    ordered = sorted(spans, key=lambda span: (span.start, span.name))
    first, last = ordered[0], ordered[-1]
    return sheet.t(
        "picture.timeline",
        rows=sheet.t.count("count.row", len(spans)),
        first=first.name,
        start=first.words,
        last=last.name,
        end=last.words,
    )


def _line(span: Span, y: float, x: tuple[float, float], is_open: bool, colour: str) -> str:
    start, end = x
    title = element("title", escape(span.title, quote=False))
    if span.end is None and not is_open:
        dot = element(
            "circle", cx=start, cy=y + THICK / 2, r=6, fill=OCHRE if colour == GREEN else colour
        )
        return element("g", title + dot)
    dashes = {"stroke_dasharray": "4 3"} if span.end is None else {}
    bar = element(
        "rect",
        x=start,
        y=y,
        width=max(4.0, end - start),
        height=THICK,
        rx=2,
        fill=PAPER if span.end is None else colour,
        stroke=colour,
        stroke_width="1.5",
        **dashes,
    )
    return element("g", title + bar)


def _years(first: int, last: float, unit: float, left: float, height: float, most: int) -> str:
    count = ceil(last) - first
    step = next((one for one in STEPS if count / one <= most), STEPS[-1])
    drawn = []
    for year in range(first + (-first % step), int(last) + 1, step):
        x = left + (year - first) * unit
        drawn.append(element("path", d=f"M{x:.1f},{TOP - 8}V{height:.1f}", stroke=LINE))
        drawn.append(words(str(year), x, 14, 13, SOFT, text_anchor="middle"))
    return "".join(drawn)


def draw(sheet: Sheet, size: Size) -> Picture | None:
    spans = read(sheet)
    if not spans:
        return None
    shown = spans[: size.most]
    is_open = sheet.chart.end is not None
    first, last = _scale(shown, is_open)
    left, right = 16.0, size.width - 16.0
    unit = (right - left) / (last - first)
    height = TOP + len(shown) * LINE_TALL + 4.0
    palette = colours([span.series for span in shown])
    several = len(palette) > 1
    longest = int((size.width - 20) / LETTER)
    drawn = [_years(first, last, unit, left, height, 5 if size.is_narrow else 12)]
    for rank, span in enumerate(shown):
        y = TOP + rank * LINE_TALL
        start = left + (span.start - first) * unit
        end = left + ((span.end or last) - first) * unit
        name = f"{span.series} · {span.name}" if several and span.series else span.name
        at_end = start + min(len(name), longest) * LETTER > size.width
        drawn.append(
            words(
                cut(name, longest),
                min(end if end > start else start, right) if at_end else start,
                y + 13,
                14,
                INK,
                text_anchor="end" if at_end else None,
                stroke=PAPER,
                stroke_width=3,
                paint_order="stroke",
            )
        )
        drawn.append(
            _line(span, y + 19.0, (start, end), is_open, palette[span.series] if several else GREEN)
        )
    return Picture(
        "timeline",
        sentence(sheet, spans),
        size.width,
        height,
        "".join(drawn),
        cut=len(sheet.answer) - len(shown),
    )
