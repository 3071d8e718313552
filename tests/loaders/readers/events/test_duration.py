"""How long the convention binds, and what binds for another time."""

import pytest

from loaders.readers.events import duration
from loaders.readers.layout import blocks


@pytest.mark.parametrize(
    ("text", "months"),
    [
        ("La présente convention est conclue pour une durée de six ans à sa signature.", 72),
        ("La présente convention est conclue pour une durée de trois ans et six mois.", 42),
        ("La présente convention est conclue pour une durée de deux ans et demi.", 30),
        ("La convention est établie pour une durée de cinq (5) ans.", 60),
        ("La convention a une durée de 5 ans.", 60),
        ("La convention est conclue pour un an, renouvelable deux fois.", 12),
        ("Cette convention durera quatre ans.", 48),
        ("La présente convention lie les parties pour une durée de 36 mois.", 36),
        ("# Durée\n\nLa convention prend effet à sa signature pour trois ans.", 36),
        ("## Article 6 – Durée de la convention\n\nElle est conclue pour cinq années.", 60),
        ("La durée de la présente convention est de 24 mois.", 24),
        ("La durée de la convention est fixée à cinq ans.", 60),
        ("## Article 5 – Durée\n\nLa durée de la présente convention est de 24 mois.", 24),
    ],
)
def test_duration_of_the_convention_is_read(text: str, months: int) -> None:
    found = duration(blocks(text))
    assert found
    assert found.value == months


@pytest.mark.parametrize(
    "text",
    [
        "L'étude pré-opérationnelle aura une durée de 9 mois.",
        "Un préavis de trois mois est respecté.",
        "La durée du prêt est de 20 ans.",
        "La durée de la convention financière est de 3 ans.",
        "Le poste est financé pendant trois ans.",
        "Le bail commercial est conclu pour une durée de neuf ans.",
        "La convention d'OPAH a été conclue pour une durée de trois ans.",
        "| Durée | 3 ans |",
    ],
)
def test_duration_of_another_thing_is_not(text: str) -> None:
    assert duration(blocks(text)) is None


def test_new_total_of_an_amendment_wins() -> None:
    text = (
        "La présente convention est conclue pour une durée de cinq ans.\n\n"
        "L'avenant prolonge la convention de deux ans, portant sa durée totale à sept ans."
    )
    found = duration(blocks(text))
    assert found
    assert (found.value, found.evidence[0].quote) == (84, "durée totale à sept ans")
