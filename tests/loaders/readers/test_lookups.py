"""The wordings of a template, and where a document says them."""

from pathlib import Path

import pytest

from loaders.readers import lookups
from loaders.readers.layout import blocks
from maillage.errors import InputError


@pytest.mark.parametrize(
    "text",
    [
        "Action Cœur de Ville",
        "ACTION COEUR DE VILLE",
        "Action, cœur de ville",
        "Actions cœurs de villes",
    ],
)
def test_wording_is_found_in_its_spellings(text: str) -> None:
    (passage,) = lookups.said(blocks(f"Le plan {text} !"), ["action cœur de ville"])
    assert passage.quote == text


def test_wording_that_is_not_said_has_no_place() -> None:
    assert lookups.said(blocks("Réaction cœur de village"), ["action cœur de ville"]) == ()


@pytest.mark.parametrize(
    ("content", "reason"),
    [("- a\n", "must hold a table"), ("a: [", "is not valid YAML"), (None, "cannot be read")],
)
def test_table_that_cannot_be_used_is_refused(
    tmp_path: Path, content: str | None, reason: str
) -> None:
    path = tmp_path / "lookups.yml"
    if content is not None:
        path.write_text(content, encoding="utf-8")
    with pytest.raises(InputError, match=reason):
        lookups.load(path)
