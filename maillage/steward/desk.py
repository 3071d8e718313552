"""The steward's desk: one file read, judged by the rules as if it were added, and told."""

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from loaders import corrections, read, restricted
from loaders.corrections.values import CHOICES, ITEMS, needed, settable
from loaders.draft import Stated, draft_in, render
from loaders.reading import as_json
from loaders.scale.bounds import bounded
from maillage import validation
from maillage.model import Issue
from maillage.rdf import DefaultGraph, Quad
from maillage.settings import Settings
from maillage.steward.facts import ReadFact, facts
from maillage.steward.upload import Upload
from maillage.store import View
from maillage.validation.check import Checker
from maillage.validation.report import Report, Rule, Violation


@dataclass(frozen=True)
class Judged:
    """What checking a file gave; `stated` is None for an RDF file."""

    report: Report
    stated: Stated | None
    text: str | None
    """What a person reads beside the report: the document with persons masked, or the RDF."""


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
                report = self.checker.rdf(upload.name, upload.data, upload.form)
                return Judged(report, None, upload.data.decode("utf-8", "replace"))
            stated = self._stated(upload)
            triples = [Quad(*parts, DefaultGraph()) for parts in stated.triples]
            report = self.checker.triples(triples, (upload.name, None))
            return Judged(report, stated, stated.public)

    def _stated(self, upload: Upload) -> Stated:
        return draft_in(
            Path(upload.name), upload.data, self.settings, decided=upload.corrections or None
        )

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
        stated = judged.stated
        told = {
            "name": upload.name,
            "document": stated is not None,
            "text": judged.text,
            **_report(judged.report),
            **(_document(upload, stated) if stated else {}),
        }
        return json.dumps(told, ensure_ascii=False).encode()


def _report(report: Report) -> dict[str, Any]:
    return {
        "conforms": report.conforms,
        "counts": report.counts(),
        "results": [_result(found) for found in report.results],
        "rules": {name: _rule(rule) for name, rule in report.rules.items()},
    }


def _result(found: Violation) -> dict[str, Any]:
    more = {"fingerprint": found.fingerprint, "page": found.source.page}
    return {**found.as_json(), **more}


def _rule(rule: Rule) -> dict[str, Any]:
    return {
        "identifier": rule.identifier,
        "name": rule.name.as_json(),
        "description": rule.description.as_json(),
    }


def _document(upload: Upload, stated: Stated) -> dict[str, Any]:
    watch = restricted.Watch.over(stated.reading.personal)
    decided = corrections.parse(upload.corrections, "corrections") if upload.corrections else ()
    return {
        "slug": stated.slug,
        "title": restricted.masked(stated.reading.document.title or "", watch) or None,
        "template": stated.reading.template,
        "media_type": stated.reading.document.media_type,
        "pages": stated.reading.document.pages,
        "facts": [_fact(each, watch) for each in facts(stated.reading, decided)],
        "issues": [as_json(each) for each in _public(stated)],
        "addable": _addable(),
        "decisions": [_decision(each) for each in decided],
        "applied": stated.applied,
    }


def _public(stated: Stated) -> Iterator[Issue]:
    """The issues, without those whose words name a person."""
    watch = restricted.Watch.over(stated.reading.personal)
    for issue in stated.issues:
        if not any(watch.finds(each.quote) for each in issue.evidence):
            yield issue


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
