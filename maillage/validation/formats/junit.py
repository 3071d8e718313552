"""The report as JUnit XML, for GitLab, Jenkins and others: a test case is a rule about a thing.

A violation fails its case. A warning does not: its case is skipped, which these
tools show without failing. A note passes and says its sentence. Compared with
an earlier report only what is new fails; what is fixed passes. Where nothing
was found one case passes, since an empty file fails a build of Jenkins.
"""

from collections.abc import Iterator, Mapping
from xml.etree import ElementTree

from maillage.validation.comparison import Comparison, State
from maillage.validation.formats.entries import Entry, entries
from maillage.validation.formats.wording import (
    file_place,
    name_of,
    phrase,
    rule_name,
    sentence,
    visible,
    whole_story,
)
from maillage.validation.report import Report, Severity, Violation

SUITE = "maillage"
Case = tuple[str, str]
"""Its class name (the rule) and its name (the thing)."""


class Junit:
    name = "junit"
    media_type = "application/xml"

    def render(
        self, report: Report, language: str, whole: bool, since: Comparison | None = None
    ) -> str:
        del whole
        suite = ElementTree.Element("testsuite")
        for case, found in _cases(report, since, language).items():
            _case(suite, case, found, language)
        if len(suite) == 0:
            title = phrase("title", language)
            ElementTree.SubElement(suite, "testcase", classname=SUITE, name=title)
        suites = ElementTree.Element("testsuites", {"name": SUITE, **_counts(suite, "skipped")})
        suite.attrib = {"name": SUITE, **_counts(suite)}
        suites.append(suite)
        ElementTree.indent(suites)
        text = ElementTree.tostring(suites, encoding="unicode")
        return f'<?xml version="1.0" encoding="UTF-8"?>\n{text}\n'


def _counts(suite: ElementTree.Element, but: str = "") -> dict[str, str]:
    counts = {
        "tests": len(suite),
        "failures": len(suite.findall("testcase/failure")),
        "errors": 0,
        "skipped": len(suite.findall("testcase/skipped")),
    }
    return {key: str(value) for key, value in counts.items() if key != but}


def _cases(
    report: Report, since: Comparison | None, language: str
) -> Mapping[Case, tuple[Entry, ...]]:
    """The results of each case; what is fixed has one where nothing else is said of its thing."""
    found: dict[Case, list[Entry]] = {}
    for entry in entries(report, since):
        found.setdefault(_named(report, entry.found, language), []).append(entry)
    for gone in since.fixed if since else ():
        case = _named(report, gone, language)
        found.setdefault(case, [Entry(gone, State.FIXED, ())])
    return {case: tuple(said) for case, said in found.items()}


def _named(report: Report, found: Violation, language: str) -> Case:
    name = rule_name(found.rule, report.rules.get(found.rule), language)
    return f"{found.id} {name}" if found.id else name, visible(name_of(found.focus))


def _case(suite: ElementTree.Element, case: Case, found: tuple[Entry, ...], language: str) -> None:
    element = ElementTree.SubElement(suite, "testcase", classname=case[0], name=case[1])
    told = sorted(found, key=lambda entry: (entry.known, entry.found.severity.rank))
    first = told[0]
    text = "\n\n".join(_story(entry, language) for entry in told)
    kind = _kind(first)
    if kind == "system-out":
        ElementTree.SubElement(element, kind).text = text
        return
    message = sentence(first.found, language)
    if first.known:
        message = f"{phrase('known', language)} — {message}"
    attributes = {"message": message, "type": first.found.id or first.found.severity.value}
    ElementTree.SubElement(element, kind, attributes).text = text


def _kind(entry: Entry) -> str:
    severity = entry.found.severity
    if entry.state is State.FIXED or severity is Severity.INFO:
        return "system-out"
    if severity is Severity.VIOLATION and not entry.known:
        return "failure"
    return "skipped"


def _story(entry: Entry, language: str) -> str:
    return "\n".join(_story_lines(entry, language))


def _story_lines(entry: Entry, language: str) -> Iterator[str]:
    place = file_place(entry.found.source)
    if place:
        yield visible(place)
    yield whole_story(entry, language)
