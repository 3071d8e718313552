"""Rows of tables: cells between tabs (normalised text) or pipes (Markdown)."""

import itertools
import re
from collections.abc import Iterator, Sequence

from loaders.readers.views import View, joined, view
from loaders.source import CELL

BETWEEN = " | "
_PIPES = re.compile(r"\s*\|.*\|\s*$")
_RULE = re.compile(r"\s*\|?(?:\s*:?-{2,}:?\s*\|)+\s*(?::?-{2,}:?)?\s*$")
_PIPE = re.compile(r"(?<!\\)\|")

Span = tuple[int, int]


def is_row(line: str) -> bool:
    """Whether a line is a row of a table."""
    return CELL in line.strip(" \n") or bool(_PIPES.match(line))


def is_rule(line: str) -> bool:
    """Whether a line is the rule under the head of a Markdown table (``|---|---|``)."""
    return bool(_RULE.match(line))


def _cell_spans(source: str, start: int, end: int) -> Iterator[Span]:
    """The spans of the cells of a line; a rule of Markdown (``|---|``) has none."""
    line = source[start:end]
    if is_rule(line):
        return
    mark = CELL if CELL in line else _PIPE
    borders = [match.start() + start for match in re.finditer(mark, line)]
    if mark is _PIPE:
        yield from ((first + 1, last) for first, last in itertools.pairwise(borders))
        return
    first = start
    for border in [*borders, end]:
        yield first, border
        first = border + 1


def cells(source: str, lines: Sequence[Span]) -> tuple[View, ...]:
    """The cells of a row, which may go over several lines where a page cuts it."""
    columns = [list(_cell_spans(source, start, end)) for start, end in lines]
    if not columns or not all(columns):
        return ()
    found = []
    for spans in zip(*columns, strict=False):
        parts = [view(source, start, end) for start, end in spans]
        kept = [part for part in parts if part.text] or parts[:1]
        found.append(joined(kept, " "))
    while len(found) > 1 and not found[-1].text:
        found.pop()
    return tuple(found)


def whole(found: Sequence[View]) -> View:
    """The cells as one text, parted by « | »."""
    return joined([cell for cell in found if cell.text], BETWEEN)
