"""Blocks and clean text: what is joined, what is dropped, and where it stood."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.readers.layout import Kind, blocks, sentences
from loaders.readers.views import view


def kinds(text: str) -> list[tuple[str, str]]:
    return [(block.kind.value, block.text) for block in blocks(text)]


@pytest.mark.parametrize(
    ("text", "kind", "clean"),
    [
        ("## **Titre** du document", "heading", "Titre du document"),
        ("**Titre en gras :**", "heading", "Titre en gras :"),
        ("**Une phrase en gras.**", "paragraph", "Une phrase en gras."),
        ("CONVENTION DE PROJET", "heading", "CONVENTION DE PROJET"),
        ("ENTRE", "paragraph", "ENTRE"),
        ("Article 3. Durée", "heading", "Article 3. Durée"),
        ("7.2 Stratégies et projets", "heading", "7.2 Stratégies et projets"),
        ("- un point", "bullet", "un point"),
        ("• un point", "bullet", "un point"),
        ("o **un point**", "bullet", "un point"),
        ("> une citation", "bullet", "une citation"),
        ("##### > 1 Md€", "heading", "1 Md€"),
        ("Nom\tMail\tTél", "row", "Nom | Mail | Tél"),
        ("| a | b |", "row", "a | b"),
        ("Un simple paragraphe.", "paragraph", "Un simple paragraphe."),
        ("*** ", None, None),
    ],
)
def test_line_has_its_kind(text: str, kind: str | None, clean: str | None) -> None:
    assert kinds(text) == ([(kind, clean)] if kind else [])


@pytest.mark.parametrize(
    ("source", "clean"),
    [
        ("30^{ème} Centre", "30ème Centre"),
        ("[a@b.fr](mailto:a@b.fr)", "a@b.fr"),
        ("<b>gras</b> et <br/>ligne", "gras et ligne"),
        ("l’été à 12\u00a0000\u202f€", "l'été à 12 000 €"),
        ("coor\u00addination", "coordination"),
        ("ﬁnancer", "financer"),
        ("un \\* deux", "un * deux"),
        ("plus  \nd'espace", "plus d'espace"),
        ("a < b et c > d", "a < b et c > d"),
    ],
)
def test_marks_are_dropped(source: str, clean: str) -> None:
    assert view(source, 0, len(source)).text == clean


@given(st.text("ab é’ﬁ*\n<>[]()^{}\u00a0.", max_size=60))
def test_every_clean_character_knows_its_place(source: str) -> None:
    clean = view(source, 0, len(source))
    assert list(clean.origins) == sorted(clean.origins)
    for position, character in enumerate(clean.text):
        passage = clean.passage(position, position + 1)
        assert source[passage.start : passage.end] == passage.quote
        assert character in (passage.quote, " ", "'", "f", "i")


@given(st.text("aB. -*#\n\t1", max_size=80))
def test_blocks_stand_in_order_and_never_overlap(source: str) -> None:
    found = blocks(source)
    assert [block.index for block in found] == list(range(len(found)))
    assert all(a.end <= b.start for a, b in pairwise(found))
    assert all(source[p.start : p.end] == p.quote for b in found for p in b.evidence())


def test_sentence_cut_by_a_page_is_joined() -> None:
    assert kinds("Les communes\n\npériphériques sont là.") == [
        ("paragraph", "Les communes périphériques sont là.")
    ]
    assert kinds("- une porte d'entrée\n\nde la bastide") == [
        ("bullet", "une porte d'entrée de la bastide")
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Une phrase finie.\n\nune autre",
        "Une liste :\n\nsuite",
        "Le titre\n\nLa suite",
        "- M. le maire,\n\nci-après, les « Collectivités »",
        "La commune\n\nreprésentée par son maire",
    ],
)
def test_what_is_apart_is_not_joined(text: str) -> None:
    assert len(blocks(text)) == 2


def test_line_wrapped_by_a_margin_goes_on() -> None:
    text = (
        "La communauté de communes et l'État ont signé la convention du Grand\nCahors hier.\nFin."
    )
    assert [clean for _, clean in kinds(text)] == [
        "La communauté de communes et l'État ont signé la convention du Grand Cahors hier.",
        "Fin.",
    ]


def test_labelled_line_is_a_block_of_its_own() -> None:
    text = "Maître d'ouvrage : Ville\nCoût prévisionnel : 12 €\nAxe 4 : Patrimoine"
    assert len(blocks(text)) == 3


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("Une phrase. Une autre.", 2),
        ("M. Essai est là. Oui.", 2),
        ("L'art. 3 et l'al. 2 suffisent.", 1),
        ("Le n. 4 de J. Essai est pris.", 1),
        ("Fin... Et suite ?", 2),
        ("Le 3 mars 2020. Le 4 aussi !", 2),
        ("version 2.3 du texte", 1),
    ],
)
def test_sentences_are_told_apart(text: str, number: int) -> None:
    assert len(list(sentences(text))) == number


def test_kinds_are_those_of_the_module() -> None:
    assert {kind.value for kind in Kind} == {"heading", "bullet", "row", "paragraph"}


def test_block_without_end_is_cut_at_a_space() -> None:
    text = "mot " * 5_000 + "x" * 20_000
    found = blocks(text)
    assert "".join(block.text.replace(" ", "") for block in found) == text.replace(" ", "")
    assert max(len(block.text) for block in found) <= 8_000
    assert all(not block.text.startswith("ot") for block in found)


def test_marks_that_follow_one_another_end_one_sentence() -> None:
    (block,) = blocks("La Ville agit ... Elle le dit ! Puis, rien…")
    assert [block.text[slice(*span)].strip() for span in block.sentences] == [
        "La Ville agit ...",
        "Elle le dit !",
        "Puis, rien…",
    ]
