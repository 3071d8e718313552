"""What was read of a document, fact by fact: what it says, where, how a decision names it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from loaders.corrections.apply import fits
from loaders.corrections.decision import Decision
from loaders.corrections.options import designation
from loaders.corrections.values import CHOICES, ITEMS, SINGLE, settable, telling
from loaders.reading import Duration, Evidence, Objective, Reading


@dataclass(frozen=True)
class Property:
    """A value that a person may change; `choices` where it is one of a list."""

    name: str
    value: str | None
    choices: tuple[str, ...] = ()


@dataclass(frozen=True)
class ReadFact:
    """One fact of a reading.

    `where` is what a decision tells it by, None where nothing tells it from
    another; `spans` are (start, end, page) in the normalised text; `decided`
    is the action of the last decision that was taken on it.
    """

    key: str
    field: str
    said: Mapping[str, str]
    properties: tuple[Property, ...]
    where: Mapping[str, str] | None
    spans: tuple[tuple[int, int, int | None], ...]
    decided: str | None = None


def facts(reading: Reading, decided: Sequence[Decision]) -> Iterator[ReadFact]:
    """Everything that was read, in the order of the reading."""
    for name in SINGLE:
        found = _single(reading, name, decided)
        if found:
            yield found
    for name in ITEMS:
        items = getattr(reading, name)
        for place, item in enumerate(items):
            yield _item(name, place, item, items, decided)


def _single(reading: Reading, name: str, decided: Sequence[Decision]) -> ReadFact | None:
    value = getattr(reading, name)
    if value is None:
        return None
    said = str(value.value if isinstance(value, Duration) else value)
    evidence = (
        value.evidence if isinstance(value, Duration) else getattr(reading, f"{name}_evidence", ())
    )
    taken = [each.action for each in decided if each.field == name]
    choices = tuple(sorted(CHOICES.get((name, name), ())))
    return ReadFact(
        name,
        name,
        {name: said},
        (Property(name, said, choices),),
        {"was": said},
        spans(evidence),
        taken[-1] if taken else None,
    )


def _item(
    name: str, place: int, item: Any, items: Sequence[Any], decided: Sequence[Decision]
) -> ReadFact:
    where = designation(name, item, items)
    taken = [
        each.action
        for each in decided
        if each.field == name and fits(item, {**each.where, **each.values})
    ]
    return ReadFact(
        f"{name}-{place}",
        name,
        _said(item, (*settable(name), *telling(name))),
        tuple(_property(name, key, item) for key in settable(name) if name != "links"),
        where,
        spans(item.evidence),
        taken[-1] if taken else None,
    )


def _property(name: str, key: str, item: Any) -> Property:
    value = getattr(item, key)
    shown = ", ".join(value) if isinstance(value, tuple) else value
    told = None if shown in (None, "") else str(shown)
    return Property(key, told, tuple(sorted(CHOICES.get((name, key), ()))))


def _said(item: Any, names: Sequence[str]) -> Mapping[str, str]:
    found: dict[str, str] = {}
    for name in names:
        value = getattr(item, name)
        if isinstance(value, tuple):
            value = " ; ".join(
                each.text if isinstance(each, Objective) else str(each) for each in value
            )
        if value not in (None, "", False):
            found[name] = str(value)
    return found


def spans(evidence: Evidence) -> tuple[tuple[int, int, int | None], ...]:
    return tuple((each.start, each.end, each.page) for each in evidence)
