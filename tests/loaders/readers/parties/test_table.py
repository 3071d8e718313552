"""Tables of signatories: body, post and person in columns."""

import pytest

from tests.loaders.readers.parties.cases import names, parties, short

HEAD = "# Convention ORT\n\nLes signataires :\n\n"
COMMUNE = ["Commune de Samatan", "beneficiaire", "Maire", True, "213204100"]
STATE = ["État", "etat", "Préfet du Gers", True, "etat"]


def test_body_person_and_post_have_columns_of_their_own() -> None:
    text = (
        f"{HEAD}| Organisme | Représentant | Qualité |\n|---|---|---|\n"
        "| Commune de Samatan | Mme Jeanne ESSAI | Maire |\n"
        "| État | M. Jean ESSAI | Préfet du Gers |\n"
    )
    assert [short(party) for party in parties(text)] == [COMMUNE, STATE]


def test_person_and_post_may_share_a_column() -> None:
    text = (
        f"{HEAD}| Structure | Représentée par |\n|---|---|\n"
        "| Commune de Samatan | Mme Jeanne ESSAI, Maire |\n"
        "| État | M. Jean ESSAI, Préfet du Gers |\n"
    )
    assert [short(party) for party in parties(text)] == [COMMUNE, STATE]


def test_body_without_a_representative_is_a_party() -> None:
    text = (
        f"{HEAD}| Structure | Représentée par |\n|---|---|\n"
        "| Commune de Samatan | son maire |\n| CAUE du Gers | – |\n"
    )
    assert short(parties(text)[1]) == ["CAUE du Gers", "partenaire", None, False, None]


def test_words_of_a_party_are_those_of_its_cell() -> None:
    text = (
        "# Convention ORT\n\n| Signataire | Fonction |\n|---|---|\n"
        "| Commune de Samatan | Maire |\n| Département du Gers | Président |\n"
    )
    found = parties(text)
    assert [each.quote for party in found for each in party.role_evidence] == ["Maire", "Président"]
    assert [each.quote for party in found for each in party.evidence] == names(found)


def test_those_present_may_follow_the_table() -> None:
    text = (
        "# Convention ORT\n\nLes parties\n\n| Organisme | Qualité |\n|---|---|\n"
        "| Commune de Samatan | Maire |\n| État | Préfet du Gers |\n\nEn présence de :\n\n"
        "- la chambre d'agriculture du Gers\n"
    )
    assert [party.quality for party in parties(text)] == ["beneficiaire", "etat", "en-presence"]


@pytest.mark.parametrize(
    "table",
    [
        "| Action | Maître d'ouvrage |\n|---|---|\n| Halle | Commune de Samatan |\n| Rue | État |",
        "| Organisme | Qualité |\n|---|---|\n| Commune de Samatan | Maire |",
        "| Commune | Habitants |\n|---|---|\n| Samatan | 2 400 |\n| Lombez | 2 200 |",
    ],
)
def test_table_of_other_things_has_no_parties(table: str) -> None:
    assert parties(f"# Convention ORT\n\n{table}\n") == ()
