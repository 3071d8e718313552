"""Dispositifs, articles of law and indicators that a document names."""

from dataclasses import replace

from loaders.state import state
from tests.loaders.state.asking import rows
from tests.loaders.state.conftest import Case


def test_a_dispositif_is_mentioned_once_with_its_state(convention: Case) -> None:
    assert rows(
        convention.view(),
        """SELECT ?m ?dispositif ?etat WHERE { document:valmont-pvd mlg:mentionne ?m .
             ?m a mlg:Mobilisation ; mlg:dispositif ?dispositif ; mlg:etat ?etat }""",
    ) == [
        ("mobilisation/valmont-pvd/fisac", "dispositif/fisac", "etat/non-precise"),
        ("mobilisation/valmont-pvd/opah-ru", "dispositif/opah-ru", "etat/envisage"),
    ]


def test_the_state_is_proven_by_the_words_that_tell_it(convention: Case) -> None:
    assert rows(
        convention.view(),
        """SELECT ?quote WHERE { ?e rdf:predicate mlg:etat ;
             rdf:object <https://w3id.org/maillage/id/etat/envisage> ;
             mlg:fondeSur/oa:hasSelector/oa:exact ?quote }""",
    ) == [("est envisagée",)]


def test_an_article_of_law_is_cited_under_its_notation(convention: Case) -> None:
    assert rows(
        convention.view(),
        "SELECT ?r ?n ?see WHERE { document:valmont-pvd mlg:cite ?r . "
        "?r a mlg:ReferenceJuridique ; skos:notation ?n ; rdfs:seeAlso ?see }",
    ) == [
        (
            "reference-juridique/cch-l303-2",
            "CCH L303-2",
            "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000045211874",
        )
    ]


def test_an_indicator_has_value_unit_period_and_territory(convention: Case) -> None:
    assert rows(
        convention.view(),
        """SELECT ?valeur ?unite ?periode ?territoire ?label WHERE {
             convention:valmont-pvd mlg:aIndicateur ?i . ?i mlg:valeurIndicateur ?valeur ;
             mlg:unite ?unite ; mlg:periode ?periode ; mlg:territoire ?territoire ;
             rdfs:label ?label }""",
    ) == [("14.8", "%", "2007/2017", "commune/32132", "Vacance des logements, Valmont, 2007–2017")]


def test_an_indicator_without_number_is_told(convention: Case) -> None:
    (found,) = convention.reading.indicators
    draft = state(replace(convention.reading, indicators=(replace(found, value="forte"),)), "x")
    assert [issue.message for issue in draft.issues] == [
        f"L'indicateur « {found.label} » n'est pas chiffré : « forte »."
    ]
    assert not [fact for fact in draft if fact.predicate.value.endswith("#valeurIndicateur")]
