"""Axes told national or local, and those proposed where a heading was lost."""

import pytest

from loaders import read
from loaders.readers import core, programme_axes
from loaders.reading import Reading
from loaders.source import Source
from maillage.model import Level
from tests.loaders.cases import SETTINGS

COVER = "# Convention-cadre Action cœur de ville\n\n"


def told(text: str) -> Reading:
    source = Source(COVER + text, "0" * 64, "text/markdown")
    document = core.Document(source, read.knowledge(SETTINGS))
    return programme_axes.told(core.read(document), document)


def axis(notation: str, title: str, *actions: str) -> str:
    """An axis and its actions, each with its text."""
    sheets = "".join(f"### Action {words}\n\n" for words in actions)
    return f"## Axe {notation} : {title}\n\n{sheets}"


@pytest.mark.parametrize(
    ("notation", "title", "national"),
    [
        ("1", "De la réhabilitation à la restructuration", True),
        ("1", "REHABILITER L'HABITAT", True),
        ("1", "Nature en ville", False),
        ("2", "Un commerce vivant", True),
        ("2", "Un patrimoine vivant", False),
        ("5", "Des équipements pour tous", True),
        ("6", "Gouvernance", False),
        ("transversal", "Numérique", True),
    ],
)
def test_axis_is_national_by_its_notation_and_its_title(
    notation: str, title: str, national: bool
) -> None:
    (found,) = told(axis(notation, title, "1 : Un essai")).axes
    assert found.national is national


@pytest.mark.parametrize(
    ("action", "proposed"),
    [
        ("1 : Piste cyclable", "3"),
        ("1 : Une boutique à l'essai", "2"),
        ("1 : Logements vacants", None),
        ("1 : Un essai", None),
        ("1 : Un essai\n\nUn parking ; le stationnement et les vélos.", "3"),
        ("1 : Un essai\n\nUn parking.", None),
        ("1 : Commerce et gare", None),
    ],
)
def test_axis_over_a_gap_is_proposed_by_content(action: str, proposed: str | None) -> None:
    reading = told(axis("1", "Habitat", action) + axis("4", "Patrimoine", "2 : Remparts"))
    assert [(each.axis, each.proposed_axis) for each in reading.actions] == [
        ("1", proposed),
        ("4", None),
    ]


def test_gap_is_told_with_its_heading() -> None:
    reading = told(axis("1", "Habitat", "1 : Un essai") + axis("4", "Patrimoine", "2 : Porte"))
    issue = next(each for each in reading.issues if "titres des axes" in each.message)
    assert (issue.level, issue.message) == (
        Level.WARNING,
        "Les titres des axes 2 et 3 manquent après l'axe 1.",
    )
    assert [each.quote for each in issue.evidence] == ["Axe 1 : Habitat"]


def test_one_lost_axis_is_told_as_one() -> None:
    reading = told(axis("1", "Habitat", "1 : Un essai") + axis("3", "Mobilité", "2 : Un quai"))
    assert "Le titre de l'axe 2 manque après l'axe 1." in [each.message for each in reading.issues]


def test_sequence_without_a_gap_proposes_nothing() -> None:
    reading = told(axis("1", "Habitat", "1 : Piste cyclable") + axis("2", "Commerce", "2 : Halle"))
    assert [each.proposed_axis for each in reading.actions] == [None, None]
    assert not [each for each in reading.issues if "manque" in each.message]


def test_programme_without_national_axes_is_left_as_read() -> None:
    source = Source(
        "# Convention-cadre Petites villes de demain\n\n" + axis("1", "Habitat", "1 : Vélo"),
        "0" * 64,
        "text/markdown",
    )
    document = core.Document(source, read.knowledge(SETTINGS))
    reading = core.read(document)
    assert programme_axes.told(reading, document) is reading
