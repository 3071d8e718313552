"""The objectives of a sheet: the first list after « Objectifs », in lines, a cell or a sentence."""

import re
from collections.abc import Iterator, Sequence

from loaders.readers.actions.fields import label
from loaders.readers.layout import Block, Kind
from loaders.readers.views import View
from loaders.reading import Objective

_ITEM = re.compile(r"(?:\d{1,2}[.)]|[-–—•▪◦o✓]) ?(?=[^\W\d_])")
_INFINITIVE = re.compile(r"^(?:s'|se )?[A-ZÀ-Ý]?[a-zà-ÿ]+(?:er|ir|re|oir)\b")
_ANNOUNCED = re.compile(r"\bobjectifs?\b[^.:]{0,60}:$", re.IGNORECASE)
_IN_SENTENCE = re.compile(r"\bobjectifs?\b[^.:]{0,60}: (?P<list>[^.]+)\.?", re.IGNORECASE)


def objectives(body: Sequence[Block]) -> list[Objective]:
    """All that the sheet lists as its objectives, in order."""
    for block in body:
        if block.kind is Kind.ROW:
            for name, value in zip(block.cells, block.cells[1:], strict=False):
                if label(name.text) == "objectives":
                    return list(_of_cell(value))
    return _of_lines(body)


def _of_cell(cell: View) -> Iterator[Objective]:
    """The lines of a cell; one line with semicolons is a list too."""
    text = cell.text
    starts = [0, *(match.end() for match in re.finditer(r" ¶ ", text))]
    ends = [*(match.start() for match in re.finditer(r" ¶ ", text)), len(text)]
    spans = list(zip(starts, ends, strict=True))
    if len(spans) == 1:
        spans = _split(text, 0, len(text), r"; (?=\w)|\s(?=[•▪–] ?\w)")
    else:
        spans = _rejoined(text, spans)
    for start, end in spans:
        yield from _objective(cell, start, end)


def _rejoined(text: str, spans: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Lines that go on with a small letter belong to the one before, where items have marks."""
    marked = sum(bool(_ITEM.match(text[start:])) for start, _ in spans)
    found: list[tuple[int, int]] = []
    for start, end in spans:
        goes_on = not _ITEM.match(text[start:]) if marked > 1 else False
        if found and goes_on and text[start : start + 1].islower():
            found[-1] = (found[-1][0], end)
        else:
            found.append((start, end))
    return found


def _split(text: str, start: int, end: int, mark: str) -> list[tuple[int, int]]:
    cuts = [match.span() for match in re.finditer(mark, text[start:end])]
    firsts = [0, *(cut[1] for cut in cuts)]
    lasts = [*(cut[0] for cut in cuts), end - start]
    return [(start + a, start + b) for a, b in zip(firsts, lasts, strict=True)]


def _of_lines(body: Sequence[Block]) -> list[Objective]:
    opened = False
    listed: list[Objective] = []
    lines: list[Objective] = []
    for block in body:
        if block.kind is not Kind.BULLET and not opened and _opens(block):
            opened = True
            if inline := _IN_SENTENCE.search(block.text):
                spans = _split(block.text, *inline.span("list"), r" ?; (?:et )?")
                found = [each for span in spans for each in _objective(block.view, *span)]
                if len(found) > 1 or not block.text.endswith(":"):
                    return found
        elif not opened:
            continue
        elif block.kind is Kind.BULLET or re.match(r"\d{1,2}[.)] (?=[A-ZÀ-Þ])", block.text):
            listed += _objective(block.view, 0, len(block.text))
        elif listed or block.kind is Kind.HEADING or label(block.text):
            break
        else:
            found_lines = [line for line in block.source_lines() if _INFINITIVE.match(line.text)]
            lines += [each for line in found_lines for each in _objective(line, 0, len(line.text))]
    return listed or (lines if len(lines) > 1 else [])


def _opens(block: Block) -> bool:
    if label(block.text) == "objectives" or _ANNOUNCED.search(block.text):
        return True
    return bool(block.kind is Kind.PARAGRAPH and _IN_SENTENCE.search(block.text))


def _objective(view: View, start: int, end: int) -> Iterator[Objective]:
    text = view.text
    if match := _ITEM.match(text[start:end]):
        start += match.end()
    words = re.sub(r" ?¶ ?", " ", text[start:end]).strip(" ,;.")
    if len(words) > 1:
        yield Objective(words, (view.passage(start, end),))
