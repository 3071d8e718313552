"""The steward's desk: one file read, judged by the rules as if it were added, and told."""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from itertools import count
from pathlib import Path
from typing import Any

from loaders import corrections, mending, read, restricted
from loaders.corrections.values import CHOICES, ITEMS, needed, settable
from loaders.draft import Stated, draft_in, render
from loaders.mending import Checked
from loaders.reading import as_json
from loaders.scale.bounds import bounded
from maillage import validation
from maillage.settings import Settings
from maillage.steward.deposit import held
from maillage.steward.facts import ReadFact, facts
from maillage.steward.upload import Upload
from maillage.store import View
from maillage.validation.check import Checker
from maillage.validation.report import Repair, Report, Rule, Violation


@dataclass(frozen=True)
class Judged:
    """What checking a file gave."""

    checked: Checked
    text: str
    """What a person reads beside the report: the document with persons masked, or the RDF."""

    @property
    def report(self) -> Report:
        return self.checked.report

    @property
    def stated(self) -> Stated | None:
        return self.checked.stated


@dataclass(frozen=True)
class Mend:
    """What a mend comes to: the new text of an RDF file, or a decision on a document."""

    text: str | None = None
    decision: Mapping[str, Any] | None = None


@dataclass(frozen=True)
class Desk:
    """Rules, graph and readers made ready once, to look at one file after the other."""

    settings: Settings
    checker: Checker

    @classmethod
    def ready(cls, settings: Settings, view: View | None) -> "Desk":
        """Loads what reading and checking need.

        Raises:
            InputError: the checkout lacks a table, a scheme or the rules.
        """
        read.knowledge(settings)
        return cls(settings, Checker.ready(settings, view))

    def judged(self, upload: Upload) -> Judged:
        """The file, read and checked.

        Raises:
            InputError: it cannot be used, or goes past the limits of time or memory.
        """
        limits = (self.settings.document_seconds, self.settings.document_megabytes)
        with bounded(upload.name, *limits):
            if upload.form is not None:
                found = mending.rdf(self.checker, upload.name, upload.data, upload.form)
                return Judged(found, upload.data.decode("utf-8", "replace"))
            stated = self._stated(upload)
            report, issues = mending.document(self.checker, stated, self.decided(upload))
            return Judged(Checked(Path(upload.name), report, issues, stated), stated.public)

    def mended(self, upload: Upload, number: int) -> Mend:
        """One of the mends that are offered, by number.

        Raises:
            InputError: none has this number, or it cannot be written in this file.
        """
        found = self.judged(upload).checked
        repairs = mending.chosen(found, [number])
        if found.stated is None:
            return Mend(text=mending.edited(found, repairs).text)
        return Mend(decision=repairs[0].decision)

    def _stated(self, upload: Upload) -> Stated:
        decided = self.decided(upload)
        return draft_in(Path(upload.name), upload.data, self.settings, decided=decided)

    def decided(self, upload: Upload) -> str:
        """The text of the decisions on a document: those that came with it, or the checkout's."""
        return held(self.settings, upload) if upload.corrections is None else upload.corrections

    def report(self, upload: Upload, form: str, language: str) -> bytes:
        """The report in one of the forms of ``maillage check``."""
        return validation.render(self.judged(upload).report, form, language, whole=True).encode()

    def reading(self, upload: Upload) -> bytes:
        """What a document says, as ``maillage read`` prints it, with persons left out."""
        with bounded(upload.name, self.settings.document_seconds, self.settings.document_megabytes):
            stated = self._stated(upload)
            said = restricted.public_reading(stated.reading, stated.public)
            return (json.dumps(said, ensure_ascii=False, indent=2) + "\n").encode()

    def turtle(self, upload: Upload) -> bytes:
        """The facts of a document as Turtle; an RDF file as it is."""
        if upload.form is not None:
            return upload.data
        with bounded(upload.name, self.settings.document_seconds, self.settings.document_megabytes):
            return render(self._stated(upload)).encode()

    def shown(self, upload: Upload) -> bytes:
        """All that the page of a file shows, as JSON."""
        judged = self.judged(upload)
        stated, numbers = judged.stated, count(1)
        told = {
            "name": upload.name,
            "document": stated is not None,
            "text": judged.text,
            **_report(judged.report, numbers),
            **(_document(self.decided(upload), judged.checked, stated, numbers) if stated else {}),
        }
        return json.dumps(told, ensure_ascii=False).encode()


def _report(report: Report, numbers: Iterator[int]) -> dict[str, Any]:
    return {
        "conforms": report.conforms,
        "counts": report.counts(),
        "results": [_result(found, numbers) for found in report.results],
        "rules": {name: _rule(rule) for name, rule in report.rules.items()},
    }


def _result(found: Violation, numbers: Iterator[int]) -> dict[str, Any]:
    more = {
        "fingerprint": found.fingerprint,
        "page": found.source.page,
        "repairs": _repairs(found.repairs, numbers),
    }
    return {**found.as_json(), **more}


def _rule(rule: Rule) -> dict[str, Any]:
    return {
        "identifier": rule.identifier,
        "name": rule.name.as_json(),
        "description": rule.description.as_json(),
    }


def _document(
    text: str, checked: Checked, stated: Stated, numbers: Iterator[int]
) -> dict[str, Any]:
    watch = restricted.Watch.over(stated.reading.personal)
    decided = corrections.parse(text, "corrections")
    return {
        "slug": stated.slug,
        "title": restricted.masked(stated.reading.document.title or "", watch) or None,
        "template": stated.reading.template,
        "media_type": stated.reading.document.media_type,
        "pages": stated.reading.document.pages,
        "facts": [_fact(each, watch) for each in facts(stated.reading, decided)],
        "issues": list(_issues(checked, watch, numbers)),
        "addable": _addable(),
        "decisions": [_decision(each) for each in decided],
        "applied": stated.applied,
    }


def _issues(
    checked: Checked, watch: restricted.Watch, numbers: Iterator[int]
) -> Iterator[dict[str, Any]]:
    """The issues with their mends, without those whose words name a person."""
    for issue, repairs in checked.issues:
        told = {**as_json(issue), "repairs": _repairs(repairs, numbers)}
        words = (issue.message, issue.remedy or "", *(each.quote for each in issue.evidence))
        if not any(map(watch.finds, words)):
            yield told


def _repairs(repairs: Iterable[Repair], numbers: Iterator[int]) -> list[dict[str, Any]]:
    """Mends with the numbers by which they are chosen."""
    return [{**each.as_json(), "number": next(numbers)} for each in repairs]


def _fact(fact: ReadFact, watch: restricted.Watch) -> dict[str, Any]:
    told = asdict(fact)
    told["said"] = {key: restricted.masked(text, watch) for key, text in fact.said.items()}
    hides = any(watch.finds(text) for text in (fact.where or {}).values())
    if hides:
        told["where"] = None
    for each in told["properties"]:
        each["value"] = each["value"] and restricted.masked(each["value"], watch)
    return told


def _decision(decision: corrections.Decision) -> dict[str, Any]:
    return {
        "words": decision.words,
        "action": decision.action,
        "field": decision.field,
        "who": decision.who,
        "when": decision.when.isoformat(),
        "why": decision.why,
        "line": decision.line,
    }


def _addable() -> dict[str, list[dict[str, Any]]]:
    """What a person may add to each list, and what that takes."""
    return {
        name: [
            {
                "name": key,
                "choices": sorted(CHOICES.get((name, key), ())),
                "needed": key in needed(name),
            }
            for key in settable(name)
        ]
        for name in ITEMS
    }
