"""Each rule trips on its invalid case, keeps silent on its valid one, in both engines."""

import json
from collections.abc import Iterable
from functools import cache

import pytest

from maillage.validation.bulk import Hierarchy
from maillage.validation.check import examine
from maillage.validation.findings import Finding
from maillage.validation.reference import ReferenceEngine
from maillage.validation.report import Report, Severity
from tests.shapes.cases import (
    CASES,
    INVALID,
    ROOT,
    VALID,
    Case,
    hierarchy,
    named,
    names,
    plan,
    shapes,
    view,
)


def _named(case: Case) -> str:
    return case.name


@cache
def _report(case: Case) -> Report:
    """What the rules find in an invalid case, told as of its file."""
    given = (case.path.name, case.path.read_text(encoding="utf-8"))
    return examine(plan(), hierarchy(), case.triples, ROOT, given)


def _keys(found: Iterable[Finding]) -> list[tuple[str, ...]]:
    return sorted(finding.key for finding in found)


@pytest.mark.parametrize("case", INVALID, ids=_named)
def test_invalid_case_gives_the_approved_report(case: Case, approve: bool) -> None:
    report = _report(case)
    text = json.dumps(report.as_json(), ensure_ascii=False, indent=2) + "\n"
    if approve:
        case.report.write_text(text, encoding="utf-8")
    assert case.rule in {found.rule for found in report.results}
    assert text == case.report.read_text(encoding="utf-8")


@pytest.mark.parametrize("case", INVALID, ids=_named)
def test_message_is_words_only(case: Case) -> None:
    for found in _report(case).results:
        for words in (found.message.fr, found.message.en):
            assert "://" not in words
            assert "{" not in words
            assert "?" not in words
            assert "mlg:" not in words


@pytest.mark.parametrize("case", VALID, ids=_named)
def test_valid_case_keeps_the_rule(case: Case) -> None:
    report = examine(plan(), hierarchy(), case.triples, ROOT)
    assert case.rule not in {found.rule for found in report.results}
    assert all(found.severity is Severity.INFO for found in report.results)


@pytest.mark.parametrize("case", CASES, ids=_named)
def test_fast_engine_equals_the_reference(case: Case) -> None:
    graph = view(named(case.triples))
    fast = plan().fitting(Hierarchy(graph)).findings(graph)
    assert _keys(fast) == _keys(ReferenceEngine().findings(shapes(), graph))


def test_fast_engine_equals_the_reference_on_what_every_graph_has() -> None:
    """All names at once: a case above has those of the things that it speaks of."""
    graph = view(names())
    fast = plan().findings(graph)
    assert _keys(fast) == _keys(ReferenceEngine().findings(shapes(), graph))
