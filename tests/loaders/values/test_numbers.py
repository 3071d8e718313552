"""Numbers in digits and in words."""

import re
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.values.numbers import DIGITS, WORDS, from_words, in_digits, in_words
from tests.loaders.values.cases import cases

CASES = cases("numbers")


@pytest.mark.parametrize(("text", "value"), CASES["digits"].items())
def test_number_in_digits_is_read_or_refused(text: str, value: str | None) -> None:
    if value is None:
        with pytest.raises(ValueError, match="not a number"):
            in_digits(text)
    else:
        assert in_digits(text) == Decimal(value)


@pytest.mark.parametrize(("text", "value"), CASES["words"].items())
def test_number_in_words_is_read_or_refused(text: str, value: int | None) -> None:
    if value is None:
        with pytest.raises(ValueError, match="not a number"):
            from_words(text)
    else:
        assert from_words(text) == value


@given(st.integers(0, 999_999))
def test_words_of_a_number_are_read_back(number: int) -> None:
    words = in_words(number)
    assert from_words(words) == number
    assert from_words(words.replace("-", " ")) == number
    assert re.fullmatch(WORDS, words)


@given(st.integers(0, 10**12))
def test_grouped_digits_are_read_back(number: int) -> None:
    for mark in (" ", "\u202f", "."):
        text = f"{number:,}".replace(",", mark)
        assert re.fullmatch(DIGITS, text)
        assert in_digits(text) == number


@pytest.mark.parametrize("number", [-1, 1_000_000])
def test_number_outside_the_words_is_refused(number: int) -> None:
    with pytest.raises(ValueError, match="below one million"):
        in_words(number)
