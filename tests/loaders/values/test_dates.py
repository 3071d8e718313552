"""Dates, periods and times in French text."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.values.dates import dates, times, years
from maillage.values import Edtf
from tests.loaders.values.cases import cases

CASES = cases("dates")


@pytest.mark.parametrize(("text", "values"), CASES["dates"].items())
def test_date_is_read(text: str, values: list[str]) -> None:
    found = dates(text)
    assert [item.value.value for item in found] == [str(value) for value in values]


@pytest.mark.parametrize("text", CASES["must_not_be_read"])
def test_what_is_no_date_is_not_read(text: str) -> None:
    assert dates(text) == []


@pytest.mark.parametrize(("text", "values"), CASES["years"].items())
def test_year_needs_a_preposition(text: str, values: list[str]) -> None:
    assert [item.value.value for item in years(text)] == values


@pytest.mark.parametrize(("text", "values"), CASES["times"].items())
def test_time_is_read(text: str, values: list[str]) -> None:
    assert [item.value for item in times(text)] == values


@given(st.dates(datetime.date(1900, 1, 1), datetime.date(2099, 12, 31)))
def test_date_in_words_is_read_back(day: datetime.date) -> None:
    text = f"signée le {Edtf(day.isoformat()).words()} à Cahors"
    (found,) = dates(text)
    assert found.value == Edtf(day.isoformat())
    assert text[found.start : found.end] == found.value.words()


@given(st.dates(datetime.date(1900, 1, 1), datetime.date(2099, 12, 31)))
def test_date_in_figures_is_read_back(day: datetime.date) -> None:
    for form in ("%d/%m/%Y", "%d.%m.%Y", "%d-%m-%Y", "%Y-%m-%d"):
        (found,) = dates(f"le {day.strftime(form)},")
        assert found.value.value == day.isoformat()
