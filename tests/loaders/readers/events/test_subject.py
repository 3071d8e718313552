"""Whether a sentence speaks of the convention that it stands in."""

import re

import pytest

from loaders.readers.events.subject import is_own, is_present, of_section
from loaders.readers.layout import blocks


def own(text: str) -> bool:
    """Whether the last sentence has the convention as its subject."""
    (block,) = blocks(text)
    return is_own(block, *block.sentences[-1])


@pytest.mark.parametrize(
    "text",
    [
        "La présente convention prend fin",
        "Le présent avenant prend fin",
        "Cette convention prend fin",
        "La convention prend fin",
        "La convention est signée ce jour. Elle prend fin",
        "La convention est signée ce jour. Elle est publiée. Elle prend fin",
    ],
)
def test_sentence_of_the_convention_is_told(text: str) -> None:
    assert own(text)


@pytest.mark.parametrize(
    "text",
    [
        "La convention d'OPAH prend fin",
        "La convention initiale prend fin",
        "Le marché prend fin",
        "L'étude est rendue. Elle prend fin",
        "Elle prend fin",
    ],
)
def test_sentence_of_another_thing_is_told(text: str) -> None:
    assert not own(text)


@pytest.mark.parametrize(
    ("text", "present"),
    [("les présentes sont signées", True), ("la convention est signée", False)],
)
def test_present_convention_is_said(text: str, present: bool) -> None:
    (block,) = blocks(text)
    assert is_present(block, 0, len(text)) is present


def test_section_is_that_of_the_nearest_heading() -> None:
    found = blocks("# Durée\n\nUn texte.\n\n# Objet\n\nUn autre.")
    words = re.compile("durée", re.IGNORECASE)
    assert [of_section(block, found, words) for block in found] == [False, True, True, False]
