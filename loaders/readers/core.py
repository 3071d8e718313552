"""The generic reading of a document: all that the core understands without a template."""

from collections.abc import Sequence
from dataclasses import dataclass, fields, is_dataclass, replace
from functools import cached_property
from typing import TypeVar, cast

from loaders.masking import MASK
from loaders.readers import (
    actions,
    bodies,
    checks,
    dispositifs,
    events,
    identity,
    indicators,
    layout,
    linking,
    money,
    parties,
    persons,
)
from loaders.readers import territories as they
from loaders.readers.knowledge import Knowledge
from loaders.readers.layout import Block
from loaders.reading import (
    DocumentInfo,
    LegalReference,
    Party,
    Reading,
    Territory,
)
from loaders.source import Source
from loaders.values.references import last_code, references
from maillage.model import Passage

T = TypeVar("T")
PROGRAMMES = ("ACV", "PVD", "ORT", "VA", "CRTE", "TI")
AGREEMENTS = ("convention", "avenant", "dossier-de-presse")
"""Kinds of documents by which their programme is signed, or its signature announced."""
_EDGES = " ,\n\t*"
QUALITIES = {"commune": "beneficiaire", "epci": "beneficiaire", "etat": "etat"}


@dataclass(frozen=True)
class Document:
    """A document and what is known beforehand; its blocks are made once."""

    source: Source
    knowledge: Knowledge

    @cached_property
    def blocks(self) -> tuple[Block, ...]:
        return layout.blocks(self.source.text)

    @cached_property
    def sheets(self) -> actions.Sheets:
        return actions.read(self.blocks)


def read(document: Document) -> Reading:
    """What any document says: facts that need no knowledge of its template."""
    blocks, knowledge = document.blocks, document.knowledge
    name = identity.title(blocks)
    kind = identity.kind(blocks, name)
    kind_name = kind.value if kind else "autre"
    if kind is None and parties.opens(blocks):
        kind_name = "convention"
    programme = identity.programme(blocks, name, kind_name)
    section = _section(blocks, knowledge, kind_name)
    links = _links(section, knowledge)
    people = _people(document, section)
    agreed = programme.value if programme and kind and kind.value in AGREEMENTS else None
    type_said = identity.convention_type(
        blocks, name, kind_name, programme.value if programme else None
    )
    announced = actions.announced(blocks)
    sheets = document.sheets
    territories = tuple(_territories(section, links))
    if not territories and kind_name != "convention":
        territories = they.named(blocks, knowledge, kind_name)
    reading = Reading(
        document=DocumentInfo(
            document.source.sha256,
            document.source.media_type,
            name.text if name else None,
            len(document.source.text),
            title_evidence=name.evidence if name else (),
        ),
        kind=kind_name,
        programme=programme.value if programme else None,
        convention_type=type_said.value if type_said else None,
        parties=tuple(
            _party(candidate, link) for candidate, link in zip(section.parties, links, strict=True)
        ),
        territories=territories,
        dates=events.events(blocks, kind_name == "dossier-de-presse"),
        duration_months=events.duration(blocks),
        amounts=money.read(blocks, knowledge, PROGRAMMES),
        dispositifs=dispositifs.mentions(blocks, knowledge.lexicon, agreed),
        actions=sheets.actions,
        legal_references=_references(blocks),
        indicators=indicators.read(blocks, [territory.name for territory in territories]),
        kind_evidence=kind.evidence if kind else (),
        programme_evidence=programme.evidence if programme else (),
        convention_type_evidence=type_said.evidence if type_said else (),
        axes=sheets.axes,
        announced_actions=announced[0] if announced else None,
        bodies=bodies.read(blocks),
        personal=persons.personal(document.source.text, blocks, people),
    )
    if reading.kind == "autre" and not programme and not territories:
        reading = replace(reading, indicators=())
    issues = checks.all_of(reading, blocks, knowledge, section.unread, sheets.unread)
    return replace(reading, issues=issues)


def _section(blocks: Sequence[Block], knowledge: Knowledge, kind: str) -> parties.Section:
    """The parties; a deliberation, minutes or a guide has none."""
    if kind in ("deliberation", "autre"):
        return parties.Section()
    return parties.candidates(blocks, knowledge)


def _links(section: parties.Section, knowledge: Knowledge) -> tuple[linking.Link, ...]:
    found = [linking.candidates(_with_initials(party), knowledge) for party in section.parties]
    return linking.resolved(found, _departement(section, knowledge))


def _with_initials(party: parties.Candidate) -> str:
    return f"{party.organisation} ({party.short})" if party.short else party.organisation


def _departement(section: parties.Section, knowledge: Knowledge) -> str | None:
    """The département that the prefect's post names."""
    for party in section.parties:
        if party.role and "préf" in party.role.lower():
            name = linking.territory_of(party.role)
            places = knowledge.gazetteer.find(name, "departement") if name else ()
            if len(places) == 1:
                return places[0].code
    return None


def _party(candidate: parties.Candidate, link: linking.Link) -> Party:
    quality = _quality(candidate, link)
    return Party(
        candidate.organisation,
        quality,
        candidate.role,
        candidate.person,
        link.entity,
        candidate.evidence,
        candidate.role_evidence,
        candidate.quality_evidence,
    )


def _quality(candidate: parties.Candidate, link: linking.Link) -> str:
    """What a party is in the convention.

    The State is the State and a commune or an EPCI a beneficiary whatever group
    they stand in; for all others the group's name tells.
    """
    if candidate.quality == "en-presence":
        return "en-presence"
    return QUALITIES.get(link.kind or "", candidate.quality or "partenaire")


def _territories(section: parties.Section, links: Sequence[linking.Link]) -> list[Territory]:
    """The communes and EPCI among the beneficiaries, each once."""
    found: dict[tuple[str, str], Territory] = {}
    for party, link in zip(section.parties, links, strict=True):
        if _quality(party, link) == "beneficiaire" and link.kind in (
            "commune",
            "epci",
            "departement",
            "region",
        ):
            name = linking.without_kind(party.organisation)
            code = link.place.code if link.place else None
            key = (link.kind, code or name)
            found.setdefault(key, Territory(name, link.kind, code, party.evidence))
    return list(found.values())


def _references(blocks: Sequence[Block]) -> tuple[LegalReference, ...]:
    found: dict[str, tuple[Passage, ...]] = {}
    code: str | None = None
    for block in blocks:
        for item in references(block.text, code):
            found[item.value] = found.get(item.value, ()) + block.evidence(item.start, item.end)
        code = last_code(block.text, code)
    return tuple(LegalReference(notation, None, evidence) for notation, evidence in found.items())


def _people(document: Document, section: parties.Section) -> list[persons.Person]:
    knowledge = document.knowledge

    def is_place(name: str) -> bool:
        return bool(knowledge.gazetteer.find(name)) or knowledge.registry.named(name) is not None

    signing = [persons.Person(party.person, True) for party in section.parties if party.person]
    named = {persons.key(person.name) for person in signing}
    others = persons.persons(document.blocks, is_place)
    return signing + [person for person in others if persons.key(person.name) not in named]


def without_persons(reading: Reading) -> Reading:
    """The same reading, no passage or words of which identify a person.

    A passage that touches a person's name is cut in two, words that hold one have
    it masked, and an item with no words left is not kept. `Party.person` alone keeps it.
    """
    hidden = _Hidden(
        tuple(sorted((each.passage.start, each.passage.end) for each in reading.personal)),
        tuple({_plain(each.passage.quote) for each in reading.personal}),
    )
    kept = {
        field.name: _cut(getattr(reading, field.name), hidden)
        for field in fields(reading)
        if field.name != "personal"
    }
    return replace(reading, **kept)


@dataclass(frozen=True)
class _Hidden:
    """Where persons are named, and the names in clean words."""

    spans: tuple[tuple[int, int], ...]
    names: tuple[str, ...]


def _plain(words: str) -> str:
    return " ".join(words.replace("’", "'").replace("*", "").split())


def _cut(value: T, hidden: _Hidden) -> T:
    if type(value) is str:
        words = str(value)
        for name in hidden.names:
            words = words.replace(name, MASK * len(name))
        return cast(T, words)
    if isinstance(value, tuple):
        if value and all(isinstance(item, Passage) for item in value):
            parts = [part for passage in value for part in _parts(passage, hidden.spans)]
            return cast(T, tuple(parts))
        pairs = [(item, _cut(item, hidden)) for item in value]
        return cast(T, tuple(cut for item, cut in pairs if not _is_emptied(item, cut)))
    if is_dataclass(value) and not isinstance(value, type | Passage):
        changed = {
            field.name: _cut(getattr(value, field.name), hidden)
            for field in fields(value)
            if field.name != "person"
        }
        return replace(value, **changed)
    return value


def _is_emptied(before: object, after: object) -> bool:
    """Whether all the words of an item were a person's; an issue may have none from the start."""
    return getattr(after, "evidence", True) == () != getattr(before, "evidence", ())


def _parts(passage: Passage, spans: Sequence[tuple[int, int]]) -> list[Passage]:
    """What is left of a passage beside the spans."""
    touching = [span for span in spans if span[0] < passage.end and passage.start < span[1]]
    if not touching:
        return [passage]
    bounds = [passage.start, *(bound for span in touching for bound in span), passage.end]
    parts: list[Passage] = []
    for start, end in zip(bounds[::2], bounds[1::2], strict=True):
        words = passage.quote[max(0, start - passage.start) : max(0, end - passage.start)]
        kept = words.strip(_EDGES)
        if len(kept) > 1:
            first = start + len(words) - len(words.lstrip(_EDGES))
            parts.append(Passage(first, first + len(kept), kept, passage.page))
    return parts
