"""What runs along the pages (headers, footers, page numbers) is not content.

A line runs where it stands at one height on several pages with the same words, or
with the same words and a number that counts with the pages. Two lines of content
near an edge that differ in their numbers alone are content, and so is all that
stands in a table which reaches into the page.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from loaders.formats.pdf.grid import Grid
from loaders.formats.pdf.page import Page, Word

EDGE = 0.11
"""Share of the height, at the top and at the bottom, where running lines stand."""
OFTEN = 0.4
"""Share of the pages on which a running line is repeated."""
NEAR = 6
"""Points by which the height of a running line may differ, as where a first page has more room."""
LONGEST = 400
"""Characters of a running line."""
COUNTERS = 6
"""Numbers of a line of which one may be that of its page."""
_NUMBER = re.compile(
    r"(?P<page>p(?:age|\.)? ?)?[-–—(]? ?(?P<digits>\d{1,4}|[ivxl]{1,6}) ?[-–—)]?"
    r"(?: ?(?:/|sur|of) ?\d{1,4})?",
    re.IGNORECASE,
)
_DIGITS = re.compile(r"(?<!\d)\d{1,4}(?!\d)")
_COUNTED = re.compile(
    r"\b(?:fiches?|actions?|articles?|axes?|annexes?|chapitres?|titres?|orientations?|projets?"
    r"|opérations?|avenants?|lots?|objectifs?)[- ]*(?:n° ?|n ?° ?|no |numéro )?$"
)
"""What stands before a number that counts something else than pages."""
_ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50}


@dataclass(frozen=True)
class _Edge:
    """A line near an edge of a page: how far from it, in steps (negative at the top)."""

    page: int
    distance: int
    text: str

    @property
    def key(self) -> str:
        """What a running line shares from page to page: all but its numbers."""
        return re.sub(r"\d+", "#", self.text)

    def forms(self) -> Iterator[str]:
        """The line as it is, and with one of its numbers as what it is more than its page's."""
        yield self.text
        for match in list(_DIGITS.finditer(self.text))[:COUNTERS]:
            if not _COUNTED.search(self.text, 0, match.start()):
                more = int(match[0]) - self.page
                yield f"{self.text[: match.start()]}\0{more}\0{self.text[match.end() :]}"


def without(pages: Sequence[Page]) -> list[Page]:
    """The pages without their running lines."""
    edges = [_edges(number, page) for number, page in enumerate(pages, 1)]
    on_pages = _pages_of_forms([edge for each in edges for edge in each.values()])
    repeated = [
        {base: edge for base, edge in each.items() if _is_repeated(edge, on_pages)}
        for each in edges
    ]
    seen = Counter(key for each in repeated for key in {edge.key for edge in each.values()})
    often = max(2, OFTEN * len(pages))
    found = []
    for page, edge_lines, again in zip(pages, edges, repeated, strict=True):
        gone = {
            base
            for base, edge in edge_lines.items()
            if _is_number(edge, base in again) or (base in again and seen[edge.key] >= often)
        }
        kept = (word for word in page.words if round(word.base) not in gone or _tabled(word, page))
        found.append(replace(page, words=tuple(kept)) if gone else page)
    return found


def _pages_of_forms(edges: Sequence[_Edge]) -> Mapping[tuple[str, int], set[int]]:
    """The pages on which a form of a line stands at a distance."""
    found: dict[tuple[str, int], set[int]] = {}
    for edge in edges:
        for form in edge.forms():
            found.setdefault((form, edge.distance), set()).add(edge.page)
    return found


def _is_repeated(edge: _Edge, on_pages: Mapping[tuple[str, int], set[int]]) -> bool:
    """Whether another page has the same line there, or one that counts on from it."""
    return any(
        on_pages.get((form, edge.distance + more), set()) - {edge.page}
        for form in edge.forms()
        for more in (0, -1, 1)
    )


def _is_number(edge: _Edge, repeated: bool) -> bool:
    """Whether a line is a page number alone: it says so, is that of its page, or counts."""
    match = _NUMBER.fullmatch(edge.text)
    return match is not None and (
        repeated or bool(match["page"]) or match["digits"] == str(edge.page)
    )


def _edges(number: int, page: Page) -> dict[int, _Edge]:
    """The lines near the top and the bottom of a page, by their height."""
    lines: dict[int, list[str]] = {}
    for word in page.words:
        near = word.base > page.height * (1 - EDGE) or word.base < page.height * EDGE
        if near and not _tabled(word, page):
            lines.setdefault(round(word.base), []).append(word.text)
    found = {}
    for base, words in lines.items():
        text = _in_digits(" ".join(words).casefold())
        if len(text) <= LONGEST:
            distance = base if base < page.height / 2 else base - round(page.height)
            found[base] = _Edge(number, distance // NEAR, text)
    return found


def _tabled(word: Word, page: Page) -> bool:
    """Whether a word stands in a table, but for one that is no more than a header or a footer."""
    x, y = (word.left + word.right) / 2, word.base + 0.3 * word.size
    return any(
        grid.xs[0] <= x <= grid.xs[-1]
        and grid.ys[-1] <= y <= grid.ys[0]
        and not _is_at_edge(grid, page.height)
        for grid in page.grids
    )


def _is_at_edge(grid: Grid, height: float) -> bool:
    return grid.ys[-1] > height * (1 - EDGE) or grid.ys[0] < height * EDGE


def _in_digits(text: str) -> str:
    """A line that is a Roman number alone, with that number in digits."""
    match = _NUMBER.fullmatch(text)
    if not match or match["digits"].isdecimal():
        return text
    values = [_ROMAN[letter] for letter in match["digits"]]
    value = sum(-one if one < max(values[place:]) else one for place, one in enumerate(values))
    return f"{text[: match.start('digits')]}{value}{text[match.end('digits') :]}"
