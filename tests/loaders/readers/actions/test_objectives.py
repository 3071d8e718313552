"""The objectives of a sheet: bullets, lines of a cell, a sentence."""

import pytest

from tests.loaders.readers.actions.cases import quotes, sheet, sheets


@pytest.mark.parametrize(
    "body",
    [
        "Objectifs de l'action :\n• Accueillir le public\n• Animer la place",
        "Objectifs\n\n- Accueillir le public ;\n- Animer la place.\n\nSuite :\n\n- Autre",
        "Les objectifs sont : Accueillir le public ; Animer la place.",
        "| Objectifs | Accueillir le public ; Animer la place |",
        "| Objectifs | - Accueillir le public\u2028- Animer la place |",
        "| Objectifs | Accueillir le public\u2028Animer la place |",
        "| Objectifs | - Accueillir\u2028le public\u2028- Animer la place |",
        "Finalités :\n\n1. Accueillir le public\n2. Animer la place\n\nIndicateurs : clients",
    ],
)
def test_list_of_objectives_is_read(body: str) -> None:
    assert [each.text for each in sheet(body).objectives] == [
        "Accueillir le public",
        "Animer la place",
    ]


def test_words_of_an_objective_are_its_own() -> None:
    found = sheet("Objectifs :\n\n- Animer **la place** ;\n- Fleurir")
    assert quotes(found.objectives[0].evidence) == ["Animer **la place** ;"]


def test_each_sheet_has_its_own() -> None:
    text = "Action {} : Gué\n\nObjectifs :\n\n- Un but {}\n\n"
    found = sheets(text.format(1, "un") + text.format(2, "deux"))
    assert [[each.text for each in one.objectives] for one in found] == [
        ["Un but un"],
        ["Un but deux"],
    ]


@pytest.mark.parametrize(
    "body", ["Texte.", "- Un point", "Objectifs\n\nÀ définir.", "Un objectif."]
)
def test_sheet_that_lists_none_has_none(body: str) -> None:
    assert sheet(body).objectives == ()
