"""The parties of a convention: organisations, qualities, posts; persons apart.

Looked for, in this order: a section (« ENTRE … ET … AINSI QUE … », at the start
or at the end), a table of signatories, a list of them, the sentence of a
communiqué (« la ville et l'État ont signé »), the signature block. Collective
parties (« les partenaires financeurs ») are not parties, nor are bodies of which
it is said that they do not sign.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from loaders.readers.knowledge import Knowledge
from loaders.readers.layout import Block, Kind
from loaders.readers.parties import names, table
from loaders.readers.parties.communique import communique
from loaders.readers.parties.signatures import signatures
from loaders.readers.parties.units import Candidate, Section, Unit, is_negated, starts_party, units

__all__ = ["Candidate", "Section", "candidates", "opens"]

_AGREEMENT = (
    r"(?:la présente convention|la convention|le présent (?:contrat|avenant"
    r"|protocole|accord)|le contrat)"
)
_OPENING = re.compile(
    rf"^(?:{_AGREEMENT} est )?(?:ci-après )?(?:(?:conclue?|établie?|passée?|signée?) )?"
    r"entre(?: les (?:soussignée?s|parties|signataires))?(?: (?:suivant"
    r"|ci-après|désignée)\w*)?\b[ :,]*$"
    r"|^entre les soussigné",
    re.IGNORECASE,
)
_INTRODUCED = re.compile(
    rf"{_AGREEMENT}.{{0,60}}\b(?:conclue?|établie?|passée?"
    rf"|signée?)\b.{{0,20}}\bentre\b.{{0,90}}(?::|suivante?s?|ci-après)?["
    rf" .]*$",
    re.IGNORECASE,
)
_INLINE = re.compile(
    rf"^(?:{_AGREEMENT} est (?:conclue?|établie?|passée?|signée?) )?(?=entre (?:la |le |les |l'))",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"(?P<number>\d{1,2}) ?[.)°-]+ ?")
"""Of a party in a numbered list."""
_LISTED = re.compile(
    r"^(?:les |liste des )?signataires(?: de la convention| du contrat)? ?:"
    r"|^parties(?: signataires)? ?:?$",
    re.IGNORECASE,
)
_HEADED = re.compile(
    r"^(?:article \w+ ?[-–—:.]+ ?|[IVX\d]+(?:\.\d+)*[ .)–—-]+)?(?:les "
    r"|liste des |désignation des |identification des )?"
    r"(?:parties|signataires|parties prenantes|cocontractants|parties signataires)"
    r"(?: (?:au |à la |du |de la )(?:présente? )?(?:contrat|convention|avenant|protocole))? ?:?$",
    re.IGNORECASE,
)
_CLOSING = re.compile(
    r"^(?:il (?:est|a été|a d'abord été|a ensuite été) (?:préalablement "
    r"|d'un commun accord |ci-après )?"
    r"(?:convenu|exposé|arrêté|rappelé|décidé|précisé)|il est rappelé les textes"
    r"|(?:ceci|cela) (?:étant )?(?:exposé|rappelé)|(?:les parties )?(?:sont"
    r"|ont) convenu|ont convenu"
    r"|contexte\b|préambule\b|article (?:\d|premier|1er)|vu\b|considérant\b"
    r"|exposé\b|sommaire\b|objet\b"
    r"|fait à\b|fait en\b|(?:première|deuxième|troisième) partie\b|textes?"
    r" applicables?|dispositions\b|chapitre\b|titre [IVX\d]|annexe\b"
    r"|rappel\b"
    r"|\d{1,2}(?:\.\d+)*[.)]? [–—-]? ?[A-ZÀ-Þ]|[IVX]+[.)] )",
    re.IGNORECASE,
)
_CONNECTOR = re.compile(
    r"^(?:et|entre|d'une part|d'autre part|de (?:première|deuxième"
    r"|troisième|quatrième) part|ainsi que)\b[ ,:;.]*$",
    re.IGNORECASE,
)
_PRESENCE = re.compile(r"^(?:et )?en pr[ée]sence (?:d[eu]\b|des\b|d') ?:? ?", re.IGNORECASE)
_ENUMERATED = re.compile(
    r",? et (?:de la |du |de l'|des )(?=(?i:mission|association|société"
    r"|office|chambre|agence|fédération"
    r"|union|syndicat|direction|caisse|région|département|banque|parc"
    r"|conseil)\b)|, (?:de la |du |de l'|des )|, (?=(?:la |le |les "
    r"|l')[a-zà-ÿ]|[A-ZÀ-Þ][\w'-]+ )",
)
_PLURAL = re.compile(r"\bles ?« ?([^»]+?) ?»|\bles ?\"([^\"]+)\"", re.IGNORECASE)
QUALITY_WORDS = (
    ("beneficiaire", r"bénéficiaire|collectivité"),
    ("etat", r"\bétat\b"),
    ("partenaire", r"partenaire|financeur|signataires? associé"),
)


_LONGEST = 120
"""Blocks of a section."""


def candidates(blocks: Sequence[Block], knowledge: Knowledge) -> Section:
    """The parties named, from the first of the forms that names any."""
    for found in _sections(blocks, knowledge):
        if found.parties:
            return found
    said = communique(blocks, knowledge)
    return said if said.parties else signatures(blocks, knowledge)


def opens(blocks: Sequence[Block]) -> bool:
    """Whether a document has a section of parties, as agreements alone have."""
    return any(
        _OPENING.match(block.text)
        and any(len(each.text.split()) > 1 for each in _of_section(blocks, block.index))
        for block in blocks[:60]
    )


def _sections(blocks: Sequence[Block], knowledge: Knowledge) -> Iterator[Section]:
    for block in blocks:
        if _opens(block):
            part = list(_of_section(blocks, block.index))
            if rows := table.section(part, knowledge):
                yield _with_presence(rows, part, knowledge)
            yield _section(part, knowledge)
        elif block.kind is not Kind.ROW and (
            _LISTED.match(block.text) or _HEADED.match(block.text)
        ):
            part = list(_of_section(blocks, block.index))
            if rows := table.section(part, knowledge):
                yield _with_presence(rows, part, knowledge)
            yield _section(_list(part), knowledge)
    if rows := table.section(blocks[:60], knowledge):
        yield rows


def _opens(block: Block) -> bool:
    return bool(_OPENING.match(block.text) or _INTRODUCED.search(block.text) or _is_inline(block))


def _is_inline(block: Block) -> bool:
    """« Entre la commune de X, représentée par… »: an opening with the first party in it."""
    return bool(_INLINE.match(block.text) and names.REPRESENTED.search(block.text))


def _with_presence(rows: Section, part: Sequence[Block], knowledge: Knowledge) -> Section:
    """The parties of a table, with those « en présence » whom the words after it name."""
    after = [block for block in part if block.kind is not Kind.ROW]
    first = next((at for at, block in enumerate(after) if _PRESENCE.match(block.text)), len(after))
    present = _section(after[first:], knowledge).parties
    return Section(parties=[*rows.parties, *present])


def _of_section(blocks: Sequence[Block], opening: int) -> Iterator[Block]:
    """What follows an opening, which may hold the first party itself."""
    if _is_inline(blocks[opening]):
        yield blocks[opening]
    number = 0
    for block in blocks[opening + 1 : opening + _LONGEST]:
        if _is_numbered(block, number + 1):
            number += 1
        elif _CLOSING.match(block.text) and block.kind is not Kind.ROW:
            return
        yield block


def _is_numbered(block: Block, number: int) -> bool:
    """« 2) L'État, représenté par… »: a party in a numbered list, and no article's title."""
    match = _NUMBER.match(block.text)
    if not match or int(match["number"]) != number:
        return False
    text = block.text[match.end() :]
    return bool(names.REPRESENTED.search(text)) or (starts_party(text) and not names.says(text))


def _first(block: Block) -> int:
    """Where the parties of a block begin, after its number or the words that open the section."""
    match = _NUMBER.match(block.text) or (_is_inline(block) and _INLINE.match(block.text))
    return match.end() if match else 0


def _list(part: Sequence[Block]) -> list[Block]:
    """Of what follows « Les signataires », the list itself, or the section that opens in it."""
    for block in part:
        if _opens(block):
            return list(part[part.index(block) + (not _is_inline(block)) :])
    bullets = [position for position, block in enumerate(part) if block.kind is Kind.BULLET]
    if not bullets:
        return list(part)
    end = bullets[0]
    while end < len(part) and part[end].kind is Kind.BULLET:
        end += 1
    return list(part[:end])


def _section(blocks: Sequence[Block], knowledge: Knowledge) -> Section:
    section = Section()
    parts = [unit for block in blocks for unit in units(block, _first(block))]
    for unit, following in zip(parts, [*parts[1:], None], strict=False):
        _read(unit, following, section, knowledge)
    return section


def _read(unit: Unit, following: Unit | None, section: Section, knowledge: Knowledge) -> None:
    text = unit.text
    if presence := _PRESENCE.match(text):
        section.presence, section.group = True, len(section.parties)
        inline = Unit(unit.block, unit.start + presence.end(), unit.end)
        for part in _present(inline):
            _add(part, following, section, knowledge)
    elif section.presence and not _PRESENCE.search(text) and len(list(_present(unit))) > 1:
        for part in _present(unit):
            _add(part, following, section, knowledge)
    elif _CONNECTOR.match(text):
        if re.match(r"et\b|ainsi", text, re.IGNORECASE):
            section.group = len(section.parties)
    elif match := re.match(
        r"(?:et )?(?=\(?(?:ci-après|ci après|dénommée?|désignée?|ensemble)\b)", text, re.I
    ):
        _designate(unit, match.end(), section)
    elif (represented := names.REPRESENTED.match(text)) and section.parties:
        names.represent(section.parties[-1:], unit, represented.end())
    else:
        _add(unit, following, section, knowledge)


def _present(unit: Unit) -> Iterator[Unit]:
    """« de la chambre de métiers et de la mission locale »: the bodies of an enumeration."""
    start = unit.start
    if names.REPRESENTED.search(unit.text):
        yield unit
        return
    for match in _ENUMERATED.finditer(unit.text):
        yield Unit(unit.block, start, unit.start + match.start())
        start = unit.start + match.end()
    if unit.end - start > 4:
        yield Unit(unit.block, start, unit.end)


def _add(unit: Unit, following: Unit | None, section: Section, knowledge: Knowledge) -> None:
    text = unit.text
    followed = following is not None and bool(names.REPRESENTED.match(following.text))
    numbered = bool(_NUMBER.match(unit.block.text))
    listed = followed or section.presence or numbered or unit.block.kind is Kind.BULLET
    if section.presence and names.says(text) and not names.REPRESENTED.search(text):
        return
    found = names.parties(unit, knowledge, listed)
    if section.presence:
        found = [replace(party, quality="en-presence") for party in found]
    section.parties += [party for party in found if not _is_known(party, section)]
    if designation := names.DESIGNATION.search(text):
        _designate(unit, designation.start(), section)
    if not found and 2 < len(text.split()) < 25 and not _is_blank(text) and not is_negated(text):
        section.unread.append(unit.evidence(0, len(text)))


def _is_known(party: Candidate, section: Section) -> bool:
    """Whether the same organisation is a party already, with the same representative."""
    return any(
        other.organisation == party.organisation and party.person in (None, other.person)
        for other in section.parties
    )


def _is_blank(text: str) -> bool:
    return not re.search(r"\w{2}", text) or bool(re.match(r"(?:et|d'une|d'autre) ", text, re.I))


def _designate(unit: Unit, start: int, section: Section) -> None:
    """« ci-après, les « Partenaires » » names the quality of the parties since the last ET."""
    plural = _PLURAL.search(unit.text, start)
    single = re.search(r"« ?l'état ?»", unit.text[start:], re.IGNORECASE)
    if not plural and not single:
        return
    words = unit.text[plural.start() : plural.end()] if plural else "l'état"
    quality = next((name for name, each in QUALITY_WORDS if re.search(each, words, re.I)), None)
    group = section.parties[section.group :] if plural else section.parties[-1:]
    for party in group:
        if quality and not party.quality:
            party.quality = quality
            party.quality_evidence = unit.evidence(start, len(unit.text))
