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
        "| Pour la commune de Samatan | Pour l'État |\n|---|---|\n"
        "| Le maire, Luc ESSAI | Le préfet du Gers, Jean ESSAI |",
        "| Pour la commune de Samatan | Pour l'État |\n|---|---|\n"
        "| Le maire | Le préfet du Gers |\n| | |\n| M. Luc ESSAI | M. Jean ESSAI |",
        "| Pour la commune de Samatan, | le maire | Luc ESSAI |\n"
        "| Pour l'État | le préfet du Gers | Jean ESSAI |",
        "| Pour la commune de Samatan<br>Le maire<br>Luc ESSAI"
        " | Pour l'État<br>Le préfet du Gers<br>Jean ESSAI |",
        "Pour la commune de Samatan\nLe maire\nLuc ESSAI\n\n"
        "Pour l'État\n\nLe préfet du Gers\n\nJean ESSAI",
        "Pour la commune de Samatan,\n\nLe maire, Luc ESSAI\n\n"
        "Pour l'État,\n\nLe préfet du Gers, Jean ESSAI",
    ],
)
def test_bodies_signed_for_are_the_parties(block: str) -> None:
    assert [short(party) for party in parties(f"{HEAD}{block}\n")] == SIGNED


def test_cell_without_words_shifts_no_name() -> None:
    found = parties(
        f"{HEAD}| Pour la commune de Samatan | Pour l'État |\n|---|---|\n"
        "| | Le préfet du Gers |\n| Luc ESSAI | |\n"
    )
    assert [(party.role, party.person) for party in found] == [
        (None, "Luc ESSAI"),
        ("préfet du Gers", None),
    ]


@pytest.mark.parametrize("heading", ["## Signatures", "## 7. Signatures des parties"])
def test_heading_stands_for_place_and_date(heading: str) -> None:
    text = (
        f"# Convention ORT\n\nUn texte.\n\n{heading}\n\n"
        "Pour la commune de Samatan, le maire\n\nPour l'État, le préfet du Gers\n"
    )
    assert [party.role for party in parties(text)] == ["maire", "préfet du Gers"]


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
