"""Whether a sentence speaks of the convention that it stands in, or of another thing."""

import re

from loaders.readers.layout import Block, Kind

_NAME = r"(?:convention(?:[- ]cadre)?|contrat|avenant|protocole|accord)"
_PRESENT = re.compile(
    rf"\b(?:la |cette |le |ce |sa |une )?(?:présente?|dite?) {_NAME}\b|\bles"
    rf" présentes\b|\b(?:cette|ce) {_NAME}\b",
    re.IGNORECASE,
)
_THE = re.compile(
    rf"\b(?:la|le|l'|sa|son) ?{_NAME}\b"
    r"(?! (?:initiale?|d'|de (?!projet)|du|des|entre (?!en vigueur)"
    r"|financière|opérationnelle|foncière|type|nationale"
    r"|tripartite|cadre|territoriale?|qui la|qui le|correspondante|qui l)|[- ]cadre| ?«)",
    re.IGNORECASE,
)
_OTHERS = re.compile(
    r"\b(?:par|avec|de|et|dont) (?:l[ae']|un|une|cet?|cette) ?(?:protocole"
    r"|contrat|opah|plan|programme|projet|phase|étude)"
    r"|\b(?:initiale|financière|type)\b|\bphase d|\bOPAH\b|\bPLH\b|\bdu programme\b",
    re.IGNORECASE,
)
_PRONOUN = re.compile(
    r"^(?:elle|il|celle-ci|celui-ci)\b|^(?:sa durée|son terme|son échéance)\b", re.IGNORECASE
)
_FIRST = 90
"""Characters in which a sentence names its subject."""


def is_own(block: Block, start: int, end: int) -> bool:
    """Whether the words of ``block.text[start:end]``, in one sentence, have it as their subject."""
    text = block.text[start:end]
    found = [*_PRESENT.finditer(text), *_THE.finditer(text)]
    if found:
        last = max(match.end() for match in found)
        return not _OTHERS.search(text[last:])
    if _PRONOUN.match(text.lstrip()):
        spans = [span for span in block.sentences if span[1] <= start]
        return bool(spans) and _begins_own(block, *spans[-1])
    return False


def _begins_own(block: Block, start: int, end: int) -> bool:
    """Whether the subject of a sentence is the convention, which « elle » then takes up."""
    text = block.text[start:end]
    found = [*_PRESENT.finditer(text, 0, _FIRST), *_THE.finditer(text, 0, _FIRST)]
    if found:
        return not _OTHERS.search(text[: found[0].start()])
    return bool(_PRONOUN.match(text.lstrip())) and is_own(block, start, end)


def is_present(block: Block, start: int, end: int) -> bool:
    """Whether the words say « la présente convention » or « les présentes »."""
    return bool(_PRESENT.search(block.text, start, end))


def of_section(
    block: Block, blocks: tuple[Block, ...] | list[Block], words: re.Pattern[str]
) -> bool:
    """Whether the heading over a block says these words."""
    for other in reversed(blocks[: block.index]):
        if other.kind is Kind.HEADING:
            return bool(words.search(other.text))
    return False
