"""Persons go to the restricted side, and stop at the gate of publication."""

import json
import stat
from collections.abc import Sequence
from pathlib import Path

import pytest

from loaders import restricted
from loaders.reading import DocumentInfo, Party, Personal, Reading
from maillage.model import Draft, Fact, Level, Passage
from maillage.rdf import DCTERMS, MLG, OA, RDFS, Literal, NamedNode, label

TEXT = "Le maire Ronan GARDEL MASSOLIN écrit à M. X (rg@ville.fr, 05 61 99 00 11)."
THING = NamedNode("https://w3id.org/maillage/id/document/x")


def passage(words: str) -> Passage:
    start = TEXT.index(words)
    return Passage(start, start + len(words), words)


PERSONAL = (
    Personal("phone", "0561990011", passage("05 61 99 00 11")),
    Personal("name", "Ronan GARDEL MASSOLIN", passage("Ronan GARDEL MASSOLIN")),
    Personal("email", "rg@ville.fr", passage("rg@ville.fr")),
)


def reading(personal: Sequence[Personal] = PERSONAL) -> Reading:
    party = Party(
        "la Ville", "beneficiaire", "maire", "Ronan GARDEL MASSOLIN", None, (passage("maire"),)
    )
    info = DocumentInfo("ab" * 32, "text/markdown", "Titre", len(TEXT))
    return Reading(info, parties=(party,), personal=tuple(personal))


def test_the_file_holds_every_detail_with_its_place(tmp_path: Path) -> None:
    path = restricted.write_restricted(tmp_path / "restricted", "ville", reading())
    found = json.loads(path.read_bytes())
    assert [(each["kind"], each["value"]) for each in found["personal"]] == [
        ("name", "Ronan GARDEL MASSOLIN"),
        ("email", "rg@ville.fr"),
        ("phone", "0561990011"),
    ]
    for each in found["personal"]:
        assert TEXT[each["start"] : each["end"]] == each["quote"]
    assert found["parties"] == [
        {
            "partie": "https://w3id.org/maillage/id/partie/ville/1",
            "person": "Ronan GARDEL MASSOLIN",
            "role": "maire",
        }
    ]


def test_only_the_owner_may_read_it(tmp_path: Path) -> None:
    folder = tmp_path / "restricted"
    folder.mkdir(mode=0o755)
    path = restricted.write_restricted(folder, "ville", reading())
    path.chmod(0o644)
    restricted.write_restricted(folder, "ville", reading())
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700


def test_the_same_reading_gives_the_same_bytes_in_any_order() -> None:
    assert restricted.content("x", reading()) == restricted.content("x", reading(PERSONAL[::-1]))


def test_the_public_text_has_the_same_length_and_no_person() -> None:
    public = restricted.public_text(TEXT, PERSONAL)
    assert len(public) == len(TEXT)
    for words in ("GARDEL", "MASSOLIN", "rg@", "00 11"):
        assert words not in public
    assert public.startswith("Le maire ")


@pytest.mark.parametrize(
    "text",
    [
        "Ronan GARDEL MASSOLIN",
        "signé par ronan gardel\nmassolin, maire",
        "GARDEL MASSOLIN Ronan",
        "M. Gardel Massolin préside",
        "Madame GARDEL-MASSOLIN",
        "le rapport de GARDEL MASSOLIN est adopté",
        "Gardel Massolin",
        "écrire à RG@ville.fr",
        "tél. 05.61.99.00.11",
        "0561990011",
    ],
)
def test_a_person_is_found_in_any_spelling(text: str) -> None:
    assert restricted.leaks([(THING, DCTERMS.title, label(text))], PERSONAL)


@pytest.mark.parametrize(
    "text",
    ["la Ville de Massolin", "Ronan", "rue Gardel", "10561990011", "4561 99 00 1", "M. Ronan"],
)
def test_what_names_nobody_passes(text: str) -> None:
    assert restricted.leaks([(THING, DCTERMS.title, label(text))], PERSONAL) == []


def test_a_surname_that_is_a_common_word_does_not_stop_titles_in_capitals() -> None:
    personal = [Personal("name", "Anne GRAND", passage("Ronan GARDEL MASSOLIN"))]
    title = label("CARTE GRAND PASS")
    assert restricted.leaks([(THING, DCTERMS.title, title)], personal) == []
    assert restricted.leaks([(THING, DCTERMS.title, label("suivi par GRAND"))], personal)


def test_a_person_in_an_address_is_a_leak_too() -> None:
    node = NamedNode("https://w3id.org/maillage/id/organisation/cabinet-ronan-gardel-massolin")
    assert restricted.leaks([(THING, MLG.organisation, node)], PERSONAL)


def test_a_fact_that_names_a_person_is_withheld_and_told_without_the_name() -> None:
    good = Fact(THING, RDFS.label, label("Document"))
    named = Fact(THING, DCTERMS.title, label("Lettre de Ronan Gardel Massolin"))
    words = passage("maire Ronan GARDEL MASSOLIN")
    quoted = Fact(THING, MLG.modele, Literal("x"), (words,))
    draft = restricted.withheld(Draft("x", (good, named, quoted)), PERSONAL)
    assert draft.facts == (good,)
    assert [issue.level for issue in draft.issues] == [Level.ERROR, Level.ERROR]
    for issue in draft.issues:
        assert "gardel" not in f"{issue.message} {issue.remedy} {issue.evidence}".lower()
    assert [issue.message for issue in draft.issues] == [
        "Un nom de personne figure dans un titre : cette information n'est pas publiée.",
        "Un nom de personne figure dans les mots d'une information"
        f" (caractères {words.start}-{words.end}) : cette information n'est pas publiée.",
    ]


def test_words_around_a_quote_are_masked_where_they_name_a_person() -> None:
    triples = [
        (THING, OA.prefix, Literal("avis de GARDEL MASSOLIN, ")),
        (THING, OA.suffix, Literal(" et la suite")),
    ]
    first, second = restricted.surroundings_masked(
        triples, PERSONAL, "avis de GARDEL MASSOLIN, et la suite"
    )
    assert not any(character.isalpha() for character in first[2].value)
    assert len(first[2].value) == len("avis de GARDEL MASSOLIN, ")
    assert second[2].value == " et la suite"


def test_a_masked_detail_of_a_committed_document_matches_nothing() -> None:
    personal = [Personal("email", "█" * 11, passage("rg@ville.fr"))]
    assert restricted.leaks([(THING, DCTERMS.title, label("█" * 20))], personal) == []
