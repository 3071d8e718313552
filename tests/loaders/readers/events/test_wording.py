"""The words that a date is said of."""

import pytest

from loaders.readers.events import wording
from loaders.readers.layout import blocks


def about(text: str, date: str) -> str | None:
    (block,) = blocks(text)
    start = text.index(date)
    return wording.about(block, start, start + len(date), None, None)


@pytest.mark.parametrize(
    ("words", "kept"),
    [
        ("le marché de travaux, en date du", "marché de travaux"),
        ("et la halle, récemment", "halle"),
        ("l'école a été", "école"),
        ("du", ""),
        ("| Étude ¶", "Étude"),
    ],
)
def test_small_words_at_the_ends_are_left_out(words: str, kept: str) -> None:
    assert wording.clean(words) == kept


def test_words_before_a_date_are_what_it_is_about() -> None:
    assert about("La halle couverte rouvre le 4 juin 2021.", "4 juin 2021") == (
        "halle couverte rouvre"
    )


def test_words_after_it_are_where_none_stand_before() -> None:
    assert about("Le 4 juin 2021, la halle rouvre.", "4 juin 2021") == "halle rouvre"


def test_long_words_are_cut_at_a_space() -> None:
    found = about("Le 4 juin 2021, " + "la halle rouvre enfin " * 9, "4 juin 2021")
    assert found
    assert found.endswith(" …")
    assert len(found) <= 112


def test_bare_date_is_about_nothing() -> None:
    assert about("Le 4 juin 2021.", "4 juin 2021") is None
