"""Sums of money: value, nature, tax."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.values.amounts import Euros, amounts
from tests.loaders.values.cases import cases

CASES = cases("amounts")


@pytest.mark.parametrize(("text", "expected"), CASES["read"].items())
def test_amount_is_read(text: str, expected: list[str | None]) -> None:
    (found,) = amounts(f"Il est prévu {text} en tout")
    assert [found.value.plain, found.value.nature, found.value.tax] == expected


@pytest.mark.parametrize("text", CASES["must_not_be_read"])
def test_what_is_no_amount_is_not_read(text: str) -> None:
    assert amounts(text) == []


@pytest.mark.parametrize(("text", "expected"), CASES["ranges"].items())
def test_range_is_its_least_and_its_most(text: str, expected: list[list[str | None]]) -> None:
    whole = f"Il est prévu {text} en tout"
    found = amounts(whole)
    assert [
        [each.value.plain, each.value.nature, each.value.tax, whole[each.start : each.end]]
        for each in found
    ] == expected


def test_least_and_most_after_their_sums_are_those_of_each() -> None:
    found = amounts("de 3 000 € minimum 5 000 € maximum")
    assert [(each.value.plain, each.value.nature) for each in found] == [
        ("3000", "minimum"),
        ("5000", "plafond"),
    ]


def test_span_of_an_amount_begins_at_its_qualifier() -> None:
    text = "le Gouvernement mobilise plus de 5 milliards d'euros sur cinq ans"
    (found,) = amounts(text)
    assert text[found.start : found.end] == "plus de 5 milliards d'euros"


def test_amounts_of_an_enumeration_are_all_read() -> None:
    text = "dont 1 Md€ en fonds propres, 700 M€ en prêts et 1,5 Md€ de subventions"
    assert [item.value.plain for item in amounts(text)] == ["1000000000", "700000000", "1500000000"]


@given(
    st.decimals(0, 10**11, places=2),
    st.sampled_from(["exact", "minimum", "approche", "plafond"]),
    st.sampled_from([None, "HT", "TTC"]),
)
def test_amount_in_full_is_read_back(value: Decimal, nature: str, tax: str | None) -> None:
    euros = Euros(value, nature, tax)
    (found,) = amounts(euros.words())
    assert (found.value.plain, found.value.nature, found.value.tax) == (euros.plain, nature, tax)
