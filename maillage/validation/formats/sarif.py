"""The report as SARIF 2.1.0 (OASIS), for code hosts and editors."""

import json
from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import quote

from maillage.validation.comparison import Comparison, State
from maillage.validation.formats.differences import Replacement, replacements
from maillage.validation.formats.entries import Entry, Mend, entries
from maillage.validation.formats.wording import SITE, place, rule_name, rule_page, visible
from maillage.validation.report import Report, Rule, Severity, Source, Violation

LEVELS: Mapping[Severity, str] = {
    Severity.VIOLATION: "error",
    Severity.WARNING: "warning",
    Severity.INFO: "note",
}
BASELINE: Mapping[State, str] = {
    State.NEW: "new",
    State.UNCHANGED: "unchanged",
    State.FIXED: "absent",
}
SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
FINGERPRINT = "maillage/v1"


class Sarif:
    name = "sarif"
    media_type = "application/sarif+json"

    def render(
        self, report: Report, language: str, whole: bool, since: Comparison | None = None
    ) -> str:
        del whole
        driver = {
            "name": "maillage",
            "informationUri": SITE,
            "language": language,
            "rules": [_rule(rule, language) for rule in report.rules.values()],
        }
        found = [*entries(report, since)]
        if since:
            found += [Entry(gone, State.FIXED, ()) for gone in since.fixed]
        places = {iri: index for index, iri in enumerate(report.rules)}
        run = {
            "tool": {"driver": driver},
            "columnKind": "unicodeCodePoints",
            "results": [_result(entry, places, language) for entry in found],
        }
        log = {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}
        return json.dumps(log, ensure_ascii=False, indent=2) + "\n"


def _rule(rule: Rule, language: str) -> dict[str, Any]:
    name = rule.name.of(language)
    reason = rule.description.of(language) or name
    page = rule_page(rule.iri) or rule.iri
    return {
        "id": rule.iri,
        "name": rule.identifier or rule_name(rule.iri, None, language),
        "shortDescription": {"text": name},
        "fullDescription": {"text": reason},
        "help": {
            "text": f"{name}\n{reason}\n{page}",
            "markdown": f"**{name}**\n\n{reason}\n\n<{page}>",
        },
        "helpUri": page,
        "defaultConfiguration": {"level": LEVELS[rule.severity]},
        "properties": {"tags": [tag for tag in ("shacl", rule.identifier) if tag]},
    }


def _result(entry: Entry, rules: Mapping[str, int], language: str) -> dict[str, Any]:
    found = entry.found
    fixes = [fix for mend in entry.mends if (fix := _fix(mend, found.source, language))]
    told = [mend for mend in entry.mends if not _simple(mend, found.source)]
    result: dict[str, Any] = {"ruleId": found.rule}
    if found.rule in rules:
        result["ruleIndex"] = rules[found.rule]
    result |= {
        "level": LEVELS[found.severity],
        "message": {"text": "\n".join(_message(found, told, language))},
        "locations": [_location(found, language)],
        "partialFingerprints": {FINGERPRINT: found.fingerprint},
    }
    if entry.state:
        result["baselineState"] = BASELINE[entry.state]
    if fixes:
        result["fixes"] = fixes
    return result


def _message(found: Violation, told: list[Mend], language: str) -> Iterator[str]:
    """The sentence, and the mends that only a person can make."""
    yield found.message.of(language)
    for mend in told:
        yield f"[{mend.number}] {mend.repair.label.of(language)}"
        if mend.repair.difference:
            yield mend.repair.difference.rstrip("\n")


def _location(found: Violation, language: str) -> dict[str, Any]:
    source = found.source
    where: dict[str, Any] = {
        "logicalLocations": [{"fullyQualifiedName": found.focus}],
        "message": {"text": place(source, language)},
    }
    if source.file:
        physical: dict[str, Any] = {"artifactLocation": {"uri": _uri(source.file)}}
        region = _region(source)
        if region:
            physical["region"] = region
        where["physicalLocation"] = physical
    if source.page:
        where["properties"] = {"page": source.page}
    return where


def _region(source: Source) -> dict[str, Any]:
    """A line of a file; of a document, characters of its text as it was read."""
    if source.line:
        return {"startLine": source.line}
    if source.start is None or source.end is None:
        return {}
    region: dict[str, Any] = {
        "charOffset": source.start,
        "charLength": source.end - source.start,
    }
    return region | ({"snippet": {"text": visible(source.quote)}} if source.quote else {})


def _uri(file: str) -> str:
    return quote(file, safe="/")


def _simple(mend: Mend, source: Source) -> tuple[Replacement, ...]:
    """The replacements of lines in the file of the result, where its diff tells them."""
    difference = mend.repair.difference
    name = difference.partition("\n")[0].removeprefix("--- ").rpartition("/")[2]
    same = source.file is not None and name == source.file.rpartition("/")[2]
    return replacements(difference) if same else ()


def _fix(mend: Mend, source: Source, language: str) -> dict[str, Any] | None:
    found = _simple(mend, source)
    if not found or source.file is None:
        return None
    change = {
        "artifactLocation": {"uri": _uri(source.file)},
        "replacements": [_replacement(each) for each in found],
    }
    label = f"[{mend.number}] {mend.repair.label.of(language)}"
    return {"description": {"text": label}, "artifactChanges": [change]}


def _replacement(each: Replacement) -> dict[str, Any]:
    deleted = {
        "startLine": each.line,
        "startColumn": 1,
        "endLine": each.line + each.removed,
        "endColumn": 1,
    }
    return {"deletedRegion": deleted, "insertedContent": {"text": each.text}}
