"""What each date dates; how long the convention binds; blanks."""

import pytest

from loaders.readers.events import blank_signature, duration, events
from loaders.readers.layout import blocks


def read(text: str) -> list[tuple[str, str, str | None]]:
    return [(each.value, each.event, each.about) for each in events(blocks(text))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Elles ont exprimé leur candidature au programme le 3 novembre 2020.",
            ("2020-11-03", "candidature", None),
        ),
        (
            "La ville a été labellisée au titre du programme, le 21/12/2020.",
            ("2020-12-21", "labellisation", None),
        ),
        (
            "La ville dépose une candidature au label éco-quartier en 2019.",
            ("2019", "candidature", "label éco-quartier"),
        ),
        (
            "La présente convention est valable jusqu'en octobre 2022.",
            ("2022-10", "echeance", None),
        ),
        (
            "L'OPAH arrivant à son terme (juillet 2021), une étude est en cours.",
            ("2021-07", "autre", "OPAH (échéance)"),
        ),
        ("Un PLU nouvellement approuvé (le 23 juin 2020)", ("2020-06-23", "approbation", "PLU")),
        ("La présente convention a été signée le 6 mai 2021.", ("2021-05-06", "signature", None)),
        (
            "Le protocole d'accord signé le 9 janvier 2021 est rappelé.",
            ("2021-01-09", "autre", "protocole d'accord (signature)"),
        ),
        ("Fait à Gimont, le 14 mai 2021", ("2021-05-14", "signature", None)),
        ("À Gimont, le 14/05/2021", ("2021-05-14", "signature", None)),
        (
            "Vu la délibération du conseil municipal du 3 mars 2022,",
            ("2022-03-03", "deliberation", "conseil municipal"),
        ),
        (
            "Secteur sauvegardé depuis 2016, Lectoure rénove.",
            ("2016", "autre", "Secteur sauvegardé"),
        ),
        (
            "La présente convention prend effet à compter du 1er juillet 2022.",
            ("2022-07-01", "debut", None),
        ),
        (
            "Le projet de territoire 2015-2020 est rappelé.",
            ("2015/2020", "autre", "projet de territoire"),
        ),
    ],
)
def test_date_has_the_event_that_its_sentence_gives(
    text: str, expected: tuple[str, str, str | None]
) -> None:
    assert read(text) == [expected]


def test_two_dates_of_one_sentence_keep_their_own_events() -> None:
    text = "Le protocole signé le 9 janvier 2021, la convention-cadre approuvée le 25 mars 2021."
    assert [event for _, event, _ in read(text)] == ["autre", "approbation"]


def test_dates_of_a_list_share_the_thing_they_are_of() -> None:
    text = (
        "La Région a approuvé les Contrats Bourgs de Gimont en date du 11/03/2020,"
        " Auch en date du 20/02/2020."
    )
    assert read(text) == [
        ("2020-03-11", "approbation", "Contrats Bourgs de Gimont"),
        ("2020-02-20", "approbation", "Auch (Contrats Bourgs)"),
    ]


def test_cover_of_a_signature_dates_it() -> None:
    text = (
        "Dossier de presse\n\n**Signature de la convention de projet**\n\n"
        "Vendredi 13 juillet 2018 - 16 h 30"
    )
    assert read(text) == [("2018-07-13", "signature", None)]


def test_cover_that_announces_nothing_dates_nothing() -> None:
    assert read("Bulletin municipal\n\nVendredi 13 juillet 2018")[0][1] == "autre"


def test_same_event_said_twice_is_one_with_two_places() -> None:
    (event,) = events(blocks("Fait à Gimont, le 14 mai 2021\n\nFait à Gimont, le 14 mai 2021"))
    assert len(event.evidence) == 2


@pytest.mark.parametrize(
    ("text", "months"),
    [
        ("La convention est valable pour une durée de dix-huit (18) mois maximum.", 18),
        ("une convention-cadre qui engage chaque partie pour une durée de 5 ans.", 60),
        ("La présente convention est conclue pour une période de cinq années.", 60),
        ("Dans un délai de 18 mois, une convention d'ORT est signée.", None),
        ("La durée du programme est de 5 ans.", None),
        ("La convention fixe la durée des études.", None),
    ],
)
def test_duration_is_that_of_the_convention(text: str, months: int | None) -> None:
    found = duration(blocks(text))
    assert (found.value if found else None) == months


@pytest.mark.parametrize(
    "text", ["A Gimont, le", "Fait à Gimont, le ............", "Fait le __/__/"]
)
def test_blank_signature_is_seen(text: str) -> None:
    assert blank_signature(blocks(text))


@pytest.mark.parametrize("text", ["Fait à Gimont, le 3 mai 2021", "À Gimont, le marché est ouvert"])
def test_what_is_filled_in_is_not_blank(text: str) -> None:
    assert not blank_signature(blocks(text))
