"""A document's text cut into paragraphs and pieces, so that each fact's words can be marked.

Passages may nest, overlap and run over paragraphs: a piece is a run of text
with the same passages over it, and a passage's first piece carries its anchor.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

MASK = re.compile("█+")
BREAK = re.compile(r"\n[ \t]*\n\s*")


@dataclass(frozen=True, order=True)
class Span:
    """The words of a fact; `kind` says what was read there (action, montant…)."""

    start: int
    end: int
    kind: str = ""

    @property
    def anchor(self) -> str:
        return f"p-{self.start}-{self.end}"


@dataclass(frozen=True)
class Opened:
    """A mark around a piece; `anchor` is None where it goes on from an earlier piece."""

    kind: str
    anchor: str | None


@dataclass(frozen=True)
class Piece:
    """A run of text: under the same marks, outermost first; `masked` hides personal details."""

    text: str
    marks: tuple[Opened, ...] = ()
    masked: bool = False


@dataclass(frozen=True)
class Paragraph:
    start: int
    end: int
    level: int
    """1 to 6 for a heading of the received text, 0 for none."""
    pieces: tuple[Piece, ...]


def _paragraphs(text: str) -> Iterator[tuple[int, int]]:
    position = 0
    for gap in BREAK.finditer(text):
        if text[position : gap.start()].strip():
            yield position, gap.start()
        position = gap.end()
    if text[position:].strip():
        yield position, len(text.rstrip())


def _masks(text: str) -> Iterator[tuple[str, bool]]:
    position = 0
    for hidden in MASK.finditer(text):
        if hidden.start() > position:
            yield text[position : hidden.start()], False
        yield hidden.group(), True
        position = hidden.end()
    if position < len(text):
        yield text[position:], False


def _pieces(text: str, start: int, end: int, spans: list[Span], seen: set[Span]) -> Iterator[Piece]:
    inside = [span for span in spans if span.start < end and span.end > start]
    cuts = {start, end}
    for span in inside:
        cuts |= {max(start, span.start), min(end, span.end)}
    bounds = sorted(cuts)
    for left, right in pairwise(bounds):
        over = [span for span in inside if span.start <= left and span.end >= right]
        over.sort(key=lambda span: (span.start, -span.end, span.kind))
        for words, masked in _masks(text[left:right]):
            marks = tuple(Opened(s.kind, None if s in seen else s.anchor) for s in over)
            seen.update(over)
            yield Piece(words, marks, masked)


def paragraphs(text: str, spans: Iterable[Span]) -> Iterator[Paragraph]:
    """The paragraphs of a text with its marks; every span's anchor appears exactly once.

    Spans of the same words share one mark; of their kinds the first in order is kept.
    """
    kinds: dict[tuple[int, int], str] = {}
    for span in sorted(spans):
        kinds.setdefault((span.start, span.end), span.kind)
    known = [Span(start, end, kind) for (start, end), kind in kinds.items()]
    seen: set[Span] = set()
    for start, end in _paragraphs(text):
        head = re.match(r"#{1,6}(?=\s)", text[start:end])
        pieces = tuple(_pieces(text, start, end, known, seen))
        yield Paragraph(start, end, len(head.group()) if head else 0, pieces)
