"""Parties by the signature block alone: « Pour la commune de X, le maire »."""

import re
from collections.abc import Iterator, Sequence

from loaders.readers.knowledge import Knowledge
from loaders.readers.layout import Block, Kind
from loaders.readers.parties.names import one
from loaders.readers.parties.units import Candidate, Section, Unit
from loaders.readers.persons import NAME, POSTS

_SIGNED = re.compile(r"^(?:fait|signé)\b.{0,80}\ble\b|^[àa] [A-ZÉ][^,]{1,40}, ?le\b", re.IGNORECASE)
_FOR = re.compile(r"(?:^|(?<=[|¶] ))pour (?=l'|la |le |les )", re.IGNORECASE)
_REACH = 40


def signatures(blocks: Sequence[Block], knowledge: Knowledge) -> Section:
    """The bodies for which a document is signed, after its place and date."""
    starts = [block.index for block in blocks if _SIGNED.match(block.text)]
    if not starts:
        return Section()
    section = Section()
    for block in blocks[starts[-1] + 1 : starts[-1] + _REACH]:
        if re.match(r"annexes?\b", block.text, re.IGNORECASE):
            break
        section.parties += _signing(block, knowledge)
    return section if len(section.parties) > 1 else Section()


def _signing(block: Block, knowledge: Knowledge) -> Iterator[Candidate]:
    """« Pour la commune de Gimont, le maire, Paul ESSAI »: of a line or a cell, each one."""
    found = list(_FOR.finditer(block.text))
    for match, following in zip(found, [*found[1:], None], strict=False):
        limit = following.start() if following else len(block.text)
        parts = re.split(r"(?:, | [|¶] )", block.text[match.end() : limit])
        unit = Unit(block, match.end(), match.end() + len(parts[0]))
        for party in one(unit, unit.text, knowledge, represented=block.kind is not Kind.PARAGRAPH)[
            :1
        ]:
            _represented(party, block, match.end(), limit)
            yield party


def _represented(party: Candidate, block: Block, start: int, end: int) -> None:
    words = block.text[start:end]
    role = re.search(rf"(?<=[,|¶] )(?:l[ae] |l'|sa |son )?(?P<role>(?i:{POSTS})\b[^,|¶]*)", words)
    if role:
        party.role = role["role"].strip()
        party.role_evidence = block.evidence(
            start + role.start("role"), start + role.start("role") + len(party.role)
        )
    if person := re.search(NAME, words[role.end() if role else 0 :]):
        party.person = person[0]
