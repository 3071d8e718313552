"""A text cut where its facts begin and end."""

from hypothesis import given
from hypothesis import strategies as st

from api.pages.marked import Paragraph, Span, paragraphs


def anchors(found: list[Paragraph]) -> list[str]:
    return [
        mark.anchor
        for paragraph in found
        for piece in paragraph.pieces
        for mark in piece.marks
        if mark.anchor
    ]


def said(paragraph: Paragraph) -> str:
    return "".join(piece.text for piece in paragraph.pieces)


def test_paragraphs_are_kept_and_headings_known() -> None:
    found = list(paragraphs("\n\n# Titre\n\nUn mot\nune ligne.\n \n\n###Pas un titre\n", ()))
    assert [said(one) for one in found] == ["# Titre", "Un mot\nune ligne.", "###Pas un titre"]
    assert [one.level for one in found] == [1, 0, 0]


def test_a_fact_inside_another_opens_inside_it() -> None:
    text = "durée de 5 ans ferme"
    (only,) = paragraphs(text, [Span(0, 20, "date"), Span(9, 14, "montant")])
    pieces = [(piece.text, [mark.kind for mark in piece.marks]) for piece in only.pieces]
    assert pieces == [
        ("durée de ", ["date"]),
        ("5 ans", ["date", "montant"]),
        (" ferme", ["date"]),
    ]


def test_overlapping_facts_share_the_words_that_both_say() -> None:
    (only,) = paragraphs("abcdef", [Span(0, 4, "a"), Span(2, 6, "b")])
    assert [(p.text, [m.kind for m in p.marks]) for p in only.pieces] == [
        ("ab", ["a"]),
        ("cd", ["a", "b"]),
        ("ef", ["b"]),
    ]
    assert anchors([only]) == ["p-0-4", "p-2-6"]


def test_a_fact_over_two_paragraphs_is_marked_in_both_and_anchored_once() -> None:
    found = list(paragraphs("un deux\n\ntrois quatre", [Span(3, 14, "action")]))
    assert [[p.text for p in one.pieces if p.marks] for one in found] == [["deux"], ["trois"]]
    assert anchors(found) == ["p-3-14"]


def test_two_facts_of_the_same_words_share_one_mark() -> None:
    (only,) = paragraphs("ACV", [Span(0, 3, "montant"), Span(0, 3, "action")])
    assert [len(piece.marks) for piece in only.pieces] == [1]
    assert anchors([only]) == ["p-0-3"]


def test_masked_words_are_told_from_the_others() -> None:
    (only,) = paragraphs("Mme ███ ████, maire", ())
    assert [(p.text, p.masked) for p in only.pieces] == [
        ("Mme ", False),
        ("███", True),
        (" ", False),
        ("████", True),
        (", maire", False),
    ]


@given(
    st.text(alphabet="ab \n█#", min_size=1, max_size=60),
    st.lists(st.tuples(st.integers(0, 59), st.integers(1, 20)), max_size=6),
)
def test_no_word_is_lost_and_no_anchor_comes_twice(
    text: str, places: list[tuple[int, int]]
) -> None:
    spans = [Span(start, start + length, "k") for start, length in places]
    found = list(paragraphs(text, spans))
    for paragraph in found:
        assert said(paragraph) == text[paragraph.start : paragraph.end]
    kept = "".join(said(one) for one in found)
    assert "".join(kept.split()) == "".join(text.split())
    seen = anchors(found)
    assert len(seen) == len(set(seen))
