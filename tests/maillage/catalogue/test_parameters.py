"""A text becomes a term of the parameter's type and back, or an error that names the parameter."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maillage import iri
from maillage.catalogue.parameters import KINDS, LONGEST, Parameter, ParameterError
from maillage.rdf import Literal, NamedNode, integer

LABEL = {"fr": "Valeur", "en": "Value"}


def parameter(
    kind: str, example: str = "", default: str | None = None, optional: bool = False
) -> Parameter:
    return Parameter("valeur", kind, LABEL, example, default, optional)


READ = [
    ("commune", "46042", iri.commune("46042")),
    ("commune", "2A004", iri.commune("2A004")),
    ("commune", " 46042 ", iri.commune("46042")),
    ("commune", "https://w3id.org/maillage/id/commune/46042", iri.commune("46042")),
    ("intercommunalite", "200023737", iri.intercommunalite("200023737")),
    ("departement", "2B", iri.departement("2B")),
    ("departement", "971", iri.departement("971")),
    ("region", "76", iri.region("76")),
    ("organisation", "180067027", iri.organisation("180067027")),
    ("organisation", "etat", iri.organisation("etat")),
    ("programme", "ACV", iri.programme("ACV")),
    ("programme", "acv", iri.programme("ACV")),
    ("dispositif", "OPAH-RU", iri.dispositif("OPAH-RU")),
    ("dispositif", "opah-ru", iri.dispositif("OPAH-RU")),
    ("convention", "cahors-acv-2018", iri.convention("cahors-acv-2018")),
    ("document", "cahors-acv-2018", iri.document("cahors-acv-2018")),
    ("integer", "-12", integer(-12)),
    ("integer", "007", integer(7)),
    ("year", "2019", integer(2019)),
    ("string", "L'Haÿ « les » Roses", Literal("L'Haÿ « les » Roses")),
]


@pytest.mark.parametrize(("kind", "text", "term"), READ)
def test_a_text_is_read_in_its_type(kind: str, text: str, term: NamedNode | Literal) -> None:
    assert parameter(kind).term(text) == term


@pytest.mark.parametrize(("kind", "text", "term"), READ)
def test_the_text_of_a_term_is_read_as_that_term(
    kind: str, text: str, term: NamedNode | Literal
) -> None:
    assert KINDS[kind].term(KINDS[kind].text(term)) == term, text


REFUSED = [
    ("commune", "Cahors"),
    ("commune", "4604"),
    ("commune", "46042> . ?s ?p <x"),
    ("commune", "https://w3id.org/maillage/id/region/76"),
    ("commune", "４６０４２"),
    ("intercommunalite", "20002373"),
    ("departement", "Lot"),
    ("region", "2A"),
    ("organisation", "../etat"),
    ("programme", "ACV PVD"),
    ("dispositif", "OPAH/RU"),
    ("convention", "Cahors ACV"),
    ("document", "a/b"),
    ("document", "x" * (LONGEST + 1)),
    ("integer", "1.5"),
    ("integer", "1e3"),
    ("year", "19"),
    ("string", "a\nb"),
    ("string", "x" * (LONGEST + 1)),
]


@pytest.mark.parametrize(("kind", "text"), REFUSED)
def test_a_text_of_another_type_is_refused_by_name(kind: str, text: str) -> None:
    with pytest.raises(ParameterError, match=r"parameter valeur: .* is not ") as refusal:
        parameter(kind).term(text)
    assert refusal.value.parameter == "valeur"
    assert (refusal.value.http_status, refusal.value.exit_status) == (422, 2)
    assert len(str(refusal.value)) < 200


@given(st.sampled_from(sorted(KINDS)), st.text())
def test_any_text_is_a_term_or_an_error(kind: str, text: str) -> None:
    try:
        term = parameter(kind, default="x" if kind == "string" else None).term(text)
    except ParameterError:
        return
    assert isinstance(term, NamedNode | Literal)


@pytest.mark.parametrize("text", [None, "", "  "])
def test_a_required_parameter_must_be_given(text: str | None) -> None:
    with pytest.raises(ParameterError, match="parameter valeur: give a value, an INSEE code"):
        parameter("commune").term(text)


@pytest.mark.parametrize("text", [None, "", "  "])
def test_a_default_stands_in_and_an_optional_one_stays_free(text: str | None) -> None:
    assert parameter("integer", default="60").term(text) == integer(60)
    assert parameter("commune", optional=True).term(text) is None


def test_what_the_file_holds_is_the_default_or_nothing_or_the_example() -> None:
    assert parameter("integer", example="1", default="60").stated() == integer(60)
    assert parameter("integer", example="1", optional=True).stated() is None
    assert parameter("integer", example="1").stated() == integer(1)


def test_only_a_parameter_without_default_is_required() -> None:
    assert parameter("integer").required
    assert not parameter("integer", default="1").required
    assert not parameter("integer", optional=True).required
