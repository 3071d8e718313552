"""A report beside an earlier one: by fingerprint, as often as each was found."""

import json
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maillage.errors import InputError
from maillage.validation import render
from maillage.validation.comparison import Comparison, State, earlier
from maillage.validation.report import Report, Severity
from tests.maillage.validation.samples import BEFORE, EMPTY, GONE, LEAK, REPORT, SINCE, ort


def of(*numbers: int) -> Report:
    return Report.of([ort(number) for number in numbers], {})


def test_states_are_in_the_order_of_the_report() -> None:
    new = [
        found
        for found, state in zip(REPORT.results, SINCE.states, strict=True)
        if state is State.NEW
    ]
    assert new == [LEAK, ort(3)]
    assert SINCE.fixed == (GONE,)
    assert SINCE.counts() == {"new": 2, "unchanged": 12, "fixed": 1}


def test_a_report_beside_itself_has_nothing_new() -> None:
    same = Comparison.of(REPORT, REPORT)
    assert set(same.states) == {State.UNCHANGED}
    assert same.fixed == ()


def test_a_line_that_moved_is_not_new() -> None:
    moved = Comparison.of(Report.of([ort(3, line=999)], {}), of(3))
    assert moved.states == (State.UNCHANGED,)


def test_of_three_where_two_were_one_is_new() -> None:
    three, two = (Report.of([ort(2, line) for line in range(n)], {}) for n in (3, 2))
    assert Comparison.of(three, two).counts() == {"new": 1, "unchanged": 2, "fixed": 0}
    assert Comparison.of(two, three).counts() == {"new": 0, "unchanged": 2, "fixed": 1}


@given(st.lists(st.integers(0, 5)), st.lists(st.integers(0, 5)))
def test_every_result_is_counted_once(now: list[int], before: list[int]) -> None:
    counts = Comparison.of(of(*now), of(*before)).counts()
    assert counts["new"] + counts["unchanged"] == len(now)
    assert counts["fixed"] + counts["unchanged"] == len(before)
    assert counts["new"] == sum(max(0, now.count(n) - before.count(n)) for n in set(now))


def test_only_a_new_violation_breaks() -> None:
    assert not SINCE.conforms(REPORT)
    assert Comparison.of(REPORT, REPORT).conforms(REPORT)
    assert Comparison.of(of(1), EMPTY).conforms(of(1))
    grave = Report.of([replace(ort(1), severity=Severity.VIOLATION)], {})
    assert not Comparison.of(grave, EMPTY).conforms(grave)


def test_a_printed_report_is_read_back() -> None:
    assert earlier("r.json", render(REPORT, "json")).results == tuple(
        replace(found, component=None) for found in REPORT.results
    )


def test_a_printed_comparison_is_an_earlier_report_too() -> None:
    again = earlier("r.json", render(REPORT, "json", since=SINCE))
    assert set(Comparison.of(REPORT, again).states) == {State.UNCHANGED}
    assert Comparison.of(REPORT, BEFORE) == SINCE


def result(**changes: Any) -> str:
    return json.dumps({"results": [{**ort(1).as_json(), **changes}]})


@pytest.mark.parametrize(
    ("text", "place", "reason"),
    [
        ("", "r.json:1", "is not JSON"),
        ("{\n{", "r.json:2", "is not JSON"),
        ("[]", "r.json", "no list of results"),
        ('{"results": {}}', "r.json", "no list of results"),
        ('{"version": "2.1.0", "runs": []}', "r.json", "no list of results"),
        ('{"results": [1]}', "r.json", "results[0] lacks focus"),
        ('{"results": [{"rule": "x"}]}', "r.json", "results[0] lacks focus, id"),
        (result(severity="grave"), "r.json", "results[0] has a value of another kind"),
        (result(message="x"), "r.json", "results[0] has a value of another kind"),
        (result(source={"plan": 1}), "r.json", "results[0] has a value of another kind"),
        (result(rule=7), "r.json", "results[0] has a value of another kind"),
        (result(focus=None), "r.json", "results[0] has a value of another kind"),
        (result(repairs=3), "r.json", "results[0] has a value of another kind"),
        ("[" * 100_000, "r.json", "is not"),
    ],
)
def test_what_is_no_report_is_refused(text: str, place: str, reason: str) -> None:
    with pytest.raises(InputError) as error:
        earlier("r.json", text)
    assert error.value.place == place
    assert reason in error.value.reason
    assert "maillage check --format json" in error.value.reason
    assert error.value.fr
    assert "maillage check --format json" in error.value.fr
