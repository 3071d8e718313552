"""Programmes and deadlines on one line of years, drawn as SVG."""

from collections.abc import Sequence
from dataclasses import dataclass

WIDTH = 720
LEFT = 64
LINE = 30
TOP = 26
FURTHER = 2
"""Years drawn after a beginning whose end is not said."""


@dataclass(frozen=True)
class Span:
    """From a date to a deadline; `end` is None where none is said."""

    name: str
    start: str
    end: str | None


@dataclass(frozen=True)
class Bar:
    span: Span
    x: float
    width: float
    y: int
    is_open: bool


@dataclass(frozen=True)
class Tick:
    year: int
    x: float


@dataclass(frozen=True)
class Timeline:
    """The picture, in units of its view box."""

    width: int
    height: int
    bars: tuple[Bar, ...]
    ticks: tuple[Tick, ...]


def _years(text: str) -> float | None:
    """A date as years and their fraction, None for what is no date."""
    parts = text.split("-")
    if not (1 <= len(parts) <= 3 and all(part.isdecimal() for part in parts)):
        return None
    year, month, day = (int(part) for part in [*parts, "1", "1"][:3])
    return year + (month - 1) / 12 + (day - 1) / 365


def timeline(spans: Sequence[Span]) -> Timeline | None:
    """The picture of some spans, None where none of them has a date."""
    dated = [(span, start) for span in spans if (start := _years(span.start)) is not None]
    if not dated:
        return None
    dated.sort(key=lambda one: (one[1], one[0].name))
    ends = {span: _years(span.end or "") for span, _ in dated}
    first = int(min(start for _, start in dated))
    last = int(max(ends[span] or start + FURTHER for span, start in dated)) + 1
    unit = (WIDTH - LEFT - 24) / max(1, last - first)
    bars = tuple(
        Bar(
            span,
            round(LEFT + (start - first) * unit, 1),
            round(max(6.0, ((ends[span] or start + FURTHER) - start) * unit), 1),
            TOP + line * LINE,
            ends[span] is None,
        )
        for line, (span, start) in enumerate(dated)
    )
    step = 1 if last - first <= 12 else 2
    ticks = tuple(
        Tick(year, round(LEFT + (year - first) * unit, 1)) for year in range(first, last + 1, step)
    )
    return Timeline(WIDTH, TOP + len(bars) * LINE + 8, bars, ticks)
