"""SIREN, SIRET and EDTF: checked when made, two inverse directions."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maillage.values import Edtf, Siren, Siret, luhn


@pytest.mark.parametrize("digits", ["200023737", "213201320", "243200391", "180020026"])
def test_siren_in_groups_is_parsed_back(digits: str) -> None:
    siren = Siren(digits)
    assert Siren.parse(str(siren)) == siren


@pytest.mark.parametrize(
    "digits", ["704930550", "200023738", "20002373", "2000237377", "20002373a", ""]
)
def test_wrong_siren_is_refused(digits: str) -> None:
    with pytest.raises(ValueError, match="not a SIREN"):
        Siren(digits)


@pytest.mark.parametrize("digits", ["73282932000074", "35600000049837"])
def test_siret_in_groups_is_parsed_back(digits: str) -> None:
    siret = Siret(digits)
    assert Siret.parse(str(siret)) == siret
    assert siret.siren.digits == digits[:9]


@pytest.mark.parametrize("digits", ["73282932000075", "7328293200007", "35600000000002", "x"])
def test_wrong_siret_is_refused(digits: str) -> None:
    with pytest.raises(ValueError, match="not a SIRET"):
        Siret(digits)


@given(st.text("0123456789", min_size=1, max_size=30), st.data())
def test_luhn_finds_every_single_wrong_digit(digits: str, data: st.DataObject) -> None:
    whole = next(digits + str(last) for last in range(10) if luhn(digits + str(last)))
    position = data.draw(st.integers(0, len(whole) - 1))
    other = data.draw(st.sampled_from([d for d in "0123456789" if d != whole[position]]))
    assert not luhn(whole[:position] + other + whole[position + 1 :])


@pytest.mark.parametrize(
    ("value", "datatype", "words"),
    [
        ("2018-07-13", "date", "13 juillet 2018"),
        ("2021-05-01", "date", "1er mai 2021"),
        ("2022-10", "gYearMonth", "octobre 2022"),
        ("2014", "gYear", "2014"),
        ("2015/2020", "string", "2015-2020"),
        ("2021-03/2022-04", "string", "de mars 2021 à avril 2022"),
    ],
)
def test_date_has_the_datatype_of_its_precision(value: str, datatype: str, words: str) -> None:
    assert Edtf(value).datatype == datatype
    assert Edtf(value).words() == words


@pytest.mark.parametrize(
    "value",
    [
        "2020-02-30",
        "2020-13",
        "2020-00",
        "20",
        "2020/2015",
        "2020/2020",
        "2020/2021/2022",
        "0000",
        "",
    ],
)
def test_what_no_calendar_has_is_refused(value: str) -> None:
    with pytest.raises(ValueError, match="not a"):
        Edtf(value)


@given(st.dates())
def test_weekday_is_that_of_the_calendar(day: datetime.date) -> None:
    edtf = Edtf.of(day.year, day.month, day.day)
    assert edtf.value == day.isoformat()
    assert edtf.weekday == day.weekday()
    assert edtf.is_day
    assert not edtf.is_interval
