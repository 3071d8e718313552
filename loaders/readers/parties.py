"""The parties of a convention: organisations, qualities, posts; persons apart.

Reads the parties section (« ENTRE … ET … AINSI QUE … Il est convenu ») in the
variants found in sixteen conventions, else a list of signatories, else the
sentence of a communiqué (« la ville et l'État ont signé »). Collective parties
(« les partenaires financeurs ») are not parties.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from loaders.readers import linking
from loaders.readers.knowledge import Knowledge
from loaders.readers.layout import Block, Kind
from loaders.readers.persons import CIVILITY, NAME, POSTS
from loaders.reading import Evidence

_OPENING = re.compile(
    r"^(?:la présente convention est (?:conclue|établie|passée) )?"
    r"entre(?: les soussignée?s)?\b[ :,]*$"
    r"|^entre les soussigné|^(?:les |liste des )?signataires ?:|^parties(?: signataires)? ?:?$",
    re.IGNORECASE,
)
_CLOSING = re.compile(
    r"^(?:il (?:est|a été) (?:préalablement |d'un commun accord )?(?:convenu|exposé|arrêté|rappelé)"
    r"|contexte\b|préambule\b|article (?:1|premier|1er)\b|vu\b|considérant\b|exposé\b|sommaire\b)",
    re.IGNORECASE,
)
_CONNECTOR = re.compile(
    r"^(?:et|entre|d'une part|d'autre part|ainsi que)\b[ ,:;.]*$", re.IGNORECASE
)
_PRESENCE = re.compile(r"^en pr[ée]sence d[eu']", re.IGNORECASE)
_DESIGNATION = re.compile(
    r"\(?\b(?:ci-après|ci après|dénommée?s?|désignée?s?|désormais)\b.*$", re.IGNORECASE
)
_PLURAL = re.compile(r"\bles ?« ?([^»]+?) ?»|\bles ?\"([^\"]+)\"", re.IGNORECASE)
_REPRESENTED = re.compile(
    r",? ?\b(?:dûment )?(?:représentée?s?|agissant)(?: aux présentes| en application [^,]{3,80}?)?"
    r"(?: par| en la personne d[e'])"
    r"|,? ?\ben la personne d[e']",
    re.IGNORECASE,
)
_MANDATE = re.compile(
    r",? ?\(?(?:dûment )?(?:habilitée?|autorisée?|agissant|en vertu|suivant|ayant tous pouvoirs"
    r"|pris en application|délégation)\b.*$",
    re.IGNORECASE,
)
_SEAT = re.compile(
    r"(?:,| \(|;| dont le siège| sise?\b| située?\b| domiciliée?\b| établissement public).*$",
    re.IGNORECASE,
)
_STARTS = re.compile(
    r"^(?:représentée?s?\b|ci-après|dénommée?|désignée?|d'une part|d'autre part|et\b|ainsi que\b"
    r"|entre\b|en présence|(?:l'|la |le |les )?(?:communes?|villes?|communauté|état|préf|conseil"
    r"|région|département|établissement|caisse|banque|agence|chambre|syndicat|pôle|métropole|epci"
    r"|anah|action logement|office)\b)",
    re.IGNORECASE,
)
_ROLE = re.compile(
    rf"(?P<lead>(?i:son|sa|leurs?|le|la|l'|monsieur le|madame la|m\. le|mme la)? ?)"
    rf"(?P<role>(?i:{POSTS})(?: (?i:adjointe?|générale?|déléguée?|régionale?|départementale?"
    rf"|territoriale?|locale?|exécuti(?:f|ve)|au maire))*"
    rf"(?: (?:du|de la|de l'|des|de|d'|en charge)"
    rf"(?:(?!,|;|\(| {CIVILITY} | [A-ZÀ-Þ][\w-]+ [A-ZÀ-Þ]{{3,}}"
    rf"| représent| en exercice| habilit| autoris| agissant).)*)?)",
)
_SIGNED = re.compile(
    r"\b(?:ont|a) (?:co)?signé\b|\b(?:co)?signent\b|\b(?:a|ont) été signée?s? (?:entre|par)\b",
    re.IGNORECASE,
)
_NUMBERED_PEOPLE = re.compile(r"^les? (?:communes|villes) (?:de |d')(?P<names>.+)$", re.IGNORECASE)
QUALITY_WORDS = (
    ("beneficiaire", r"bénéficiaire|collectivité"),
    ("etat", r"\bétat\b"),
    ("partenaire", r"partenaire|financeur|signataires? associé"),
)


@dataclass
class Candidate:
    """A party as read, before it is linked."""

    organisation: str
    evidence: Evidence
    role: str | None = None
    role_evidence: Evidence = ()
    person: str | None = None
    quality: str | None = None
    quality_evidence: Evidence = ()


@dataclass
class Section:
    """What has been read of the parties section so far."""

    parties: list[Candidate] = field(default_factory=list)
    group: int = 0
    presence: bool = False
    unread: list[Evidence] = field(default_factory=list)


def candidates(blocks: Sequence[Block], knowledge: Knowledge) -> Section:
    """The parties named, from the first of the three forms that names any."""
    for opening in (block for block in blocks if _OPENING.match(block.text)):
        section = _section(list(_of_section(blocks, opening.index)), knowledge)
        if section.parties:
            return section
    return _communique(blocks, knowledge)


def _of_section(blocks: Sequence[Block], opening: int) -> Iterator[Block]:
    for block in blocks[opening + 1 : opening + 120]:
        if _CLOSING.match(block.text):
            return
        yield block


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


def _units(block: Block) -> Iterator[Unit]:
    """A block in units: its lines, those that go on joined to the line before."""
    starts = [0]
    for line in block.lines[1:]:
        position = block.view.at(line)
        position += block.text[position : position + 1] == " "
        if _STARTS.match(block.text[position:]) and not block.text[:position].endswith(
            (" et ", " de ")
        ):
            starts.append(position)
    for start, end in zip(starts, [*starts[1:], len(block.text)], strict=True):
        text = block.text[start:end].rstrip()
        if text:
            yield Unit(block, start, start + len(text))


def _section(blocks: Sequence[Block], knowledge: Knowledge) -> Section:
    section = Section()
    for block in blocks:
        for unit in _units(block):
            _read(unit, section, knowledge)
    return section


def _read(unit: Unit, section: Section, knowledge: Knowledge) -> None:
    text = unit.text
    if _PRESENCE.match(text):
        section.presence, section.group = True, len(section.parties)
    elif _CONNECTOR.match(text):
        if re.match(r"et\b|ainsi", text, re.IGNORECASE):
            section.group = len(section.parties)
    elif match := re.match(
        r"(?:et )?(?=\(?(?:ci-après|ci après|dénommée?|désignée?)\b)", text, re.I
    ):
        _designate(unit, match.end(), section)
    elif _REPRESENTED.match(text) and section.parties:
        _represent(section.parties[-1:], unit, _REPRESENTED.match(text).end())  # type: ignore[union-attr]
    else:
        found = _parties(unit, knowledge)
        if section.presence:
            found = [replace(party, quality="en-presence") for party in found]
        section.parties += found
        if designation := _DESIGNATION.search(text):
            _designate(unit, designation.start(), section)
        if not found and 2 < len(text.split()) < 25 and not _is_blank(text):
            section.unread.append(unit.evidence(0, len(text)))


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


def _represent(parties: Sequence[Candidate], unit: Unit, start: int) -> None:
    """Reads « son maire Jean DUPONT » or « Jean DUPONT, maire » after « représentée par »."""
    text = unit.text[:start] + _MANDATE.sub("", _DESIGNATION.sub("", unit.text[start:]))
    person = re.search(rf"(?:{CIVILITY} ?)?(?P<name>{NAME})", text[start:])
    role = _role(text, start, person)
    for party in parties:
        if role:
            party.role = role["role"].strip(" ,").rstrip()
            begin = role.start("role") if person and person.end() + start <= role.start() else 0
            end = role.start("role") + len(party.role)
            lead = _REPRESENTED.search(text)
            begin = begin or (lead.start() if lead else role.start("role"))
            while text[begin] in " ,":
                begin += 1
            party.role_evidence = unit.evidence(begin, end)
        if person:
            party.person = person["name"]


def _role(text: str, start: int, person: re.Match[str] | None) -> re.Match[str] | None:
    """The post, before the person's name or after it."""
    after = _ROLE.match(text.replace("’", "'"), _skip(text, start))
    if after:
        return after
    if not person:
        return None
    position = _skip(text, start + person.end())
    match = re.compile(r"(?:agissant )?en (?:sa )?qualité d[e'] ?", re.I).match(text, position)
    return _ROLE.match(text, match.end() if match else position)


def _skip(text: str, position: int) -> int:
    while position < len(text) and text[position] in " ,":
        position += 1
    return position


def _parties(unit: Unit, knowledge: Knowledge) -> list[Candidate]:
    """The party or parties that a unit names, with their representative."""
    text = unit.text
    represented = _REPRESENTED.search(text)
    head = text[: represented.start()] if represented else text
    head = _MANDATE.sub("", _DESIGNATION.sub("", head))
    if several := _NUMBERED_PEOPLE.match(head):
        found = list(_several(unit, several))
    elif office := _by_office(unit, head):
        return [office]
    else:
        found = _one(unit, head, knowledge, bool(represented))
    if represented and found:
        _represent(found, unit, represented.end())
    return found


def _several(unit: Unit, match: re.Match[str]) -> Iterator[Candidate]:
    """« les communes de A, B et C »: a party each."""
    for name in re.finditer(r"[^,]+?(?=,| et (?:de |d')?(?=[A-ZÉÈÎ])|$)", match["names"]):
        words = re.sub(r"^(?:et )?(?:de |d')?", "", name[0].strip())
        if words:
            start = match.start("names") + name.start() + name[0].index(words)
            evidence = unit.evidence(start, start + len(words))
            yield Candidate(f"commune de {words}", evidence)


def _by_office(unit: Unit, head: str) -> Candidate | None:
    """« le préfet du Gers, X » and « X, maire de Cahors »: the office stands for its body."""
    lead = re.match(r"(?:et )?(?:monsieur |madame |m\. |mme )?(?:le |la |l')?", head, re.IGNORECASE)
    start = lead.end() if lead else 0
    person = re.match(rf"(?:{CIVILITY} ?)?(?P<name>{NAME})(?:,| \()? ?", head)
    role = _ROLE.match(head, start) or (person and _ROLE.match(head, _skip(head, person.end())))
    if not role:
        return None
    words = role["role"].strip(" ,)")
    body = _body_of(words)
    if not body:
        return None
    evidence = unit.evidence(role.start("role"), role.start("role") + len(words))
    after = re.search(rf"(?:{CIVILITY} ?)?(?P<name>{NAME})", head[role.end() :])
    name = (after or person) and (after or person)["name"]  # type: ignore[index]
    return Candidate(body, evidence, words, evidence, name)


def _body_of(role: str) -> str | None:
    """The organisation that an office speaks for: « maire de Cahors » → « commune de Cahors »."""
    post, *rest = re.split(r"(?<=\w) (?=du |de |d'|des )", role, maxsplit=1)
    if re.match(r"(?:sous-)?préf", post, re.IGNORECASE):
        return "État"
    if not rest:
        return None
    if re.match(r"maire", post, re.IGNORECASE):
        return f"commune {rest[0]}"
    return linking.bare(rest[0])


def _one(unit: Unit, head: str, knowledge: Knowledge, represented: bool) -> list[Candidate]:
    lead = re.match(r"(?:et |- )?(?:l'|la |le |les |d'une part,? )?", head, re.IGNORECASE)
    start = lead.end() if lead else 0
    name = _SEAT.sub("", head[start:]).rstrip(" ,;:.")
    if not name or len(name) > 160:
        return []
    link = linking.candidates(name, knowledge)
    institutional = _STARTS.match(head[: start + len(name)]) and not re.match(r"et\b", head[start:])
    if not (represented or link.entity or link.places or (institutional and link.kind)):
        return []
    return [Candidate(name, unit.evidence(start, start + len(name)))]


def _communique(blocks: Sequence[Block], knowledge: Knowledge) -> Section:
    """« les collectivités (A et B), l'État et les partenaires ont signé »."""
    section = Section()
    for block in blocks:
        match = _SIGNED.search(block.text) if block.kind is Kind.PARAGRAPH else None
        if not match:
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
    office = _by_office(item, item.text)
    found = [office] if office else _one(item, item.text, knowledge, represented=False)
    if found:
        section.parties += found
    else:
        section.unread.append(item.evidence(0, len(item.text)))
