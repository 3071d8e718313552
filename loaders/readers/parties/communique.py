"""Who signs, in the sentence of a communiqué: « la ville et l'État ont signé »."""

import re
from collections.abc import Sequence

from loaders.readers.knowledge import Knowledge
from loaders.readers.layout import Block, Kind
from loaders.readers.parties.names import by_office, one
from loaders.readers.parties.units import Section, Unit, is_negated

_SIGNED = re.compile(
    r"\b(?:ont|a) (?:co)?signé\b|\b(?:co)?signent\b|\b(?:a|ont) été signée?s? (?:entre|par)\b",
    re.IGNORECASE,
)


def communique(blocks: Sequence[Block], knowledge: Knowledge) -> Section:
    """« les collectivités (A et B), l'État et les partenaires ont signé »."""
    section = Section()
    for block in blocks:
        match = _SIGNED.search(block.text) if block.kind is Kind.PARAGRAPH else None
        if not match or is_negated(block.text):
            continue
        start, end = block.sentence(match.start())
        forward = re.search(r"(?:entre|par)$", match[0])
        span = (match.end(), end) if forward else (start, match.start())
        for item in _enumerated(block, *span, backward=not forward):
            _add_named(item, section, knowledge)
        if len(section.parties) > 1:
            return section
        section = Section()
    return section


def _enumerated(block: Block, start: int, end: int, backward: bool) -> list[Unit]:
    """The members of an enumeration that touches the verb, parentheses opened."""
    items = [
        Unit(block, start + match.start(), start + match.end())
        for match in re.finditer(
            r"(?:\([^)]*\)|(?! ?, | et (?=l'|la |le |les |d')| ainsi que |[.;]).)+",
            block.text[start:end],
        )
    ]
    items = [item for raw in items for item in [_trimmed(raw)] if item.text]
    kept: list[Unit] = []
    for item in reversed(items) if backward else items:
        if not re.match(r"(?:l'|la |le |les |d'autres )", item.text, re.IGNORECASE):
            break
        kept.append(item)
    return kept[::-1] if backward else kept


def _trimmed(unit: Unit) -> Unit:
    text = unit.text
    lead = re.match(r"[ ,]*(?:ainsi que |et )?[ ,]*", text)
    start = unit.start + (lead.end() if lead else 0)
    return Unit(unit.block, min(start, unit.end), unit.start + len(text.rstrip(" ,.")))


def _add_named(item: Unit, section: Section, knowledge: Knowledge) -> None:
    """A named body is a party; « les collectivités (A et B) » are A and B."""
    inner = re.search(r"\(([^)]*)\)", item.text)
    if inner and re.match(r"les ", item.text, re.IGNORECASE):
        for part in re.finditer(r"(?:(?!, | et ).)+", inner[1]):
            start = item.start + inner.start(1) + part.start()
            unit = _trimmed(Unit(item.block, start, start + len(part[0])))
            _add_named(unit, section, knowledge)
        return
    office = by_office(item, item.text)
    found = [office] if office else one(item, item.text, knowledge, represented=False)
    if found:
        section.parties += found
    else:
        section.unread.append(item.evidence(0, len(item.text)))
