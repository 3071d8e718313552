"""What the head of a table says of the sums under it: their unit, whether tax is in them.

« Coût (k€ HT) » over « 5 400 » makes 5 400 000 € without tax; « montants en euros
hors taxes » over a table says it for all of it.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from loaders.readers.layout import Block, Kind
from loaders.values import Found
from loaders.values.amounts import Euros, amounts, tax

_UNIT = re.compile(
    r"(?<![\w])(?P<scale>k|Md|M|milliers? d'|millions? d'|milliards? d')?"
    r" ?(?P<currency>€|euros?|EUR)(?![\w/])",
    re.IGNORECASE,
)
_MONEY = re.compile(
    r"\b(?:montants?|coûts?|dépenses?|budgets?|subventions?|participations?"
    r"|aides?|financements?|enveloppes?)\b",
    re.I,
)
_PAYER = re.compile(
    r"(?:l'|la |le )?(?:état|etat|régions?|départements?|conseils? \w+|anah"
    r"|caisse|banque|action logement|villes?|communes?"
    r"|communauté|collectivités?|agglo\w*|cc\b|ca\b|epci|epf\w*|europe"
    r"|feder|leader|detr|dsil|fnadt|fonds|autres?|total"
    r"|reste à charge|autofinancement|subventions?|participation|part "
    r"|maître d'ouvrage|(?-i:[A-Z]{3,6}$)|\w+ agglo)",
    re.IGNORECASE,
)
_COUNTED = re.compile(
    r"(?:nombre|nbre?|quantités?|qtés?|taux|durées?|années?$|années? d"
    r"|dates?|échéances?|calendrier|n°"
    r"|parts?$)"
    r"|.*(?:%|€ ?/|\bavancement\b)",
    re.IGNORECASE,
)
"""What heads a column of numbers that are never sums."""
_MEASURED = re.compile(
    r"\b(?:surfaces?|superficies?|longueurs?|linéaires?|(?<!action"
    r" )logements?|lots?|places?|unités?"
    r"|population|habitants?|effectifs?|etp|mois|jours?|ans|priorités?|code|livraison)\b"
    r"|\b(?:m²|m2|m3|ml|km|ha)(?!\w)",
    re.IGNORECASE,
)
"""What heads a column of other measures, where no word of money says otherwise."""
_CAPTIONED = re.compile(
    r"\((?:montants? |sommes )?en (?:milliers |millions )?(?:d'euros|€|euros|k€|M€)", re.IGNORECASE
)
_BARE = re.compile(r"(?:\d{1,3}(?:[ .\u00a0\u202f]\d{3})+|\d+)(?:,\d+)?")
_SCALES = {"k": 10**3, "milliers d'": 10**3, "millier d'": 10**3, "m": 10**6, "md": 10**9}
_SCALES |= {"million d'": 10**6, "millions d'": 10**6, "": 1}
_SCALES |= {"milliard d'": 10**9, "milliards d'": 10**9}
_ABOVE = 3
"""Blocks over a table that may say the unit of all its sums."""


@dataclass(frozen=True)
class Heads:
    """For each column of a table its unit (None: none said) and tax; then those of all of it."""

    units: tuple[int | None, ...]
    taxes: tuple[str | None, ...]
    unit: int | None
    tax: str | None
    payers: tuple[bool, ...] = ()
    """Whether a column is headed by who pays: its numbers are sums as in the columns beside."""
    others: tuple[bool, ...] = ()
    """Whether a column is headed by another measure (« Surface »): its numbers are no sums."""

    def of(self, column: int) -> tuple[int | None, str | None]:
        unit = self.units[column] if column < len(self.units) else None
        other = unit is None and column < len(self.others) and self.others[column]
        if unit is None and not other and column < len(self.payers) and self.payers[column]:
            unit = next((each for each in self.units if each is not None), None)
        said = self.taxes[column] if column < len(self.taxes) else None
        return unit if unit is not None or other else self.unit, said or self.tax


def unit(text: str) -> int | None:
    """The euros in the unit that a head or a label names: « Coût (k€) » → 1 000."""
    match = _UNIT.search(text)
    return _SCALES[(match["scale"] or "").lower()] if match else None


def heads(blocks: Sequence[Block]) -> dict[int, Heads]:
    """The heads of every table of a document, by its number."""
    found: dict[int, Heads] = {}
    for block in blocks:
        if block.kind is Kind.ROW and block.table is not None and block.table not in found:
            found[block.table] = _of(block, blocks)
    return found


def _of(head: Block, blocks: Sequence[Block]) -> Heads:
    cells = [cell.text for cell in head.cells]
    sums = any(amounts(cell) for cell in cells)
    units = tuple(None if sums else unit(cell) for cell in cells)
    taxes = tuple(tax(cell) for cell in cells)
    above = [
        other.text
        for other in blocks[max(0, head.index - _ABOVE) : head.index]
        if other.kind is not Kind.ROW and len(other.text) < 600
    ]
    captions = [text for text in above[-1:] if _CAPTIONED.search(text)]
    said = [
        text
        for text in above
        if _MONEY.search(text)
        and re.search(r"\ben (?:k€|€|M€|euros|milliers|millions)|exprim", text)
    ]
    whole = [
        text
        for text in above
        if re.search(r"\bhors taxes?\b|\bHT\b|\bTTC\b", text) and not amounts(text)
    ]
    first_unit = unit(cells[0]) if units and units[0] is not None and len(cells) > 1 else None
    shared = [cell for cell in cells if "montants" in cell.lower()]
    own = first_unit if first_unit is not None else next((unit(cell) for cell in shared), None)
    return Heads(
        units,
        taxes,
        own if own is not None else next((unit(text) for text in [*said, *captions]), None),
        next((found for text in [cells[0], *shared, *whole] if (found := tax(text))), None),
        tuple(_is_payer(cell, cells) for cell in cells),
        tuple(_is_other(cell) for cell in cells),
    )


def _is_payer(cell: str, cells: Sequence[str]) -> bool:
    """Whether a head names who pays; where all heads are in capitals these mark no acronym."""
    shouted = all(not other or other.isupper() for other in cells)
    return bool(_PAYER.match(cell.lower() if shouted else cell))


def _is_other(cell: str) -> bool:
    if _COUNTED.match(cell):
        return True
    return bool(_MEASURED.search(cell)) and not _MONEY.search(cell)


def sums(row: Block, table: Heads) -> list[Found[Euros]]:
    """The sums of a row; a number without a currency is one in a column that has a unit."""
    found: list[Found[Euros]] = []
    label = tax(row.cells[0].text) if row.cells else None
    for column, (cell, (start, _)) in enumerate(zip(row.cells, row.spans, strict=True)):
        if not cell.text:
            continue
        unit, said = table.of(column)
        written = amounts(cell.text)
        if (
            not written
            and unit is not None
            and column
            and _is_sum(cell.text.strip(), table, column)
        ):
            written = [_with_unit(item, unit, len(cell.text)) for item in amounts(f"{cell.text} €")]
        for item in written:
            value = replace(item.value, tax=item.value.tax or said or label)
            found.append(Found(value, start + item.start, start + item.end))
    return found


def _is_sum(text: str, table: Heads, column: int) -> bool:
    """Whether a cell is a bare number, and no year where only the whole table has a unit."""
    if not _BARE.fullmatch(text):
        return False
    named = column < len(table.units) and table.units[column] is not None
    if column < len(table.payers) and table.payers[column]:
        return True
    return named or not re.fullmatch(r"(?:19|20)\d\d|\d{1,2}", text)


def _with_unit(item: Found[Euros], unit: int, length: int) -> Found[Euros]:
    value = replace(item.value, value=item.value.value * Decimal(unit))
    return Found(value, item.start, min(item.end, length))
