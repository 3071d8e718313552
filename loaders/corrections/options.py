"""What a person may decide about a finding: the items of the reading it is about, and new values.

A finding names things of the graph; what was read is found again by their
IRIs, which bear the place or the number of each item.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from loaders.corrections.apply import fits
from loaders.corrections.values import CHOICES, SINGLE, telling
from loaders.reading import ActionSheet, Amount, DatedEvent, Duration, Reading
from loaders.state.actions import keys
from loaders.state.dates import own
from loaders.state.wording import date, euros
from maillage import iri
from maillage.validation.mends.kinds.due import after, between
from maillage.validation.mends.names import nearest
from maillage.validation.report import Violation
from maillage.validation.text import Text
from maillage.values import Edtf

FIRST = ("organisation", "value", "title", "name", "notation", "label")
"""The properties that tell an item best."""
STATE = re.compile(r"(?:l['’])?(?:état|etat|préf|pref|sous-préf)", re.IGNORECASE)


@dataclass(frozen=True)
class Option:
    """One thing that may be decided: new values of an item, or of a single field."""

    field: str
    item: Any
    values: Mapping[str, Any]
    label: Text

    def decision(self, reading: Reading) -> dict[str, Any] | None:
        """The entry, without who, when and why; None where nothing tells the item from others."""
        if self.field in SINGLE:
            current = getattr(reading, self.field)
            said = current.value if isinstance(current, Duration) else current
            told = {"was": str(said)} if said is not None else {}
            return {"field": self.field, **told, "value": self.values[self.field]}
        where = designation(self.field, self.item, getattr(reading, self.field))
        return {"field": self.field, "where": where, "set": dict(self.values)} if where else None


def designation(name: str, item: Any, items: Sequence[Any]) -> dict[str, str] | None:
    """The fewest properties by which a decision names this item and no other; None if none do."""
    where: dict[str, str] = {}
    order = sorted(telling(name), key=lambda key: key not in FIRST)
    for key in order:
        value = getattr(item, key)
        if isinstance(value, str) and value.strip():
            where[key] = value
        if where and sum(fits(each, where) for each in items) == 1:
            return where
    return None


def of_finding(found: Violation, slug: str, reading: Reading) -> Iterator[Option]:
    """The options of a finding on a document, best first."""
    handler = HANDLERS.get(found.rule.rpartition("#")[2])
    if handler:
        yield from handler(found, slug, reading)


def _key(found: Violation, kind: str, slug: str) -> str:
    """What the IRI of the thing at fault ends with, where it is of this kind and document."""
    start = f"{kind}/{slug}/"
    path = iri.path_of(found.focus) or ""
    return path.removeprefix(start) if path.startswith(start) else ""


def _action(found: Violation, slug: str, reading: Reading) -> ActionSheet | None:
    key = _key(found, "action", slug)
    return dict(zip(keys(reading), reading.actions, strict=True)).get(key) if key else None


def _axis(found: Violation, slug: str, reading: Reading) -> Iterator[Option]:
    """The axis that the text of an action tells, or the one it is printed under."""
    action = _action(found, slug, reading)
    if action and action.proposed_axis:
        proposed = action.proposed_axis
        yield Option(
            "actions",
            action,
            {"axis": proposed, "proposed_axis": None},
            Text(f"Ranger l'action sous l'axe {proposed}", f"Put the action under axis {proposed}"),
        )
        yield Option(
            "actions",
            action,
            {"proposed_axis": None},
            Text(
                f"Garder l'axe imprimé ({action.axis or 'aucun'})",
                f"Keep the printed axis ({action.axis or 'none'})",
            ),
        )


def _status(found: Violation, slug: str, reading: Reading) -> Iterator[Option]:
    """The status of the list that is nearest to the one that was read."""
    action = _action(found, slug, reading)
    choices = sorted(CHOICES["actions", "status"])
    status = nearest(action.status, choices, str) if action and action.status else None
    if status:
        label = Text(f"Choisir le statut « {status} »", f"Choose the status “{status}”")
        yield Option("actions", action, {"status": status}, label)


def _due(found: Violation, slug: str, reading: Reading) -> Iterator[Option]:
    """The end date that signature and duration give, else the duration that both dates give."""
    del found, slug
    start, end = _single(reading, "signature"), _single(reading, "echeance")
    lasts = reading.duration_months
    if not start or not end or not lasts:
        return
    first, last = Edtf(start.value), Edtf(end.value)
    due, months = after(first, lasts.value), between(first, last)
    if due:
        french = f"Échéance : {due.words()}, soit la signature plus {lasts.value} mois"
        english = f"End date: {due.value}, the signature plus {lasts.value} months"
        yield Option("dates", end, {"value": due.value}, Text(french, english))
    if months and months > 0 and months % 6 == 0:
        label = Text(f"Durée : {months} mois", f"Duration: {months} months")
        yield Option("duration_months", None, {"duration_months": str(months)}, label)


def _single(reading: Reading, event: str) -> DatedEvent | None:
    found = list(own(reading, event))
    return found[0] if len(found) == 1 else None


def _days(event: str, named: tuple[str, str]) -> "Handler":
    """Of two dates of one event, either may be kept: the other is then one of something else."""

    def handler(found: Violation, slug: str, reading: Reading) -> Iterator[Option]:
        del found, slug
        events = list(own(reading, event))
        if len(events) != 2:
            return
        for kept, other in (events, events[::-1]):
            french, english = date(kept.value)
            label = Text(f"Retenir le {french} comme {named[0]}", f"Keep {english} as {named[1]}")
            yield Option("dates", other, {"event": "autre"}, label)

    return handler


SIGNED = _days("signature", ("date de signature", "the date of signature"))
ENDED = _days("echeance", ("échéance", "the end date"))


def _contradiction(found: Violation, slug: str, reading: Reading) -> Iterator[Option]:
    """A contradiction is of dates or of sums, which one its sentence tells."""
    said = found.message.fr.lower()
    if "dates de signature" in said:
        yield from SIGNED(found, slug, reading)
    elif "dates d'échéance" in said:
        yield from ENDED(found, slug, reading)
    elif "montants pour" in said:
        for first in _totals(reading):
            for other in _rivals(first, reading):
                sums = (euros(first.value)[0], euros(other.value)[0])
                if all(each.lower() in said for each in sums):
                    yield _sum(first, other.value)


def _totals(reading: Reading) -> Iterator[Amount]:
    for amount in reading.amounts:
        alone = amount.nature == "exact" and amount.part_of is None
        if amount.whole and alone and amount.funder:
            yield amount


def _rivals(amount: Amount, reading: Reading) -> Iterator[Amount]:
    """The other totals of the same payer, which differ."""
    for other in _totals(reading):
        same = (other.funder_entity or other.funder) == (amount.funder_entity or amount.funder)
        if same and other.instrument == amount.instrument and other.value != amount.value:
            yield other


def _total(found: Violation, slug: str, reading: Reading) -> Iterator[Option]:
    """Of totals that differ, the one whose parts add up to it."""
    place = _key(found, "montant", slug)
    if not place.isdigit() or not 0 < int(place) <= len(reading.amounts):
        return
    amount = reading.amounts[int(place) - 1]
    for other in _rivals(amount, reading):
        at = next(n for n, each in enumerate(reading.amounts) if each is other)
        parts = [Decimal(each.value) for each in reading.amounts if each.part_of == at]
        if parts and sum(parts) == Decimal(other.value):
            yield _sum(amount, other.value)


def _sum(amount: Amount, value: str) -> Option:
    before, right = euros(amount.value), euros(value)
    label = Text(
        f"Retenir {right[0]} et non {before[0]} ({amount.funder})",
        f"Keep {right[1]}, not {before[1]} ({amount.funder})",
    )
    return Option("amounts", amount, {"value": value}, label)


def _state(found: Violation, slug: str, reading: Reading) -> Iterator[Option]:
    """The party that is the State by its name, and was read as another one."""
    del found, slug
    for party in reading.parties:
        if STATE.match(party.organisation) and party.quality != "etat":
            label = Text(
                f"Dire que « {party.organisation} » est l'État",
                f"Say that “{party.organisation}” is the State",
            )
            yield Option("parties", party, {"quality": "etat"}, label)


Handler = Callable[[Violation, str, Reading], Iterator[Option]]
HANDLERS: Mapping[str, Handler] = {
    "ActionShape-axePropose": _axis,
    "ActionShape-statut-connu": _status,
    "ContradictionShape-porteSur-trancher": _contradiction,
    "ConventionShape-aPartie-etat": _state,
    "ConventionShape-dateEcheance-duree": _due,
    "ConventionShape-dateEcheance-ordre": _due,
    "ConventionShape-dateEcheance-unique": ENDED,
    "ConventionShape-dateSignature-unique": SIGNED,
    "MontantShape-valeur-contredite": _total,
}
"""What decides for each rule about a document."""
