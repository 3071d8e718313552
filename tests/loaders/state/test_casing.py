"""Titles in capitals are rewritten only where the document knows all their words."""

from loaders.state.casing import lexicon, sentence

TEXT = """TITRE EN CAPITALES DE LA RÉNOVATION
La rénovation de la halle de Cahors, et l'Espace Clément-Marot. OPAH en cours.
La halle est à la ville.
"""


def test_known_words_take_the_spelling_and_accents_of_the_text() -> None:
    words = lexicon(TEXT, ("Cahors",))
    assert sentence("RENOVATION DE LA HALLE DE CAHORS", words) == "Rénovation de la halle de Cahors"
    assert sentence("ESPACE CLEMENT-MAROT", words) == "Espace Clément-Marot"
    assert sentence("RENOVATION DE L'OPAH", words) == "Rénovation de l'OPAH"


def test_a_title_with_an_unknown_word_stays_as_printed() -> None:
    assert sentence("RENOVATION DES BENELECTINES", lexicon(TEXT)) == "RENOVATION DES BENELECTINES"


def test_a_title_in_sentence_case_is_left_alone() -> None:
    assert sentence("Rénovation de La Halle", lexicon(TEXT)) == "Rénovation de La Halle"


def test_the_words_of_lines_in_capitals_teach_nothing() -> None:
    assert "capitales" not in lexicon(TEXT)


def test_a_common_word_is_not_taken_for_a_name() -> None:
    assert lexicon(TEXT)["la"] == "la"


def test_common_words_are_known_without_text_and_no_name_is_among_them() -> None:
    assert sentence("HEBERGEMENT POUR ETUDIANTS", lexicon("")) == "Hébergement pour étudiants"
    assert sentence("RUE DU CHATEAU-DU-ROI", lexicon("")) == "RUE DU CHATEAU-DU-ROI"
