"""One party in its words: who it is, by which post, whether a person is named."""

from typing import Any

import pytest

from tests.loaders.readers.parties.cases import agreed, cases, short

CASES = cases("names")


@pytest.mark.parametrize("case", CASES.values(), ids=list(CASES))
def test_line_of_a_list_names_its_party(case: dict[str, Any]) -> None:
    found = agreed(f"ENTRE\n\n- {case['line']}\n")
    assert [short(party) for party in found] == case["parties"]


def test_one_person_signs_for_two_bodies() -> None:
    found = agreed(
        "ENTRE\n\n- La commune de Samatan, représentée par Luc ESSAI, maire et président de la"
        " communauté de communes du Savès\n- La communauté de communes du Savès, représentée par"
        " Luc ESSAI, président"
    )
    assert [party.role for party in found] == ["maire", "président"]
    assert len({party.person for party in found}) == 1


def test_words_of_an_office_are_those_of_its_body() -> None:
    (party,) = agreed("ENTRE\n\n- M. Luc ESSAI, maire de Samatan")
    assert [each.quote for each in party.evidence] == ["maire de Samatan"]
