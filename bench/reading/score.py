"""Compares a reading with its key: what was found, missed and invented in each field."""

import json
import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

from loaders.gazetteer import normalise
from loaders.readers.linking import without_kind
from loaders.reading import Reading

Key = Mapping[str, Any]
FIELDS = (
    "kind",
    "programme",
    "convention_type",
    "duration_months",
    "parties",
    "territories",
    "dates",
    "amounts",
    "dispositifs",
    "actions",
    "legal_references",
)
"""The fields of the macro F1."""
DETAILS = ("days", "roles", "states", "natures", "owners", "costs", "objectives")
"""Fields inside these, reported beside."""


@dataclass(frozen=True)
class Score:
    """Counts of one field: right, invented, missed; with the values that are not right."""

    right: int = 0
    invented: tuple[str, ...] = ()
    missed: tuple[str, ...] = ()

    def __add__(self, other: "Score") -> "Score":
        return Score(
            self.right + other.right, self.invented + other.invented, self.missed + other.missed
        )

    @property
    def precision(self) -> float:
        found = self.right + len(self.invented)
        return self.right / found if found else 1.0

    @property
    def recall(self) -> float:
        wanted = self.right + len(self.missed)
        return self.right / wanted if wanted else 1.0

    @property
    def f1(self) -> float:
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


@dataclass
class Table:
    """Scores by field, added over documents."""

    scores: dict[str, Score] = field(default_factory=dict)
    documents: int = 0

    def add(self, found: Mapping[str, Score]) -> None:
        self.documents += 1
        for name, score in found.items():
            self.scores[name] = self.scores.get(name, Score()) + score

    @property
    def macro(self) -> float:
        return sum(self.scores[name].f1 for name in FIELDS) / len(FIELDS)


def key_of(folder: Path) -> Key:
    return dict(json.loads((folder / "key.json").read_text(encoding="utf-8")))


def compare(found: Iterable[str], wanted: Iterable[str]) -> Score:
    """Multisets of values."""
    had, asked = Counter(found), Counter(wanted)
    return Score(
        (had & asked).total(),
        tuple(sorted((had - asked).elements())),
        tuple(sorted((asked - had).elements())),
    )


def _one(value: object) -> list[str]:
    return [] if value is None else [str(value)]


def organisation(name: str) -> str:
    """What all spellings of an organisation share."""
    plain = re.sub(r" ?\([^()]*\)", "", name.replace("’", "'")).strip()
    words = normalise(without_kind(plain)).split()
    while words and words[0] in ("la", "le", "les", "l", "de", "du", "d", "des"):
        words = words[1:]
    return " ".join(words)


def _parties(reading: Reading, key: Key) -> Score:
    found = [f"{organisation(each.organisation)} ({each.quality})" for each in reading.parties]
    wanted = [
        f"{organisation(each['organisation'])} ({each['quality']})" for each in key["parties"]
    ]
    return compare(found, wanted)


def _roles(reading: Reading, key: Key) -> Score:
    found = [
        f"{organisation(each.organisation)}: {normalise(each.role)}"
        for each in reading.parties
        if each.role
    ]
    wanted = [
        f"{organisation(each['organisation'])}: {normalise(each['role'])}"
        for each in key["parties"]
        if each["role"]
    ]
    return compare(found, wanted)


def _territories(reading: Reading, key: Key) -> Score:
    return compare(
        [f"{each.kind} {each.code or each.name}" for each in reading.territories],
        [f"{each['kind']} {each['code'] or each['name']}" for each in key["territories"]],
    )


def _dates(reading: Reading, key: Key) -> Score:
    return compare(
        {f"{each.value} {each.event}" for each in reading.dates},
        {f"{each['value']} {each['event']}" for each in key["dates"]},
    )


def _days(reading: Reading, key: Key) -> Score:
    return compare({each.value for each in reading.dates}, {each["value"] for each in key["dates"]})


def _plain(value: str) -> str:
    return value.rstrip("0").rstrip(".") if "." in value else value


def _amounts(reading: Reading, key: Key) -> Score:
    found = [_plain(each.value) for each in reading.amounts for _ in each.evidence[:1]]
    return compare(found, [_plain(each["value"]) for each in key["amounts"]])


def _natures(reading: Reading, key: Key) -> Score:
    return compare(
        [f"{_plain(each.value)} {each.nature} {each.tax}" for each in reading.amounts],
        [f"{_plain(each['value'])} {each['nature']} {each['tax']}" for each in key["amounts"]],
    )


def _same_title(first: str, second: str) -> bool:
    one, other = normalise(first), normalise(second)
    return one == other or SequenceMatcher(None, one, other).ratio() >= 0.9


def _paired(reading: Reading, key: Key) -> list[tuple[Any, Any]]:
    """Actions of the reading with those of the key: same title, and number where both have one."""
    left = list(key["actions"])
    pairs = []
    for action in reading.actions:
        same = [
            each
            for each in left
            if _same_title(action.title, each["title"])
            and (not action.number or not each["number"] or action.number == each["number"])
        ]
        if same:
            left.remove(same[0])
        pairs.append((action, same[0] if same else None))
    return [*pairs, *((None, each) for each in left)]


def _actions(reading: Reading, key: Key) -> Score:
    pairs = _paired(reading, key)
    return Score(
        sum(bool(found and wanted) for found, wanted in pairs),
        tuple(f"{found.number} {found.title}" for found, wanted in pairs if not wanted),
        tuple(f"{wanted['number']} {wanted['title']}" for found, wanted in pairs if not found),
    )


def _of_actions(
    read: Callable[[Any], object], said: Callable[[Any], object]
) -> Callable[[Reading, Key], Score]:
    """A detail of the actions that were found."""

    def score(reading: Reading, key: Key) -> Score:
        pairs = [pair for pair in _paired(reading, key) if pair[0] and pair[1]]
        return compare(
            [f"{found.title}: {read(found)}" for found, _ in pairs if read(found)],
            [f"{found.title}: {said(wanted)}" for found, wanted in pairs if said(wanted)],
        )

    return score


def _states(reading: Reading, key: Key) -> Score:
    """States of the dispositifs for which the key states one."""
    wanted = {each["notation"]: each["state"] for each in key["dispositifs"] if each["state"]}
    judged = wanted.keys() | {each.notation for each in reading.dispositifs} - {
        each["notation"] for each in key["dispositifs"]
    }
    return compare(
        [
            f"{each.notation} {each.state}"
            for each in reading.dispositifs
            if each.notation in judged
        ],
        [f"{notation} {state}" for notation, state in wanted.items()],
    )


_SCORES: Mapping[str, Callable[[Reading, Key], Score]] = {
    "kind": lambda reading, key: compare(_one(reading.kind), _one(key["kind"])),
    "programme": lambda reading, key: compare(_one(reading.programme), _one(key["programme"])),
    "convention_type": lambda reading, key: compare(
        _one(reading.convention_type), _one(key["convention_type"])
    ),
    "duration_months": lambda reading, key: compare(
        _one(reading.duration_months and reading.duration_months.value),
        _one(key["duration_months"]),
    ),
    "parties": _parties,
    "territories": _territories,
    "dates": _dates,
    "amounts": _amounts,
    "dispositifs": lambda reading, key: compare(
        [each.notation for each in reading.dispositifs],
        [each["notation"] for each in key["dispositifs"]],
    ),
    "actions": _actions,
    "legal_references": lambda reading, key: compare(
        [each.notation for each in reading.legal_references], key["legal_references"]
    ),
    "days": _days,
    "roles": _roles,
    "states": _states,
    "natures": _natures,
    "owners": _of_actions(
        lambda found: found.maitre_ouvrage and normalise(found.maitre_ouvrage),
        lambda wanted: wanted["maitre_ouvrage"] and normalise(wanted["maitre_ouvrage"]),
    ),
    "costs": _of_actions(
        lambda found: found.cost and _plain(found.cost),
        lambda wanted: wanted["cost"] and _plain(wanted["cost"]),
    ),
    "objectives": _of_actions(
        lambda found: len(found.objectives), lambda wanted: wanted["objectives"]
    ),
}


def score(reading: Reading, key: Key) -> dict[str, Score]:
    """The scores of one document."""
    return {name: each(reading, key) for name, each in _SCORES.items()}


def rows(table: Table, names: Sequence[str]) -> list[tuple[str, float, float, float, int]]:
    """Field, precision, recall, F1 and number of values of the key."""
    return [
        (name, each.precision, each.recall, each.f1, each.right + len(each.missed))
        for name in names
        if (each := table.scores[name])
    ]
