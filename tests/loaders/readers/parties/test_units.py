"""A block in units, each of which says one thing of the parties."""

import pytest

from loaders.readers.layout import blocks
from loaders.readers.parties.units import is_negated, starts_party, units


def split(text: str) -> list[str]:
    return [unit.text for block in blocks(text) for unit in units(block)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "La commune de Samatan, représentée par son maire ; l'État, représenté par le préfet",
            [
                "La commune de Samatan, représentée par son maire ;",
                "l'État, représenté par le préfet",
            ],
        ),
        (
            "La commune de Samatan, représentée par son maire, et la communauté de communes du"
            " Savès, représentée par sa présidente",
            [
                "La commune de Samatan, représentée par son maire,",
                "et la communauté de communes du Savès, représentée par sa présidente",
            ],
        ),
        (
            "La commune de Samatan, représentée par son maire, d'une part, l'État",
            ["La commune de Samatan, représentée par son maire, d'une part,", "l'État"],
        ),
        (
            "Entre la commune de Samatan, d'une part, et l'État, représenté par le préfet",
            ["Entre la commune de Samatan, d'une part,", "et l'État, représenté par le préfet"],
        ),
        ("Le Syndicat ; eau et rivières", ["Le Syndicat ; eau et rivières"]),
        (
            "La commune de Samatan, la communauté de communes du Savès, représentée par X",
            ["La commune de Samatan, la communauté de communes du Savès, représentée par X"],
        ),
        ("| Commune de Samatan | Maire |", ["Commune de Samatan", "Maire"]),
        ("La commune de Samatan\nReprésentée par son maire", None),
    ],
)
def test_block_is_cut_where_the_next_party_begins(text: str, expected: list[str] | None) -> None:
    assert split(text) == (expected or text.split("\n"))


def test_unit_knows_where_its_words_stand() -> None:
    (block,) = blocks("La ville de Samatan ; l'État")
    _, state = units(block)
    assert [each.quote for each in state.evidence(0, len(state.text))] == ["l'État"]


@pytest.mark.parametrize(
    "text", ["Représentée par son maire", "ci-après", "La région", "CAISSE", "la préfète"]
)
def test_words_of_parties_start_one(text: str) -> None:
    assert starts_party(text)


@pytest.mark.parametrize("text", ["Le présent texte", "place du Foirail", "Monsieur Luc ESSAI"])
def test_other_words_start_none(text: str) -> None:
    assert not starts_party(text)


@pytest.mark.parametrize(
    ("text", "negated"),
    [
        ("La Région n'est pas signataire du contrat.", True),
        ("Les chambres consulaires ne sont pas parties.", True),
        ("L'agence suit les travaux sans être signataire.", True),
        ("Le Département, non-signataire, est informé.", True),
        ("La Région est signataire.", False),
        ("La commune n'engage rien.", False),
    ],
)
def test_sentence_that_says_who_does_not_sign_is_told(text: str, negated: bool) -> None:
    assert is_negated(text) is negated
