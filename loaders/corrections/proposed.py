"""What a person may decide about a finding of a document: entries ready for its corrections.

Each is tried on the reading before it is offered: it applies, and it changes
something. Who decides, when and why stay to be said. Words that name a person
are in none.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from itertools import islice
from typing import Any

from loaders import corrections, read, restricted
from loaders.corrections import bodies, options, write
from loaders.corrections.options import Option
from loaders.draft import Stated
from loaders.readers.knowledge import Knowledge
from loaders.reading import Reading
from maillage.errors import InputError
from maillage.model import Issue
from maillage.settings import Settings
from maillage.validation.repair import Repair
from maillage.validation.report import Report, Violation
from maillage.validation.text import Text
from maillage.validation.unified import difference

MOST = 3
UNSAID = "…"
"""Who, when and why in a difference, before a person says them."""


@dataclass(frozen=True)
class Desk:
    """One document, its corrections as they are, and what names may be linked to."""

    stated: Stated
    text: str
    knowledge: Knowledge

    @classmethod
    def of(cls, stated: Stated, settings: Settings, text: str | None = None) -> "Desk":
        """For a document that was read; `text` stands for the file of its corrections."""
        held = write.text_of(write.file_of(settings, stated.slug)) if text is None else text
        return cls(stated, held, read.knowledge(settings))

    @property
    def reading(self) -> Reading:
        return self.stated.reading

    @cached_property
    def _watch(self) -> restricted.Watch:
        return restricted.Watch.over(self.reading.personal)

    def report(self, report: Report) -> Report:
        """The report of the document with, for each finding, what may be decided."""
        results = tuple(replace(found, repairs=self.of_finding(found)) for found in report.results)
        return replace(report, results=results)

    def of_finding(self, found: Violation) -> tuple[Repair, ...]:
        """What may be decided about a finding, best first."""
        return self._repairs(options.of_finding(found, self.stated.slug, self.reading))

    def issues(self) -> tuple[tuple[Issue, tuple[Repair, ...]], ...]:
        """Each issue of the reading, with what may be decided about it."""
        return tuple((issue, self._repairs(self._of_issue(issue))) for issue in self.stated.issues)

    def _of_issue(self, issue: Issue) -> Iterator[Option]:
        """The bodies or places that a name which was not linked may be."""
        for party in self.reading.parties:
            if party.entity is None and party.evidence == issue.evidence:
                found = bodies.organisations(party.organisation, self.reading, self.knowledge)
                for body in found:
                    values = {"entity": bodies.entity(body.key)}
                    yield Option("parties", party, values, _link(party.organisation, body.name))
        for place in self.reading.territories:
            if place.code is None and place.evidence == issue.evidence:
                named = bodies.territories(place.name, place.kind, self.reading, self.knowledge)
                for body in named:
                    yield Option(
                        "territories", place, {"code": body.key}, _link(place.name, body.name)
                    )

    def _repairs(self, found: Iterator[Option]) -> tuple[Repair, ...]:
        made = [repair for option in found if (repair := self._repair(option))]
        distinct = {repair.difference: repair for repair in reversed(made)}
        return tuple(islice(reversed(distinct.values()), MOST))

    def _repair(self, option: Option) -> Repair | None:
        """The mend of an option; None where it is not told, changes nothing or names a person."""
        decision = option.decision(self.reading)
        if decision is None or any(self._watch.finds(text) for text in _texts(decision)):
            return None
        try:
            entry = {**decision, "who": UNSAID, "when": date(2000, 1, 1), "why": UNSAID}
            after = write.appended(self.text, entry)
            taken = corrections.parse(after, write.PLACE)[-1:]
        except InputError:
            return None
        tried = corrections.apply(self.reading, taken, self.stated.public)
        if tried.issues or tried.reading == self.reading:
            return None
        shown = after.replace("when: 2000-01-01", f"when: {UNSAID}")
        name = f"{self.stated.slug}.yml"
        return Repair(
            option.label, difference=difference(self.text, shown, name), decision=decision
        )


def _link(written: str, name: str) -> Text:
    return Text(f"Relier « {written} » à {name}", f"Link “{written}” to {name}")


def _texts(value: Any) -> Iterator[str]:
    """Every text of a decision."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for each in value.values():
            yield from _texts(each)
    elif isinstance(value, Sequence):
        for each in value:
            yield from _texts(each)
