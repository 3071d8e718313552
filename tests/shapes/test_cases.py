"""Each rule trips on its invalid case, keeps silent on its valid one, in both engines."""

import json

import pytest

from maillage.validation.bulk import BulkEngine
from maillage.validation.check import examine
from maillage.validation.reference import ReferenceEngine
from maillage.validation.report import Severity
from tests.shapes.cases import CASES, INVALID, ROOT, VALID, Case, hierarchy, plan, shapes, view


def _named(case: Case) -> str:
    return case.name


@pytest.mark.parametrize("case", INVALID, ids=_named)
def test_invalid_case_gives_the_approved_report(case: Case, approve: bool) -> None:
    given = (case.path.name, case.path.read_text(encoding="utf-8"))
    report = examine(plan(), hierarchy(), case.triples, ROOT, given)
    text = json.dumps(report.as_json(), ensure_ascii=False, indent=2) + "\n"
    if approve:
        case.report.write_text(text, encoding="utf-8")
    assert case.rule in {found.rule for found in report.results}
    assert text == case.report.read_text(encoding="utf-8")


@pytest.mark.parametrize("case", INVALID, ids=_named)
def test_message_is_words_only(case: Case) -> None:
    report = examine(plan(), hierarchy(), case.triples, ROOT)
    for found in report.results:
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
    graph = view(case.triples)
    fast = sorted(finding.key for finding in BulkEngine().findings(shapes(), graph))
    reference = sorted(finding.key for finding in ReferenceEngine().findings(shapes(), graph))
    assert fast == reference
