"""The headings that actions stand under."""

import pytest

from loaders.readers import actions
from loaders.readers.actions import axes
from loaders.readers.layout import blocks


@pytest.mark.parametrize(
    ("line", "notation", "title"),
    [
        ("Axe 1 – Habiter", "1", "Habiter"),
        ("AXE N° 2 : BOUGER", "2", "BOUGER"),
        ("Axe stratégique 3 : Accueillir", "3", "Accueillir"),
        ("Orientation 2 – Bouger", "2", "Bouger"),
        ("Ambition II : Bouger", "2", "Bouger"),
        ("Volet B : Commerce", "B", "Commerce"),
        ("Objectif stratégique 4 : Soigner", "4", "Soigner"),
        ("Axe transversal : Numérique", "transversal", "Numérique"),
        ("Défi 5", "5", None),
    ],
)
def test_heading_of_an_axis_has_notation_and_title(
    line: str, notation: str, title: str | None
) -> None:
    (block,) = blocks(f"# {line}")
    found = axes.of(block)
    assert found
    assert (axes.notation(found), axes.title(found)) == (notation, title)


@pytest.mark.parametrize(
    "line", ["Les axes du projet", "- Axe 1 : Habiter", "Axe 1 : Habiter.", "| Axe 1 | Habiter |"]
)
def test_other_lines_are_no_heading(line: str) -> None:
    (block,) = blocks(line)
    assert axes.of(block) is None


def test_only_headings_over_actions_are_kept_and_once() -> None:
    text = (
        "# Axe 1 : Habiter\n\n"
        + "Un texte.\n\n" * 6
        + "# Orientation 2 – Bouger\n\nAction 1 : Gué\n"
        "\n# Orientation 2 – Bouger\n\nAction 2 : Pont\n\n# Orientation 3 – Soigner\n"
    )
    found = actions.read(blocks(text)).axes
    assert [(each.notation, each.title) for each in found] == [("2", "Bouger"), ("3", "Soigner")]
