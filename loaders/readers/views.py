"""The clean text of a stretch of a document, each of its characters knowing where it stands.

A clean text has single spaces, straight apostrophes and no marks (Markdown,
HTML tags, TeX), and words that a line end cut are whole; what is found in it
becomes passages of the document.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from loaders.hyphens import is_kept
from loaders.source import CELL, LINE, page_of
from maillage.model import Passage

_FOLDED = {"’": "'", "ʼ": "'", "‘": "'", "ﬁ": "fi", "ﬂ": "fl", "ﬀ": "ff", "ﬃ": "ffi", "ﬄ": "ffl"}
_SPECIAL = re.compile(
    r"!?\[(?P<link>[^\]\n]*)\]\([^)\n]*\)"
    r"|\^\{(?P<tex>[^}\n]{0,20})\}"
    r"|(?P<break><br ?/?>)|</?[A-Za-z][\w-]*(?: [^<>\n]{0,200})?/?>"
    rf"|(?P<cell> ?{CELL} ?)|(?P<line> ?{LINE} ?)"
    r"|(?P<cut>(?<=[^\W\d_])(?:-|\u00ad)[ \t]*\n(?:[ \t]*\n)?[ \t]*(?=[^\W\d_]))"
    r"|\\(?P<escaped>[*_#\[\]()`.!-])|\*+|`+|[\u00ad\u200b\u2060\ufeff]"
    rf"|(?P<space>[^\S ]\s*| \s+)|(?P<folded>[{''.join(_FOLDED)}])"
)
"""What a clean text does not keep as it is; a space alone between words stays in its piece."""


_DIVIDES = {"cell": " | ", "line": " ¶ "}
"""What parts the cells of a row, and the lines of a cell, in a clean text."""


@dataclass(frozen=True)
class View:
    """The clean text of a stretch of the document; ``origins[i]`` is where ``text[i]`` stands."""

    source: str
    text: str
    origins: tuple[int, ...]

    def passage(self, start: int, end: int) -> Passage:
        """The passage of the document behind ``text[start:end]``."""
        first, last = self.origins[start], self.origins[end - 1] + 1
        return Passage(first, last, self.source[first:last], page_of(self.source, first))

    def at(self, offset: int) -> int:
        """The position in the clean text of an offset of the document."""
        return max(0, bisect_right(self.origins, offset) - 1)


def view(source: str, start: int, end: int) -> View:
    """The clean text of ``source[start:end]``."""
    characters: list[str] = []
    origins: list[int] = []
    for text, origin, width in _pieces(source, start, end):
        if text[0] == " " and (not characters or characters[-1] == " "):
            text, origin = text[1:], origin + 1
        characters += text
        origins += range(origin, origin + len(text)) if width else [origin] * len(text)
    while characters and characters[-1] == " ":
        characters.pop()
        origins.pop()
    return View(source, "".join(characters), tuple(origins))


def _pieces(source: str, start: int, end: int) -> Iterator[tuple[str, int, bool]]:
    """Clean pieces with their origins, marks left out; True where each character has its own."""
    position = start
    for match in _SPECIAL.finditer(source, start, end):
        if position < match.start():
            yield source[position : match.start()], position, True
        if match.lastgroup in ("link", "tex"):
            yield from _pieces(source, *match.span(match.lastgroup))
        elif match.lastgroup in ("space", "break"):
            yield " ", match.start(), False
        elif match.lastgroup in _DIVIDES:
            yield _DIVIDES[match.lastgroup], match.start(), False
        elif match.lastgroup == "cut":
            if is_kept(
                source[max(start, match.start() - 30) : match.start()], source[match.end() :][:12]
            ):
                yield "-", match.start(), True
        elif match.lastgroup == "escaped":
            yield match["escaped"], match.start("escaped"), True
        elif match.lastgroup == "folded":
            yield _FOLDED[match[0]], match.start(), False
        position = match.end()
    if position < end:
        yield source[position:end], position, True


def joined(views: Sequence[View], between: str) -> View:
    """Several views as one; the words `between` stand where the view before them ends."""
    text = between.join(each.text for each in views)
    origins: list[int] = []
    for each in views:
        if origins:
            origins += [origins[-1]] * len(between)
        origins += each.origins
    return View(views[0].source, text, tuple(origins))
