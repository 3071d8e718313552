"""Durations in months."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.values.durations import durations, in_words
from tests.loaders.values.cases import cases

CASES = cases("durations")


@pytest.mark.parametrize(("text", "months"), CASES["read"].items())
def test_duration_is_read(text: str, months: list[int]) -> None:
    assert [item.value for item in durations(text)] == months


@pytest.mark.parametrize("text", CASES["must_not_be_read"])
def test_what_is_no_duration_is_not_read(text: str) -> None:
    assert durations(text) == []


@given(st.integers(1, 999))
def test_duration_in_words_is_read_back(months: int) -> None:
    (found,) = durations(f"pour une durée de {in_words(months)} maximum")
    assert found.value == months
