"""Words to lines, and lines cut at wide gaps."""

import itertools
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from loaders.formats.pdf.page import Word

GAP = 1.7
"""Gap between words, in sizes of the letters, that parts columns or cells."""
JUSTIFIED = 2.2
"""Times the usual gap of its line that such a gap has."""


@dataclass(frozen=True)
class Line:
    """Words on one line, without a wide gap."""

    text: str
    left: float
    right: float
    base: float
    size: float
    bold: bool
    row: int
    """Pieces of one line of the page have the same number."""


def lines(words: Iterable[Word]) -> list[Line]:
    """The lines in the order of the file, cut at wide gaps."""
    found: list[Line] = []
    for row, run in enumerate(_rows(words)):
        found += (_line(piece, row) for piece in _pieces(run))
    return found


def _rows(words: Iterable[Word]) -> Iterator[list[Word]]:
    """Words that follow one another at one height, from left to right."""
    run: list[Word] = []
    for word in words:
        if run and not _beside(run[-1], word):
            yield run
            run = []
        run.append(word)
    if run:
        yield run


def _beside(before: Word, word: Word) -> bool:
    """Whether a word stands on the line of the one before it, or is raised from it (1er)."""
    size = max(before.size, word.size, 1.0)
    touching = word.left - before.right < 0.3 * size
    level = abs(before.base - word.base) < (0.6 if touching else 0.35) * size
    return level and word.left - before.right > -0.5 * size


def _pieces(run: Sequence[Word]) -> Iterator[list[Word]]:
    """A row cut at its wide gaps; those of a justified line are wide alike, and cut nothing."""
    gaps = [word.left - before.right for before, word in pairwise(run)]
    usual = sorted(gaps)[len(gaps) // 2] if len(gaps) > 2 else 0.0
    piece = [run[0]]
    for gap, word in zip(gaps, run[1:], strict=True):
        if gap > GAP * max(word.size, 1.0) and gap > JUSTIFIED * usual:
            yield piece
            piece = []
        piece.append(word)
    yield piece


def _line(run: Sequence[Word], row: int) -> Line:
    weight = sum(len(word.text) for word in run)
    bold = sum(len(word.text) for word in run if word.bold) > 0.8 * weight
    size = max(run, key=lambda word: len(word.text)).size
    text = "".join(_spaced(run))
    return Line(text, run[0].left, run[-1].right, run[0].base, size, bold, row)


def _spaced(run: Sequence[Word]) -> Iterator[str]:
    """The words with spaces, but where the file cut one (raised letters, a change of font)."""
    yield run[0].text
    for before, word in itertools.pairwise(run):
        touching = word.left - before.right < 0.08 * max(before.size, word.size)
        raised = word.size < 0.85 * before.size and word.text[:2] in (
            "er",
            "re",
            "e",
            "èm",
            "em",
            "nd",
        )
        yield ("" if touching and raised else " ") + word.text
