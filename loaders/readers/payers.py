"""Who pays a sum: the organisation, programme or dispositif that its words name.

It is named after the sum (« 1 Md€ de l'Anah »), before it (« l'Anah engage »),
by its label (« Anah : 20 000 € », the head of its column, the first cell of its
row), by « ce dispositif », or by the heading above.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property

from loaders.readers import linking
from loaders.readers.knowledge import Knowledge
from loaders.readers.layout import Block, Kind
from loaders.reading import Evidence
from loaders.values import Found
from loaders.values.amounts import Euros, is_range
from maillage import iri

_PUBLIC_BODY = re.compile(
    r"\b(?:[Rr]égion|[Dd]épartement|[Cc]onseil (?:[Rr]égional|[Dd]épartemental)|[Vv]ille|[Cc]ommune"
    r"|[Cc]ommunauté (?:de communes|d'agglomération|urbaine)|[Mm]étropole)"
    r" (?:de la |de l'|du |de |des |d')?[A-ZÀ-Þ][\w'-]+"
    r"(?:[ -](?:(?:de|du|des|la|le|les|en|et|sur|lès)[ -]){0,3}[A-ZÀ-Þ][\w'-]+){0,6}"
)
_THIS = re.compile(r"\b(?:ce|cette) (?:dispositif|opération|programme|action)\b", re.IGNORECASE)


_PART = re.compile(
    r" ?(?:(?:part|participation|subvention|aide|contribution|financement|crédits?|dotation)s? ?)?"
    r"(?:de la |de l'|des |du |de |d'|la |le |les |l')?",
    re.IGNORECASE,
)
"""What may stand before the payer in a label."""
_PAYING = re.compile(
    r"financ|partenaire|contribut|ressource|recette|origine|organisme", re.IGNORECASE
)
"""What heads a column of payers."""
_SEPARATOR = re.compile(r"[;|:,]")
_BETWEEN = re.compile(r",? ?(?:[\w', ]{0,30}\b)?(?:de |du |d'|des |par ){1,2}(?:la |l'|le |sa )?")
_OTHER_PART = re.compile(r"(?:article|annexe|axe|chapitre|\d+ ?[-.] ?\w)", re.IGNORECASE)


@dataclass(frozen=True)
class Payer:
    """A payer as written, with the thing it is, None where it is not known."""

    name: str
    entity: str | None
    evidence: Evidence

    @property
    def is_programme(self) -> bool:
        return (self.entity or "").startswith(iri.programme("").value)


@dataclass
class Payers:
    """The payers that a document names; each block is looked through once."""

    blocks: Sequence[Block]
    knowledge: Knowledge
    programmes: Sequence[str]
    _named: dict[int, list[Found[Payer]]] = field(default_factory=dict)
    _dispositifs: dict[int, list[Found[Payer]]] = field(default_factory=dict)

    def of(self, block: Block, sums: Sequence[Found[Euros]], position: int) -> Payer | None:
        """Who pays the sum at this position of a block's sums; a range has one payer."""
        lower, upper = _both(sums, position)
        item, end = sums[lower], sums[upper].end
        if block.cells and (label := self._beside(block, item.start)):
            return label
        if label := self._labelled(block, item.start):
            return label
        first, last = block.sentence(item.start)
        limit = min(last, sums[upper + 1].start) if upper + 1 < len(sums) else last
        named = self.named(block)
        after = next((each for each in named if end <= each.start < limit), None)
        if after and _BETWEEN.fullmatch(block.text, end, after.start):
            return after.value
        before = [each.value for each in named if first <= each.start < item.start]
        if before and not (lower and sums[lower - 1].start >= first):
            return ([each for each in before if each.is_programme] or before)[-1]
        return self._this(block, first, last) or self._headings[block.index]

    def named(self, block: Block) -> list[Found[Payer]]:
        """Organisations, public bodies and programmes that a block names, in order."""
        if block.index not in self._named:
            self._named[block.index] = self._look(block)
        return self._named[block.index]

    def _look(self, block: Block) -> list[Found[Payer]]:
        found = [
            _found(block, item.start, item.end, item.value.entity)
            for item in self.knowledge.registry.find(block.text)
        ]
        found += [
            _found(block, item.start, item.end, iri.programme(item.value).value)
            for item in self.knowledge.lexicon.find(block.text)
            if item.value in self.programmes
        ]
        for match in _PUBLIC_BODY.finditer(block.text):
            link = linking.candidates(match[0], self.knowledge)
            apart = all(each.end <= match.start() or match.end() <= each.start for each in found)
            if link.places and apart:
                found.append(_found(block, *match.span(), link.entity))
        return sorted(found, key=lambda each: each.start)

    def _labelled(self, block: Block, start: int) -> Payer | None:
        """« Anah : 20 000 € »: the payer that the words before the colon begin with."""
        head = block.text[:start].rstrip()
        if not head.endswith((":", "=")):
            return None
        parts = [match.end() for match in _SEPARATOR.finditer(head[:-1])]
        return self._begins(block, parts[-1] if parts else 0, len(head) - 1)

    def _beside(self, row: Block, start: int) -> Payer | None:
        """The payer at the head of the column of a sum, or in the first cell of its row."""
        spans = row.spans
        column = next((at for at, (first, end) in enumerate(spans) if first <= start < end), 0)
        head = self._table_heads.get(row.table)
        if not column or head is None or head is row:
            return None
        heads = head.spans
        if column < len(heads) and (found := self._begins(head, *heads[column])):
            return found
        return self._begins(row, *spans[0]) if _PAYING.search(head.cells[0].text) else None

    def _begins(self, block: Block, first: int, last: int) -> Payer | None:
        """The payer with which a stretch of a block begins: a body, a programme, a fund."""
        lead = _PART.match(block.text, first, last)
        starts = {first, lead.end() if lead else first}
        inside = [each for each in self._known(block) if first <= each.start and each.end <= last]
        return next((each.value for each in inside if each.start in starts), None)

    def _known(self, block: Block) -> list[Found[Payer]]:
        """What a block names that may pay; a fund counts where nothing else is read there."""
        named = self.named(block)
        apart = [
            each
            for each in self._funds(block)
            if all(each.end <= other.start or other.end <= each.start for other in named)
        ]
        return sorted([*named, *apart], key=lambda each: each.start)

    def _funds(self, block: Block) -> list[Found[Payer]]:
        if block.index not in self._dispositifs:
            self._dispositifs[block.index] = [
                _found(block, item.start, item.end, iri.dispositif(item.value).value)
                for item in self.knowledge.lexicon.find(block.text)
            ]
        return self._dispositifs[block.index]

    @cached_property
    def _table_heads(self) -> dict[int | None, Block]:
        """The first row of every table."""
        found: dict[int | None, Block] = {}
        for block in self.blocks:
            if block.kind is Kind.ROW and block.table is not None:
                found.setdefault(block.table, block)
        return found

    def _this(self, block: Block, first: int, last: int) -> Payer | None:
        """« ce dispositif » is the first that the block names."""
        this = _THIS.search(block.text, first, last)
        if not this:
            return None
        named = self._funds(block)
        return named[0].value if named and named[0].start < this.start() else None

    @cached_property
    def _headings(self) -> list[Payer | None]:
        """For each block, the payer that the nearest heading above names, in the same part."""
        found: list[Payer | None] = []
        current: Payer | None = None
        for block in self.blocks:
            found.append(current)
            if block.kind is Kind.HEADING:
                named = self.named(block)
                if named:
                    current = named[0].value
                elif _OTHER_PART.match(block.text):
                    current = None
        return found


def _both(sums: Sequence[Found[Euros]], position: int) -> tuple[int, int]:
    """The positions of the two sums of the range that a sum is of; its own twice for none."""
    if position + 1 < len(sums) and is_range(sums[position], sums[position + 1]):
        return position, position + 1
    if position and is_range(sums[position - 1], sums[position]):
        return position - 1, position
    return position, position


def _found(block: Block, start: int, end: int, entity: str | None) -> Found[Payer]:
    return Found(Payer(block.text[start:end], entity, block.evidence(start, end)), start, end)
