"""IRIs are those of the contract, and slugs survive what documents do to French."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maillage import iri
from maillage.rdf import NamedNode


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("Cœur d'Agglo", "coeur-d-agglo"),
        ("Cœur d’Agglo", "coeur-d-agglo"),
        ("OPAH-RU", "opah-ru"),
        ("OPAH – RU", "opah-ru"),
        ("OPAH–RU", "opah-ru"),
        ("L'Haÿ-les-Roses", "l-hay-les-roses"),
        ("Préfet du Gers", "prefet-du-gers"),
        ("ŒUVRE", "oeuvre"),
        ("  deux   mots ", "deux-mots"),
        ("№ 3", "no-3"),
        ("", ""),
        ("…", ""),
    ],
)
def test_a_slug_is_ascii_words_and_hyphens(text: str, slug: str) -> None:
    assert iri.slug(text) == slug


@given(st.text())
def test_a_slug_is_always_a_safe_segment_and_its_own_slug(text: str) -> None:
    slug = iri.slug(text)
    assert slug == "" or re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", slug)
    assert iri.slug(slug) == slug


@pytest.mark.parametrize(
    ("position", "name"), [(1, "a"), (26, "z"), (27, "aa"), (52, "az"), (702, "zz"), (703, "aaa")]
)
def test_positions_are_counted_in_letters(position: int, name: str) -> None:
    assert iri.letters(position) == name


@given(st.integers(1, 5000), st.integers(1, 5000))
def test_two_positions_never_share_their_letters(one: int, other: int) -> None:
    assert (iri.letters(one) == iri.letters(other)) == (one == other)


CONTRACT = [
    (iri.programme("ACV"), "programme/acv"),
    (iri.commune("46042"), "commune/46042"),
    (iri.intercommunalite("200023737"), "intercommunalite/200023737"),
    (iri.departement("46"), "departement/46"),
    (iri.region("76"), "region/76"),
    (iri.organisation("180067027"), "organisation/180067027"),
    (iri.adhesion("ACV", "46042"), "adhesion/acv/46042"),
    (iri.convention("cahors"), "convention/cahors"),
    (iri.action("cahors", "3"), "action/cahors/3"),
    (iri.dispositif("OPAH-RU"), "dispositif/opah-ru"),
    (iri.axe("ACV", "2"), "axe/acv/2"),
    (iri.document("cahors"), "document/cahors"),
    (iri.passage("cahors", 7, 19), "passage/cahors/7-19"),
    (iri.document_graph("cahors"), "graph/document/cahors"),
    (iri.table_graph("ort", "2024"), "graph/table/ort/2024"),
    (iri.ONTOLOGY_GRAPH, "graph/ontology"),
    (iri.INFERENCE_GRAPH, "graph/inference"),
    (iri.population("46042", 2026), "population/46042/2026"),
    (iri.concept("statut", "À engager"), "statut/a-engager"),
    (iri.scheme("statut"), "scheme/statut"),
    (iri.poste("etat", "préfet du Gers"), "poste/etat/prefet-du-gers"),
    (iri.part("montant", "cahors", "3"), "montant/cahors/3"),
    (iri.subvention("di19_com18642"), "subvention/di19_com18642"),
]


@pytest.mark.parametrize(("node", "path"), CONTRACT, ids=[path for _, path in CONTRACT])
def test_an_address_is_that_of_the_contract(node: NamedNode, path: str) -> None:
    assert node.value == f"https://w3id.org/maillage/id/{path}"
    assert iri.path_of(node.value) == path


def test_an_address_of_others_has_no_path() -> None:
    assert iri.path_of("https://w3id.org/maillage/def#Action") is None
    assert iri.path_of("http://id.insee.fr/geo/region/76") is None


def test_a_segment_with_a_space_is_refused() -> None:
    with pytest.raises(ValueError, match="IRI"):
        iri.thing("commune", "46 042")


def test_a_statement_is_named_by_all_three_of_its_terms() -> None:
    terms = ("<s>", "<p>", "<o>")
    name = iri.enonce("cahors", *terms)
    assert re.fullmatch(r".*/enonce/cahors/[0-9a-f]{16}", name.value)
    assert name == iri.enonce("cahors", *terms)
    others = [("<s>x", "<p>", "<o>"), ("<s>", "x<p>", "<o>"), ("<s>", "<p>", "<o>x")]
    assert len({name, *(iri.enonce("cahors", *other) for other in others)}) == 4
