"""The report as SARIF 2.1.0 (OASIS), for code hosts and editors."""

import json
from collections.abc import Mapping
from typing import Any

from maillage.validation.report import Report, Rule, Severity, Violation

LEVELS: Mapping[Severity, str] = {
    Severity.VIOLATION: "error",
    Severity.WARNING: "warning",
    Severity.INFO: "note",
}
SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
SITE = "https://w3id.org/maillage/shapes"


class Sarif:
    name = "sarif"
    media_type = "application/sarif+json"

    def render(self, report: Report, language: str, whole: bool) -> str:
        del whole
        driver = {
            "name": "maillage",
            "informationUri": SITE,
            "language": language,
            "rules": [_rule(rule, language) for rule in report.rules.values()],
        }
        run = {
            "tool": {"driver": driver},
            "columnKind": "unicodeCodePoints",
            "results": [_result(violation, language) for violation in report.results],
        }
        log = {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}
        return json.dumps(log, ensure_ascii=False, indent=2) + "\n"


def _rule(rule: Rule, language: str) -> dict[str, Any]:
    return {
        "id": rule.iri,
        "name": rule.identifier or rule.iri.rpartition("#")[2],
        "shortDescription": {"text": rule.name.of(language)},
        "fullDescription": {"text": rule.description.of(language) or rule.name.of(language)},
        "helpUri": rule.iri,
        "defaultConfiguration": {"level": LEVELS[rule.severity]},
    }


def _result(violation: Violation, language: str) -> dict[str, Any]:
    place: dict[str, Any] = {"logicalLocations": [{"fullyQualifiedName": violation.focus}]}
    source = violation.source
    if source.file:
        physical: dict[str, Any] = {"artifactLocation": {"uri": source.file}}
        if source.line:
            physical["region"] = {"startLine": source.line}
        place["physicalLocation"] = physical
    return {
        "ruleId": violation.rule,
        "level": LEVELS[violation.severity],
        "message": {"text": violation.message.of(language)},
        "locations": [place],
    }
