"""Parties by the signature block, where the document lists them nowhere else."""

import pytest

from tests.loaders.readers.parties.cases import names, parties, short

HEAD = "# Convention ORT\n\nUn texte qui ne nomme personne.\n\nFait à Samatan, le 3 mai 2022\n\n"
SIGNED = [
    ["commune de Samatan", "beneficiaire", "maire", True, "213204100"],
    ["État", "etat", "préfet du Gers", True, "etat"],
]


@pytest.mark.parametrize(
    "block",
    [
        "Pour la commune de Samatan, le maire, Luc ESSAI\n\n"
        "Pour l'État, le préfet du Gers, Jean ESSAI",
        "| Pour la commune de Samatan, le maire, Luc ESSAI"
        " | Pour l'État, le préfet du Gers, Jean ESSAI |",
    ],
)
def test_bodies_signed_for_are_the_parties(block: str) -> None:
    assert [short(party) for party in parties(f"{HEAD}{block}\n")] == SIGNED


def test_block_ends_at_an_annex() -> None:
    text = (
        f"{HEAD}Pour la commune de Samatan, le maire\n\nPour l'État, le préfet\n\n"
        "Annexe 1\n\nPour la Région Occitanie, la présidente\n"
    )
    assert names(parties(text)) == ["commune de Samatan", "État"]


@pytest.mark.parametrize(
    "block",
    ["Pour la commune de Samatan, le maire", "Le maire", "Pour faire valoir ce que de droit"],
)
def test_one_signature_makes_no_convention(block: str) -> None:
    assert parties(f"{HEAD}{block}\n") == ()
