"""The labelled fields of a sheet: in lines, in one line, in a table."""

import pytest

from loaders.readers.actions.fields import label
from tests.loaders.readers.actions.cases import cases, quotes, sheet, sheets

CASES = cases("fields")
TABLE = """Fiche action n° 4

| Intitulé de l'action | Créer une halte vélo |
|---|---|
| Axe de rattachement | Axe 3 – Mobilité |
| Maître d'ouvrage | Commune de Samatan |
| Partenaires | Département du Gers, ADEME |
| Coût prévisionnel | 86 400 € HT |
| Plan de financement | État (DSIL) : 34 560 € ; Département : 17 280 € |
| Calendrier | 2023-2024 |
| Indicateurs de suivi | Nombre de vélos stationnés |
| Statut | Engagée |
| Objectifs | Accueillir les cyclistes ; Relier le centre |
| Localisation | Place du Foirail |
"""


@pytest.mark.parametrize(("words", "name"), CASES["labels"].items())
def test_words_label_their_field(words: str, name: str | None) -> None:
    assert label(words) == name


@pytest.mark.parametrize(("line", "expected"), CASES["lines"].items())
def test_line_of_a_sheet_gives_its_field(line: str, expected: list[object]) -> None:
    name, value = expected
    found = getattr(sheet(line), str(name))
    assert (list(found) if isinstance(found, tuple) else found) == value


def test_table_of_a_sheet_gives_all_its_fields() -> None:
    (found,) = sheets(TABLE)
    assert (found.number, found.title, found.axis, found.status) == (
        "4",
        "Créer une halte vélo",
        "3",
        "engagee",
    )
    assert found.maitre_ouvrage == "Commune de Samatan"
    assert found.partners == ("Département du Gers", "ADEME")
    assert (found.cost, found.calendar, found.territory) == (
        "86400",
        "2023-2024",
        "Place du Foirail",
    )
    assert [each.text for each in found.objectives] == [
        "Accueillir les cyclistes",
        "Relier le centre",
    ]


def test_plan_of_financing_names_each_payer_and_its_share() -> None:
    (found,) = sheets(TABLE)
    assert [(each.funder, each.value, quotes(each.evidence)) for each in found.financing] == [
        ("État (DSIL)", "34560", ["34 560 €"]),
        ("Département", "17280", ["17 280 €"]),
    ]


def test_words_of_a_field_are_its_value_alone() -> None:
    (found,) = sheets(TABLE)
    assert quotes(found.owner_evidence) == ["Commune de Samatan"]
    assert quotes(found.cost_evidence) == ["86 400 € HT"]
    assert quotes(found.status_evidence) == ["Engagée"]
    assert quotes(found.calendar_evidence) == ["2023-2024"]


def test_tables_one_after_the_other_are_a_sheet_each() -> None:
    table = "| Nom de l'action | {} |\n|---|---|\n| Porteur | {} |\n| Budget | 1,2 M€ |\n"
    text = table.format("Halte", "CC du Savès") + "\nTexte.\n\n" + table.format("Salle", "SEM")
    assert [(each.title, each.maitre_ouvrage, each.cost) for each in sheets(text)] == [
        ("Halte", "CC du Savès", "1200000"),
        ("Salle", "SEM", "1200000"),
    ]


def test_one_line_may_hold_several_fields() -> None:
    found = sheet("Maître d'ouvrage : Commune de Samatan. Partenaires : CAUE, ADEME. Coût : 30 €.")
    assert (found.maitre_ouvrage, found.partners, found.cost) == (
        "Commune de Samatan",
        ("CAUE", "ADEME"),
        "30",
    )


def test_value_may_stand_under_its_label() -> None:
    assert sheet("Maître d'ouvrage :\n\nCommune de Samatan").maitre_ouvrage == "Commune de Samatan"


def test_lines_of_a_cell_are_partners_and_payers_each() -> None:
    (found,) = sheets(
        "| Intitulé | Café |\n|---|---|\n| Partenaires | - CCI\u2028- CAUE |\n"
        "| Plan de financement | Région : 40 000 €\u2028Commune : 20 000 € |\n"
    )
    assert found.partners == ("CCI", "CAUE")
    assert [(each.funder, each.value) for each in found.financing] == [
        ("Région", "40000"),
        ("Commune", "20000"),
    ]


def test_fields_after_an_article_are_not_those_of_the_sheet() -> None:
    (found,) = sheets("## Action 1 : Café\n\n## Article 8 - Durée\n\nMaître d'ouvrage : Autre\n")
    assert found.maitre_ouvrage is None


def test_items_under_partners_are_all_partners_and_what_follows_is_none() -> None:
    found = sheet("Partenaires :\n\n- CCI\n- CAUE\n\nLe café ouvrira le matin.")
    assert found.partners == ("CCI", "CAUE")
    assert quotes(found.partners_evidence) == ["CCI", "CAUE"]


def test_commune_is_the_owner_in_pairs_of_labels_and_values() -> None:
    found = sheet("| Maître d'ouvrage | Commune |\n|---|---|\n| Coût (k€) | 300 |")
    assert (found.maitre_ouvrage, found.cost) == ("Commune", "300000")


def test_heads_of_columns_are_no_values() -> None:
    table = "| Maître d'ouvrage | Commune | Coût |\n|---|---|---|\n| SEM | Auch | 300 € |"
    assert sheet(table).maitre_ouvrage is None


def test_values_stand_on_one_line_and_their_words_as_written() -> None:
    found = sheet(
        "| Calendrier | 2023\u2028à 2025 |\n|---|---|\n| Localisation | Place\u2028du Foirail |"
    )
    assert (found.calendar, found.territory) == ("2023 à 2025", "Place du Foirail")
    assert quotes(found.calendar_evidence) == ["2023\u2028à 2025"]
