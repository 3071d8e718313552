"""Figures: label, value, unit, place, period."""

import pytest

from loaders.readers.indicators import read
from loaders.readers.layout import blocks
from loaders.reading import Indicator

PLACES = ("Gimont", "Auch", "Grand Auch")


def figures(text: str) -> tuple[Indicator, ...]:
    return read(blocks(text), PLACES)


@pytest.mark.parametrize(
    ("text", "label", "value", "unit", "nature"),
    [
        (
            "222 territoires sélectionnés en France",
            "territoires sélectionnés en France",
            "222",
            "territoires",
            "exact",
        ),
        (
            "réhabiliter plus de 500 logements",
            "logements à réhabiliter",
            "500",
            "logements",
            "minimum",
        ),
        ("un objectif de 60 logements par an", "logements par an", "60", "logements", "exact"),
        ("la commune a perdu près de 300 actifs", "actifs", "-300", "actifs", "approche"),
        ("soit + 173 logements vacants", "logements vacants", "173", "logements", "exact"),
        ("soit - 20 logements vacants", "logements vacants", "-20", "logements", "exact"),
        ("deux millions d'habitants", "habitants", "2000000", "habitants", "exact"),
        ("la vacance atteint 14,8%", "taux de vacance des logements", "14.8", "%", "exact"),
        ("18.5% de bac+2 ou plus", "bac+2 ou plus", "18.5", "%", "exact"),
        ("18 % de familles monoparentales, ici", "familles monoparentales", "18", "%", "exact"),
        ("Sur près de 6 000 m², ce site", "surface", "6000", "m²", "approche"),
        ("des silos de 30 m", "silos", "30", "m", "exact"),
        ("jusqu'à 42 séances par jour", "séances par jour", "42", "séances", "plafond"),
    ],
)
def test_figure_is_read(text: str, label: str, value: str, unit: str, nature: str) -> None:
    (figure,) = figures(text)
    assert (figure.label, figure.value, figure.unit, figure.nature) == (label, value, unit, nature)


@pytest.mark.parametrize(
    "text",
    [
        "une durée de 18 mois",
        "5 milliards d'euros",
        "le 3 novembre 2020",
        "entre 2007 et 2017",
        "l'article 5 de la convention",
        "En 6 exemplaires",
        "les 5 axes du programme",
        "05 00 00 00 01",
        "la loi n° 2018-1021",
        "## 22 fiches",
        "n° 12 rues",
        "page 3",
    ],
)
def test_what_is_no_figure_is_not_read(text: str) -> None:
    assert figures(text) == ()


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("18% de bac+2 à Gimont pour 22% sur le Grand Auch", ["Gimont", "Grand Auch"]),
        ("Gimont a vendu un bien pour 34 logements.", ["Gimont"]),
        ("La friche de Gimont.\n\nSur 6 000 m², ce site est vide.", ["Gimont"]),
        ("La friche est vide : 6 000 m².", [None]),
        ("222 territoires sélectionnés dont Gimont et Auch", [None]),
    ],
)
def test_place_is_the_one_the_words_name(text: str, places: list[str | None]) -> None:
    assert [figure.territory for figure in figures(text)] == places


@pytest.mark.parametrize(
    ("text", "periods"),
    [
        (
            "la vacance entre 2007 et 2017 (10,9% à 14,8% soit + 173 logements)",
            ["2007", "2017", "2007/2017"],
        ),
        ("Depuis 2012, 53 façades ont été aidées.", ["2012/.."]),
        ("500 logements sur la période 2015-2020", ["2015/2020"]),
        ("500 logements", [None]),
    ],
)
def test_period_is_that_of_the_sentence(text: str, periods: list[str | None]) -> None:
    assert [figure.period for figure in figures(text)] == periods


def test_figure_said_of_the_same_thing_takes_its_unit() -> None:
    text = "26 000 habitants sont détenteurs de la carte (le Grand Auch en compte 43 000)."
    assert [(each.label, each.value) for each in figures(text)] == [
        ("habitants détenteurs de la carte", "26000"),
        ("habitants", "43000"),
    ]
