"""Tables with an action on each row."""

import pytest

from tests.loaders.readers.actions.cases import quotes, sheets

TABLE = """| N° | Action | Maître d'ouvrage | Coût (€ HT) | Calendrier | État d'avancement |
|---|---|---|---|---|---|
| 1 | Rénover l'école | Commune de Samatan | 420 000 | 2023 | en cours |
| 2 | Ouvrir une ludothèque | CC du Savès | 65 000 | 2024-2025 | à l'étude |
| | Total | | 485 000 | | |
"""


def test_each_row_is_an_action_and_the_total_is_none() -> None:
    found = sheets(TABLE)
    assert [(each.number, each.title) for each in found] == [
        ("1", "Rénover l'école"),
        ("2", "Ouvrir une ludothèque"),
    ]
    assert [(each.maitre_ouvrage, each.cost) for each in found] == [
        ("Commune de Samatan", "420000"),
        ("CC du Savès", "65000"),
    ]
    assert [(each.calendar, each.status) for each in found] == [
        ("2023", "engagee"),
        ("2024-2025", "idee"),
    ]


def test_words_of_a_cell_are_its_own() -> None:
    assert quotes(sheets(TABLE)[0].cost_evidence) == ["420 000"]


def test_column_of_axes_tells_the_axis() -> None:
    text = (
        "| Axe | Intitulé | Porteur |\n|---|---|---|\n| 1 | École | Commune |\n| 2 | Gué | CC |\n"
    )
    assert [(each.title, each.axis) for each in sheets(text)] == [("École", "1"), ("Gué", "2")]


def test_row_with_an_axis_alone_is_over_the_rows_below() -> None:
    text = (
        "| Action | Pilote |\n|---|---|\n| Axe 1 : Habiter mieux |\n| École | Commune |\n"
        "| Axe 2 : Bouger |\n| Navette | CC |\n"
    )
    assert [(each.title, each.axis) for each in sheets(text)] == [("École", "1"), ("Navette", "2")]


def test_payers_and_partners_of_a_row_are_read() -> None:
    (found,) = sheets(
        "| Projet | Partenaires | Plan de financement |\n|---|---|---|\n"
        "| Café | CCI, CAUE | Région : 4 000 € |\n"
    )
    assert found.partners == ("CCI", "CAUE")
    assert [(each.funder, each.value) for each in found.financing] == [("Région", "4000")]


def test_action_with_a_row_and_a_sheet_is_one() -> None:
    (found,) = sheets(
        "| N° | Action | Porteur |\n|---|---|---|\n| 4 | Halte vélo | CC |\n\n"
        "Action 4 : Halte vélo\n\nCoût : 12 000 €\n"
    )
    assert (found.number, found.maitre_ouvrage, found.cost) == ("4", "CC", "12000")


@pytest.mark.parametrize(
    "table",
    [
        "| Financeur | Montant |\n|---|---|\n| Région | 4 000 € |",
        "| Poste | Coût |\n|---|---|\n| Travaux | 4 000 € |",
        "| Nom | Fonction |\n|---|---|\n| Un agent | Chargé de mission |",
        "| Action | Habitants |\n|---|---|\n| Recenser | 2 400 |",
    ],
)
def test_table_of_other_things_lists_no_action(table: str) -> None:
    assert sheets(f"{table}\n") == ()
