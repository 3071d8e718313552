"""Values as people write them, things by their names."""

import pytest

from maillage.rdf import MLG, Literal, NamedNode, Term, typed
from maillage.validation.report import Rule, Severity, Text
from maillage.validation.words import LONGEST, Words, date, number, shortened
from tests.maillage.validation.graphs import view

GRAPH = """
<commune/73065> rdfs:label "Chambéry"@fr .
<programme/ort> rdfs:label "Opération"@fr, "Operation"@en .
<theme/habitat> skos:prefLabel "habitat"@fr .
<adhesion/pvd/999999> mlg:territoire <commune/999999> ;
  rdfs:label "Trifouilly-les-Oies, programme PVD"@fr .
"""
BASE = "https://w3id.org/maillage/id/"


@pytest.fixture
def words() -> Words:
    return Words(view(GRAPH))


@pytest.mark.parametrize(
    ("text", "french", "english"),
    [
        ("1707978946", "1\u202f707\u202f978\u202f946", "1,707,978,946"),
        ("50055.1", "50\u202f055,10", "50,055.10"),
        ("36.7", "36,7", "36.7"),
        ("36.70", "36,7", "36.7"),
        ("499999.998", "500\u202f000", "500,000"),
        ("0", "0", "0"),
        ("-12.5", "-12,5", "-12.5"),
    ],
)
def test_numbers_are_written_as_in_each_language(text: str, french: str, english: str) -> None:
    assert number(text, "fr") == french
    assert number(text, "en") == english


@pytest.mark.parametrize(
    ("text", "french", "english"),
    [
        ("2018-09-29", "29 septembre 2018", "29 September 2018"),
        ("2018-08-01", "1er août 2018", "1 August 2018"),
        ("2022-10", "octobre 2022", "October 2022"),
        ("2018", None, None),
        ("2018-13-01", None, None),
        ("CC-12", None, None),
    ],
)
def test_dates_are_written_in_words(text: str, french: str | None, english: str | None) -> None:
    assert date(text, "fr") == french
    assert date(text, "en") == english


def test_long_text_is_cut_at_a_word() -> None:
    text = "mot " * 60
    assert len(shortened(text)) <= LONGEST + 1
    assert shortened(text).endswith("mot…")
    assert shortened("deux\nlignes") == "deux lignes"


def test_thing_is_called_by_its_label_in_the_language(words: Words) -> None:
    node = NamedNode(BASE + "programme/ort")
    assert (words.name(node, "fr"), words.name(node, "en")) == ("Opération", "Operation")


def test_label_in_one_language_serves_for_both(words: Words) -> None:
    assert words.name(NamedNode(BASE + "commune/73065"), "en") == "Chambéry"
    assert words.name(NamedNode(BASE + "theme/habitat"), "en") == "habitat"


def test_unknown_commune_is_called_as_its_membership_calls_it(words: Words) -> None:
    assert words.name(NamedNode(BASE + "commune/999999"), "fr") == "Trifouilly-les-Oies"


def test_nameless_thing_is_called_by_the_end_of_its_address(words: Words) -> None:
    assert words.name(NamedNode(BASE + "commune/12345"), "fr") == "12345"
    assert words.name(NamedNode("https://example.org/a/b"), "fr") == "b"


def test_message_fills_its_placeholders(words: Words) -> None:
    message = Text("L'ORT de {?lieu}, {?value}, {$this}.", "The ORT of {?lieu}, {?value}, {?rien}.")
    rule = Rule("r", "C16", Severity.VIOLATION, message, message, message)
    terms: dict[str, Term] = {
        "lieu": NamedNode(BASE + "commune/73065"),
        "value": typed("2018-09-29", "date"),
        "this": Literal("ici"),
    }
    text = words.message(rule, terms)
    assert text.fr == "L'ORT de Chambéry, 29 septembre 2018, ici."
    assert text.en == "The ORT of Chambéry, 29 September 2018, ?."


def test_number_that_is_none_is_shown_as_it_stands(words: Words) -> None:
    assert words.of(typed("beaucoup", "integer"), "fr") == "beaucoup"
    assert words.of(Literal("213201320"), "fr") == "213201320"
    assert words.of(MLG.Action, "fr") == "def#Action"
