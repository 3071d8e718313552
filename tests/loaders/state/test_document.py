"""The document, and the convention that it is or announces."""

from dataclasses import replace

import pytest

from loaders.reading import Reading
from loaders.state import state
from tests.loaders.state.asking import rows
from tests.loaders.state.conftest import Case, finder


def test_the_convention_is_described_by_its_document(convention: Case) -> None:
    found = rows(
        convention.view(),
        """SELECT ?programme ?type ?months ?label WHERE {
             document:valmont-pvd mlg:decrit ?c .
             ?c a mlg:Convention ; dcterms:source document:valmont-pvd ; mlg:programme ?programme ;
                mlg:typeConvention ?type ; mlg:dureeMois ?months ; rdfs:label ?label }""",
    )
    programme, kind = "programme/pvd", "type-convention/convention-adhesion-pvd"
    assert found == [
        (
            programme,
            kind,
            "18",
            "Convention d'adhésion Petites villes de demain : Valmont et Haut Valmont",
        ),
        (
            programme,
            kind,
            "18",
            "Petites villes de demain membership convention: Valmont and Haut Valmont",
        ),
    ]


def test_a_press_kit_is_not_the_convention_and_has_its_own_title(press_kit: Case) -> None:
    assert (
        rows(press_kit.view(), "SELECT ?t WHERE { ?c a mlg:Convention ; dcterms:title ?t }") == []
    )
    assert rows(
        press_kit.view(),
        "SELECT ?genre ?signed ?n WHERE { ?d mlg:genreDocument ?genre ; mlg:decrit ?c . "
        "?c mlg:dateSignature ?signed ; mlg:nombreFichesAnnonce ?n }",
    ) == [("genre-document/dossier-de-presse", "2018-07-13", "3")]


def test_the_document_tells_its_hash_size_and_template(convention: Case) -> None:
    assert rows(
        convention.view(),
        "SELECT ?hash ?format ?size ?template WHERE { ?d mlg:sha256 ?hash ; "
        "dcterms:format ?format ; mlg:nombreCaracteres ?size ; mlg:modele ?template }",
    ) == [("0" * 64, "text/markdown", str(len(convention.text)), "convention-adhesion-pvd")]


def test_territories_are_linked_by_their_code(convention: Case) -> None:
    query = "SELECT ?t WHERE { ?c a mlg:Convention ; mlg:territoire ?t }"
    assert rows(convention.view(), query) == [("commune/32132",), ("intercommunalite/200023737",)]


def test_a_territory_without_code_is_told_and_not_guessed(convention: Case) -> None:
    places = tuple(replace(place, code=None) for place in convention.reading.territories)
    draft = state(replace(convention.reading, territories=places), "valmont-pvd")
    assert not [fact for fact in draft if fact.predicate.value.endswith("#territoire")]
    assert [issue.message for issue in draft.issues] == [
        f"Le code du territoire « {place.name} » n'a pas été trouvé." for place in places
    ]


def test_an_amendment_is_a_convention_and_an_avenant(convention: Case) -> None:
    changed = convention.with_reading(kind="avenant", convention_type="avenant")
    assert rows(changed.view(), "SELECT ?c WHERE { ?c a mlg:Convention , mlg:Avenant }") == [
        ("convention/valmont-pvd",)
    ]


@pytest.mark.parametrize(
    ("notation", "dispositif"),
    [("convention-ort", "ort"), ("convention-opah-ru", "opah-ru"), ("crte", "crte")],
)
def test_a_type_of_convention_sets_up_its_dispositif(
    convention: Case, notation: str, dispositif: str
) -> None:
    changed = convention.with_reading(convention_type=notation)
    query = "SELECT ?d WHERE { ?c mlg:metEnOeuvre ?d }"
    assert rows(changed.view(), query) == [(f"dispositif/{dispositif}",)]


def test_a_framework_convention_is_an_ort_only_where_it_says_so(convention: Case) -> None:
    text = "Convention-cadre valant opération de revitalisation de territoire"
    silent = convention.with_reading(convention_type="convention-cadre-pvd")
    said = convention.with_reading(
        convention_type="convention-cadre-pvd", convention_type_evidence=finder(text)(text)
    )
    query = "SELECT ?d WHERE { ?c mlg:metEnOeuvre ?d }"
    assert rows(silent.view(), query) == []
    assert rows(said.view(), query) == [("dispositif/ort",)]


def test_a_document_of_another_kind_announces_no_convention(convention: Case) -> None:
    bare = Reading(document=convention.reading.document, indicators=convention.reading.indicators)
    case = Case("valmont-note", convention.text, bare)
    assert rows(case.view(), "SELECT ?c WHERE { ?c a mlg:Convention }") == []
    assert rows(case.view(), "SELECT ?d WHERE { ?i a mlg:Indicateur ; dcterms:source ?d }") == [
        ("document/valmont-note",)
    ]
