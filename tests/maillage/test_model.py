"""What passes between the stages is checked when it is made."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maillage import iri
from maillage.model import Draft, Fact, Issue, Level, Passage
from maillage.rdf import MLG, integer


@given(st.text(min_size=1), st.integers(0, 10**9))
def test_a_passage_is_as_long_as_its_quote_in_code_points(quote: str, start: int) -> None:
    passage = Passage(start, start + len(quote), quote)
    assert passage.end - passage.start == len(passage.quote)


@pytest.mark.parametrize(
    ("start", "end", "quote"),
    [(0, 0, ""), (-1, 3, "mots"), (3, 2, "m"), (0, 3, "mots"), (0, 5, "mots")],
)
def test_a_passage_that_does_not_fit_its_quote_is_refused(start: int, end: int, quote: str) -> None:
    with pytest.raises(ValueError, match="not a passage"):
        Passage(start, end, quote)


def test_passages_are_in_the_order_of_the_text() -> None:
    late, early = Passage(9, 10, "a"), Passage(2, 4, "zz")
    assert sorted([late, early]) == [early, late]


def test_a_draft_is_the_sequence_of_its_facts() -> None:
    fact = Fact(iri.convention("x"), MLG.dureeMois, integer(18), (Passage(0, 2, "18"),))
    draft = Draft("x", (fact,), (Issue(Level.WARNING, "no date of signature"),))
    assert list(draft) == [fact]
    assert draft.issues[0].level == "warning"


def test_levels_are_the_words_of_a_reading() -> None:
    assert [str(level) for level in Level] == ["error", "warning", "info"]
