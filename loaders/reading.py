"""The `Reading`: what one document says, before it becomes RDF.

Its JSON form is the contract's ``reading.schema.json``; a few fields more
(local axes, announced number of actions, bodies, events) feed the graph.
Absent facts are absent: an empty tuple or None, never a guess. Every item
carries the words it was read from.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from maillage.model import Issue, Passage

Evidence = tuple[Passage, ...]


@dataclass(frozen=True)
class DocumentInfo:
    """The document itself; `characters` counts the code points of its normalised text."""

    sha256: str
    media_type: str
    title: str | None
    characters: int
    pages: int | None = None
    title_evidence: Evidence = ()


@dataclass(frozen=True)
class Party:
    """An organisation's part in the convention.

    `evidence` never covers the person's name: the name stands in `person`, and
    its place in the reading's `personal`. `quality_evidence` are the words that
    name the group (« ci-après, les « Partenaires » »), where the document has them.
    """

    organisation: str
    quality: str
    role: str | None
    person: str | None
    entity: str | None
    evidence: Evidence
    role_evidence: Evidence = ()
    quality_evidence: Evidence = ()


@dataclass(frozen=True)
class Territory:
    name: str
    kind: str
    code: str | None
    evidence: Evidence


@dataclass(frozen=True)
class DatedEvent:
    """`value` is EDTF level 0-1: ``2018-07-13``, ``2022-10``, ``2015/2020``.

    `about` says what the event happened to; None is the convention itself. A
    `signature` or an `echeance` is always the convention's: those of another
    thing are `autre`, with their words in `about`.
    """

    value: str
    event: str
    about: str | None
    evidence: Evidence


@dataclass(frozen=True)
class Duration:
    """A duration in months."""

    value: int
    evidence: Evidence


@dataclass(frozen=True)
class Amount:
    """A sum in units of `currency`; `part_of` is the index of its total in the list.

    `funder` is as written; `funder_entity` the IRI it was linked to, if any.
    `instrument` tells apart sums of one funder that must not be compared
    (``fonds-propres``, ``prets``); `whole` marks a funder's announced total.
    """

    value: str
    nature: str
    funder: str | None
    purpose: str | None
    evidence: Evidence
    currency: str = "EUR"
    tax: str | None = None
    part_of: int | None = None
    funder_entity: str | None = None
    instrument: str | None = None
    whole: bool = False
    funder_evidence: Evidence = ()


@dataclass(frozen=True)
class Mention:
    """A dispositif the document speaks of, once a document, with its state.

    `evidence` are all the places that name it, `state_evidence` the words that
    tell its state.
    """

    notation: str
    state: str
    evidence: Evidence
    state_evidence: Evidence = ()


@dataclass(frozen=True)
class Objective:
    text: str
    evidence: Evidence


@dataclass(frozen=True)
class Financing:
    """A payer of an action, as written, with its share in euros."""

    funder: str
    value: str
    evidence: Evidence


@dataclass(frozen=True)
class ActionSheet:
    """`axis` is the notation of the heading it stands under, as printed; None where none.

    `cost` is in euros; `calendar` as written.
    """

    number: str | None
    title: str
    axis: str | None
    status: str | None
    objectives: tuple[Objective, ...]
    evidence: Evidence
    territory: str | None = None
    maitre_ouvrage: str | None = None
    partners: tuple[str, ...] = ()
    cost: str | None = None
    axis_evidence: Evidence = ()
    status_evidence: Evidence = ()
    proposed_axis: str | None = None
    calendar: str | None = None
    financing: tuple[Financing, ...] = ()
    owner_evidence: Evidence = ()
    partners_evidence: Evidence = ()
    cost_evidence: Evidence = ()
    calendar_evidence: Evidence = ()


@dataclass(frozen=True)
class AxisHeading:
    """An axis as the document prints it; `national` where the programme has it."""

    notation: str
    title: str | None
    national: bool
    evidence: Evidence


@dataclass(frozen=True)
class LegalReference:
    notation: str
    iri: str | None
    evidence: Evidence


@dataclass(frozen=True)
class Indicator:
    """`nature` as of amounts: « plus de 500 logements » is a ``minimum``."""

    label: str
    value: str
    unit: str | None
    territory: str | None
    period: str | None
    evidence: Evidence
    nature: str = "exact"


@dataclass(frozen=True)
class Body:
    """An instance (comité de projet…): who sits in it, and the posts that preside it.

    A member is its name, its status (``membre``, ``invite``, ``associe``) and its words.
    """

    name: str
    members: tuple[tuple[str, str, Evidence], ...]
    evidence: Evidence
    presidents: tuple[tuple[str, Evidence], ...] = ()


@dataclass(frozen=True)
class ProposedLink:
    """A grant that may pay for an action, or for an item of a list of works.

    `action` is the place in the list of actions, None for an item; `score` from 0
    to 1; `accepted` by a person's decision.
    """

    action: int | None
    title: str
    grant: str
    subject: str
    score: float
    reasons: str
    evidence: Evidence
    accepted: bool = False


@dataclass(frozen=True)
class Personal:
    """Words that identify a person; they never leave the restricted side.

    `kind` is ``name``, ``email`` or ``phone``; `office` marks the name of someone
    who holds an elected or State post and acts in public by it.
    """

    kind: str
    value: str
    passage: Passage
    office: bool = False


@dataclass(frozen=True)
class Reading:
    """All that one document says."""

    document: DocumentInfo
    template: str | None = None
    kind: str = "autre"
    programme: str | None = None
    convention_type: str | None = None
    parties: tuple[Party, ...] = ()
    territories: tuple[Territory, ...] = ()
    dates: tuple[DatedEvent, ...] = ()
    duration_months: Duration | None = None
    amounts: tuple[Amount, ...] = ()
    dispositifs: tuple[Mention, ...] = ()
    actions: tuple[ActionSheet, ...] = ()
    legal_references: tuple[LegalReference, ...] = ()
    indicators: tuple[Indicator, ...] = ()
    issues: tuple[Issue, ...] = ()
    kind_evidence: Evidence = ()
    programme_evidence: Evidence = ()
    convention_type_evidence: Evidence = ()
    axes: tuple[AxisHeading, ...] = ()
    announced_actions: tuple[int, Evidence] | None = None
    bodies: tuple[Body, ...] = ()
    links: tuple[ProposedLink, ...] = ()
    personal: tuple[Personal, ...] = field(default=(), repr=False)


PRIVATE = {"personal"}
"""Fields that the JSON form leaves out."""


def as_json(value: object) -> Any:
    """The JSON form of a reading or of any part of it; an objective is its text alone.

    An issue of the whole document has no evidence: it cites no passage.
    """
    if isinstance(value, Objective):
        return value.text
    if isinstance(value, Issue) and not value.evidence:
        return {"level": value.level, "message": value.message, "remedy": value.remedy}
    if hasattr(value, "__dataclass_fields__"):
        return {
            name: as_json(getattr(value, name))
            for name in value.__dataclass_fields__
            if name not in PRIVATE
        }
    if isinstance(value, tuple):
        return [as_json(item) for item in value]
    if isinstance(value, Mapping):
        return {key: as_json(item) for key, item in value.items()}
    return value
