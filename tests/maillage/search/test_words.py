"""Words, slips of the pen, and the parts of a text that are shown."""

import time

import pytest

from maillage.search.words import (
    MOST_WORDS,
    WIDTH,
    Word,
    Words,
    analyzers,
    distance,
    excerpt,
    marked,
    slips,
    whole,
)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("école", "ecoles"),
        ("cœur", "coeurs"),
        ("médiathèque", "MEDIATHEQUES"),
        ("revitaliser", "revitalisation"),
        ("rénovée", "renovation"),
        ("requalifier", "requalification"),
        ("e\u0301cole", "école"),
    ],
)
def test_forms_of_a_word_share_a_stem(one: str, other: str) -> None:
    assert Word(one).stems & Word(other).stems


@pytest.mark.parametrize(("one", "other"), [("commune", "commerce"), ("lot", "loterie")])
def test_other_words_share_none(one: str, other: str) -> None:
    assert not Word(one).stems & Word(other).stems


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Saint-Étienne", "saint-etienne"),
        ("L'Isle-Adam", "l-isle-adam"),
        ("  Cœur   d'Agglo ", "coeur-d-agglo"),
        ("2A004", "2a004"),
        ("« »", ""),
    ],
)
def test_a_name_is_one_whatever_its_signs(text: str, expected: str) -> None:
    assert whole(text) == expected


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("cahors", "cahors", 0),
        ("cahros", "cahors", 1),
        ("cahor", "cahors", 1),
        ("fleurence", "fleurance", 1),
        ("fluerence", "fleurance", 2),
        ("lot", "tarn", 3),
        ("lot", "loterie", 3),
        ("", "ab", 2),
    ],
)
def test_slips_between_words_are_counted(one: str, other: str, expected: int) -> None:
    assert distance(one, other) == expected
    assert distance(other, one) == expected


@pytest.mark.parametrize(
    ("word", "allowed"),
    [("lot", 0), ("gers", 1), ("quartie", 1), ("quartier", 2), ("46042", 0), ("opah2", 0)],
)
def test_short_words_and_numbers_forgive_nothing(word: str, allowed: int) -> None:
    assert slips(word) == allowed


def test_little_words_are_not_looked_for_unless_alone() -> None:
    assert [one.typed for one in Words("la halle de Cahors").wanted] == ["halle", "Cahors"]
    assert [one.typed for one in Words("de la").wanted] == ["de", "la"]


def test_a_saint_may_be_shortened() -> None:
    assert Words("St Denis").whole == "saint-denis"
    assert Words("Ste-Marie").whole == "sainte-marie"


def test_only_the_first_words_are_looked_for() -> None:
    assert len(Words("mot " * 1000).all) == MOST_WORDS


@pytest.mark.parametrize("text", ["", "   ", "« »", "()[]{}\"'+-:*?~^\\"])
def test_signs_alone_are_no_words(text: str) -> None:
    assert Words(text).all == ()
    assert Words(text).beginning is None


def test_the_words_found_are_marked_in_every_form() -> None:
    pieces = marked("Écoles et ECOLE, école : l'écolage", Words("ecole"))
    assert [text for text, is_found in pieces if is_found] == [
        "Écoles",
        "ECOLE",
        "école",
    ]
    assert "".join(text for text, _ in pieces) == "Écoles et ECOLE, école : l'écolage"


def test_a_slip_is_marked_only_where_slips_are_forgiven() -> None:
    assert marked("Cahors", Words("cahros")) == (("Cahors", False),)
    assert marked("Cahors", Words("cahros"), fuzzy=True) == (("Cahors", True),)


def test_an_excerpt_is_cut_between_words_around_what_was_found() -> None:
    text = "Rien ici. " * 60 + "La halle de Cahors ouvre. " + "Rien là. " * 60
    pieces = excerpt(text, Words("halle cahors"))
    shown = "".join(piece for piece, _ in pieces)
    assert [piece for piece, is_found in pieces if is_found] == ["halle", "Cahors"]
    assert shown.startswith("… ")
    assert shown.endswith(" …")
    assert len(shown) <= WIDTH + 4
    assert all(word in text for word in shown.strip("… ").split())


def test_a_short_text_is_shown_whole_and_one_without_the_words_not_at_all() -> None:
    assert excerpt("La halle", Words("halle")) == (("La ", False), ("halle", True))
    assert excerpt("La halle", Words("mairie")) == ()
    assert excerpt("", Words("mairie")) == ()


def test_a_text_without_spaces_is_cut_too() -> None:
    pieces = excerpt("a" * 100_000, Words("aaaa"))
    assert sum(len(piece) for piece, _ in pieces) <= WIDTH + 4


def test_a_long_text_is_looked_through_quickly() -> None:
    text = "\n".join(f"Ligne {n} sans rien de plus que des mots." for n in range(20_000))
    begun = time.process_time()
    pieces = excerpt(text + "\nLa halle de Cahors.", Words("halle cahors"))
    assert ("halle", True) in pieces
    assert time.process_time() - begun < 2


def test_the_three_readings_of_a_text_have_the_same_words() -> None:
    text = "L'œuvre d'Été, n° 12 — ﬁn… İstanbul 東京 ßtraße"
    assert len({len(one.pre_tokenize(text).tokens) for one in analyzers().values()}) == 1
