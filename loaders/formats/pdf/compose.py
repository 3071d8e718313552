"""Lines to headings, paragraphs, lists and tables, written in reading order."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby, pairwise

from loaders.formats.normal import Writer
from loaders.formats.pdf.grid import Grid
from loaders.formats.pdf.lines import Line, lines
from loaders.formats.pdf.page import Page, Word
from loaders.hyphens import joined

LARGER = 1.12
"""Times the usual size from which a line is a heading."""
APART = 1.35
"""Times the usual distance of lines from which a paragraph begins."""
COLUMN_LINES = 5
"""Lines side by side from which two columns of prose are read one after the other."""
_MARK = re.compile(
    r"(?:[•▪◦·►➢✓❖■●○∙‣⁃\uf0b7\uf0a7\uf0d8\uf0fc\uf02d]|[-–—](?=\s)|o(?=\s)"
    r"|\d{1,2}[.)]\s|[a-z]\)\s)\s*"
)
_ALONE = re.compile(
    r"(?:entre(?: les soussignés)?|et|ainsi que|d['’]une part|d['’]autre part)[ ,:;.]*",
    re.IGNORECASE,
)
"""Lines that stand alone between the parties."""
_WIDE = "\u2003"
"""Stands for a wide gap inside a cell."""
_STARTS = re.compile(
    r"(?:article|chapitre|titre|section|annexe|axe|fiche|action|orientation|vu\b|considérant|et\b$"
    r"|entre\b|d'une part|d'autre part|ci-après|représentée?)",
    re.IGNORECASE,
)


@dataclass
class _Table:
    """The rows of a grid as the words of its cells come."""

    grid: Grid
    words: dict[int, list[Word]] = field(default_factory=dict)

    def rows(self) -> Iterator[list[str]]:
        for numbers in self.grid.cells:
            row = self.grid.cells.index(numbers)
            own = [number for number, _ in groupby(numbers) if self.grid.first_row(number) == row]
            if any(number in self.words for number in own):
                yield [_cell(self.words.get(number, []), self._right(number)) for number in own]

    def _right(self, cell: int) -> float:
        """Where the box of a cell ends."""
        columns = [row.index(cell) + row.count(cell) for row in self.grid.cells if cell in row]
        return self.grid.xs[max(columns)]


def _cell(words: Sequence[Word], right: float) -> str:
    """The text of a cell: its wrapped lines joined, a line each for what begins anew."""
    found = _in_sight(_with_marks(lines(words)))
    if not found:
        return ""
    texts = [found[0].text]
    for before, line in pairwise(found):
        apart = _WIDE in before.text or _WIDE in line.text or _MARK.match(line.text)
        if apart or _has_room(before, line, right - 0.8 * line.size):
            texts.append(line.text)
        else:
            texts[-1] = joined(texts[-1], line.text)
    return "\n".join(texts)


def _in_sight(found: Sequence[Line]) -> list[Line]:
    """The lines of a cell from top to bottom, pieces side by side made one."""
    rows: list[Line] = []
    for line in sorted(found, key=lambda line: (-line.base, line.left)):
        if rows and rows[-1].base - line.base < 0.35 * max(line.size, rows[-1].size):
            both = rows[-1], line
            first, second = sorted(both, key=lambda line: line.left)
            rows[-1] = replace(first, text=f"{first.text}{_WIDE}{second.text}", right=second.right)
        else:
            rows.append(line)
    return rows


def _with_marks(found: Sequence[Line]) -> list[Line]:
    """The lines, a mark that was drawn apart from its item put before it."""
    marks = [
        line for line in found if _MARK.fullmatch(line.text + " ") and not line.text[0].isalnum()
    ]
    kept = [line for line in found if line not in marks]
    for mark in marks:
        for position, line in enumerate(kept):
            level = abs(line.base - mark.base) < 0.35 * line.size
            if level and 0 <= line.left - mark.right < 4 * line.size and not _MARK.match(line.text):
                kept[position] = replace(line, text=f"{mark.text} {line.text}")
                break
    return kept


def _has_room(before: Line, line: Line, right: float) -> bool:
    """Whether the first word of a line would have stood on the line before: it was put anew."""
    first = line.text.split(" ")[0]
    return right - before.right > 0.58 * line.size * len(first) + 0.6 * line.size


def write(page: Page, writer: Writer) -> None:
    """Writes a page: its tables where their first word stands, all else around them."""
    tables = [_Table(grid) for grid in page.grids]
    parts: list[_Table | list[Word]] = []
    for word in page.words:
        table = _place(word, tables)
        if table:
            if table not in parts:
                parts.append(table)
        elif parts and isinstance(parts[-1], list):
            parts[-1].append(word)
        else:
            parts.append([word])
    usual = _usual(page)
    for part in parts:
        if isinstance(part, _Table):
            _write_table(part, writer)
        else:
            _Prose(writer, usual, page.width).write(_columns(_with_marks(lines(part)), page.width))


def _place(word: Word, tables: Sequence[_Table]) -> _Table | None:
    x, y = (word.left + word.right) / 2, word.base + 0.3 * word.size
    for table in tables:
        cell = table.grid.cell(x, y)
        if cell:
            table.words.setdefault(cell[1], []).append(word)
            return table
    return None


def _write_table(table: _Table, writer: Writer) -> None:
    """A table; where it is no more than a frame around one text, that text."""
    rows = [list(row) for row in table.rows()]
    if all(sum(bool(cell) for cell in row) <= 1 for row in rows):
        for row in rows:
            for cell in filter(None, row):
                for words in cell.split("\n"):
                    writer.paragraph(words)
        return
    for row in rows:
        writer.row(row)


def _usual(page: Page) -> float:
    """The size of most letters."""
    sizes: Counter[float] = Counter()
    for word in page.words:
        sizes[word.size] += len(word.text)
    return sizes.most_common(1)[0][0] if sizes else 10.0


def _columns(found: Sequence[Line], width: float) -> list[list[Line]]:
    """Lines in reading order, those of one row together; prose side by side column by column."""
    rows = [list(group) for _, group in groupby(found, key=lambda line: line.row)]
    ordered: list[list[Line]] = []
    run: list[list[Line]] = []
    for row in [*rows, []]:
        if len(row) == 2 and min(line.right - line.left for line in row) > 0.25 * width:
            run.append(row)
            continue
        if len(run) >= COLUMN_LINES:
            ordered += [[row[0]] for row in run] + [[row[1]] for row in run]
        else:
            ordered += run
        run = []
        if row:
            ordered.append(row)
    return ordered


@dataclass
class _Prose:
    """Joins lines into paragraphs by their distance, length, size and first words."""

    writer: Writer
    usual: float
    width: float
    _open: list[Line] = field(default_factory=list)

    def write(self, rows: Sequence[Sequence[Line]]) -> None:
        singles = [row[0] for row in rows if len(row) == 1]
        pitch = _pitch(singles, self.usual)
        for row in rows:
            if len(row) > 1:
                self._close()
                self.writer.row([line.text for line in row])
                continue
            if self._open and not self._goes_on(row[0], singles, pitch):
                self._close()
            self._open.append(row[0])
        self._close()

    def _goes_on(self, line: Line, all_lines: Sequence[Line], pitch: float) -> bool:
        before = self._open[-1]
        drop = before.base - line.base
        if abs(line.size - before.size) > 0.6 or _MARK.match(line.text):
            return False
        if self._is_heading(before) != self._is_heading(line):
            return False
        if self._is_heading(line):
            return 0 < drop < 2.0 * line.size and not re.match(
                r"\d{1,3}\b(?!\d)|article|axe\b|action\b|fiche", line.text, re.I
            )
        if drop <= 0 or drop > APART * pitch or _ALONE.fullmatch(line.text):
            return False
        if before.text.endswith(("-", "\u2010", "\u00ad")):
            return True
        if before.bold and not line.bold and before.text.endswith(":"):
            return False
        edge = max(each.right for each in all_lines if _near(each, before, pitch))
        if _has_room(before, line, edge) and not line.text[:1].islower():
            return False
        return not (before.text.endswith((".", ";", ":")) and _STARTS.match(line.text))

    def _is_heading(self, line: Line) -> bool:
        """Larger than the text, or bold without an end of sentence."""
        if line.size > LARGER * self.usual:
            return True
        return line.bold and not line.text.endswith((".", ";", ","))

    def _close(self) -> None:
        if not self._open:
            return
        first, text = self._open[0], self._open[0].text
        for line in self._open[1:]:
            text = joined(text, line.text)
        mark = _MARK.match(text)
        if mark and not mark[0][0].isalnum():
            self.writer.item(text[mark.end() :])
        elif self._is_heading(first) and len(text) <= 220:
            self.writer.heading(text)
        else:
            self.writer.paragraph(text)
        self._open = []


def _near(line: Line, other: Line, pitch: float) -> bool:
    """Whether two lines stand in one column, not far from each other."""
    return abs(line.left - other.left) < 3 * other.size and abs(line.base - other.base) < 12 * pitch


def _pitch(found: Sequence[Line], usual: float) -> float:
    """The distance of most lines of a paragraph."""
    drops = [
        round(before.base - line.base, 1)
        for before, line in pairwise(found)
        if 0 < before.base - line.base < 2.2 * usual
    ]
    return Counter(drops).most_common(1)[0][0] if drops else 1.2 * usual
