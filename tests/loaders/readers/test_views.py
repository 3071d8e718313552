"""Clean text, and the passages of the document behind it."""

import pytest

from loaders.readers.views import joined, view


@pytest.mark.parametrize(
    ("source", "clean"),
    [
        ("la conven-\ntion", "la convention"),
        ("le ren-\n\nouvellement", "le renouvellement"),
        ("le centre-\nville", "le centre-ville"),
        ("vice-\nprésident", "vice-président"),
        ("ci-\naprès", "ci-après"),
        ("Saint-\nLaurent", "Saint-Laurent"),
        ("[mairie](http://exemple.fr)", "mairie"),
        ("![plan](a.png)", "plan"),
        ("1^{er} mars", "1er mars"),
        ("coût\tprix", "coût | prix"),
        ("ligne\u2028suite", "ligne ¶ suite"),
        ("ﬂeuve", "fleuve"),
        ("  l’eau  ", "l'eau"),
        ("", ""),
    ],
)
def test_text_is_clean(source: str, clean: str) -> None:
    assert view(source, 0, len(source)).text == clean


def test_passage_has_the_words_of_the_document_with_their_marks() -> None:
    source = "avant **le maire** de  Samatan"
    clean = view(source, 0, len(source))
    start = clean.text.index("le maire")
    passage = clean.passage(start, len(clean.text))
    assert passage.quote == "le maire** de  Samatan"
    assert source[passage.start : passage.end] == passage.quote
    assert passage.page is None


def test_passage_over_a_cut_word_has_both_lines() -> None:
    source = "la conven-\ntion cadre"
    clean = view(source, 0, len(source))
    assert clean.passage(3, 13).quote == "conven-\ntion"


def test_passage_knows_its_page() -> None:
    source = "une page\fune autre"
    clean = view(source, 0, len(source))
    assert [clean.passage(0, 3).page, clean.passage(9, 12).page] == [1, 2]


def test_offset_of_the_document_has_a_place_in_the_text() -> None:
    source = "**Ville** de Samatan"
    clean = view(source, 0, len(source))
    assert clean.text[clean.at(source.index("Samatan")) :] == "Samatan"
    assert clean.at(0) == 0


def test_stretch_of_a_document_is_seen_alone() -> None:
    source = "avant milieu après"
    clean = view(source, 6, 12)
    assert (clean.text, clean.passage(0, 6).start) == ("milieu", 6)


def test_views_are_joined_by_words_that_stand_in_neither() -> None:
    source = "un deux"
    both = joined((view(source, 0, 2), view(source, 3, 7)), " | ")
    assert both.text == "un | deux"
    assert both.passage(5, 9).quote == "deux"
