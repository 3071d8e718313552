"""Decisions applied to a reading: pure, counted, and told where they no longer apply."""

from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from loaders.corrections.decision import Decision
from loaders.corrections.values import SINGLE, item, needed
from loaders.gazetteer import normalise
from loaders.reading import Duration, Evidence, ProposedLink, Reading
from maillage.model import Issue, Level, Passage


@dataclass(frozen=True)
class Known:
    """What decisions may name: the notations of dispositifs, and the subjects of grants by key."""

    dispositifs: Container[str]
    grants: Mapping[str, str]


@dataclass(frozen=True)
class Corrected:
    """A reading with its decisions: those that applied, and an issue for each other one."""

    reading: Reading
    applied: tuple[Decision, ...]
    issues: tuple[Issue, ...]


class _Unfit(Exception):
    """Why a decision does not apply, in French, for those who keep the data."""


def apply(
    reading: Reading,
    decisions: Sequence[Decision],
    text: str,
    place: Path | str = "",
    known: Known | None = None,
) -> Corrected:
    """The reading as decided; `text` is the normalised text, in which quotes are looked for.

    Without `known`, the dispositifs and grants that are named are taken as they are.
    """
    applied: list[Decision] = []
    issues: list[Issue] = []
    for decision in decisions:
        try:
            reading = _applied(reading, decision, text, known)
            applied.append(decision)
        except _Unfit as reason:
            issues.append(_told(decision, str(reason), place))
    return Corrected(reading, tuple(applied), tuple(issues))


def _told(decision: Decision, reason: str, place: Path | str) -> Issue:
    where = f"{place}, ligne {decision.line}" if place else f"ligne {decision.line}"
    message = f"La décision « {decision.words} » ne s'applique plus : {reason}."
    return Issue(Level.WARNING, message, f"La revoir ou la retirer ({where})")


def _applied(reading: Reading, decision: Decision, text: str, known: Known | None) -> Reading:
    if decision.field in SINGLE:
        return _single(reading, decision)
    if known:
        _check(decision, known)
    items = list(getattr(reading, decision.field))
    if decision.action == "add":
        made = _link(reading, decision, text, known) if decision.field == "links" else None
        items.append(made or _added(decision, text))
        return _with(reading, decision.field, tuple(items))
    at = _found(items, decision)
    if decision.action == "refuse":
        del items[at]
    elif decision.action == "accept":
        if decision.field == "links":
            items[at] = replace(items[at], accepted=True, score=1.0)
    else:
        items[at] = replace(items[at], **decision.values)
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
    current = getattr(reading, decision.field)
    said = current.value if isinstance(current, Duration) else current
    if "was" in decision.where and str(decision.where["was"]) != str(said):
        raise _Unfit(f"la lecture dit maintenant « {said} »")
    if decision.action == "accept":
        return reading
    value = decision.values[decision.field]
    if decision.field == "duration_months" and value is not None:
        evidence = current.evidence if isinstance(current, Duration) else ()
        return replace(reading, duration_months=Duration(value, evidence))
    return _with(reading, decision.field, value)


def _found(items: Sequence[Any], decision: Decision) -> int:
    """The place of the one item that the decision tells."""
    same = [at for at, item in enumerate(items) if fits(item, decision.where)]
    if not same:
        raise _Unfit("plus rien de tel n'est lu dans le document")
    if len(same) > 1:
        raise _Unfit(f"{len(same)} éléments lui correspondent ; la préciser")
    return same[0]


def fits(item: object, where: Mapping[str, Any]) -> bool:
    """Whether an item is the one, or one of those, that a decision tells by what was read."""
    return all(_same(getattr(item, name), value) for name, value in where.items())


def _same(read: Any, wanted: Any) -> bool:
    if read is None or wanted is None:
        return read is None and wanted is None
    first, second = str(read), str(wanted)
    return first == second or normalise(first) == normalise(second) or first.endswith(f"/{second}")


def _check(decision: Decision, known: Known) -> None:
    """That what the decision names exists."""
    notation, grant = decision.values.get("notation"), decision.values.get("grant")
    if decision.field == "dispositifs" and notation and notation not in known.dispositifs:
        raise _Unfit(f"« {notation} » n'est la notation d'aucun dispositif de ontology/schemes")
    if decision.field == "links" and grant and grant not in known.grants:
        raise _Unfit(f"aucune subvention de data/reference n'a l'identifiant « {grant} »")


def _added(decision: Decision, text: str) -> Any:
    """An item that the reader missed, with its words where the decision quotes them."""
    _complete(decision)
    return item(decision.field, decision.values, evidence=_quoted(decision, text))


def _complete(decision: Decision) -> None:
    lacking = [name for name in needed(decision.field) if name not in decision.values]
    if lacking:
        raise _Unfit(f"il manque {', '.join(lacking)}")


def _link(reading: Reading, decision: Decision, text: str, known: Known | None) -> ProposedLink:
    """A link that a person makes: from the action of this title, or else from quoted words."""
    _complete(decision)
    title, grant = str(decision.values["title"]), str(decision.values["grant"])
    same = [at for at, each in enumerate(reading.actions) if _same(each.title, title)]
    if len(same) > 1:
        raise _Unfit(f"{len(same)} actions ont ce titre")
    action = same[0] if same else None
    evidence = _quoted(decision, text)
    if not evidence and action is not None:
        evidence = reading.actions[action].evidence
    if not evidence:
        raise _Unfit("aucune action n'a ce titre ; citer les mots du document (quote)")
    if any(
        (each.grant, each.action, each.title) == (grant, action, title) for each in reading.links
    ):
        raise _Unfit("ce lien est déjà proposé ; l'accepter (accept)")
    subject = known.grants.get(grant, grant) if known else grant
    return ProposedLink(action, title, grant, subject, 1.0, decision.why, evidence, accepted=True)


def _quoted(decision: Decision, text: str) -> Evidence:
    if not decision.quote:
        return ()
    start = text.find(decision.quote)
    if start < 0:
        raise _Unfit(f"le document ne dit pas « {decision.quote} »")
    return (Passage(start, start + len(decision.quote), decision.quote),)
