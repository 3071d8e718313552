"""What the rules found: `Violation`s in a `Report`, in the form of ``maillage check``."""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from maillage.rdf import Term
from maillage.validation.repair import Repair
from maillage.validation.text import Text

__all__ = ["Repair", "Report", "Rule", "Severity", "Source", "Text", "Violation"]


class Severity(StrEnum):
    """How bad a finding is: must not be published, publish and show, a hint."""

    VIOLATION = "violation"
    WARNING = "warning"
    INFO = "info"

    @property
    def rank(self) -> int:
        """0 for the most serious."""
        return list(Severity).index(self)


@dataclass(frozen=True)
class Rule:
    """A rule as a reader meets it: its IRI, its number (« C16 »), its name and its reason."""

    iri: str
    identifier: str | None
    severity: Severity
    name: Text
    message: Text
    description: Text
    component: str | None = None
    """The constraint component of its results, where it has a single one."""


@dataclass(frozen=True)
class Source:
    """Where a fact stands: its file, and for a read fact the words it was read from.

    `file` is below the checkout's root or as it was given; `line` counts from
    1; `start` and `end` are code points of the document's normalised text;
    `page` counts from 1 (the JSON of the contract leaves it out).
    """

    file: str | None = None
    line: int | None = None
    document: str | None = None
    start: int | None = None
    end: int | None = None
    quote: str | None = None
    page: int | None = field(default=None, compare=False)

    def as_json(self) -> dict[str, Any]:
        return {
            "file": self.file,
            "line": self.line,
            "document": self.document,
            "start": self.start,
            "end": self.end,
            "quote": self.quote,
        }


@dataclass(frozen=True)
class Violation:
    """One result of one rule: `focus` is the thing, `path` and `value` the fact at fault.

    `component` and `term` (the value with its type) are what the standard
    report wants beside; a report read back from JSON has none.
    """

    severity: Severity
    rule: str
    id: str | None
    focus: str
    path: str | None
    value: str | None
    message: Text
    source: Source = field(default=Source())
    repairs: tuple[Repair, ...] = ()
    component: str | None = None
    term: Term | None = field(default=None, compare=False)

    @property
    def order(self) -> tuple[object, ...]:
        """Most serious first, then by number and rule, then by place."""
        missing = self.id is None
        place = (self.focus, self.path or "", self.value or "", self.message.fr)
        return (self.severity.rank, missing, self.id or "", self.rule, *place)

    @property
    def fingerprint(self) -> str:
        """Sixteen hex digits that stay while the fault does, wherever its line moves.

        Of the rule and of the fact; of a thing without a name, of the sentence.
        """
        about = self.message.fr if self.focus.startswith("_:") else self.focus
        parts = (self.rule, about, self.path or "", self.value or "")
        return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:16]

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> "Violation":
        """The violation that `as_json` gave."""
        return cls(
            severity=Severity(data["severity"]),
            rule=data["rule"],
            id=data["id"],
            focus=data["focus"],
            path=data["path"],
            value=data["value"],
            message=Text(data["message"]["fr"], data["message"]["en"]),
            source=Source(**data["source"]),
            repairs=tuple(Repair.from_json(repair) for repair in data["repairs"]),
        )

    def as_json(self) -> dict[str, Any]:
        return {
            "severity": self.severity.value,
            "rule": self.rule,
            "id": self.id,
            "focus": self.focus,
            "path": self.path,
            "value": self.value,
            "message": self.message.as_json(),
            "source": self.source.as_json(),
            "repairs": [repair.as_json() for repair in self.repairs],
        }


@dataclass(frozen=True)
class Report:
    """All that was found, sorted; `rules` describes each rule that is named."""

    results: tuple[Violation, ...]
    rules: Mapping[str, Rule]

    @classmethod
    def of(cls, found: Iterable[Violation], rules: Mapping[str, Rule]) -> "Report":
        results = tuple(sorted(found, key=lambda violation: violation.order))
        named = {violation.rule for violation in results}
        return cls(results, {iri: rules[iri] for iri in sorted(named) if iri in rules})

    @classmethod
    def joined(cls, reports: Iterable["Report"]) -> "Report":
        """The reports of several files as one."""
        results: dict[Violation, None] = {}
        rules: dict[str, Rule] = {}
        for report in reports:
            results |= dict.fromkeys(report.results)
            rules |= report.rules
        return cls.of(results, rules)

    @classmethod
    def from_json(
        cls, data: Mapping[str, Any], rules: Mapping[str, Rule] | None = None
    ) -> "Report":
        """The report that `as_json` gave; `rules` brings back the names of the rules."""
        return cls.of((Violation.from_json(found) for found in data["results"]), rules or {})

    @property
    def conforms(self) -> bool:
        """True where no rule of severity Violation is broken (warnings do not count)."""
        return all(found.severity is not Severity.VIOLATION for found in self.results)

    def counts(self) -> dict[str, int]:
        """How many results of each severity: ``{"violation": 4, "warning": 180, "info": 53}``."""
        return {
            severity.value: sum(found.severity is severity for found in self.results)
            for severity in Severity
        }

    def by_rule(self) -> dict[str, tuple[Violation, ...]]:
        """The results of each rule, the most serious rules first."""
        groups: dict[str, list[Violation]] = {}
        for found in self.results:
            groups.setdefault(found.rule, []).append(found)
        return {rule: tuple(found) for rule, found in groups.items()}

    def as_json(self) -> dict[str, Any]:
        """The object that ``maillage check --format json`` prints."""
        return {"conforms": self.conforms, "results": [found.as_json() for found in self.results]}
