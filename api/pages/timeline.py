"""Programmes, conventions and deadlines on one line of years, drawn as SVG."""

from calendar import monthrange
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

WIDTH = 720
LEFT = 96
RIGHT = 24
LINE = 30
TOP = 26
FURTHER = 2
"""Years drawn after a beginning whose end is not said."""
MANY = 14
"""Years that are named at the most."""
STEPS = (1, 2, 5, 10, 20, 50, 100, 1000)
"""Years from one that is named to the next."""


@dataclass(frozen=True)
class Span:
    """From a date to a deadline, on the line `name`.

    `end` is None where none is said; `deduced` where it is only the sum of a beginning and a
    duration.
    """

    name: str
    start: str
    end: str | None
    deduced: bool = False


@dataclass(frozen=True)
class Moment:
    """A day on the line `name`; `kind` gives its form: signature, avenant, envisage, date."""

    name: str
    date: str
    words: str
    kind: str = "date"


@dataclass(frozen=True)
class Bar:
    span: Span
    x: float
    width: float
    y: int
    is_open: bool


@dataclass(frozen=True)
class Spot:
    moment: Moment
    x: float
    y: int


@dataclass(frozen=True)
class Tick:
    year: int
    x: float


@dataclass(frozen=True)
class Timeline:
    """The picture, in units of its view box; `names` are its lines from top to bottom."""

    width: int
    height: int
    names: tuple[tuple[str, int], ...]
    bars: tuple[Bar, ...]
    spots: tuple[Spot, ...]
    ticks: tuple[Tick, ...]


def _numbers(text: str) -> list[int] | None:
    """Year, month and day of a date, as far as it says them; None for what is no date."""
    parts = text.split("-")
    is_date = 1 <= len(parts) <= 3 and all(part.isdecimal() and len(part) < 5 for part in parts)
    return [int(part) for part in parts] if is_date else None


def years(text: str) -> float | None:
    """A date as years and their fraction, None for what is no date."""
    numbers = _numbers(text)
    if numbers is None:
        return None
    year, month, day = [*numbers, 1, 1][:3]
    return year + (month - 1) / 12 + (day - 1) / 365


def later(text: str, months: int) -> str | None:
    """The date so many months later, as exact as it was given; None for what is no date.

    A year alone is moved by whole years only; a month that is too short ends on its last day.
    """
    numbers = _numbers(text)
    if numbers is None or (len(numbers) == 1 and months % 12):
        return None
    year, month, *day = [*numbers, 1] if len(numbers) == 1 else numbers
    year, month = year + (month - 1 + months) // 12, (month - 1 + months) % 12 + 1
    if len(numbers) == 1:
        return str(year)
    days = (min(one, monthrange(year, month)[1]) for one in day)
    return "-".join([f"{year:04}", f"{month:02}", *(f"{one:02}" for one in days)])


def _lines(dates: Iterable[tuple[float, str]]) -> dict[str, int]:
    """The lines by name, the one that begins first on top."""
    first: dict[str, float] = {}
    for date, name in dates:
        first[name] = min(date, first.get(name, date))
    ordered = sorted(first, key=lambda name: (first[name], name))
    return {name: TOP + line * LINE for line, name in enumerate(ordered)}


def timeline(spans: Sequence[Span], moments: Sequence[Moment] = ()) -> Timeline | None:
    """The picture of some spans and moments, None where none of them has a date."""
    dated = [(start, span) for span in spans if (start := years(span.start)) is not None]
    days = [(day, moment) for moment in moments if (day := years(moment.date)) is not None]
    if not dated and not days:
        return None
    dated.sort(key=lambda one: (one[0], one[1].name))
    ends = {span: years(span.end or "") or start + FURTHER for start, span in dated}
    known = [day for day, _ in days]
    first = int(min([start for start, _ in dated] + known))
    last = int(max([*ends.values(), *known])) + 1
    unit = (WIDTH - LEFT - RIGHT) / max(1, last - first)

    def across(date: float) -> float:
        return round(LEFT + (date - first) * unit, 1)

    lines = _lines([(start, s.name) for start, s in dated] + [(day, m.name) for day, m in days])
    bars = tuple(
        Bar(
            span,
            across(start),
            round(max(6.0, (ends[span] - start) * unit), 1),
            lines[span.name],
            years(span.end or "") is None or span.deduced,
        )
        for start, span in dated
    )
    step = next((one for one in STEPS if (last - first) / one <= MANY), STEPS[-1])
    return Timeline(
        WIDTH,
        TOP + len(lines) * LINE + 8,
        tuple(lines.items()),
        bars,
        tuple(
            Spot(moment, across(day), lines[moment.name] + 12)
            for day, moment in sorted(days, key=lambda one: (one[0], one[1].name, one[1].words))
        ),
        tuple(Tick(year, across(year)) for year in range(first, last + 1, step)),
    )
