"""Parties are organisations with a quality and a post, never persons."""

from dataclasses import replace

from loaders.state import state
from loaders.state.evidence import triples
from loaders.state.organisations import Known
from maillage import iri
from tests.loaders.state.asking import rows
from tests.loaders.state.conftest import Case, graph


def test_each_party_has_organisation_quality_and_post(convention: Case) -> None:
    assert rows(
        convention.view(),
        """SELECT ?organisation ?qualite ?poste WHERE {
             convention:valmont-pvd mlg:aPartie ?p . ?p a mlg:Partie ;
             mlg:organisation ?organisation ; mlg:qualite ?qualite ; mlg:representeePar ?poste }""",
    ) == [
        ("organisation/200023737", "qualite/beneficiaire", "poste/200023737/president"),
        ("organisation/213201320", "qualite/beneficiaire", "poste/213201320/maire"),
        (
            "organisation/conseil-regional-d-occitanie",
            "qualite/partenaire",
            "poste/conseil-regional-d-occitanie/president",
        ),
        ("organisation/etat", "qualite/etat", "poste/etat/prefet-de-l-aure"),
    ]


def test_posts_are_named_without_the_person_or_their_gender(convention: Case) -> None:
    assert rows(
        convention.view(),
        "SELECT ?label ?body WHERE { ?p a mlg:Poste ; rdfs:label ?label ; mlg:posteDe ?body }",
    ) == [
        ("maire de Valmont", "organisation/213201320"),
        ("préfet de l'Aure", "organisation/etat"),
        ("président de l'EPCI du Haut Valmont", "organisation/200023737"),
        ("président du Conseil Régional d'Occitanie", "organisation/conseil-regional-d-occitanie"),
    ]


def test_parties_are_labelled_in_both_languages(convention: Case) -> None:
    found = rows(convention.view(), "SELECT ?l WHERE { ?p a mlg:Partie ; rdfs:label ?l }")
    assert ("Commune de Valmont, bénéficiaire",) in found
    assert ("Commune de Valmont, beneficiary",) in found
    assert ("État",) in found


def test_a_body_administers_its_territory(convention: Case) -> None:
    assert rows(convention.view(), "SELECT ?o ?t WHERE { ?o mlg:administre ?t }") == [
        ("organisation/200023737", "intercommunalite/200023737"),
        ("organisation/213201320", "commune/32132"),
    ]


def test_an_organisation_with_siren_carries_it(convention: Case) -> None:
    found = rows(convention.view(), "SELECT ?s WHERE { ?o a mlg:Organisation ; mlg:siren ?s }")
    assert found == [("200023737",), ("213201320",)]


def test_the_kind_of_an_organisation_is_the_one_its_name_says(convention: Case) -> None:
    kinds = rows(convention.view(), "SELECT ?o ?k WHERE { ?o mlg:genreOrganisation ?k }")
    found = {row[0]: row[1] for row in kinds}
    assert found["organisation/213201320"] == "genre-organisation/commune"
    assert found["organisation/200023737"] == "genre-organisation/epci"
    assert found["organisation/etat"] == "genre-organisation/etat"


def test_a_party_without_role_has_no_post(convention: Case) -> None:
    parties = tuple(replace(party, role=None) for party in convention.reading.parties)
    view = convention.with_reading(parties=parties).view()
    assert rows(view, "SELECT ?p WHERE { ?p a mlg:Poste . ?x mlg:representeePar ?p }") == []
    assert len(rows(view, "SELECT ?p WHERE { ?p a mlg:Partie }")) == 4


def test_a_known_organisation_keeps_its_own_name(convention: Case) -> None:
    region = iri.organisation("conseil-regional-d-occitanie").value
    register = {region: Known("Région Occitanie", "Occitanie Region", "region")}
    draft = state(convention.reading, convention.slug, convention.text, register)
    view = graph(list(triples(draft, convention.public)))
    query = "SELECT ?l ?alt WHERE { ?o rdfs:label ?l ; skos:altLabel ?alt FILTER(LANG(?l) = 'fr') }"
    assert ("Région Occitanie", "Conseil Régional d'Occitanie") in rows(view, query)


def test_a_brand_leads_to_the_body_behind_it(press_kit: Case) -> None:
    owner, brand = iri.organisation("180020026"), iri.organisation("banque-des-territoires")
    register = {
        owner.value: Known("Caisse des Dépôts", None, "operateur-etat"),
        brand.value: Known("Banque des Territoires", None, "marque", owner, ("BdT",)),
    }
    draft = state(press_kit.reading, press_kit.slug, press_kit.text, register)
    view = graph(list(triples(draft, press_kit.public)))
    assert rows(view, "SELECT ?b ?o WHERE { ?b mlg:marqueDe ?o }") == [
        ("organisation/banque-des-territoires", "organisation/180020026")
    ]
    assert rows(
        view, "SELECT ?l WHERE { ?m mlg:financeur ?o . ?o rdfs:label ?l; mlg:siren '180020026' }"
    ) == [("Caisse des Dépôts",)]


def test_a_body_named_again_is_the_party(convention: Case) -> None:
    assert rows(
        convention.view(),
        "SELECT ?membre ?associe ?president WHERE { ?i a mlg:Instance ; mlg:membre ?membre ; "
        "mlg:associe ?associe ; mlg:presidePar ?president }",
    ) == [
        ("organisation/conseil-regional-d-occitanie", "organisation/caue", "poste/213201320/maire")
    ]
