"""A hyphen at the end of a line: cut there, or part of the word."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.hyphens import is_kept, joined


@pytest.mark.parametrize(
    ("before", "after", "line"),
    [
        ("la conven-", "tion est", "la convention est"),
        ("la conven\u00ad", "tion est", "la convention est"),
        ("la conven\u2010", "tion est", "la convention est"),
        ("la conven -", "tion est", "la convention est"),
        ("l’inter-", "communalité", "l’intercommunalité"),
        ("INTER-", "COMMUNALITÉ", "INTERCOMMUNALITÉ"),
    ],
)
def test_word_that_a_line_cuts_is_joined(before: str, after: str, line: str) -> None:
    assert joined(before, after) == line


@pytest.mark.parametrize(
    ("before", "after", "line"),
    [
        ("la commune de Saint-", "Denis", "la commune de Saint-Denis"),
        ("à Villefranche-", "de-Rouergue", "à Villefranche-de-Rouergue"),
        ("SAINT-", "DENIS", "SAINT-DENIS"),
        ("L’ISLE-", "SUR-TARN", "L’ISLE-SUR-TARN"),
        ("ci-", "après nommée", "ci-après nommée"),
        ("la convention-", "cadre", "la convention-cadre"),
        ("le vice-", "président", "le vice-président"),
        ("celle-", "ci", "celle-ci"),
        ("le centre-", "ville", "le centre-ville"),
    ],
)
def test_hyphen_of_the_word_itself_is_kept(before: str, after: str, line: str) -> None:
    assert joined(before, after) == line
    assert is_kept(before.removesuffix("-"), after)


@pytest.mark.parametrize(
    ("before", "after", "line"),
    [
        ("la commune", "de Fleurance", "la commune de Fleurance"),
        ("2021-", "2026", "2021-2026"),
        ("la durée -", "Fleurance", "la durée - Fleurance"),
        ("la tranche 2-", "une halle", "la tranche 2- une halle"),
        ("–", "suite", "– suite"),
    ],
)
def test_line_without_a_cut_word_goes_on_as_it_is(before: str, after: str, line: str) -> None:
    assert joined(before, after) == line


@given(st.text("abé -'", max_size=12), st.text("abéB -'", max_size=12))
def test_joining_loses_no_letter(before: str, after: str) -> None:
    def letters(text: str) -> str:
        return "".join(filter(str.isalpha, text))

    assert letters(joined(before, after)) == letters(before + after)
