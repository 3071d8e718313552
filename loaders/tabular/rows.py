"""CSV files read strictly: every column is known, every cell means something.

Official files are forgiven what does not change their meaning: a byte order
mark, Windows line ends, semicolons, columns in any order or under their
official names, a quote that is opened in the last cell and never closed.
"""

import csv
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from loaders.tabular import values
from maillage.errors import InputError

Row = dict[str, str]
"""Our column names with canonical text; empty where nothing is known."""

LOOKAHEAD = 60
"""Lines that a quoted cell may span before its quote counts as never closed."""

KNOWN = 2000
"""Cells of a column whose meaning is kept, since most columns say few things many times."""


@dataclass(frozen=True)
class Column:
    """A column under our name, what its cells mean, and the names others give it.

    `required`: the file must have it. `filled`: so must every row.
    """

    name: str
    read: Callable[[str], str] = values.text
    synonyms: tuple[str, ...] = ()
    required: bool = True
    filled: bool = False


@dataclass(frozen=True)
class Layout:
    """The columns of a kind of table, those of official files that we leave out, and the key."""

    columns: tuple[Column, ...]
    ignored: tuple[str, ...] = ()
    key: tuple[str, ...] = ()


def decode(path: Path) -> str:
    """The text of a UTF-8 file, without byte order mark, lines ended by LF.

    Raises:
        InputError: the file cannot be read or is not UTF-8 (with the line).
    """
    try:
        data = path.read_bytes()
        text = data.decode("utf-8-sig")
    except OSError as error:
        raise InputError(path, f"cannot be read ({error.strerror})") from error
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise InputError(f"{path}:{line}", "is not UTF-8; save the file as UTF-8") from error
    return text.replace("\r\n", "\n").replace("\r", "\n")


def delimiter(header: str) -> str:
    """The separator of a header line: the most frequent of comma, semicolon and tab."""
    return max(",;\t", key=header.count)


def _parsed(record: str, separator: str) -> list[str] | None:
    try:
        return next(csv.reader([record], delimiter=separator, strict=True), None)
    except csv.Error:
        return None


def _quoted(
    lines: Sequence[str], start: int, separator: str, width: int
) -> tuple[list[str] | None, int]:
    """The cells of the record whose line `start` opens a quote, and how many lines it takes."""
    record = lines[start]
    for taken, line in enumerate(lines[start + 1 : start + LOOKAHEAD], start=2):
        record += "\n" + line
        if record.count('"') % 2 == 0:
            cells = _parsed(record, separator)
            if cells is not None and len(cells) == width:
                return cells, taken
            break
    opened = lines[start].rfind('"')
    return _parsed(lines[start][:opened] + lines[start][opened + 1 :], separator), 1


def records(text: str, separator: str, width: int) -> Iterator[tuple[int, list[str] | None]]:
    """Each record's first line (from 2, under the header) and cells; None where it has no sense."""
    lines = text.split("\n")
    position = 1
    while position < len(lines):
        line = lines[position]
        taken = 1
        if '"' not in line:
            if line.strip():
                yield position + 1, line.split(separator)
        elif line.count('"') % 2 == 0:
            yield position + 1, _parsed(line, separator)
        else:
            cells, taken = _quoted(lines, position, separator, width)
            yield position + 1, cells
        position += taken


def _places(path: Path, header: Sequence[str], layout: Layout) -> dict[str, int]:
    """Our column names with their places in the file."""
    known = {
        title.casefold(): column.name
        for column in layout.columns
        for title in (column.name, *column.synonyms)
    }
    ignored = {title.casefold() for title in layout.ignored}
    places: dict[str, int] = {}
    for index, title in enumerate(header):
        name = known.get(title.strip().casefold())
        if name is None and title.strip().casefold() not in ignored:
            expected = ", ".join(column.name for column in layout.columns)
            reason = f"unknown column {title.strip()!r}; rename or remove it (known: {expected})"
            raise InputError(f"{path}:1", reason)
        if name is not None and name in places:
            raise InputError(f"{path}:1", f"column {name!r} comes twice; keep one of them")
        if name is not None:
            places[name] = index
    for column in layout.columns:
        if column.required and column.name not in places:
            titles = " or ".join((column.name, *column.synonyms))
            raise InputError(f"{path}:1", f"column {column.name!r} is missing; add it as {titles}")
    return places


def _refusal(place: str, column: Column, error: ValueError | None) -> InputError:
    if error is None:
        return InputError(place, f"column {column.name!r} is empty; fill it")
    return InputError(place, f"column {column.name!r}: {error}")


def _meaning(place: str, column: Column, cell: str) -> str:
    """The canonical text of a cell, empty where nothing is known."""
    if cell in values.ABSENT:
        if column.filled:
            raise _refusal(place, column, None)
        return ""
    try:
        return column.read(cell)
    except ValueError as error:
        raise _refusal(place, column, error) from error


class _Reader:
    """The layout of one file: the columns it has with their places, and those it lacks."""

    def __init__(self, layout: Layout, places: dict[str, int]) -> None:
        self._key = layout.key
        self._present: list[tuple[Column, str, dict[str, str], int]] = [
            (column, column.name, {}, places[column.name])
            for column in layout.columns
            if column.name in places
        ]
        self._blank = {column.name: "" for column in layout.columns}
        self._seen: dict[tuple[str, ...], str] = {}

    def row(self, place: str, cells: Sequence[str]) -> Row:
        """The row of these cells, in canonical text."""
        row = self._blank.copy()
        for column, name, known, index in self._present:
            cell = cells[index]
            meaning = known.get(cell)
            if meaning is None:
                meaning = _meaning(place, column, cell.strip())
                if len(known) < KNOWN:
                    known[cell] = meaning
            row[name] = meaning
        if self._key:
            key = tuple(row[name] for name in self._key)
            first = self._seen.setdefault(key, place)
            if first is not place:
                reason = f"{' '.join(key)} stands at {first} already; keep one of the two"
                raise InputError(place, reason)
        return row


def read(path: Path, layout: Layout) -> Iterator[Row]:
    """The rows of a table.

    Raises:
        InputError: the file is not such a table; names the file, line and column, and the remedy.
    """
    text = decode(path)
    header_line = text.split("\n", 1)[0]
    if not header_line.strip():
        raise InputError(path, "has no header; put the names of the columns in the first line")
    separator = delimiter(header_line)
    header = _parsed(header_line, separator)
    if header is None:
        raise InputError(f"{path}:1", "the header has a quote out of place; remove it")
    reader = _Reader(layout, _places(path, header, layout))
    width, name = len(header), str(path)
    for line, cells in records(text, separator, width):
        place = f"{name}:{line}"
        if cells is None or len(cells) != width:
            found = "a quote out of place" if cells is None else f"{len(cells)} cells"
            raise InputError(place, f"has {found} where {width} cells are due; correct it")
        yield reader.row(place, cells)
