"""Sums of money with who pays, what for, and the total they are part of.

A list of sums under a sum are its components; the « dont » of a sentence is
not a list.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from loaders.readers import columns
from loaders.readers.knowledge import Knowledge
from loaders.readers.layout import Block, Kind
from loaders.readers.payers import Payer, Payers
from loaders.reading import Amount
from loaders.values import Found
from loaders.values.amounts import Euros, amounts
from loaders.values.durations import durations

_STOP = re.compile(r"(?<!H\.T)(?<!T\.C)[.;(](?:\s|$)|[.;]$| \(")
_AUXILIARY = re.compile(
    r"^(?:[ ,]|de\b|d'|du\b|des\b|à l'échelle nationale\b"
    r"|(?:seront|sera|sont|est|a été|ont été) \w+)+",
    re.IGNORECASE,
)
_TAX = re.compile(
    r"^ ?\(?(?:HT|TTC|H\.T\.?|T\.T\.C\.?|hors taxes?|toutes taxes comprises)?\)?"
    r"(?: ?(?:au )?(?:max|min)imum)?(?!\w)",
    re.I,
)
_INSTRUMENTS = (
    ("fonds-propres", re.compile(r"\bfonds propres\b", re.IGNORECASE)),
    ("prets", re.compile(r"\bprêts?\b", re.IGNORECASE)),
    ("subventions", re.compile(r"\bsubventions?\b", re.IGNORECASE)),
)
_ENVELOPE = re.compile(
    r"\benveloppe\b|\bengag\w+|\bmobilis\w+|à l'échelle nationale|\bsur (?:\d+|\w+) ans\b",
    re.IGNORECASE,
)


def read(
    blocks: Sequence[Block], knowledge: Knowledge, programmes: Sequence[str]
) -> tuple[Amount, ...]:
    """All sums of a document in order; `programmes` are the notations that are programmes."""
    found: list[tuple[Block, Amount]] = []
    payers = Payers(blocks, knowledge, programmes)
    tables = columns.heads(blocks)
    for block in blocks:
        head = tables.get(block.table) if block.table is not None else None
        sums = columns.sums(block, head) if head else amounts(block.text)
        for position, item in enumerate(sums):
            following = sums[position + 1].start if position + 1 < len(sums) else None
            payer = payers.of(block, sums, position)
            found.append((block, _amount(block, item, following, payer)))
    return _restated(_with_totals(found, blocks))


def _amount(block: Block, item: Found[Euros], following: int | None, payer: Payer | None) -> Amount:
    end = _purpose_end(block, item, following)
    purpose = _purpose(block.text[item.end : end], payer)
    evidence = block.evidence(item.start, end if purpose else item.end)
    words = block.text[item.start : end]
    return Amount(
        value=item.value.plain,
        nature=item.value.nature,
        funder=payer.name if payer else None,
        purpose=purpose,
        evidence=evidence,
        tax=item.value.tax,
        funder_entity=payer.entity if payer else None,
        instrument=_instrument(words),
        whole=_is_whole(block, item),
        funder_evidence=payer.evidence if payer else (),
    )


def _purpose_end(block: Block, item: Found[Euros], following: int | None) -> int:
    """Where the words that belong to a sum end: the sentence, or the next sum."""
    last = block.sentence(item.start)[1]
    if following is not None and following < last:
        between = block.text[item.end : following]
        cut = re.search(r",? (?:et|dont|puis|ainsi que) $|, $|,? dont.*$| ?[;|].*$", between)
        return item.end + (cut.start() if cut else len(between))
    stop = _STOP.search(block.text, item.end, last)
    return stop.start() if stop else last


def _purpose(words: str, payer: Payer | None) -> str | None:
    """What the money is for, without the period and the payer's name."""
    text = _TAX.sub("", words).strip(" ,.;:")
    if payer:
        text = re.sub(rf",? ?\w+és? par (?:la |l'|le |sa )?{re.escape(payer.name)}", "", text)
    if payer and payer.name in text:
        before, _, after = text.partition(payer.name)
        if len(before) < 8:
            text = after
    for item in durations(text):
        lead = re.match(rf"(.*?)(?:sur|pendant|en) {re.escape(text[item.start : item.end])}", text)
        if lead:
            text = f"{lead[1]} {text[item.end :]}"
            break
    text = _AUXILIARY.sub("", " ".join(text.split())).strip(" ,.;:")
    return text if len(text) > 3 else None


def _instrument(words: str) -> str | None:
    """The one instrument that the words name; of several, none."""
    named = {name for name, pattern in _INSTRUMENTS if pattern.search(words)}
    return named.pop() if len(named) == 1 else None


def _is_whole(block: Block, item: Found[Euros]) -> bool:
    """Whether the words announce what a funder puts in all told."""
    if block.kind is Kind.BULLET:
        return "à l'échelle nationale" in block.text
    if block.kind is Kind.HEADING:
        return item.start < 8
    sentence = block.text[slice(*block.sentence(item.start))]
    return bool(_ENVELOPE.search(sentence))


def _with_totals(found: Sequence[tuple[Block, Amount]], blocks: Sequence[Block]) -> list[Amount]:
    """A list of sums of one funder under a sum of the same, or that adds up to it: its parts."""
    announced = _announced(found, blocks)
    places: dict[int, int] = {}
    result: list[Amount] = []
    total: int | None = None
    number = Counter(block.index for block, _ in found)
    for place, (block, amount) in enumerate(found):
        places[place] = len(result)
        if place in announced:
            result.append(replace(amount, part_of=places[announced[place]]))
            continue
        listed = block.kind is Kind.BULLET and not amount.whole
        if listed and total is not None and result[total].funder_entity == amount.funder_entity:
            result.append(replace(amount, part_of=total, whole=False))
            continue
        result.append(amount)
        if not listed:
            opens = amount.whole and number[block.index] == 1 and _opens_list(block, blocks)
            total = len(result) - 1 if opens else None
    return result


def _announced(found: Sequence[tuple[Block, Amount]], blocks: Sequence[Block]) -> dict[int, int]:
    """For each sum of a list under « 30 000 € … : » its total, where the list adds up to it.

    Both are places in `found`. Each item of the list holds one sum, or none.
    """
    of: dict[int, list[int]] = {}
    for place, (block, _) in enumerate(found):
        of.setdefault(block.index, []).append(place)
    totals: dict[int, int] = {}
    for index, places in of.items():
        head = blocks[index]
        if head.kind is Kind.ROW or len(places) != 1 or not head.text.endswith(":"):
            continue
        listed: list[int] = []
        for item in blocks[index + 1 : index + 40]:
            inside = of.get(item.index, [])
            if item.kind is not Kind.BULLET or len(inside) > 1:
                break
            listed += inside
        total = Decimal(found[places[0]][1].value)
        if len(listed) > 1 and sum(Decimal(found[at][1].value) for at in listed) == total:
            totals |= dict.fromkeys(listed, places[0])
    return totals


def _opens_list(block: Block, blocks: Sequence[Block]) -> bool:
    """Whether a list of sums comes after a block before any other sum in running text."""
    for other in blocks[block.index + 1 : block.index + 40]:
        if amounts(other.text):
            return other.kind is Kind.BULLET
    return False


def _restated(found: list[Amount]) -> tuple[Amount, ...]:
    """A total said again keeps its value; a purpose that contradicts its components is not kept."""
    totals: dict[tuple[str, str | None], int] = {}
    for amount in found:
        if amount.part_of is not None:
            total = found[amount.part_of]
            totals.setdefault((total.value, total.funder_entity), amount.part_of)
    return tuple(
        replace(amount, purpose=None)
        if amount.whole and position > totals.get((amount.value, amount.funder_entity), len(found))
        else amount
        for position, amount in enumerate(found)
    )
