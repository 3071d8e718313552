"""What runs along the pages (headers, footers, page numbers) is not content."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from loaders.formats.pdf.page import Page, Word

EDGE = 0.11
"""Share of the height, at the top and at the bottom, where running lines stand."""
OFTEN = 0.4
"""Share of the pages on which a running line is repeated."""
_NUMBER = re.compile(
    r"(?:p(?:age|\.)? ?)?[-–—(]? ?(?:\d{1,4}|[ivxl]{1,6}) ?[-–—)]?(?: ?(?:/|sur|of) ?\d{1,4})?",
    re.IGNORECASE,
)


def without(pages: Sequence[Page]) -> list[Page]:
    """The pages without their running lines."""
    edges = [_edges(page) for page in pages]
    seen = Counter(key for edge in edges for key in {_key(words) for words in edge.values()})
    often = max(2, OFTEN * len(pages))
    found = []
    for page, edge in zip(pages, edges, strict=True):
        gone = {
            base
            for base, words in edge.items()
            if seen[_key(words)] >= often or _NUMBER.fullmatch(_text(words))
        }
        kept = tuple(word for word in page.words if round(word.base) not in gone)
        found.append(replace(page, words=kept))
    return found


def _edges(page: Page) -> dict[int, list[Word]]:
    """The words near the top and the bottom of a page, by the height of their line."""
    lines: dict[int, list[Word]] = {}
    for word in page.words:
        if word.base > page.height * (1 - EDGE) or word.base < page.height * EDGE:
            lines.setdefault(round(word.base), []).append(word)
    return lines


def _text(words: Sequence[Word]) -> str:
    return " ".join(word.text for word in words)


def _key(words: Sequence[Word]) -> str:
    """What a running line shares from page to page: all but its numbers."""
    return re.sub(r"\d+", "#", _text(words)).casefold()
