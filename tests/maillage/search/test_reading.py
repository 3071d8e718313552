"""What the index of a small but real release holds, and what it must not."""

from pathlib import Path

import pytest

from loaders import masking, read
from loaders.reading import Personal
from maillage import indexing, iri, search
from maillage.build import Outcome
from maillage.search import Entry, SearchIndex
from maillage.settings import Settings
from tests import test_privacy as privacy
from tests.checkout import ROOT

SLUG = "cahors-acv-dossier-de-presse-2018"
READ = frozenset({"document", "convention", "action", "axe", "instance", "concept", "schema"})
"""Kinds of things whose words may come from a document."""


@pytest.fixture(scope="module")
def entries(small: tuple[Settings, Outcome]) -> dict[str, Entry]:
    """The entries by the paths of their things."""
    config, outcome = small
    release = outcome.release
    texts = {name: release.public_text(name) or "" for name in release.manifest()["documents"]}
    found = [
        *search.entries(release.view(), texts),
        *indexing.questions(config.queries),
    ]
    return {iri.path_of(one.iri) or one.iri: one for one in found}


@pytest.fixture(scope="module")
def index(small: tuple[Settings, Outcome]) -> SearchIndex:
    """The index that the build made."""
    return SearchIndex.open(small[1].release.index)


def test_a_build_makes_the_index_of_all_entries(
    index: SearchIndex, entries: dict[str, Entry]
) -> None:
    assert len(index) == len(entries) > 1000


def test_every_kind_is_there(entries: dict[str, Entry]) -> None:
    assert {one.kind for one in entries.values()} == set(search.NAMES_OF_KINDS)


def test_a_commune_has_its_codes_its_place_and_its_people(entries: dict[str, Entry]) -> None:
    cahors = entries["commune/46042"]
    assert cahors.french == ("Cahors",)
    assert {"46042", "214600421"} <= set(cahors.codes)
    assert cahors.places == (iri.departement("46").value,)
    assert "Lot" in cahors.around
    assert any("Action cœur de ville" in name for name in cahors.around)
    assert cahors.weight > entries["commune/46004"].weight > 0


def test_an_action_has_its_title_its_objectives_its_town(entries: dict[str, Entry]) -> None:
    action = entries[f"action/{SLUG}/6"]
    assert action.french == ("Action 6 : Requalification de la halle de Cahors",)
    assert any("fréquentation de la Halle" in text for text in action.texts)
    assert "Cahors" in action.about
    assert action.places == (iri.departement("46").value,)
    assert action.facets["statut"] == ("statut/mature",)
    assert action.facets["departement"] == ("departement/46",)
    assert action.facets["annee"] == ("2018",)
    assert set(action.orders) == {"ordre", "titre", "annee"}


def test_a_dispositif_has_its_spellings_and_definitions(entries: dict[str, Entry]) -> None:
    opah = entries["dispositif/opah-ru"]
    assert {"OPAH-RU", "OPAH RU", "O.P.A.H.-R.U."} <= set(opah.aliases)
    assert opah.english == ("Urban renewal housing operation",)
    assert len(opah.texts) == 2


def test_a_programme_of_the_whole_country_is_not_told_of_each_town(
    entries: dict[str, Entry],
) -> None:
    around = " ".join(entries["commune/46042"].around)
    assert "Petites villes de demain" not in around
    assert entries["programme/pvd"].kind == "programme"


def test_a_thing_of_two_kinds_is_of_the_first(entries: dict[str, Entry]) -> None:
    assert entries["axe/acv/1"].kind == "axe"
    assert entries["dispositif/acv"].kind == "dispositif"


def test_the_words_of_a_document_lead_to_it(index: SearchIndex) -> None:
    found = index.search("première feuille de route partenariale", kind="document")
    sentence = index.search("fidéliser la clientèle actuelle")
    assert found.total + sentence.total > 0
    assert sentence.hits[0].iri.endswith(f"action/{SLUG}/6")
    assert any(hit.kind == "document" for hit in sentence.hits)


def test_a_saved_question_leads_to_its_page(index: SearchIndex) -> None:
    hit = index.search("populations d'une commune").hits[0]
    assert (hit.kind, hit.iri) == ("question", "/queries/populations-d-une-commune")


def test_no_entry_holds_a_contact_of_the_documents(entries: dict[str, Entry]) -> None:
    if not privacy.ORIGINALS.is_dir():
        pytest.skip("the original documents do not stand beside this checkout")
    details: list[Personal] = [
        detail
        for path in sorted(privacy.ORIGINALS.glob("*.md"))
        for detail in read.read(path, Settings(root=ROOT))[1].personal
    ]
    without_office = set(masking.contacts(details))
    contacts = [each for each in details if each.kind != "name" or each in without_office]
    assert {one.kind for one in entries.values()} >= READ
    read_from = [one for one in entries.values() if one.kind in READ]
    said = (
        "\n".join((*one.french, *one.english, *one.aliases, *one.texts, *one.about, *one.around))
        for one in read_from
    )
    for one, held in zip(read_from, privacy.found(contacts, said), strict=True):
        assert not held, one.kind


def test_no_file_of_the_index_holds_a_restricted_detail(small: tuple[Settings, Outcome]) -> None:
    config, outcome = small
    held = b"".join(path.read_bytes() for path in sorted(outcome.release.index.iterdir()))
    restricted = "".join(path.read_text("utf-8") for path in _files(config.restricted))
    for mail in {word.strip('",') for word in restricted.split() if "@" in word}:
        assert mail.encode() not in held


def _files(folder: Path) -> list[Path]:
    return sorted(folder.glob("*.json")) if folder.is_dir() else []
