"""Tables with an action on each row, found by the words of their head."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from loaders.readers import columns
from loaders.readers.actions import axes
from loaders.readers.actions.fields import Said, label
from loaders.readers.columns import Heads
from loaders.readers.layout import Block, Kind

_TELLING = {"number", "owner", "cost", "status", "calendar", "axis", "partners", "financing"}
_NAMES = {"title"}


@dataclass(frozen=True)
class Row:
    """A row of such a table: the row itself, its fields, and the axis row above it."""

    block: Block
    fields: tuple[Said, ...]
    axis: Block | None


def rows(blocks: Sequence[Block]) -> Iterator[Row]:
    """The rows of all tables of actions; a title that is only a number is its number."""
    units = columns.heads(blocks)
    for table, group in groupby(
        (block for block in blocks if block.kind is Kind.ROW), key=lambda block: block.table
    ):
        yield from _of_table(list(group), units.get(table) if table is not None else None)


def _of_table(table: Sequence[Block], units: Heads | None) -> Iterator[Row]:
    names: list[str | None] = []
    said: list[str] = []
    axis: Block | None = None
    for block in table:
        head = _head(block)
        if head:
            names, said = head, [cell.text for cell in block.cells]
        elif axes.of(block):
            axis = block
        elif names and len(block.cells) > 1:
            fields = tuple(_fields(block, names, said, units))
            if any(each.name == "title" and each.text for each in fields):
                yield Row(block, fields, axis)


def _head(row: Block) -> list[str | None] | None:
    """The fields of the columns, where a row is the head of a table of actions."""
    names = [label(cell.text) for cell in row.cells]
    named = {name for name in names if name}
    if len(row.cells) < 2 or not named & _NAMES or not named & _TELLING:
        return None
    return names if sum(bool(name) for name in names) * 2 >= len(names) else None


def _fields(
    row: Block, names: Sequence[str | None], heads: Sequence[str], units: Heads | None
) -> Iterator[Said]:
    """The cells of a row under the labels of their columns, with the unit of the column."""
    given: set[str] = set()
    for column, (cell, name) in enumerate(zip(row.cells, names, strict=False)):
        if name and name not in given and cell.text.strip(" –—-"):
            given.add(name)
            unit = units.of(column)[0] if units else None
            yield Said(name, cell, 0, len(cell.text), (), heads[column], unit)
