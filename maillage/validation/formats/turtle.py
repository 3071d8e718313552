"""The report of the standard: ``sh:ValidationReport``, in Turtle.

As SHACL has it, ``sh:conforms`` is false as soon as there is a result, of any
severity; the exit status of ``maillage check`` minds violations only. The
standard has no words for a comparison: this form tells what is found, as it is.
"""

from collections.abc import Iterator, Mapping

from maillage.rdf import RDF, SH, Literal, NamedNode, typed
from maillage.turtle import render as turtle
from maillage.validation.comparison import Comparison
from maillage.validation.report import Report, Severity, Violation

Triples = Iterator[tuple[NamedNode, NamedNode, NamedNode | Literal]]
SEVERITIES: Mapping[Severity, NamedNode] = {
    Severity.VIOLATION: SH.Violation,
    Severity.WARNING: SH.Warning,
    Severity.INFO: SH.Info,
}
REPORT = "urn:maillage:report"


class Turtle:
    name = "ttl"
    media_type = "text/turtle"

    def render(
        self, report: Report, language: str, whole: bool, since: Comparison | None = None
    ) -> str:
        del language, whole, since
        return turtle(_report(report))


def _report(report: Report) -> Triples:
    node = NamedNode(REPORT)
    yield node, RDF.type, SH.ValidationReport
    yield node, SH.conforms, typed("false" if report.results else "true", "boolean")
    for number, violation in enumerate(report.results, 1):
        result = NamedNode(f"{REPORT}:{number}")
        yield node, SH.result, result
        rule = report.rules.get(violation.rule)
        component = violation.component or (rule.component if rule else None)
        if component:
            yield result, SH.sourceConstraintComponent, NamedNode(component)
        yield from _result(result, violation)


def _result(node: NamedNode, violation: Violation) -> Triples:
    yield node, RDF.type, SH.ValidationResult
    yield node, SH.resultSeverity, SEVERITIES[violation.severity]
    yield node, SH.sourceShape, NamedNode(violation.rule)
    yield node, SH.focusNode, _named(violation.focus)
    if violation.path:
        yield node, SH.resultPath, NamedNode(violation.path)
    value = _value(violation)
    if value is not None:
        yield node, SH.value, value
    for language, message in (("fr", violation.message.fr), ("en", violation.message.en)):
        yield node, SH.resultMessage, Literal(message, language=language)


def _named(focus: str) -> NamedNode:
    return NamedNode(f"{REPORT}:{focus.removeprefix('_:')}" if focus.startswith("_:") else focus)


def _value(violation: Violation) -> NamedNode | Literal | None:
    if isinstance(violation.term, NamedNode | Literal):
        return violation.term
    return Literal(violation.value) if violation.value is not None else None
