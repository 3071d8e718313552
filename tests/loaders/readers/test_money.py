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


@pytest.mark.parametrize(
    "table",
    [
        "| Financeur | Montant (€) |\n|---|---|\n| État | 30 000 |\n",
        "| Financeur | Montant |\n|---|---|\n| État | 30 000 € |\n",
    ],
)
def test_payer_of_a_row_is_its_first_cell(table: str) -> None:
    assert [(each.funder, each.value) for each in amounts(table)] == [("État", "30000")]


def test_range_has_one_payer() -> None:
    text = "L'Anah apporte de 20 000 à 30 000 € pour les études."
    assert [(each.funder, each.value, each.nature) for each in amounts(text)] == [
        ("Anah", "20000", "minimum"),
        ("Anah", "30000", "plafond"),
    ]


ANNOUNCED = """Le Département du Gers mobilise une enveloppe de 30 000 € sur trois ans :

- 10 000 € pour la halle ;
- un appui sans argent ;
- 20 000 € pour le gué.
"""


def test_list_that_adds_up_to_the_sum_that_announces_it_is_its_components() -> None:
    assert [each.part_of for each in amounts(ANNOUNCED)] == [None, 0, 0]


@pytest.mark.parametrize(
    ("old", "new"), [("- 20 000", "- 25 000"), ("ans :", "ans."), ("- 10 000 €", "10 000 €")]
)
def test_list_that_does_not_add_up_or_is_not_announced_is_none(old: str, new: str) -> None:
    found = amounts(ANNOUNCED.replace(old, new))
    assert [each.part_of for each in found] == [None, None, None]


def test_purpose_stands_after_a_tax_with_points() -> None:
    (found,) = amounts("Une aide de 12 000 € H.T. pour les façades est prévue.")
    assert (found.tax, found.purpose) == ("HT", "pour les façades est prévue")
