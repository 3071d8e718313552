"""The dispositifs a document speaks of, each once, with the state its words give it.

The nearest words decide for each mention; under « (à venir) » the heading does.
Over the document, what is under way wins over what is considered, and that over
what is completed: a dispositif that runs is running, whatever else is planned of it.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from loaders.readers.layout import Block, Kind
from loaders.readers.lexicon import Lexicon
from loaders.reading import Evidence, Mention
from loaders.values import Found
from maillage.plain import from_yaml

_CUES: Mapping[str, Sequence[str]] = from_yaml(
    Path(__file__).with_name("states.yml").read_text(encoding="utf-8")
)
_PATTERNS = tuple((state, re.compile("|".join(words), re.I)) for state, words in _CUES.items())
_REACH = {"envisage": 160, "en-cours": 60, "acheve": 60}
_PRECEDENCE = ("en-cours", "envisage", "acheve")
_OPENS = re.compile(r"permettrait|ouvr", re.IGNORECASE)
_NEW_SUBJECT = re.compile(r", (?:(?:la|le|les|il|elle|ils|elles|nous|une?)\b|l')")
_HEADING = re.compile(
    r"\((en cours|à venir|achevée?s?|réalisée?s?)\) ?:?$|\b(en cours|à venir)\b", re.I
)
_ENUMERATED = re.compile(r"^\d+(?:\.\d+)*")


@dataclass(frozen=True)
class _Seen:
    notation: str
    evidence: Evidence
    state: str | None
    cue: Evidence


def mentions(
    blocks: Sequence[Block], lexicon: Lexicon, agreed: str | None = None
) -> tuple[Mention, ...]:
    """One mention a dispositif, in order of appearance, with every place that names it.

    `agreed` is the programme that the document itself signs, amends or announces:
    what is still to come of it does not make it one that is only considered.
    """
    seen: dict[str, list[_Seen]] = {}
    for block in blocks:
        found = lexicon.find(block.text)
        for item in found:
            state, cue = _state(block, item, found, blocks)
            if item.value == agreed and state == "envisage":
                state, cue = None, ()
            evidence = block.evidence(item.start, item.end)
            seen.setdefault(item.value, []).append(_Seen(item.value, evidence, state, cue))
    return tuple(_mention(notation, places) for notation, places in seen.items())


def _mention(notation: str, places: Sequence[_Seen]) -> Mention:
    evidence = tuple(passage for place in places for passage in place.evidence)
    for state in _PRECEDENCE:
        telling = [place for place in places if place.state == state]
        if telling:
            first = telling[0]
            return Mention(notation, state, evidence, tuple(sorted({*first.evidence, *first.cue})))
    return Mention(notation, "non-precise", evidence)


def _state(
    block: Block, item: Found[str], others: Sequence[Found[str]], blocks: Sequence[Block]
) -> tuple[str | None, Evidence]:
    """What the sentence says of the mention, else what its heading says."""
    first, last = _clause(block, item)
    near: list[tuple[int, str, tuple[int, int]]] = []
    for state, span in _cues(block.text, first, last):
        distance = span[0] - item.end if span[0] >= item.end else item.start - span[1]
        if -1 <= distance <= _REACH[state] and _is_said_of(block.text, item, span, others, first):
            near.append((distance, state, span))
    if near:
        _, state, span = min(near)
        return state, block.evidence(*span)
    return _from_heading(block, item, blocks)


def _clause(block: Block, item: Found[str]) -> tuple[int, int]:
    """The sentence of a mention; of one that heads a row, the row."""
    first, last = block.sentence(item.start)
    return (first, len(block.text)) if block.kind is Kind.ROW and first == 0 else (first, last)


def _is_said_of(
    text: str, item: Found[str], cue: tuple[int, int], others: Sequence[Found[str]], first: int
) -> bool:
    """« A pourrait correspondre au B » says nothing of B; nor do words after « (B) »."""
    if cue[0] >= item.end:
        between = text[item.end : cue[0]]
        closed = _in_parentheses(text, item) and ")" in between
        return not closed and not _NEW_SUBJECT.search(between)
    if _OPENS.match(text, *cue):
        return True
    distance = item.start - cue[1]
    return not any(
        other.value != item.value
        and other.start - first < 12
        and other.end <= cue[0]
        and cue[0] - other.end < min(distance, 40)
        for other in others
    )


def _in_parentheses(text: str, item: Found[str]) -> bool:
    before = text[: item.start]
    alone = before.endswith("(") and text[item.end : item.end + 1] == ")"
    return before.rfind("(") > before.rfind(")") and not alone


def _cues(text: str, start: int, end: int) -> list[tuple[str, tuple[int, int]]]:
    """The cues of a sentence; « réflexion … en cours » is one, and not under way."""
    found: list[tuple[str, tuple[int, int]]] = []
    for state, pattern in _PATTERNS:
        for match in pattern.finditer(text, start, end):
            if not any(span[0] < match.end() and match.start() < span[1] for _, span in found):
                found.append((state, match.span()))
    return found


def _from_heading(
    block: Block, item: Found[str], blocks: Sequence[Block]
) -> tuple[str | None, Evidence]:
    """The state of a list, for what stands at the head of one of its items."""
    if block.kind is not Kind.BULLET or item.start > 30:
        return None, ()
    for heading in _headings(block, blocks):
        match = _HEADING.search(heading.text)
        if match:
            said = (match[1] or match[2]).lower()
            state = {"en cours": "en-cours", "à venir": "envisage"}.get(said, "acheve")
            return state, heading.evidence(*match.span(1 if match[1] else 2))
    return None, ()


def _headings(block: Block, blocks: Sequence[Block]) -> list[Block]:
    """The line over a list, the heading over it, and its parent that speaks of the same things."""
    found: list[Block] = []
    for other in reversed(blocks[: block.index]):
        if other.kind is Kind.HEADING:
            return [*found, other, *_parent(other, blocks)]
        if not found and other.kind is Kind.PARAGRAPH:
            if len(other.text) > 80:
                return []
            found.append(other)
    return found


def _parent(heading: Block, blocks: Sequence[Block]) -> list[Block]:
    """7.2 of 7.2.3, where « opérations en cours » names what 7.2.3 lists."""
    number = _ENUMERATED.match(heading.text)
    if not number or "." not in number[0]:
        return []
    above = number[0].rpartition(".")[0]
    for other in reversed(blocks[: heading.index]):
        its = _ENUMERATED.match(other.text) if other.kind is Kind.HEADING else None
        if its and its[0] == above:
            return [other] if _words(other.text) & _words(heading.text) else []
    return []


def _words(text: str) -> set[str]:
    return {word.lower() for word in re.findall(r"[^\W\d_]{5,}", text)}
