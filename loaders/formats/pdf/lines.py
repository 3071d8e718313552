"""Words to lines, and lines cut at wide gaps."""

import itertools
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from loaders.formats.pdf.page import Word

GAP = 1.7
"""Gap between words, in sizes of the letters, that parts columns or cells."""


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
    run: list[Word] = []
    row = 0
    for word in words:
        if run and not _goes_on(run[-1], word):
            found.append(_line(run, row))
            row += not _beside(run[-1], word)
            run = []
        run.append(word)
    return [*found, _line(run, row)] if run else found


def _beside(before: Word, word: Word) -> bool:
    return abs(before.base - word.base) < 0.35 * max(before.size, word.size) and (
        word.left >= before.right
    )


def _goes_on(before: Word, word: Word) -> bool:
    """Whether a word stands on the line of the one before it, or is raised from it (1er)."""
    size = max(before.size, word.size, 1.0)
    level = abs(before.base - word.base) < 0.6 * size
    near = -0.5 * size < word.left - before.right < GAP * size
    return level and near and (before.line == word.line or before.base == word.base or near)


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
