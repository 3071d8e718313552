"""The state of a dispositif: from its sentence, its list, its document."""

import pytest

from loaders.readers.dispositifs import mentions
from loaders.readers.layout import blocks
from loaders.readers.lexicon import Lexicon

LEXICON = Lexicon.of(
    {
        "OPAH": ["OPAH"],
        "OPAH-RU": ["OPAH-RU"],
        "ORT": ["Opération de revitalisation de territoire", "ORT"],
        "DEN": ["Denormandie dans l'ancien"],
        "PLU": ["PLU"],
        "SPR": ["site patrimonial remarquable"],
        "EQ": ["ÉcoQuartier"],
        "PDL-A": ["permis de louer"],
        "ORI": ["Opération de restauration immobilière", "ORI"],
        "FISAC": ["FISAC"],
    }
)


def states(text: str) -> dict[str, str]:
    return {each.notation: each.state for each in mentions(blocks(text), LEXICON)}


@pytest.mark.parametrize(
    ("text", "notation", "state"),
    [
        ("Une OPAH est en cours depuis 4 ans.", "OPAH", "en-cours"),
        ("L'OPAH arrivant à son terme, une étude suivra.", "OPAH", "en-cours"),
        ("Une OPAH-RU est envisagée.", "OPAH-RU", "envisage"),
        ("Une réflexion est actuellement en cours sur le permis de louer.", "PDL-A", "envisage"),
        ("Le PLU a été approuvé en 2020.", "PLU", "en-cours"),
        ("Le permis de louer est en vigueur dans trois rues.", "PDL-A", "en-cours"),
        ("L'OPAH, lancée le 1er octobre 2017, compte 40 dossiers.", "OPAH", "en-cours"),
        ("Le centre est couvert par un site patrimonial remarquable.", "SPR", "en-cours"),
        ("La commune étudie l'opportunité d'une OPAH-RU.", "OPAH-RU", "envisage"),
        ("Un site patrimonial remarquable est en projet à Gimont.", "SPR", "envisage"),
        ("Le dossier FISAC, soldé en 2017, a aidé 58 vitrines.", "FISAC", "acheve"),
        ("La première OPAH, conduite de 2008 à 2013, a bien marché.", "OPAH", "acheve"),
        ("| OPAH-RU | sur le seul centre ancien, en cours |", "OPAH-RU", "en-cours"),
        ("| FISAC | opération close |", "FISAC", "acheve"),
        ("Un PLU en cours", "PLU", "en-cours"),
        ("dans le cadre du futur PLU", "PLU", "envisage"),
        (
            "Les Opérations de Restauration Immobilière (ORI), jamais utilisées, sont des outils.",
            "ORI",
            "envisage",
        ),
        (
            "Une ORT permettrait d'ouvrir droit au dispositif « Denormandie dans l'ancien ».",
            "DEN",
            "envisage",
        ),
        (
            "L'écoquartier pourrait correspondre au site patrimonial remarquable.",
            "SPR",
            "non-precise",
        ),
        ("Dans le site patrimonial remarquable, la Ville souhaite agir.", "SPR", "non-precise"),
        ("Le PLU est un document.", "PLU", "non-precise"),
        ("Une étude du PLU pour les cinq ans à venir.", "PLU", "non-precise"),
        ("Une révision du PLU, à venir.", "PLU", "envisage"),
        ("Les objectifs déterminés par le PLU.", "PLU", "non-precise"),
        ("Sur Gimont (en cours)\n\n- FISAC", "FISAC", "en-cours"),
        ("Sur Gimont (à venir)\n\n- PLU", "PLU", "envisage"),
        (
            "Gimont (à venir)\n\n- Réfection de toute la promenade du site patrimonial remarquable",
            "SPR",
            "non-precise",
        ),
        (
            "7.2 Projets et opérations en cours\n\n7.2.3 Opérations d'urbanisme\n\n- FISAC",
            "FISAC",
            "en-cours",
        ),
        ("7.2 Projets et opérations en cours\n\n7.2.1 Documents\n\n- PLU", "PLU", "non-precise"),
    ],
)
def test_state_is_the_one_the_words_give(text: str, notation: str, state: str) -> None:
    assert states(text)[notation] == state


def test_what_is_under_way_wins_over_what_is_considered() -> None:
    text = "Une OPAH est envisagée.\n\nUne OPAH est en cours.\n\nUne OPAH a été achevée."
    assert states(text) == {"OPAH": "en-cours"}


def test_dispositif_is_one_with_all_its_places() -> None:
    (mention,) = mentions(blocks("Une OPAH. L'OPAH est en cours.\n\nL'OPAH"), LEXICON)
    assert len(mention.evidence) == 3
    assert [each.quote for each in mention.state_evidence] == ["OPAH", "en cours"]


def test_two_dispositifs_are_never_merged() -> None:
    assert set(states("Une OPAH puis une OPAH-RU")) == {"OPAH", "OPAH-RU"}


@pytest.mark.parametrize(
    ("text", "state"),
    [
        ("L'ORT sera un cadre d'action.", "non-precise"),
        ("L'ORT sera un cadre d'action. L'ORT est en cours.", "en-cours"),
    ],
)
def test_programme_that_the_document_signs_is_not_only_considered(text: str, state: str) -> None:
    found = {each.notation: each for each in mentions(blocks(text), LEXICON, "ORT")}
    assert found["ORT"].state == state
    assert states("L'ORT sera un cadre d'action.") == {"ORT": "envisage"}
