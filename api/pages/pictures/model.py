"""What a picture is drawn from, and what it is once drawn."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal, InvalidOperation
from functools import cached_property
from html import escape
from pathlib import Path
from typing import Any

from api.pages.formatting import Language
from api.pages.language import Texts
from maillage.catalogue import Answer, Chart, shown
from maillage.catalogue.questions import Column
from maillage.rdf import NamedNode, Term
from maillage.store import Row

FONT = "system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', 'Liberation Sans', sans-serif"

_UNWRITABLE = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML cannot hold (XML 1.0 §2.2)."""


@dataclass(frozen=True)
class Size:
    """Room for a picture, in pixels of its page."""

    name: str
    width: int
    longest: int
    """Characters of a name beside what it names."""
    most: int = 30
    """Bars or lines drawn; the table has them all."""

    @property
    def is_narrow(self) -> bool:
        return self.width < 500


WIDE = Size("wide", 760, 34)
NARROW = Size("narrow", 340, 40)


@dataclass(frozen=True)
class Picture:
    """A drawing in SVG: `body` stands inside an ``<svg>`` of this view box.

    `specification` is the Vega-Lite it was drawn from; None where we drew it.
    """

    kind: str
    sentence: str
    """What it shows, in words."""
    width: float
    height: float
    body: str
    left: float = 0.0
    top: float = 0.0
    cut: int = 0
    """Rows that are not drawn."""
    specification: Mapping[str, Any] | None = field(default=None, compare=False)

    @property
    def box(self) -> str:
        return f"{self.left:g} {self.top:g} {self.width:g} {self.height:g}"


def decimal(term: Term | None) -> Decimal | None:
    """The number that a term says, None for anything else."""
    if term is None:
        return None
    try:
        found = Decimal(term.value)
    except InvalidOperation:
        return None
    return found if found.is_finite() else None


def years(text: str) -> float | None:
    """A date (``2018-07-13``, ``2018-07`` or ``2018``) as years and their fraction."""
    parts = text.split("-")
    if not (1 <= len(parts) <= 3 and all(part.isdecimal() for part in parts)):
        return None
    try:
        day = date(*(int(part) for part in [*parts, "1", "1"][:3]))
    except (ValueError, OverflowError):
        return None
    first = date(day.year, 1, 1)
    return day.year + (day - first).days / 366


@dataclass(frozen=True)
class Sheet:
    """An answer and all that is needed to draw it.

    `name` gives a thing its name, `geo` is the folder of the outlines, `t` the sentences.
    """

    answer: Answer
    chart: Chart
    language: Language
    name: Callable[[NamedNode], str]
    t: Texts
    geo: Path

    @cached_property
    def _namers(self) -> Mapping[str, Column]:
        """The text column of each column of things."""
        columns = (self.answer.query.column(name) for name in self.answer.variables)
        return {column.of: column for column in columns if column.of}

    def column(self, name: str) -> Column:
        return self.answer.query.column(name)

    def label(self, name: str) -> str:
        """The label of a column, to stand inside a sentence."""
        text = self.column(name).label[self.language]
        keep = text[1:2].isupper() or text[:1].isdecimal()
        return text if keep else text[:1].lower() + text[1:]

    def text(self, row: Row, name: str) -> str:
        """What a person reads in this column; a thing is called by its name."""
        return _UNWRITABLE.sub("", self._text(row, name))

    def _text(self, row: Row, name: str) -> str:
        term, column = row.get(name), self.column(name)
        if isinstance(term, NamedNode):
            told = self._namers.get(name)
            return self.text(row, told.name) if told and told.name in row else self.name(term)
        return shown(term, column.kind, self.language)

    def series(self, row: Row) -> str:
        return self.text(row, self.chart.series) if self.chart.series else ""


def cut(text: str, most: int) -> str:
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"


def element(name: str, content: str | None = None, /, **attributes: Any) -> str:
    """An SVG element; ``stroke_width=2`` is ``stroke-width="2"``, `content` is markup."""
    told = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{escape(_plain(value))}"'
        for key, value in attributes.items()
        if value is not None
    )
    return f"<{name}{told}/>" if content is None else f"<{name}{told}>{content}</{name}>"


def _plain(value: object) -> str:
    if not isinstance(value, float):
        return str(value)
    text = f"{value:.1f}".removesuffix(".0")
    return "0" if text == "-0" else text


def words(text: str, x: float, y: float, size: float, fill: str, **attributes: object) -> str:
    """A line of text at this place."""
    told = {"x": x, "y": y, "font_size": size, "fill": fill, "font_family": FONT, **attributes}
    return element("text", escape(text, quote=False), **told)
