"""Dispositifs by their labels: longest first, case rules, tolerant spelling."""

from pathlib import Path

import pytest

from loaders.readers.lexicon import Lexicon, is_acronym
from maillage.errors import InputError
from tests.checkout import ROOT

LEXICON = Lexicon.of(
    {
        "OPAH": ["Opération programmée d'amélioration de l'habitat", "OPAH"],
        "OPAH-RU": ["OPAH de renouvellement urbain", "OPAH-RU"],
        "ORT": ["Opération de revitalisation de territoire"],
        "ACV": ["Action cœur de ville"],
        "PLU": ["Plan local d'urbanisme", "PLU"],
        "PLUi": ["PLU intercommunal", "PLUi"],
        "MF": ["Micro-Folie"],
        "AE": ["Art & Essai"],
        "MAL": ["Malraux"],
    }
)


def found(text: str) -> list[str]:
    return [item.value for item in LEXICON.find(text)]


@pytest.mark.parametrize(
    ("text", "notations"),
    [
        ("une OPAH-RU", ["OPAH-RU"]),
        ("l'OPAH RU et l'OPAH –RU", ["OPAH-RU", "OPAH-RU"]),
        ("l'OPAH", ["OPAH"]),
        ("une opah", []),
        ("OPAH de renouvellement urbain", ["OPAH-RU"]),
        ("un PLUi, un PLU", ["PLUi", "PLU"]),
        ("plus de", []),
        ("il sort, ORTHEZ", []),
        ("Action Cœur de Ville", ["ACV"]),
        ("ACTION COEUR DE VILLE", ["ACV"]),
        ("Action, cœur de ville", ["ACV"]),
        ("Actions cœurs de villes", ["ACV"]),
        ("Opérations de Revitalisation de Territoires", ["ORT"]),
        ("opération\nde revitalisation de territoire", ["ORT"]),
        ("des Micro folies", ["MF"]),
        ("label « Art & Essai »", ["AE"]),
        ("Art et Essai", ["AE"]),
        ("ART & ESSAI", ["AE"]),
        ("Art&Essai, Art &amp; Essai", ["AE", "AE"]),
        ("art essai", []),
        ("LE MAL LOGEMENT", []),
        ("la loi Malraux", ["MAL"]),
        ("ORT-2", []),
        ("", []),
    ],
)
def test_label_is_found_in_its_spellings(text: str, notations: list[str]) -> None:
    assert found(text) == notations


def test_span_is_that_of_the_words() -> None:
    text = "dans une OPAH-RU signée"
    (item,) = LEXICON.find(text)
    assert text[item.start : item.end] == "OPAH-RU"


@pytest.mark.parametrize("label", ["OPAH-RU", "PLUi", "SCoT", "ORT", "MF"])
def test_acronym_is_told_by_its_capitals(label: str) -> None:
    assert is_acronym(label)


@pytest.mark.parametrize("label", ["Malraux", "Action cœur de ville", "leader", "", "123"])
def test_word_is_no_acronym(label: str) -> None:
    assert not is_acronym(label)


def test_wrong_spelling_is_found_but_is_no_right_name() -> None:
    lexicon = Lexicon.of(
        {
            "ORT": [
                "Opération de revitalisation de territoire",
                "Opération de revitalisation rurale",
            ]
        },
        {"ORT": ["Opération de revitalisation de territoire"]},
    )
    assert [item.value for item in lexicon.find("Opération de revitalisation rurale")] == ["ORT"]
    assert lexicon.names["ORT"] == ("Opération de revitalisation de territoire",)


def test_scheme_of_the_checkout_is_a_lexicon() -> None:
    lexicon = Lexicon.load(ROOT / "ontology" / "schemes" / "dispositif.ttl")
    assert len(lexicon.names) > 100
    assert [item.value for item in lexicon.find("une OPAH-RU, le PSMV, Denormandie")] == [
        "OPAH-RU",
        "PSMV",
        "DEN",
    ]


@pytest.mark.parametrize("text", ["LE MAL LOGEMENT", "LE CR DU 3 MAI", "UN CV, LA SC DU VAL"])
def test_notation_that_is_no_label_is_not_read_in_words_in_capitals(text: str) -> None:
    assert Lexicon.load(ROOT / "ontology" / "schemes" / "dispositif.ttl").find(text) == []


def test_missing_scheme_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="cannot be read"):
        Lexicon.load(tmp_path / "absent.ttl")
