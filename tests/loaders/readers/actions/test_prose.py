"""Who carries an action and what it costs, told in sentences."""

import pytest

from tests.loaders.readers.actions.cases import quotes, sheet


@pytest.mark.parametrize(
    ("sentence", "owner"),
    [
        ("La commune de Samatan assurera la maîtrise d'ouvrage du lavoir.", "commune de Samatan"),
        ("Sous maîtrise d'ouvrage de la commune de Samatan, on creuse.", "commune de Samatan"),
        ("Le chantier est porté par l'OPH du Gers, avec le CAUE.", "OPH du Gers"),
        ("La maîtrise d'ouvrage est confiée à la CC du Savès.", "CC du Savès"),
        ("La CC du Savès, maître d'ouvrage, choisit le bureau.", "CC du Savès"),
        ("Elle assure la maîtrise d'ouvrage du lavoir.", None),
        ("Le maître d'ouvrage sera choisi en 2024.", None),
    ],
)
def test_sentence_tells_who_carries_the_action(sentence: str, owner: str | None) -> None:
    found = sheet(sentence)
    assert found.maitre_ouvrage == owner
    assert quotes(found.owner_evidence) == ([owner] if owner else [])


@pytest.mark.parametrize(
    ("sentence", "cost"),
    [
        ("Le coût est estimé à 48 000 € HT.", "48000"),
        ("Le budget s'élève à 25 000 euros.", "25000"),
        ("Le montant, évalué à 250 000 €, dont 100 000 € de la Région.", "250000"),
        ("L'État apporte une subvention de 10 000 €.", None),
        ("Une aide d'un montant de 5 000 € est demandée.", None),
        ("Le lavoir compte 3 bassins et date de 1850.", None),
    ],
)
def test_sentence_tells_the_cost_and_no_share_of_it(sentence: str, cost: str | None) -> None:
    assert sheet(sentence).cost == cost


def test_labelled_field_wins_over_a_sentence() -> None:
    found = sheet("Porteur : CC du Savès\n\nLe projet est porté par l'OPH du Gers, seul.")
    assert found.maitre_ouvrage == "CC du Savès"
