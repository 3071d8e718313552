"""Tables by their ruled lines: lines that touch make a grid, its boxes are cells."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from loaders.formats.pdf.rulings import Ruling

TOUCH = 3.5
"""Points between lines that are drawn to touch."""


@dataclass(frozen=True)
class Grid:
    """A table: `xs` its vertical lines from the left, `ys` its horizontal ones from the top.

    `cells[row][column]` is the number of the cell that the box belongs to: boxes
    with no line between them are one cell.
    """

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    cells: tuple[tuple[int, ...], ...]

    def cell(self, x: float, y: float) -> tuple[int, int] | None:
        """The row and number of the cell at a point, None outside."""
        column = bisect_right(self.xs, x) - 1
        row = bisect_right([-each for each in self.ys], -y) - 1
        if 0 <= row < len(self.cells) and 0 <= column < len(self.xs) - 1:
            return self.first_row(self.cells[row][column]), self.cells[row][column]
        return None

    def first_row(self, cell: int) -> int:
        return next(row for row, numbers in enumerate(self.cells) if cell in numbers)


def grids(lines: Sequence[Ruling]) -> list[Grid]:
    """The tables of a page: those with at least two rows or two columns of cells."""
    found = (_grid(group) for group in _touching(lines))
    return [grid for grid in found if grid]


def _touching(lines: Sequence[Ruling]) -> Iterator[list[Ruling]]:
    """Groups of lines that are connected where one crosses or meets another."""
    parent = list(range(len(lines)))

    def root(index: int) -> int:
        while parent[index] != index:
            parent[index] = parent[parent[index]]
            index = parent[index]
        return index

    across = sorted(
        (i for i, line in enumerate(lines) if line.horizontal), key=lambda i: lines[i].at
    )
    heights = [lines[i].at for i in across]
    for index, line in enumerate(lines):
        if line.horizontal:
            continue
        first = bisect_right(heights, line.start - TOUCH)
        last = bisect_right(heights, line.end + TOUCH)
        for other in across[first:last]:
            if lines[other].start - TOUCH <= line.at <= lines[other].end + TOUCH:
                parent[root(index)] = root(other)
    groups: dict[int, list[Ruling]] = {}
    for index, line in enumerate(lines):
        groups.setdefault(root(index), []).append(line)
    return iter(groups.values())


def _merged(values: Sequence[float]) -> list[float]:
    """Sorted values, those that touch made one."""
    found: list[float] = []
    for value in sorted(values):
        if not found or value - found[-1] > TOUCH:
            found.append(value)
    return found


def _grid(lines: Sequence[Ruling]) -> Grid | None:
    xs = _merged([line.at for line in lines if not line.horizontal])
    ys = _merged([line.at for line in lines if line.horizontal])[::-1]
    if len(xs) < 2 or len(ys) < 2 or len(xs) + len(ys) < 5 or len(xs) * len(ys) > 4_000:
        return None
    rows, columns = len(ys) - 1, len(xs) - 1
    number = [[row * columns + column for column in range(columns)] for row in range(rows)]
    for row in range(rows):
        for column in range(columns):
            middle = (ys[row] + ys[row + 1]) / 2
            if column and not _ruled(lines, False, xs[column], middle):
                _join(number, number[row][column - 1], number[row][column])
            centre = (xs[column] + xs[column + 1]) / 2
            if row and not _ruled(lines, True, ys[row], centre):
                _join(number, number[row - 1][column], number[row][column])
    return Grid(tuple(xs), tuple(ys), tuple(map(tuple, number)))


def _ruled(lines: Sequence[Ruling], horizontal: bool, at: float, along: float) -> bool:
    return any(
        line.horizontal is horizontal
        and abs(line.at - at) <= TOUCH
        and line.start - TOUCH <= along <= line.end + TOUCH
        for line in lines
    )


def _join(number: list[list[int]], kept: int, other: int) -> None:
    if kept != other:
        for row in number:
            row[:] = [kept if value == other else value for value in row]
