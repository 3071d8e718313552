"""Legal references in one notation."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.values.references import CODES, in_words, references
from tests.loaders.values.cases import cases

CASES = cases("references")


@pytest.mark.parametrize(("text", "notations"), CASES["read"].items())
def test_reference_is_read(text: str, notations: list[str]) -> None:
    assert [item.value for item in references(text)] == notations


@pytest.mark.parametrize("text", CASES["must_not_be_read"])
def test_what_is_no_reference_is_not_read(text: str) -> None:
    assert references(text) == []


@given(
    st.sampled_from(sorted(set(CODES.values()))),
    st.sampled_from(["L", "R", "D", "A", ""]),
    st.integers(1, 9999),
    st.integers(1, 99),
)
def test_article_in_words_is_read_back(code: str, letter: str, number: int, part: int) -> None:
    notation = f"{code} {letter}{number}-{part}"
    (found,) = references(f"au titre de l'{in_words(notation)}, est")
    assert found.value == notation


@given(
    st.sampled_from(["loi", "décret", "ordonnance"]), st.integers(1958, 2030), st.integers(1, 9999)
)
def test_law_in_words_is_read_back(kind: str, year: int, number: int) -> None:
    notation = f"{kind} {year}-{number}"
    assert [item.value for item in references(f"vu la {in_words(notation)} susvisée")] == [notation]
