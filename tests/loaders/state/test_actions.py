"""Actions, their objectives, statuses and axes as printed."""

from dataclasses import replace

from loaders.state import state
from tests.loaders.state.asking import rows
from tests.loaders.state.conftest import Case


def test_actions_carry_what_the_sheet_says_and_nothing_more(press_kit: Case) -> None:
    assert rows(
        press_kit.view(),
        """SELECT ?a ?numero ?axe ?statut WHERE {
             ?a a mlg:Action ; mlg:releveDe convention:valmont-acv ; dcterms:title ?t
             OPTIONAL { ?a mlg:numero ?numero } OPTIONAL { ?a mlg:axe ?axe }
             OPTIONAL { ?a mlg:statut ?statut } }""",
    ) == [
        ("action/valmont-acv/1", "1", "axe/acv/2", "statut/mature"),
        ("action/valmont-acv/2", "2", "axe/valmont-acv/6", ""),
        ("action/valmont-acv/c", "", "", "statut/2019"),
    ]


def test_the_title_stays_as_printed_and_the_label_is_in_sentence_case(press_kit: Case) -> None:
    assert rows(
        press_kit.view(),
        "SELECT ?t ?l WHERE { ?a a mlg:Action ; dcterms:title ?t ; rdfs:label ?l }",
    ) == [
        ("AMENAGEMENT DU XYZTZ", "Action : AMENAGEMENT DU XYZTZ"),
        ("ECOQUARTIER", "Action 2 : Écoquartier"),
        ("REQUALIFICATION DE LA HALLE", "Action 1 : Requalification de la halle"),
    ]


def test_objectives_belong_to_their_action(press_kit: Case) -> None:
    assert rows(
        press_kit.view(), "SELECT ?a ?o ?l WHERE { ?a mlg:poursuit ?o . ?o rdfs:label ?l }"
    ) == [
        (
            "action/valmont-acv/1",
            "objectif/valmont-acv/1-1",
            "Fidéliser la clientèle par la requalification de la halle",
        )
    ]


def test_a_local_axis_is_a_concept_of_the_document(press_kit: Case) -> None:
    assert rows(
        press_kit.view(),
        """SELECT ?axe ?notation ?label ?scheme WHERE { ?axe a mlg:Axe , skos:Concept ;
             skos:notation ?notation ; skos:prefLabel ?label ; skos:inScheme ?scheme .
             ?scheme a skos:ConceptScheme FILTER(LANG(?label) = "fr") }""",
    ) == [("axe/valmont-acv/6", "6", "Axe 6 – La gouvernance", "scheme/axe-valmont-acv")]


def test_a_national_axis_is_only_pointed_at(press_kit: Case) -> None:
    assert (
        rows(press_kit.view(), "SELECT ?p WHERE { <https://w3id.org/maillage/id/axe/acv/2> ?p ?o }")
        == []
    )


def test_two_actions_of_one_number_stay_two_and_are_told(press_kit: Case) -> None:
    first, second, third = press_kit.reading.actions
    doubled = replace(press_kit.reading, actions=(first, replace(second, number="1"), third))
    draft = state(doubled, "valmont-acv")
    actions = {f.subject.value for f in draft if f.object.value.endswith("#Action")}
    assert {action.rpartition("/")[2] for action in actions} == {"1", "b", "c"}
    assert [(issue.level, issue.message) for issue in draft.issues] == [
        ("warning", "Deux actions portent le numéro 1 : la seconde est nommée « b ».")
    ]


def test_leader_partners_territory_and_cost_are_facts_of_the_action(press_kit: Case) -> None:
    first = replace(
        press_kit.reading.actions[0],
        maitre_ouvrage="la Ville de Valmont",
        partners=("l'Anah",),
        territory="Valmont",
        cost="806290",
    )
    view = press_kit.with_reading(actions=(first,)).view()
    assert rows(
        view,
        """SELECT ?lead ?partner ?place ?cost WHERE { ?a mlg:maitreOuvrage ?lead ;
             mlg:partenaire ?partner ; mlg:territoire ?place ; mlg:aMontant/mlg:valeur ?cost }""",
    ) == [("organisation/ville-de-valmont", "organisation/180067027", "commune/46042", "806290")]


def test_a_proposed_axis_is_kept_apart_from_the_printed_one(press_kit: Case) -> None:
    first = replace(press_kit.reading.actions[0], proposed_axis="4")
    view = press_kit.with_reading(actions=(first,)).view()
    assert rows(view, "SELECT ?a ?b WHERE { ?x mlg:axe ?a ; mlg:axePropose ?b }") == [
        ("axe/acv/2", "axe/acv/4")
    ]
