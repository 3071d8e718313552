"""Dates as literals of the precision that the document gives, and the events they date."""

import re
from collections.abc import Iterator

from loaders.reading import DatedEvent, Reading
from loaders.state.anchors import Anchors
from loaders.state.facts import stated, thing
from loaders.state.wording import capital, date, is_noun_phrase
from maillage import iri
from maillage.model import Fact
from maillage.rdf import MLG, Literal, NamedNode, typed

PRECISIONS = (
    (re.compile(r"\d{4}-\d{2}-\d{2}"), "date"),
    (re.compile(r"\d{4}-\d{2}"), "gYearMonth"),
    (re.compile(r"\d{4}"), "gYear"),
)
ABOUT_LENGTH = 70
"""Characters that an event's label shows of what it is about."""
_REMARK = re.compile(r" \((?:signature|échéance)\)$")
OWN = {"signature": MLG.dateSignature, "echeance": MLG.dateEcheance}
"""Events of the convention itself, where the reader names nothing else they are about."""
EVENTS = {
    "signature": ("Signature", "Signature"),
    "candidature": ("Candidature", "Application"),
    "labellisation": ("Labellisation", "Selection"),
    "deliberation": ("Délibération", "Council vote"),
    "echeance": ("Échéance", "Expiry"),
    "approbation": ("Approbation", "Approval"),
    "debut": ("Début", "Start"),
    "autre": ("Date citée", "Date cited"),
}


def literal(value: str) -> Literal | None:
    """`value` as ``xsd:date``, ``gYearMonth`` or ``gYear``; None for an interval."""
    for pattern, datatype in PRECISIONS:
        if pattern.fullmatch(value):
            return typed(value, datatype)
    return None


def own(reading: Reading, event: str) -> list[DatedEvent]:
    """The dates of the convention's own event, without those that a finer one contains."""
    dates = [
        found
        for found in reading.dates
        if found.event == event and not found.about and literal(found.value)
    ]
    return [
        found
        for found in dates
        if not any(
            other.value != found.value and other.value.startswith(found.value) for other in dates
        )
    ]


def facts(reading: Reading, at: Anchors) -> Iterator[Fact]:
    """The convention's dates, and every dated event that the document speaks of."""
    if at.convention:
        for event, predicate in OWN.items():
            for found in own(reading, event):
                yield from stated(at.convention, found.evidence, {predicate: literal(found.value)})
    for position, found in enumerate(reading.dates, 1):
        yield from _event(found, at, at.part("evenement", position))


def _event(found: DatedEvent, at: Anchors, node: NamedNode) -> Iterator[Fact]:
    """A dated event; scraps of its sentence name nothing, and stay in the evidence alone."""
    french, english = EVENTS[found.event]
    named = found.about if found.about and is_noun_phrase(found.about) else None
    shown = named if named and len(_REMARK.sub("", named)) <= ABOUT_LENGTH else None
    about = f" ({shown})" if shown else ""
    day, day_en = date(found.value)
    if shown and found.event == "autre":
        yield from thing(node, MLG.Evenement, capital(f"{shown} : {day}"))
    else:
        yield from thing(
            node, MLG.Evenement, f"{french}{about} : {day}", f"{english}{about}: {day_en}"
        )
    exact = literal(found.value)
    values: dict[NamedNode, NamedNode | Literal | None] = {
        MLG.typeEvenement: iri.concept("evenement", found.event),
        MLG.date: exact,
        MLG.periode: None if exact else Literal(found.value),
        MLG.objet: Literal(named) if named else None,
    }
    yield from stated(node, found.evidence, values)
    yield from at.holds(found.evidence, MLG.aEvenement, node)
