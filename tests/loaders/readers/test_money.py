"""Who pays each sum, what for, and the total it is part of."""

import pytest

from loaders import read
from loaders.readers import money
from loaders.readers.layout import blocks
from loaders.reading import Amount
from tests.loaders.cases import SETTINGS


def amounts(text: str) -> tuple[Amount, ...]:
    return money.read(blocks(text), read.knowledge(SETTINGS), ("ACV", "PVD"))


@pytest.mark.parametrize(
    ("text", "funder", "entity"),
    [
        ("dont 1 Md€ de l'Anah.", "Anah", "organisation/180067027"),
        (
            "700 M€ en prêts, distribués par sa banque des territoires,",
            "banque des territoires",
            "organisation/180020026",
        ),
        (
            "L'agence nationale de l'habitat engage 1,2 milliard d'euros.",
            "agence nationale de l'habitat",
            "organisation/180067027",
        ),
        (
            "Avec « Action cœur de ville », le Gouvernement mobilise 5 milliards d'euros.",
            "Action cœur de ville",
            "programme/acv",
        ),
        (
            "L'Opération Façades est un outil. Les 2 000 € de travaux de ce dispositif sont payés.",
            "Opération Façades",
            "dispositif/opf",
        ),
        ("La Région Bretagne apporte 30 000 €.", "Région Bretagne", None),
        ("## L'Anah\n\nElle réservera 40 M€ aux études.", "Anah", "organisation/180067027"),
        ("## L'Anah\n\n## Article 3\n\nUne somme de 40 M€ est prévue.", None, None),
        ("Une somme de 40 M€ est prévue.", None, None),
    ],
)
def test_payer_is_named_by_the_words_or_the_heading(
    text: str, funder: str | None, entity: str | None
) -> None:
    (amount,) = amounts(text)
    assert amount.funder == funder
    assert (amount.funder_entity or "").endswith(entity or "")
    assert bool(amount.funder_evidence) == bool(funder)


@pytest.mark.parametrize(
    ("text", "purpose", "instrument"),
    [
        (
            "50 millions d'euros pour le suivi des projets (sous conditions).",
            "pour le suivi des projets",
            None,
        ),
        ("1 Md€ de la Caisse des dépôts en fonds propres,", "en fonds propres", "fonds-propres"),
        (
            "1,5 milliard d'euros seront engagés sur 5 ans sous forme de prêts et de subventions.",
            "sous forme de prêts et de subventions",
            None,
        ),
        ("1 200 000 € TTC financés par l'Anah.", None, None),
        ("5 milliards d'euros sur 5 ans à l'échelle nationale", None, None),
    ],
)
def test_purpose_and_instrument_are_those_said(
    text: str, purpose: str | None, instrument: str | None
) -> None:
    (amount,) = amounts(text)
    assert (amount.purpose, amount.instrument) == (purpose, instrument)


TOTAL = """### L'Anah

L'Anah engage 100 M€ sur 5 ans.

Elle finance :

- 60 M€ pour les travaux
- 40 M€ pour les études
"""


def test_list_under_a_total_is_its_components() -> None:
    assert [amount.part_of for amount in amounts(TOTAL)] == [None, 0, 0]
    assert [amount.whole for amount in amounts(TOTAL)] == [True, False, False]


def test_list_of_another_funder_is_not() -> None:
    text = TOTAL.replace("- 40 M€ pour", "### Action Logement\n\n- 40 M€ pour")
    assert [amount.part_of for amount in amounts(text)] == [None, 0, None]


def test_sums_of_a_sentence_are_no_components() -> None:
    text = "L'État mobilise 5 M€ sur 5 ans, dont 1 M€ de l'Anah et 2 M€ d'Action Logement."
    assert [amount.part_of for amount in amounts(text)] == [None, None, None]


def test_purpose_of_a_total_said_again_is_not_kept() -> None:
    text = TOTAL + "\nElle réservera une enveloppe de 100 M€ pour les seules études.\n"
    assert [amount.purpose for amount in amounts(text)][3] is None


def test_equal_sums_are_never_merged() -> None:
    assert len(amounts("L'Anah engage 2 M€ puis encore 2 M€ pour les travaux.")) == 2
