"""What a sheet says in sentences: who carries the action, and what it costs."""

import re
from collections.abc import Iterator, Sequence

from loaders.readers.actions.costs import TOTAL
from loaders.readers.actions.fields import Said
from loaders.readers.layout import Block, Kind
from loaders.values.amounts import amounts

_BODY = r"(?P<owner>(?:la |le |l'|les )?[^.;:()]{3,80}?)"
_STOP = (
    r"(?=,| en lien| avec| pour le compte|[.;(]| qui | et en | dont | sur |"
    r" à laquelle| et s'| depuis| dans le)"
)
_OWNERS = tuple(
    re.compile(pattern)
    for pattern in (
        rf"\b(?:[Ss]ous|[Ss]ous la) maîtrise d'ouvrage (?:de |d'|du |des )?{_BODY}{_STOP}",
        rf"\b[Pp]ortée? par {_BODY}{_STOP}",
        rf"(?:^|[.;] |, ){_BODY}, maître d'ouvrage\b",
        rf"(?:^|[.;] |, ){_BODY} (?:en )?(?:assure(?:ra)?|assurant|exerce(?:ra)?"
        rf"|prend) la maîtrise d'ouvrage",
        rf"maîtrise d'ouvrage (?:est |sera )?(?:assurée|exercée|confiée|portée)"
        rf" (?:par|à) {_BODY}{_STOP}",
    )
)
_COST = re.compile(
    r"\b(?:coût|budget|montant|dépense|investissement|estimée?|évaluée?|chiffrée?)\b", re.IGNORECASE
)
_SHARE = re.compile(r"\b(?:aide|subvention|contribu|participe|financé|apport)", re.IGNORECASE)


def said(body: Sequence[Block]) -> Iterator[Said]:
    """The owner and the cost that the sentences of a sheet tell, the first of each."""
    texts = [block for block in body if block.kind in (Kind.PARAGRAPH, Kind.BULLET)]
    yield from _first(_owner(block) for block in texts)
    costs = [each for block in texts for each in _costs(block)]
    yield from _first(iter([*(each for each in costs if TOTAL.search(each.head)), *costs]))


def _first(found: Iterator[Said | None]) -> Iterator[Said]:
    value = next((each for each in found if each), None)
    if value:
        yield value


def _owner(block: Block) -> Said | None:
    for pattern in _OWNERS:
        match = pattern.search(block.text)
        if match:
            start, end = match.span("owner")
            for article in ("la ", "le ", "l'", "les ", "La ", "Le ", "L'", "Les "):
                if block.text.startswith(article, start):
                    start += len(article)
                    break
            if block.text[start:end].lower() not in ("elle", "il"):
                return Said("owner", block.view, start, end)
    return None


def _costs(block: Block) -> Iterator[Said]:
    """The sums that a block tells as a cost, with the words before each as its head."""
    sums = amounts(block.text)
    for item in sums:
        first, last = block.sentence(item.start)
        earlier = [each.end for each in sums if first <= each.end <= item.start]
        before = block.text[max([first, *earlier]) : item.start]
        if _COST.search(before) and not _SHARE.search(before):
            end = min(last, item.end + 4)
            yield Said("cost", block.view, item.start, end, (), before)
