"""Action sheets in their usual forms."""

import pytest

from loaders.readers import actions
from loaders.readers.layout import blocks
from loaders.reading import ActionSheet


def sheets(text: str) -> tuple[ActionSheet, ...]:
    return actions.read(blocks(text)).actions


@pytest.mark.parametrize(
    ("line", "number", "title", "status"),
    [
        ("### 1-ACTION MATURE : HALLE", "1", "HALLE", "mature"),
        ("## 6- ACTION MATURE : HALLE", "6", "HALLE", "mature"),
        ("## **ACTION 2019 : HALLE**", None, "HALLE", "2019"),
        ("FICHE ACTION N°3 : Rénover la halle", "3", "Rénover la halle", None),
        ("Fiche action n° 12 – Rénover la halle", "12", "Rénover la halle", None),
        ("Fiche-action 1.2 : Rénover", "1.2", "Rénover", None),
        ("ACTION MATURE N°1 : HALLE", "1", "HALLE", "mature"),
        ("Action 4 : Halle", "4", "Halle", None),
        ("Action A2 – Halle", "A2", "Halle", None),
        ("ACTION EN MATURATION N°3 : HALLE", "3", "HALLE", "en-maturation"),
        ("# Projet n° 2 : Halle", "2", "Halle", None),
    ],
)
def test_sheet_begins_at_a_line_of_a_usual_form(
    line: str, number: str | None, title: str, status: str | None
) -> None:
    (sheet,) = sheets(f"{line}\n\nUn texte.\n")
    assert (sheet.number, sheet.title, sheet.status) == (number, title, status)


@pytest.mark.parametrize(
    "line",
    [
        "## Action cœur de ville, une priorité nationale",
        "## L'Action Logement",
        "- 22 fiches actions pour le programme",
        "FICHES-ACTIONS : les traductions de la convention",
        "## 2-ECOQUARTIER",
        "Article 3 - Action",
        "Action 4 : cette phrase finit par un point.",
        "2018 - ACTIONS",
    ],
)
def test_line_of_another_form_begins_none(line: str) -> None:
    assert sheets(f"{line}\n\nUn texte.\n") == ()


def test_next_number_without_the_word_is_a_sheet() -> None:
    text = "## 1-ACTION MATURE : RUE\n\n## 2-ECOQUARTIER\n\n## 9-AUTRE\n"
    assert [(sheet.number, sheet.status) for sheet in sheets(text)] == [
        ("1", "mature"),
        ("2", None),
    ]


def test_axis_is_the_heading_above_whatever_its_depth() -> None:
    text = "#### Axe 1 – Habitat\n\n## Action 1 : A\n\n## Axe transversal\n\n##### Action 2 : B\n"
    assert [sheet.axis for sheet in sheets(text)] == ["1", "transversal"]


def test_unnumbered_sheet_after_numbered_ones_has_no_axis() -> None:
    text = "# Axe 6 – La gouvernance\n\n## Action 1 : A\n\n## ACTION 2019 : B\n"
    assert [sheet.axis for sheet in sheets(text)] == ["6", None]


def test_unnumbered_sheet_right_under_an_axis_has_it() -> None:
    text = "# Axe 1\n\n## Action 1 : A\n\n# Axe 2\n\n## ACTION 2019 : B\n"
    assert [sheet.axis for sheet in sheets(text)] == ["1", "2"]


def test_roman_numbers_of_axes_are_read() -> None:
    (axis,) = actions.read(blocks("AXE IV : Espace public\n\nAction 1 : A\n")).axes
    assert (axis.notation, axis.title) == ("4", "Espace public")


@pytest.mark.parametrize(
    ("body", "objectives"),
    [
        ("### Objectifs\n\n- Un,\n- Deux ;\n", ["Un", "Deux"]),
        ("### L'objectif\n\n- Un.\n", ["Un"]),
        ("Objectifs :\n\nLes voici :\n\n- Un\n", ["Un"]),
        ("Objectifs :\n\n1. Rénover\n2. Louer\n", ["Rénover", "Louer"]),
        (
            "### Objectifs\n\nAméliorer un ;  \nInnover deux.  \nCette démarche.\n",
            ["Améliorer un", "Innover deux"],
        ),
        ("### Objectifs\n\nAméliorer la fluidité.\n", []),
        ("- Contexte\n\n### Objectifs\n\n- Un\n\nPuis :\n\n- Outil\n", ["Un"]),
        ("L'objectif est de rénover la halle de la ville et ses abords.\n\n- Un\n", []),
        ("### Objectifs\n\n### Autre\n\n- Un\n", []),
    ],
)
def test_objectives_are_the_first_list(body: str, objectives: list[str]) -> None:
    (sheet,) = sheets(f"## Action 1 : A\n\n{body}")
    assert [each.text for each in sheet.objectives] == objectives


def test_labelled_fields_are_read() -> None:
    text = (
        "Action 1 : A\n\nMaître d'ouvrage : Ville de Gimont\nPartenaires : Anah, État\n"
        "Coût prévisionnel : 120 000 € HT\nStatut : en maturation\nTerritoire : Gimont\n"
    )
    (sheet,) = sheets(text)
    assert (sheet.maitre_ouvrage, sheet.partners, sheet.cost, sheet.status, sheet.territory) == (
        "Ville de Gimont",
        ("Anah", "État"),
        "120000",
        "en-maturation",
        "Gimont",
    )


def test_labelled_value_that_is_not_understood_is_told() -> None:
    found = actions.read(blocks("Action 1 : A\n\nStatut : à voir\n\nCoût : à préciser\n"))
    assert [[each.quote for each in evidence] for evidence in found.unread] == [
        ["Statut", "à voir"],
        ["Coût", "à préciser"],
    ]
    assert (found.actions[0].status, found.actions[0].cost) == (None, None)


def test_sheet_ends_at_an_annex() -> None:
    (sheet,) = sheets("## Action 1 : A\n\n## Annexe 1\n\n### Objectifs\n\n- Un\n")
    assert sheet.objectives == ()


def test_announced_number_is_the_one_most_said() -> None:
    found = actions.announced(
        blocks("22 fiches actions.\n\n22 fiches-actions et 18 actions matures.")
    )
    assert [number for number, _ in found] == [22, 18]
