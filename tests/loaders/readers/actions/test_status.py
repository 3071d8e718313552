"""The state of an action, as documents write it."""

import pytest

from loaders.readers.actions.status import status


@pytest.mark.parametrize(
    ("words", "notation"),
    [
        ("Mature", "mature"),
        ("prête à démarrer", "mature"),
        ("en cours de maturation", "en-maturation"),
        ("En cours", "engagee"),
        ("en cours de réalisation", "engagee"),
        ("lancée en 2022", "engagee"),
        ("travaux en cours", "engagee"),
        ("non engagée", "a-engager"),
        ("À venir", "a-engager"),
        ("programmée", "a-engager"),
        ("Validée", "a-engager"),
        ("Terminée", "livree"),
        ("réalisé (2021)", "livree"),
        ("abandonnée", "abandonnee"),
        ("Reportée", "reportee"),
        ("à l'étude", "idee"),
        ("études en cours", "idee"),
        (" Projet. ", "idee"),
        ("2019", "2019"),
        ("en réflexion", "idee"),
        ("en émergence", "idee"),
        ("annulée", "abandonnee"),
        ("suspendue", "reportee"),
        ("finalisée", "livree"),
        ("non démarrée", "a-engager"),
    ],
)
def test_usual_words_are_a_status(words: str, notation: str) -> None:
    assert status(words) == notation


@pytest.mark.parametrize(
    "words",
    [
        None,
        "",
        "inachevée",
        "Maturation des idées",
        "2035",
        "en cours d'étude de sol",
        "en attente",
    ],
)
def test_other_words_are_none(words: str | None) -> None:
    assert status(words) is None
