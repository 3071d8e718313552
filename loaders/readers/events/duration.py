"""How long the convention binds: a duration said of it, never a delay or a phase of it."""

import re
from collections.abc import Iterator, Sequence

from loaders.readers.events.subject import is_own, of_section
from loaders.readers.layout import Block, Kind
from loaders.reading import Duration
from loaders.values import Found
from loaders.values.durations import durations

_DURATION = re.compile(
    r"\bdurée\b|\bvalable\b|\b(?:conclue?s?|établie?s?|passée?s?|signée?s?"
    r"|consentie?s?) pour\b|\bpour une période de\b"
    r"|\bd'une durée\b|\b(?:engage|lie)\w* .{0,60}\bpour\b|\bprend"
    r" effet\b.{0,80}\bpour\b|\bdurera\b|\bcourt sur\b",
    re.IGNORECASE,
)
_TOTAL = re.compile(
    r"\b(?:portée? (?:ainsi )?(?:de .{1,30} )?à|durée totale|au total|total(?:e|ise))\b",
    re.IGNORECASE,
)
_NAMED = re.compile(r"\b(?:convention|contrat|avenant|protocole|opération|opah)\b", re.IGNORECASE)
_PAST = re.compile(r"\bdevait\b|\binitialement\b|\ba été conclue\b|\bavait été\b", re.IGNORECASE)
_OTHER = re.compile(
    r"\b(?:phase|portage|délai|préavis|étude|poste|recrut\w+|bail|programme"
    r"|mandat|période de référence"
    r"|prêt|subvention|mission|animation|pour une durée maximale)\b",
    re.IGNORECASE,
)
_HEADING = re.compile(r"\bdurée\b|\bprise d'effet\b|\bentrée en vigueur\b", re.IGNORECASE)
_OF = re.compile(r" (?:totale |d'application )?(?:de |du |des )", re.IGNORECASE)
_REACH = 70


def duration(blocks: Sequence[Block]) -> Duration | None:
    """The duration in months; where an amendment tells the new total, that one."""
    found = [
        each for block in blocks if block.kind is not Kind.ROW for each in _in_block(block, blocks)
    ]
    if not found:
        return None
    best = max(rank for rank, _ in found)
    return next(each for rank, each in found if rank == best)


def _in_block(block: Block, blocks: Sequence[Block]) -> Iterator[tuple[int, Duration]]:
    for start, end in block.sentences:
        sentence = block.text[start:end]
        items = durations(sentence)
        for item in items:
            rank, first = _rank(block, blocks, start, sentence, item)
            if rank:
                months, last = _with_half(sentence, item)
                yield rank, Duration(months, block.evidence(start + first, start + last))


def _rank(
    block: Block, blocks: Sequence[Block], start: int, sentence: str, item: Found[int]
) -> tuple[int, int]:
    """How surely a duration is the convention's (0 = not), and where its words begin."""
    said = list(_DURATION.finditer(sentence, 0, item.start))
    total = list(_TOTAL.finditer(sentence, 0, item.start))
    under = of_section(block, list(blocks), _HEADING)
    cue = max((*said, *total), key=lambda match: match.end(), default=None)
    if not cue or item.start - cue.end() > _REACH:
        return 0, 0
    between = sentence[cue.end() : item.start]
    if _PAST.search(sentence) and cue not in total:
        return 0, 0
    if _OTHER.search(between) or re.search(r"\d+ (?:mois|ans)", between):
        return 0, 0
    clause = re.split(r"[;:]", sentence[: cue.start()])[-1]
    own = is_own(block, start, start + cue.end())
    if _OF.match(between):
        own = own or is_own(block, start + cue.start(), start + item.start)
    if _OTHER.search(clause[-60:]) and not own:
        return 0, 0
    if total and cue in total and (under or own or _NAMED.search(sentence)):
        return 4, cue.start()
    if re.match(r"(?:conclue?|signée?|établie?|passée?)\b", sentence, re.IGNORECASE):
        return 2, cue.start()
    if own:
        return 3 if under or re.search(r"conclu|présente", sentence, re.I) else 2, cue.start()
    if under and not _OTHER.search(clause):
        return 2, cue.start()
    if re.match(r"elle (?:lie|engage)", clause.lstrip(), re.I) and _NAMED.search(
        block.text[:start]
    ):
        return 1, cue.start()
    if _NAMED.search(sentence) and re.search(
        r"\bconvention\b|\bcontrat\b|\bopération\b", clause, re.I
    ):
        return 1, cue.start()
    return 0, 0


def _with_half(sentence: str, item: Found[int]) -> tuple[int, int]:
    """« six ans et demi », « cinq ans et trois mois »: the whole of it."""
    if half := re.match(r" et demie?\b", sentence[item.end :]):
        return item.value + 6, item.end + half.end()
    more = re.match(r" et ", sentence[item.end :])
    if more:
        rest = durations(sentence[item.end + more.end() :][:40])
        if rest and rest[0].start == 0 and item.value % 12 == 0 and rest[0].value < 12:
            return item.value + rest[0].value, item.end + more.end() + rest[0].end
    return item.value, item.end
