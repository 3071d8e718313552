"""The fence to the RDF library: terms, prefixes, compact names."""

import pytest

from maillage.rdf import MLG, PREFIXES, RDF, XSD, Literal, NamedNode, compact, integer, label, typed


def test_a_term_of_a_vocabulary_is_the_base_and_the_name() -> None:
    assert MLG.Action == NamedNode("https://w3id.org/maillage/def#Action")
    assert MLG["a-b"] == NamedNode("https://w3id.org/maillage/def#a-b")
    assert RDF.type.value == "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"


def test_a_vocabulary_has_no_dunder_term() -> None:
    with pytest.raises(AttributeError):
        _ = MLG.__wrapped__


def test_labels_are_french_unless_told() -> None:
    assert label("Cahors") == Literal("Cahors", language="fr")
    assert label("Agreement", "en") == Literal("Agreement", language="en")


def test_typed_literals_have_their_datatype() -> None:
    assert integer(-3) == Literal("-3", datatype=XSD.integer)
    assert typed("2022-10", "gYearMonth") == Literal("2022-10", datatype=XSD.gYearMonth)


@pytest.mark.parametrize("prefix", sorted(PREFIXES))
def test_every_prefix_compacts_its_own_terms(prefix: str) -> None:
    assert compact(PREFIXES[prefix] + "name") == f"{prefix}:name"


@pytest.mark.parametrize(
    "iri",
    [
        "https://w3id.org/maillage/def#",
        "https://w3id.org/maillage/id/commune/46042",
        "http://purl.org/dc/terms/deep/name",
        "http://example.org/x",
    ],
)
def test_an_iri_that_no_prefix_covers_stays_as_it_is(iri: str) -> None:
    assert compact(iri) == iri


def test_no_two_prefixes_share_a_namespace() -> None:
    assert len(set(PREFIXES.values())) == len(PREFIXES)
