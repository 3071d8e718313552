"""What an action costs and who pays it, in euros, with the unit that a label names.

Of several sums of a field the total is the cost; a range, or shares that no
total sums up, are none.
"""

import re
from collections.abc import Iterator, Sequence

from loaders.readers.actions.fields import Said
from loaders.reading import Financing
from loaders.values import Found
from loaders.values.amounts import Euros, amounts, is_range

TOTAL = re.compile(r"\b(?:totaux|total|totale|global|globale|ensemble|cumulé)\b", re.IGNORECASE)
"""Words that say of a sum that it is the whole."""
_NUMBER = r"\d[\d .,\u00a0\u202f]*"
_BARE = re.compile(rf"{_NUMBER}(?: ?(?:HT|TTC))?")
_SHARE = re.compile(rf"(?<=[:|=]) ?(?P<number>{_NUMBER})(?= ?(?:$|[;¶|(]|, ?[^\W\d_]))")
_YEAR = re.compile(r"(?:19|20)\d\d")
_ITEM = re.compile(r"[^\W\d_]{4}")
_PART = re.compile(r"\b(?:dont|soit|subventions?|aides?|participations?|part)\b", re.IGNORECASE)
_LONGEST = 300
"""Characters before a sum that may name its payer, so that time is linear."""
_SPLIT = re.compile(r" ¶ |; |€|%|\. |(?<=\d), (?=[^\W\d_])")


def field(said: Sequence[Said]) -> Said | None:
    """The field of the cost: the one whose label says that it is the total, else the first."""
    costs = [each for each in said if each.name == "cost" and each.text]
    return next((each for each in costs if TOTAL.search(each.head)), next(iter(costs), None))


def cost(said: Said) -> str | None:
    """The sum; a bare number is one in the unit of its label, in euros where that says none."""
    words = said.text.strip()
    if found := amounts(words):
        item = _whole(words, found)
        return item.value.plain if item else None
    if not _BARE.fullmatch(words):
        return None
    bare = _in_unit(words, said.unit or 1)
    return bare.plain if bare else None


def _in_unit(number: str, unit: int) -> Euros | None:
    """A number without a currency as euros."""
    found = amounts(f"{re.sub('[^0-9]+$', '', number)} €")
    return Euros(found[0].value.value * unit) if len(found) == 1 else None


def _whole(words: str, found: Sequence[Found[Euros]]) -> Found[Euros] | None:
    """Of several sums the one said to be the total, else the first; none where it is a part."""
    if len(found) == 1:
        return found[0]
    starts = [0, *(each.end for each in found)]
    before = [words[start : each.start] for start, each in zip(starts, found, strict=False)]
    total = next(
        (
            each
            for each, lead in zip(found, before, strict=True)
            if TOTAL.search(lead) and not _PART.search(lead)
        ),
        None,
    )
    if total or not is_range(found[0], found[1]):
        items = all(_ITEM.search(lead) and not _PART.search(lead) for lead in before[:2])
        return total or (None if items else found[0])
    return None


def financing(said: Sequence[Said]) -> Iterator[Financing]:
    """« État (DETR) : 444 000 € »: each payer of the plan with its share."""
    for each in said:
        if each.name != "financing":
            continue
        for item in amounts(each.text) or _shares(each):
            before = _SPLIT.split(each.text[max(0, item.start - _LONGEST) : item.start])[-1]
            name = re.sub(r"^[-–•▪|, ]+|[ :=|,-]+$", "", before)
            name = re.sub(r" (?:¶|\|) ", " ", name)
            if re.search(r"[^\W\d_]{2}", name) and not TOTAL.match(name):
                span = (each.start + item.start, each.start + item.end)
                yield Financing(name, item.value.plain, (each.view.passage(*span),))


def _shares(said: Said) -> Iterator[Found[Euros]]:
    """The bare numbers of a plan whose label names their unit."""
    if said.unit is None:
        return
    for match in _SHARE.finditer(said.text):
        number = match["number"].rstrip(" .,")
        value = None if _YEAR.fullmatch(number) else _in_unit(number, said.unit)
        if value:
            start = match.start("number")
            yield Found(value, start, start + len(number))
