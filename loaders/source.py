"""The normalised text of a document, to which every offset of a reading refers.

Whatever a document came as, its text has one form: paragraphs between blank
lines; headings after ``#``; items of lists after ``-`` or the mark they came
with; a row of a table on a line, its cells between tabs and the lines inside a
cell between U+2028; pages between form feeds. Of Markdown and plain text it is
the decoded file itself.
"""

from bisect import bisect_right
from dataclasses import dataclass
from functools import lru_cache

PAGE = "\f"
CELL = "\t"
LINE = "\u2028"
"""Parts lines of one cell: white space, and no end of line for the row."""


@dataclass(frozen=True)
class Source:
    """A document as received: its normalised text, the hash of its bytes, its media type.

    `pages` is None where the format has no pages.
    """

    text: str
    sha256: str
    media_type: str
    pages: int | None = None


@lru_cache(maxsize=8)
def _page_starts(text: str) -> tuple[int, ...]:
    starts = [0]
    while (position := text.find(PAGE, starts[-1])) >= 0:
        starts.append(position + 1)
    return tuple(starts)


def page_of(text: str, offset: int) -> int | None:
    """The page, from 1, on which an offset of a normalised text stands; None without pages."""
    starts = _page_starts(text)
    return bisect_right(starts, offset) if len(starts) > 1 else None
