"""Where sheets begin, and what their titles say beside the title."""

import pytest

from loaders.readers.actions.heads import heads
from loaders.readers.layout import blocks
from tests.loaders.readers.actions.cases import quotes, sheets


@pytest.mark.parametrize(
    ("line", "number", "title"),
    [
        ("Fiche projet n° 2 : Café", "2", "Café"),
        ("Opération n° 2 : Café", "2", "Café"),
        ("ACTION N°1.1.2 - Café", "1.1.2", "Café"),
        ("Fiche action B3 : Café", "B3", "Café"),
        ("Action 3. Café", "3", "Café"),
        ("A-2 – Action : Café", "A-2", "Café"),
    ],
)
def test_number_and_title_are_told_apart(line: str, number: str, title: str) -> None:
    (head,) = heads(blocks(line))
    assert (head.number, head.words) == (number, title)


@pytest.mark.parametrize(
    "line",
    [
        "L'action 3 prévoit un café",
        "Opération programmée d'amélioration de l'habitat",
        "Projet de territoire",
        "| Action 3 | Café |",
        "Action 3 : un café ;",
    ],
)
def test_line_that_only_speaks_of_actions_begins_none(line: str) -> None:
    assert list(heads(blocks(line))) == []


@pytest.mark.parametrize(
    ("aside", "status", "owner", "cost"),
    [
        ("(mature)", "mature", None, None),
        ("(maître d'ouvrage : CC du Savès)", None, "CC du Savès", None),
        ("– 45 000 €", None, None, "45000"),
        ("(porteur : CC du Savès) – 45 000 €", None, "CC du Savès", "45000"),
        ("– coût : 45 000 €", None, None, "45000"),
    ],
)
def test_title_ends_before_what_stands_beside_it(
    aside: str, status: str | None, owner: str | None, cost: str | None
) -> None:
    (found,) = sheets(f"Action 3 : Ouvrir un café {aside}\n\nTexte.\n")
    assert found.title == "Ouvrir un café"
    assert (found.status, found.maitre_ouvrage, found.cost) == (status, owner, cost)


def test_parentheses_of_a_name_stay_in_the_title() -> None:
    (found,) = sheets("Action 3 : Rénover la halle (ancienne gare)\n\nTexte.\n")
    assert found.title == "Rénover la halle (ancienne gare)"


def test_words_of_a_status_in_the_title_are_its_own() -> None:
    (found,) = sheets("ACTION MATURE N°3 : CAFÉ\n\nTexte.\n")
    assert quotes(found.status_evidence) == ["MATURE"]


def test_title_may_stand_on_the_line_below() -> None:
    (found,) = sheets("# Fiche action n°5\n\nRendre la rivière accessible\n\nDescription : rien.\n")
    assert (found.number, found.title) == ("5", "Rendre la rivière accessible")


def test_sheet_without_a_title_is_none() -> None:
    assert [
        each.number for each in sheets("# Fiche action n°5\n\n# Fiche action n°6\n\nGué\n")
    ] == ["6"]
