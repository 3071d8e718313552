"""Parties by the signature block alone: « Pour la commune de X, le maire »."""

import re
from collections.abc import Iterator, Sequence

from loaders.readers.knowledge import Knowledge
from loaders.readers.layout import Block, Kind
from loaders.readers.parties.names import one, represent, tells_representative
from loaders.readers.parties.units import Candidate, Section, Unit
from loaders.readers.persons import POSTS

_SIGNED = re.compile(
    r"^(?:fait|signé)\b.{0,80}\ble\b|^[àa] [A-ZÉ][^,]{1,40}, ?le\b"
    r"|^(?:[\dIVX]+[ .)–-]*)?(?:les )?signatures?(?: des (?:parties|signataires))? ?:?$",
    re.IGNORECASE,
)
_FOR = re.compile(r"(?:^|(?<=[|¶] ))pour (?=l'|la |le |les )", re.IGNORECASE)
_BODY_ENDS = re.compile(rf", ?| [|¶] | (?=(?:Le |La |L')(?i:{POSTS})\b)")
_REACH = 40
_LINE = 160
"""Characters of the line that tells who signs: a longer one is a sentence."""


def signatures(blocks: Sequence[Block], knowledge: Knowledge) -> Section:
    """The bodies for which a document is signed, after its place and date or a heading."""
    starts = [block.index for block in blocks if _SIGNED.match(block.text)]
    if not starts:
        return Section()
    section = Section()
    signing: dict[int, Candidate] = {}
    kind = Kind.PARAGRAPH
    for block in blocks[starts[-1] + 1 : starts[-1] + _REACH]:
        if re.match(r"annexes?\b", block.text, re.IGNORECASE):
            break
        if (block.kind is Kind.ROW) != (kind is Kind.ROW):
            signing = {}
        kind = block.kind
        for column, part in enumerate(_parts(block)):
            if found := list(_signing(part, knowledge)):
                section.parties += found
                signing[column] = found[-1]
            elif column in signing:
                _represented(signing[column], part)
    return section if len(section.parties) > 1 else Section()


def _parts(block: Block) -> Iterator[Unit]:
    """The cells of a row, one where the row is of one party; else the whole block."""
    if block.kind is Kind.ROW and not _is_of_one(block):
        yield from (Unit(block, *span) for span in block.spans)
    else:
        yield Unit(block, 0, len(block.text))


def _is_of_one(row: Block) -> bool:
    """« | Pour la commune de Gimont | le maire | Paul ESSAI | »: a row says all of one party."""
    firsts = [bool(_FOR.match(cell.text)) for cell in row.cells]
    return firsts[0] and not any(firsts[1:]) and any(cell.text for cell in row.cells[1:])


def _signing(part: Unit, knowledge: Knowledge) -> Iterator[Candidate]:
    """« Pour la commune de Gimont, le maire, Paul ESSAI »: of a line or a cell, each one."""
    text = part.text
    found = list(_FOR.finditer(text))
    for match, following in zip(found, [*found[1:], None], strict=False):
        limit = following.start() if following else len(text)
        ends = _BODY_ENDS.search(text, match.end(), limit)
        end = ends.start() if ends else limit
        unit = Unit(part.block, part.start + match.end(), part.start + end)
        is_paragraph = part.block.kind is Kind.PARAGRAPH
        for party in one(unit, unit.text, knowledge, represented=not is_paragraph)[:1]:
            represent([party], Unit(part.block, unit.end, part.start + limit), 0)
            yield party


def _represented(party: Candidate, part: Unit) -> None:
    """What a line or a cell under « Pour … » adds: the post, the person, or both."""
    position = part.start
    for text in part.text.split(" ¶ "):
        unit = Unit(part.block, position, position + len(text))
        position = unit.end + 3
        if len(text) > _LINE or not tells_representative(text):
            continue
        said = Candidate(party.organisation, party.evidence)
        represent([said], unit, 0)
        if party.role is None:
            party.role, party.role_evidence = said.role, said.role_evidence
        party.person = party.person or said.person
