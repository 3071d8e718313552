"""Parties in a table: an organisation, its representative and the post on each row."""

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from loaders.readers.knowledge import Knowledge
from loaders.readers.layout import Block, Kind
from loaders.readers.parties.names import one, parties
from loaders.readers.parties.units import Candidate, Section, Unit
from loaders.readers.persons import NAME, POSTS

_COLUMNS = {
    "body": r"(?:organismes?|structures?|signataires?|parties?|institutions?"
    r"|collectivités?|partenaires?|entités?|personnes? morales?"
    r"|dénomination)(?: .{0,30})?",
    "person": r"(?:représentante?s?|représentée? par|noms?(?: et prénoms?)?|prénoms?"
    r" et noms?|personnes?|signataires?)(?: .{0,30})?",
    "role": r"(?:qualités?|fonctions?|titres?|postes?|en qualité de)(?: .{0,30})?",
}
_PATTERNS = {name: re.compile(words, re.IGNORECASE) for name, words in _COLUMNS.items()}


def section(blocks: Sequence[Block], knowledge: Knowledge) -> Section | None:
    """The parties of the first table of signatories, None where there is none."""
    rows = (block for block in blocks if block.kind is Kind.ROW)
    for _, group in groupby(rows, key=lambda block: block.table):
        table = list(group)
        columns = _columns(table[0])
        if "body" in columns and ("person" in columns or "role" in columns):
            found = [each for row in table[1:] for each in _party(row, columns, knowledge)]
            if len(found) > 1:
                return Section(parties=found)
    return None


def _columns(head: Block) -> dict[str, int]:
    """The place of each column that the head of a table names."""
    found: dict[str, int] = {}
    for place, cell in enumerate(head.cells):
        for name, pattern in _PATTERNS.items():
            if (
                name not in found
                and place not in found.values()
                and pattern.fullmatch(cell.text.strip(" :"))
            ):
                found[name] = place
    return found


def _party(row: Block, columns: dict[str, int], knowledge: Knowledge) -> Iterator[Candidate]:
    spans = list(row.spans)
    if columns["body"] >= len(spans):
        return
    unit = Unit(row, *spans[columns["body"]])
    found = parties(unit, knowledge, listed=True) or one(unit, unit.text, knowledge, True)
    for party in found:
        _represented(party, row, columns, spans)
        yield party


def _represented(
    party: Candidate, row: Block, columns: dict[str, int], spans: Sequence[tuple[int, int]]
) -> None:
    """The post and the person, in columns of their own or in one."""
    for name in ("person", "role"):
        place = columns.get(name)
        if place is None or place >= len(spans):
            continue
        start, end = spans[place]
        words = row.text[start:end]
        post = re.search(rf"\b(?i:{POSTS})\b[^,;¶|]*", words)
        if post and party.role is None and (name == "role" or not _is_name(words)):
            party.role = post[0].strip()
            party.role_evidence = row.evidence(
                start + post.start(), start + post.start() + len(party.role)
            )
        elif name == "role" and party.role is None and words.strip(" –—-"):
            party.role, party.role_evidence = words, row.evidence(start, end)
        if person := re.search(NAME, words):
            party.person = party.person or (person[0] if name == "person" else None)


def _is_name(words: str) -> bool:
    return bool(re.fullmatch(rf"(?:M\.|Mme|Monsieur|Madame)? ?{NAME}", words.strip()))
