"""Words of labels."""

import pytest

from loaders.state import wording


@pytest.mark.parametrize(
    ("value", "french", "english"),
    [
        ("1200000000", "1,2 Md€", "€1.2 billion"),
        ("5000000000", "5 Md€", "€5 billion"),
        ("50000000", "50 M€", "€50 million"),
        ("1300000", "1,3 M€", "€1.3 million"),
        ("2005385", "2 005 385 €", "€2,005,385"),
        ("1234567890", "1 234 567 890 €", "€1,234,567,890"),
        ("17322.60", "17 322,6 €", "€17,322.6"),
        ("0", "0 €", "€0"),
    ],
)
def test_euros_in_words(value: str, french: str, english: str) -> None:
    assert wording.euros(value) == (french, english)


@pytest.mark.parametrize(
    ("value", "written"),
    [("50", "50.0"), ("50.00", "50.0"), ("14.80", "14.8"), ("0", "0.0"), ("-10", "-10.0")],
)
def test_a_decimal_is_written_as_turtle_keeps_it(value: str, written: str) -> None:
    assert wording.decimal(value) == written


@pytest.mark.parametrize(
    ("value", "french", "english"),
    [
        ("2018-07-13", "13 juillet 2018", "13 July 2018"),
        ("2018-08-01", "1er août 2018", "1 August 2018"),
        ("2022-10", "octobre 2022", "October 2022"),
        ("2016", "2016", "2016"),
        ("2015/2020", "2015–2020", "2015–2020"),
        ("2012/..", "depuis 2012", "since 2012"),
        ("../2020-05", "jusqu'à mai 2020", "until May 2020"),
        ("2018-13", "2018-13", "2018-13"),
    ],
)
def test_dates_in_words(value: str, french: str, english: str) -> None:
    assert wording.date(value) == (french, english)


@pytest.mark.parametrize(
    ("written", "bare"),
    [
        ("la Commune de Fleurance", "Commune de Fleurance"),
        ("l'EPCI  de\nla Lomagne", "EPCI de la Lomagne"),
        ("L’agence nationale", "agence nationale"),
        ("Le Mans", "Le Mans"),
        ("La Rochelle", "La Rochelle"),
        ("l'", "l'"),
    ],
)
def test_an_article_is_dropped_where_it_is_no_name(written: str, bare: str) -> None:
    assert wording.without_article(written) == bare


def test_a_long_quote_is_shortened_on_one_line() -> None:
    short = wording.shortened("mot\n" * 50)
    assert len(short) <= wording.QUOTE_LENGTH
    assert short.endswith("…")


def test_names_in_a_series() -> None:
    assert wording.series(["a"], "et") == "a"
    assert wording.series(["a", "b", "c"], "et") == "a, b et c"


@pytest.mark.parametrize(
    "words",
    [
        "OPAH-RU (signature)",
        "PLU",
        "label éco-quartier",
        "Secteur sauvegardé",
        "cette stratégie urbaine",
        "conseil municipal",
        "Lectoure (Contrats Bourgs Centres Occitanie)",
        "Contrats Bourgs Centres Occitanie des Communes de Fleurance",
        "Protocole de Préfiguration du CPER Occitanie pour la période 2021-2027 (signature)",
        "secteur Est de la ville",
        "rénovation du lycée et du musée",
    ],
)
def test_the_name_of_a_thing_is_a_noun_phrase(words: str) -> None:
    assert wording.is_noun_phrase(words)


@pytest.mark.parametrize(
    "words",
    [
        "",
        "est de réhabiliter plus de 500 logements sur la période",
        "mais la finalisation de la requalification des lieux",
        "Aussi la municipalité a défini",
        "Depuis cette date",
        "Région a engagé",
        "vacance, est en forte augmentation",
        "(15.9% à 13.8%",
        "taux de vacance (15.9% à 13.8%",
        "Reconnue dans le projet de territoire du Grand Cahors",
        "… territoriales",
        "Disponible",
        "OPAH-RR depuis 5 ans ayant vocation à évoluer",
        "réponse à l'AMI « fabrique des territoires » a été déposée",
        "action qui se poursuit",
        "logement et",
    ],
)
def test_a_scrap_of_a_sentence_is_no_noun_phrase(words: str) -> None:
    assert not wording.is_noun_phrase(words)
