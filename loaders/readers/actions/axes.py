"""Axes, orientations and volets: the headings that actions stand under."""

import re
from collections.abc import Iterator, Sequence

from loaders.readers.layout import Block, Kind
from loaders.reading import AxisHeading

_WORD = r"(?:axe|orientation|ambition|volet|priorité|enjeu|défi|objectif stratégique)"
_HEADING = re.compile(
    rf"^{_WORD} ?(?:stratégique |prioritaire |thématique )?(?:n° ?|no )?"
    r"(?P<notation>transversale?|\d{1,2}|[IVX]{1,4}|[A-H](?![\w']))(?:e?s?)"
    r"(?: ?[:–—.-]+ ?(?P<title>.+)| (?P<bare>[A-ZÀ-Þ«].+))?$",
    re.IGNORECASE,
)
_ROMAN = {"I": "1", "II": "2", "III": "3", "IV": "4", "V": "5", "VI": "6", "VII": "7", "VIII": "8"}
_LONGEST = 220


def match(text: str) -> re.Match[str] | None:
    """A line that is the heading of an axis."""
    return _HEADING.match(text) if len(text) < _LONGEST else None


def of(block: Block) -> re.Match[str] | None:
    """The heading that a block is: a line, or a row with nothing else."""
    if block.kind is Kind.ROW and len(block.cells) > 1:
        return None
    if block.kind is Kind.BULLET or block.text.endswith((".", ";", ",")):
        return None
    return match(block.text)


def notation(found: re.Match[str]) -> str:
    """« Axe IV » → 4, « Axe transversal » → transversal."""
    written = found["notation"]
    if written.lower().startswith("transversal"):
        return "transversal"
    return _ROMAN.get(written.upper(), written.upper() if written.isalpha() else written)


def title(found: re.Match[str]) -> str | None:
    return found["title"] or found["bare"]


def headings(
    axes: Sequence[tuple[Block, re.Match[str]]], starts: Sequence[int]
) -> Iterator[AxisHeading]:
    """The headings over sheets, each notation once; `national` is the template's to tell."""
    seen: set[str] = set()
    for block, found in axes:
        last_before = [index for index in starts if index < block.index]
        directly = any(0 < start - block.index < 6 for start in starts)
        if (last_before or directly) and notation(found) not in seen:
            seen.add(notation(found))
            yield AxisHeading(notation(found), title(found), False, block.evidence())
