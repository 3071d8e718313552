"""SIREN, SIRET, e-mails and telephones in a text."""

import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.values.identifiers import emails, phones, sirens, sirets
from maillage.values import Siren, luhn
from tests.loaders.values.cases import cases

CASES = cases("identifiers")


@pytest.mark.parametrize(("text", "digits"), CASES["sirens"].items())
def test_siren_is_read_where_it_is_called_so(text: str, digits: list[str]) -> None:
    assert [item.value.digits for item in sirens(text)] == digits


@pytest.mark.parametrize(("text", "digits"), CASES["sirets"].items())
def test_siret_is_read_by_its_check_digit(text: str, digits: list[str]) -> None:
    assert [item.value.digits for item in sirets(text)] == digits


@pytest.mark.parametrize(("text", "addresses"), CASES["emails"].items())
def test_email_is_read(text: str, addresses: list[str]) -> None:
    assert [item.value for item in emails(text)] == addresses


@pytest.mark.parametrize("piece", ["a", "a.", "a@", "@a.", "@"])
def test_time_of_emails_grows_with_the_text_alone(piece: str) -> None:
    text = piece * (1_000_000 // len(piece))
    start = time.monotonic()
    assert emails(text) == []
    assert time.monotonic() - start < 5


@given(st.text("ab1é_.-+@ ", max_size=40))
def test_emails_are_those_that_a_search_from_each_character_finds(text: str) -> None:
    slow = re.finditer(r"[A-Za-z0-9][\w.+-]*@[\w-]+(?:\.[\w-]+)*\.[A-Za-z]{2,}", text)
    assert [(item.start, item.value) for item in emails(text)] == [
        (match.start(), match[0]) for match in slow
    ]


@pytest.mark.parametrize(("text", "digits"), CASES["phones"].items())
def test_telephone_is_read(text: str, digits: list[str]) -> None:
    assert [item.value for item in phones(text)] == digits


@given(st.integers(10_000_000, 99_999_999))
def test_siren_in_groups_is_read_back(number: int) -> None:
    digits = next(f"{number}{last}" for last in range(10) if luhn(f"{number}{last}"))
    (found,) = sirens(f"SIREN {Siren(digits)}")
    assert found.value.digits == digits


@given(st.integers(1, 9), st.lists(st.integers(0, 99), min_size=4, max_size=4))
def test_telephone_in_any_form_is_read_back(first: int, pairs: list[int]) -> None:
    tail = [f"{pair:02}" for pair in pairs]
    for mark in (" ", ".", "", "-"):
        (found,) = phones("Tél : " + mark.join([f"0{first}", *tail]))
        assert found.value == f"0{first}{''.join(tail)}"
