"""Figures and dates as people read them; ␣ stands for the spaces that break no line."""

from decimal import Decimal

import pytest

from maillage import figures


def seen(text: str) -> str:
    return text.replace(figures.THIN, "␣").replace(figures.FIXED, "␣")


@pytest.mark.parametrize(
    ("value", "french", "english"),
    [
        (0, "0", "0"),
        (-1500, "-1␣500", "-1,500"),
        (1707978946, "1␣707␣978␣946", "1,707,978,946"),
        (Decimal("43571.50"), "43␣571,5", "43,571.5"),
        (Decimal("1200"), "1␣200", "1,200"),
    ],
)
def test_a_number(value: Decimal | int, french: str, english: str) -> None:
    assert seen(figures.number(value)) == french
    assert figures.number(value, "en") == english


@pytest.mark.parametrize(
    ("value", "french", "english"),
    [
        (1200000000, "1␣200␣000␣000␣€", "€1,200,000,000"),
        (Decimal("205857.60"), "205␣857,60␣€", "€205,857.60"),
        (Decimal("499999.998"), "500␣000␣€", "€500,000"),
    ],
)
def test_an_amount_has_cents_only_where_there_are(
    value: Decimal | int, french: str, english: str
) -> None:
    assert seen(figures.euros(value)) == french
    assert figures.euros(value, "en") == english


@pytest.mark.parametrize(
    ("value", "french", "english"),
    [(Decimal("78.947"), "78,9␣%", "78.9%"), (100, "100␣%", "100%"), (0, "0␣%", "0%")],
)
def test_a_percentage_has_one_decimal(value: Decimal | int, french: str, english: str) -> None:
    assert seen(figures.percent(value)) == french
    assert figures.percent(value, "en") == english


@pytest.mark.parametrize(
    ("text", "french", "english"),
    [
        ("2018-07-13", "13␣juillet␣2018", "13␣July␣2018"),
        ("2019-10-01", "1er␣octobre␣2019", "1␣October␣2019"),
        ("2022-10", "octobre␣2022", "October␣2022"),
        ("2016", "2016", "2016"),
        ("2015/2020", "2015/2020", "2015/2020"),
        ("2020-13", "2020-13", "2020-13"),
        ("indefini", "indefini", "indefini"),
        ("", "", ""),
    ],
)
def test_a_date_in_words_or_as_it_was(text: str, french: str, english: str) -> None:
    assert seen(figures.date(text)) == french
    assert seen(figures.date(text, "en")) == english
