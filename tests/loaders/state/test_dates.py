"""Dates have the precision that the document gives."""

from dataclasses import replace

import pytest

from loaders.state.dates import literal
from tests.loaders.state.asking import HEADER, rows
from tests.loaders.state.conftest import Case


@pytest.mark.parametrize(
    ("written", "datatype"),
    [("2018-07-13", "date"), ("2022-10", "gYearMonth"), ("2016", "gYear")],
)
def test_a_date_is_typed_by_its_precision(written: str, datatype: str) -> None:
    value = literal(written)
    assert value is not None
    assert (value.value, value.datatype.value.rpartition("#")[2]) == (written, datatype)


@pytest.mark.parametrize("written", ["2015/2020", "2018~", "printemps", ""])
def test_what_is_no_single_date_has_no_date_type(written: str) -> None:
    assert literal(written) is None


def test_the_expiry_is_the_conventions_and_no_signature_is_invented(convention: Case) -> None:
    assert rows(convention.view(), "SELECT ?d WHERE { ?c mlg:dateEcheance ?d }") == [("2022-10",)]
    assert not convention.view().ask(HEADER + "ASK { ?c mlg:dateSignature ?d }")


def test_every_event_is_dated_and_typed(convention: Case) -> None:
    assert rows(
        convention.view(),
        """SELECT ?type ?date ?periode ?objet WHERE {
             convention:valmont-pvd mlg:aEvenement ?e . ?e mlg:typeEvenement ?type
             OPTIONAL { ?e mlg:date ?date } OPTIONAL { ?e mlg:periode ?periode }
             OPTIONAL { ?e mlg:objet ?objet } }""",
    ) == [
        ("evenement/approbation", "2016", "", "PLU"),
        ("evenement/autre", "", "2015/2020", "contrat"),
        ("evenement/candidature", "2020-11-03", "", ""),
        ("evenement/echeance", "2022-10", "", ""),
    ]


def test_events_are_labelled_in_words(convention: Case) -> None:
    found = rows(convention.view(), "SELECT ?l WHERE { ?e a mlg:Evenement ; rdfs:label ?l }")
    assert ("Candidature : 3 novembre 2020",) in found
    assert ("Application: 3 November 2020",) in found
    assert ("Approbation (PLU) : 2016",) in found
    assert ("Contrat : 2015–2020",) in found


@pytest.mark.parametrize(
    ("value", "event", "about", "label"),
    [
        (
            "2015/2020",
            "autre",
            "est de réhabiliter plus de 500 logements sur la période",
            ("Date citée : 2015–2020", "Date cited: 2015–2020"),
        ),
        ("2008", "debut", "Aussi la municipalité a défini", ("Début : 2008", "Start: 2008")),
        (
            "2019",
            "autre",
            "mais la finalisation devient indispensable",
            ("Date citée : 2019", "Date cited: 2019"),
        ),
        (
            "2007/2017",
            "autre",
            "taux de vacance (15.9% à 13.8%",
            ("Date citée : 2007–2017", "Date cited: 2007–2017"),
        ),
        ("2016", "debut", "Secteur sauvegardé", ("Début (Secteur sauvegardé) : 2016",)),
    ],
)
def test_scraps_of_sentences_are_not_shown(
    convention: Case, value: str, event: str, about: str, label: tuple[str, ...]
) -> None:
    found = replace(convention.reading.dates[0], value=value, event=event, about=about)
    view = convention.with_reading(dates=(found,)).view()
    labels = rows(view, "SELECT ?l WHERE { ?e a mlg:Evenement ; rdfs:label ?l }")
    assert {(words,) for words in label} <= set(labels)
    assert rows(view, "SELECT ?o WHERE { ?e a mlg:Evenement ; mlg:objet ?o }") == (
        [(about,)] if about in label[0] else []
    )


def test_a_long_name_is_the_object_and_not_in_the_label(convention: Case) -> None:
    about = "Convention État-Région-EPF Occitanie-Caisse des Dépôts-Banque des Territoires"
    found = replace(convention.reading.dates[0], value="2021", event="approbation", about=about)
    view = convention.with_reading(dates=(found,)).view()
    question = "SELECT ?l ?o WHERE { ?e a mlg:Evenement ; rdfs:label ?l ; mlg:objet ?o }"
    assert ("Approbation : 2021", about) in rows(view, question)


def test_a_coarser_date_that_a_finer_one_contains_is_not_said_twice(press_kit: Case) -> None:
    (date,) = press_kit.reading.dates
    view = press_kit.with_reading(dates=(replace(date, value="2018-07"), date)).view()
    assert rows(view, "SELECT ?d WHERE { ?c mlg:dateSignature ?d }") == [("2018-07-13",)]


def test_the_expiry_of_another_thing_is_not_the_conventions(convention: Case) -> None:
    dates = tuple(replace(date, about="OPAH-RR") for date in convention.reading.dates)
    view = convention.with_reading(dates=dates).view()
    assert rows(view, "SELECT ?d WHERE { ?c mlg:dateEcheance ?d }") == []
