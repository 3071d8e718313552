"""Who signs, in the sentence of a press release."""

import pytest

from tests.loaders.readers.parties.cases import parties, short

COMMUNE = ["commune de Samatan", "beneficiaire", None, False, "213204100"]
EPCI = ["communauté de communes du Savès", "beneficiaire", None, False, "243200599"]
STATE = ["État", "etat", None, False, "etat"]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "La commune de Samatan, la communauté de communes du Savès et l'État ont cosigné le"
            " texte ce lundi.",
            [COMMUNE, EPCI, STATE],
        ),
        (
            "Lundi, le contrat a été signé par la commune de Samatan, la communauté de communes du"
            " Savès et l'État.",
            [COMMUNE, EPCI, STATE],
        ),
        (
            "Le maire de Samatan et le préfet du Gers ont signé vendredi un accord.",
            [
                ["commune de Samatan", "beneficiaire", "maire de Samatan", False, "213204100"],
                ["État", "etat", "préfet du Gers", False, "etat"],
            ],
        ),
        ("La commune de Samatan et l'État n'ont pas signé le texte.", []),
        ("La commune de Samatan et l'État ont inauguré la halle.", []),
        ("Les élus et les commerçants ont signé le livre d'or.", []),
    ],
)
def test_sentence_tells_who_has_signed(sentence: str, expected: list[list[object]]) -> None:
    assert [short(each) for each in parties(f"Communiqué de presse\n\n{sentence}\n")] == expected
