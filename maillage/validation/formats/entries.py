"""Results as a person reads them: by rule, by thing, the same sentence once."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count

from maillage.validation.comparison import Comparison, State
from maillage.validation.repair import Repair
from maillage.validation.report import Report, Rule, Violation


@dataclass(frozen=True)
class Mend:
    """A mend with the number that it has in the whole report."""

    number: int
    repair: Repair


@dataclass(frozen=True)
class Entry:
    """One result with its state (None where nothing is compared) and its mends."""

    found: Violation
    state: State | None
    mends: tuple[Mend, ...]

    @property
    def known(self) -> bool:
        """True where an earlier report had it already."""
        return self.state is State.UNCHANGED


@dataclass(frozen=True)
class Line:
    """One sentence about one thing, from every place where it was found."""

    entries: tuple[Entry, ...]

    @property
    def first(self) -> Violation:
        return self.entries[0].found

    @property
    def new(self) -> bool:
        return any(entry.state is State.NEW for entry in self.entries)

    @property
    def mends(self) -> tuple[Mend, ...]:
        """Each mend once, by its first number."""
        kept: dict[Repair, Mend] = {}
        for entry in self.entries:
            for mend in entry.mends:
                kept.setdefault(mend.repair, mend)
        return tuple(kept.values())


@dataclass(frozen=True)
class Thing:
    """All that one rule says of one thing."""

    lines: tuple[Line, ...]

    @property
    def new(self) -> bool:
        return any(line.new for line in self.lines)

    def __len__(self) -> int:
        """How many results it stands for."""
        return sum(len(line.entries) for line in self.lines)


@dataclass(frozen=True)
class Group:
    """A rule and the things it found something about; `rule` is None where it is not described."""

    iri: str
    rule: Rule | None
    things: tuple[Thing, ...]

    @property
    def first(self) -> Violation:
        return self.things[0].lines[0].first

    def __len__(self) -> int:
        """How many results it stands for."""
        return sum(len(thing) for thing in self.things)


def entries(report: Report, since: Comparison | None = None) -> Iterator[Entry]:
    """Every result in the order of the report, its mends numbered from 1 over the whole."""
    states = since.states if since else (None,) * len(report.results)
    numbers = count(1)
    for found, state in zip(report.results, states, strict=True):
        yield Entry(found, state, tuple(Mend(next(numbers), each) for each in found.repairs))


def groups(report: Report, since: Comparison | None = None) -> Iterator[Group]:
    """The rules, most serious first; in each the things with something new first."""
    by_rule: dict[str, dict[str, dict[str, list[Entry]]]] = {}
    for entry in entries(report, since):
        found = entry.found
        about = by_rule.setdefault(found.rule, {}).setdefault(found.focus, {})
        about.setdefault(found.message.fr, []).append(entry)
    for iri, about_things in by_rule.items():
        things = [
            Thing(tuple(Line(tuple(same)) for same in sentences.values()))
            for sentences in about_things.values()
        ]
        things.sort(key=lambda thing: not thing.new)
        yield Group(iri, report.rules.get(iri), tuple(things))
