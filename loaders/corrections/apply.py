"""Decisions applied to a reading: pure, counted, and told where they no longer apply."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import Any

from loaders.corrections.decision import ITEMS, Decision
from loaders.gazetteer import normalise
from loaders.reading import DatedEvent, Duration, Evidence, Reading
from maillage import iri
from maillage.model import Issue, Level, Passage

_DEFAULTS: Mapping[str, Mapping[str, Any]] = {
    "parties": {"quality": "partenaire", "role": None, "person": None, "entity": None},
    "territories": {"code": None},
    "dates": {"about": None},
    "amounts": {"nature": "exact", "funder": None, "purpose": None},
    "dispositifs": {"state": "non-precise"},
    "actions": {"number": None, "axis": None, "status": None, "objectives": ()},
    "legal_references": {"iri": None},
    "indicators": {"unit": None, "territory": None, "period": None},
}
"""What an added item has where the decision says nothing."""


@dataclass(frozen=True)
class Corrected:
    """A reading with its decisions: those that applied, and an issue for each other one."""

    reading: Reading
    applied: tuple[Decision, ...]
    issues: tuple[Issue, ...]


class _Unfit(Exception):
    """Why a decision does not apply, in French, for those who keep the data."""


def apply(
    reading: Reading, decisions: Sequence[Decision], text: str, place: Path | str = ""
) -> Corrected:
    """The reading as decided; `text` is the normalised text, in which quotes are looked for."""
    applied: list[Decision] = []
    issues: list[Issue] = []
    for decision in decisions:
        try:
            reading = _applied(reading, decision, text)
            applied.append(decision)
        except _Unfit as reason:
            issues.append(_told(decision, str(reason), place))
    return Corrected(reading, tuple(applied), tuple(issues))


def _told(decision: Decision, reason: str, place: Path | str) -> Issue:
    where = f"{place}, ligne {decision.line}" if place else f"ligne {decision.line}"
    message = f"La décision « {decision.words} » ne s'applique plus : {reason}."
    return Issue(Level.WARNING, message, f"La revoir ou la retirer ({where})")


def _applied(reading: Reading, decision: Decision, text: str) -> Reading:
    if decision.action == "value":
        return _single(reading, decision)
    items = list(getattr(reading, decision.field))
    if decision.action == "add":
        items.append(_added(decision, text))
        return _with(reading, decision.field, tuple(items))
    at = _found(items, decision)
    if decision.action == "refuse":
        del items[at]
    elif decision.action == "accept":
        items[at] = replace(items[at], accepted=True, score=1.0)
    else:
        items[at] = replace(items[at], **_values(decision))
    changed = _with(reading, decision.field, tuple(items))
    return _without(changed, decision, at) if decision.action == "refuse" else changed


def _with(reading: Reading, name: str, value: Any) -> Reading:
    """The reading with one field, named by the decision, changed."""
    changes: dict[str, Any] = {name: value}
    return replace(reading, **changes)


def _without(reading: Reading, decision: Decision, at: int) -> Reading:
    """What pointed at places of the list from which an item was taken."""
    if decision.field == "amounts":
        amounts = tuple(
            replace(each, part_of=_shifted(each.part_of, at)) for each in reading.amounts
        )
        return replace(reading, amounts=amounts)
    if decision.field == "actions":
        kept = [each for each in reading.links if each.action != at]
        links = tuple(replace(each, action=_shifted(each.action, at)) for each in kept)
        return replace(reading, links=links)
    return reading


def _shifted(place: int | None, gone: int) -> int | None:
    if place is None or place == gone:
        return None
    return place - (place > gone)


def _single(reading: Reading, decision: Decision) -> Reading:
    value = decision.values[decision.field]
    current = getattr(reading, decision.field)
    said = current.value if isinstance(current, Duration) else current
    if "was" in decision.where and str(decision.where["was"]) != str(said):
        raise _Unfit(f"la lecture dit maintenant « {said} »")
    if decision.field == "duration_months" and value is not None:
        evidence = current.evidence if isinstance(current, Duration) else ()
        return replace(reading, duration_months=Duration(value, evidence))
    return _with(reading, decision.field, value)


def _found(items: Sequence[Any], decision: Decision) -> int:
    """The place of the one item that the decision tells."""
    same = [at for at, item in enumerate(items) if _fits(item, decision.where)]
    if not same:
        raise _Unfit("plus rien de tel n'est lu dans le document")
    if len(same) > 1:
        raise _Unfit(f"{len(same)} éléments lui correspondent ; la préciser")
    return same[0]


def _fits(item: Any, where: Mapping[str, Any]) -> bool:
    return all(_same(getattr(item, name), value) for name, value in where.items())


def _same(read: Any, wanted: Any) -> bool:
    if read is None or wanted is None:
        return read is None and wanted is None
    first, second = str(read), str(wanted)
    return first == second or normalise(first) == normalise(second) or first.endswith(f"/{second}")


def _values(decision: Decision) -> dict[str, Any]:
    """The values to set; an entity given by its SIREN is an organisation."""
    values = dict(decision.values)
    for name in ("entity", "funder_entity"):
        if values.get(name) and "/" not in str(values[name]):
            values[name] = iri.organisation(str(values[name])).value
    return values


def _added(decision: Decision, text: str) -> Any:
    """An item that the reader missed, with its words where the decision quotes them."""
    kind = ITEMS[decision.field]
    if kind is DatedEvent and "value" not in decision.values:
        raise _Unfit("une date ajoutée doit donner sa valeur (value)")
    values = {**_DEFAULTS.get(decision.field, {}), **_values(decision)}
    needed = {each.name for each in fields(kind)} & {"organisation", "name", "value", "notation"}
    needed |= {"title"} if decision.field == "actions" else set()
    lacking = sorted(name for name in needed if name not in values)
    if lacking:
        raise _Unfit(f"il manque {', '.join(lacking)}")
    return kind(**values, evidence=_quoted(decision, text))


def _quoted(decision: Decision, text: str) -> Evidence:
    if not decision.quote:
        return ()
    start = text.find(decision.quote)
    if start < 0:
        raise _Unfit(f"le document ne dit pas « {decision.quote} »")
    return (Passage(start, start + len(decision.quote), decision.quote),)
