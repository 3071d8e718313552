"""Numbers, amounts, dates and durations as pages show them."""

import pytest

from api.pages.formatting import Language, amount, date, duration, number, percent, spaced

THIN, FIXED = "\u202f", "\u00a0"


@pytest.mark.parametrize(
    ("value", "language", "words"),
    [
        ("1707978946", "fr", f"1{THIN}707{THIN}978{THIN}946"),
        ("1707978946", "en", "1,707,978,946"),
        ("1200000000.0", "fr", f"1{THIN}200{THIN}000{THIN}000"),
        ("-300.50", "fr", "−300,5"),
        ("0", "fr", "0"),
        ("pas un nombre", "fr", "pas un nombre"),
        ("NaN", "fr", "NaN"),
        ("INF", "en", "INF"),
        ("", "fr", ""),
    ],
)
def test_a_number_has_its_thousands_apart(value: str, language: Language, words: str) -> None:
    assert number(value, language) == words


@pytest.mark.parametrize(
    ("value", "nature", "language", "words"),
    [
        ("2005385", "exact", "fr", f"2{THIN}005{THIN}385{FIXED}€"),
        ("2005385", "exact", "en", "€2,005,385"),
        ("5000000000.0", "minimum", "fr", f"plus de 5{THIN}000{THIN}000{THIN}000{FIXED}€"),
        ("269314.85", "approche", "fr", f"environ 269{THIN}314,85{FIXED}€"),
        ("450000000", "plafond", "en", "up to €450,000,000"),
        ("12", "inconnue", "fr", f"12{FIXED}€"),
        ("beaucoup", "exact", "fr", "beaucoup"),
    ],
)
def test_an_amount_says_its_nature(value: str, nature: str, language: Language, words: str) -> None:
    assert amount(value, language, nature) == words


@pytest.mark.parametrize(
    ("text", "french", "english"),
    [
        ("2018-07-13", f"13{FIXED}juillet{FIXED}2018", f"13{FIXED}July{FIXED}2018"),
        ("2018-10-01", f"1er{FIXED}octobre{FIXED}2018", f"1{FIXED}October{FIXED}2018"),
        ("2022-10", f"octobre{FIXED}2022", f"October{FIXED}2022"),
        ("2016", "2016", "2016"),
        ("2016~", "vers 2016", "about 2016"),
        ("2016?", "2016 (incertain)", "2016 (uncertain)"),
        ("2016%", "vers 2016 (incertain)", "about 2016 (uncertain)"),
        ("2015/2020", "de 2015 à 2020", "from 2015 to 2020"),
        ("2015/..", "à partir de 2015", "from 2015"),
        ("../2020", "jusqu’à 2020", "until 2020"),
        ("2019-12-13Z", f"13{FIXED}décembre{FIXED}2019", f"13{FIXED}December{FIXED}2019"),
    ],
)
def test_a_date_is_said_in_words(text: str, french: str, english: str) -> None:
    assert (date(text, "fr"), date(text, "en")) == (french, english)


@pytest.mark.parametrize("text", ["", "2018-13-01", "bientôt", "2018/demain", "/", "13/07/2018"])
def test_what_is_no_date_stays_as_written(text: str) -> None:
    assert date(text, "fr") == text


@pytest.mark.parametrize(
    ("months", "french", "english"),
    [
        (60, f"5{FIXED}ans", f"5{FIXED}years"),
        (18, f"18{FIXED}mois", f"18{FIXED}months"),
        (12, f"12{FIXED}mois", f"12{FIXED}months"),
        (1, f"1{FIXED}mois", f"1{FIXED}month"),
        (0, f"0{FIXED}mois", f"0{FIXED}months"),
    ],
)
def test_a_duration_is_years_only_where_they_are_whole(
    months: int, french: str, english: str
) -> None:
    assert (duration(months, "fr"), duration(months, "en")) == (french, english)


def test_a_share_is_per_cent() -> None:
    assert percent("0.4475", "fr") == f"44,8{FIXED}%"
    assert percent("0.25", "en") == "25%"
    assert percent("NA", "fr") == "NA"


def test_french_marks_never_begin_a_line() -> None:
    assert spaced("Où ? « Ici » : voilà", "fr") == (f"Où{FIXED}? «{FIXED}Ici{FIXED}»{FIXED}: voilà")
    assert spaced("Where ? There", "en") == "Where ? There"
