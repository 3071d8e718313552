"""What has been read of the parties so far, and the words that say one thing each."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from loaders.readers.layout import Block, Kind
from loaders.reading import Evidence

_BODIES = (
    r"(?:communes?|villes?|communauté|état|conseil|région|département|établissement|caisse|banque"
    r"|agence|chambre|syndicat|pôle|métropole|epci|anah|action logement|office)\b"
)
_STARTS = re.compile(
    r"^(?:représentée?s?\b|ci-après|dénommée?|désignée?|d'une part|d'autre part|et\b|ainsi que\b"
    rf"|entre\b|en présence|(?:l'|la |le |les )?{_BODIES}"
    r"|(?:le |la )(?:sous-)?préfète?\b)",
    re.IGNORECASE,
)
_NEXT = re.compile(
    r" ?; (?=(?i:(?:et |ainsi que )?(?:(?:l'|la |le |les )(?=[a-zà-ÿ]+ )))"
    rf"|(?i:(?:et |ainsi que )?(?:l'|la |le |les )?)(?:[A-ZÀ-Þ]|(?i:{_BODIES})))"
    r"|, (?=(?i:(?:et|ainsi que) (?:l'|la |le |les )[^;]{3,90}?,? représentée?))"
    r"|(?i:(?<=\bd'une part)|(?<=\bd'autre part)|(?<=ème part)),? (?=(?i:(?:et |ainsi que )?"
    r"(?:l'|la |le |les )))"
    rf"|, (?=(?i:(?:l'|la |le |les ){_BODIES}[^,;]{{0,90}}, représentée?))"
)
"""Where the next party of a paragraph begins."""
_REPRESENTED = re.compile(r"\breprésentée?s?\b", re.IGNORECASE)
_NEGATED = re.compile(
    r"\b(?:ne sont pas|n'est pas|n'ont pas|sans (?:être|en être|signer)"
    r"|non[- ]signataires?|n'en (?:sont|seront) pas"
    r"|ne (?:signe|seront|sera)\w* pas|ne participent pas|n'a pas|n'étant pas)\b",
    re.IGNORECASE,
)
"""Words of a sentence that names bodies in order to say that they are no parties."""


@dataclass
class Candidate:
    """A party as read, before it is linked."""

    organisation: str
    evidence: Evidence
    role: str | None = None
    role_evidence: Evidence = ()
    person: str | None = None
    quality: str | None = None
    short: str | None = None
    """Its acronym, as the document gives it: « (CIREST) »."""
    quality_evidence: Evidence = ()


@dataclass
class Section:
    """What has been read of the parties section so far."""

    parties: list[Candidate] = field(default_factory=list)
    group: int = 0
    presence: bool = False
    unread: list[Evidence] = field(default_factory=list)


@dataclass(frozen=True)
class Unit:
    """Words of a block that say one thing: a party, its representative, a designation."""

    block: Block
    start: int
    end: int

    @property
    def text(self) -> str:
        return self.block.text[self.start : self.end]

    def evidence(self, start: int, end: int) -> Evidence:
        return self.block.evidence(self.start + start, self.start + end)


def units(block: Block, first: int = 0) -> Iterator[Unit]:
    """A block in units: its lines, those that go on joined to the line before; a row's cells.

    `first` is where its parties begin, after a number or the words of an opening.
    """
    if block.kind is Kind.ROW:
        yield from (Unit(block, start, end) for start, end in block.spans if start < end)
        return
    starts = [first]
    for line in block.lines[1:]:
        position = block.view.at(line)
        position += block.text[position : position + 1] == " "
        if starts_party(block.text[position:]) and not block.text[:position].endswith(
            (" et ", " de ", " par ")
        ):
            starts.append(position)
    starts = sorted({*starts, *_next(block.text, first)})
    for start, end in zip(starts, [*starts[1:], len(block.text)], strict=True):
        text = block.text[start:end].rstrip()
        if text:
            yield Unit(block, start, start + len(text))


def _next(text: str, first: int) -> Iterator[int]:
    """Where parties begin within a line: with no « et », only after a representative's words."""
    for match in _NEXT.finditer(text, first):
        if (
            match[0] != ", "
            or re.match(r"et |ainsi ", text[match.end() : match.end() + 6], re.IGNORECASE)
            or _REPRESENTED.search(text, first, match.start())
            or text[: match.start()].endswith("part")
        ):
            yield match.end()


def starts_party(text: str) -> bool:
    """Whether words begin as parties, their representatives or their designations do."""
    return bool(_STARTS.match(text))


def is_negated(text: str) -> bool:
    """Whether a sentence says of the bodies that it names that they do not sign."""
    return bool(_NEGATED.search(text))
