"""Sums of money with funder, nature and total, and what contradicts itself."""

from dataclasses import replace

from loaders.state import state
from loaders.state.organisations import Known
from maillage import iri
from maillage.rdf import RDFS
from tests.loaders.state.asking import rows
from tests.loaders.state.conftest import Case


def test_amounts_hang_on_the_convention_once_each(press_kit: Case) -> None:
    found = rows(
        press_kit.view(),
        """SELECT ?m ?valeur ?nature ?financeur WHERE {
             convention:valmont-acv mlg:aMontant ?m .
             ?m mlg:valeur ?valeur ; mlg:nature ?nature ; mlg:devise "EUR"
             OPTIONAL { ?m mlg:financeur ?financeur } }""",
    )
    assert found == [
        ("montant/valmont-acv/1", "5000000000", "nature/exact", "programme/acv"),
        ("montant/valmont-acv/2", "1000000000", "nature/exact", "organisation/180067027"),
        ("montant/valmont-acv/3", "1200000000", "nature/exact", "organisation/180067027"),
        ("montant/valmont-acv/4", "700000000", "nature/exact", "organisation/180067027"),
        ("montant/valmont-acv/5", "500000000", "nature/exact", "organisation/180067027"),
        ("montant/valmont-acv/6", "700000000", "nature/exact", "organisation/180020026"),
        ("montant/valmont-acv/7", "20000", "nature/approche", ""),
    ]


def test_components_add_up_to_their_total(press_kit: Case) -> None:
    assert rows(
        press_kit.view(),
        """SELECT ?total ?sum WHERE { ?t mlg:valeur ?total
             { SELECT ?t (SUM(?v) AS ?sum) WHERE { ?m mlg:composanteDe ?t ; mlg:valeur ?v }
               GROUP BY ?t } }""",
    ) == [("1200000000", "1200000000")]


def test_labels_say_sum_funder_and_nature(press_kit: Case) -> None:
    found = rows(press_kit.view(), "SELECT ?l WHERE { ?m a mlg:Montant ; rdfs:label ?l }")
    assert ("1,2 Md€ (Anah)",) in found
    assert ("€1.2 billion (Anah)",) in found
    assert ("Environ 20 000 €",) in found


def test_words_purpose_and_tax_are_kept(press_kit: Case) -> None:
    assert rows(
        press_kit.view(),
        "SELECT ?words ?objet WHERE { ?m mlg:taxe 'HT' ; mlg:texteMontant ?words ; "
        "mlg:objet ?objet }",
    ) == [("Environ 20 000 € HT pour les façades", "façades")]


def test_two_totals_of_one_funder_are_a_contradiction_of_both_statements(press_kit: Case) -> None:
    assert rows(
        press_kit.view(),
        """SELECT ?label ?valeur WHERE { ?c a mlg:Contradiction ; rdfs:label ?label ;
             mlg:porteSur ?e . ?e a mlg:Enonce ; rdf:predicate mlg:valeur ; rdf:object ?valeur
             FILTER(LANG(?label) = "fr") }""",
    ) == [
        ("Deux montants pour Anah : 1 Md€ et 1,2 Md€", "1000000000"),
        ("Deux montants pour Anah : 1 Md€ et 1,2 Md€", "1200000000"),
    ]


def test_a_minimum_a_part_or_another_instrument_contradicts_nothing(press_kit: Case) -> None:
    amounts = press_kit.reading.amounts
    for changes in (
        {"nature": "minimum"},
        {"instrument": "prets"},
        {"whole": False},
        {"value": "1200000000"},
        {"funder_entity": "https://w3id.org/maillage/id/organisation/action-logement"},
    ):
        changed = (amounts[0], replace(amounts[1], **changes), *amounts[2:])
        view = press_kit.with_reading(amounts=changed).view()
        assert rows(view, "SELECT ?c WHERE { ?c a mlg:Contradiction }") == [], changes


def test_one_sum_said_thrice_in_two_values_names_all_statements(press_kit: Case) -> None:
    amounts = press_kit.reading.amounts
    view = press_kit.with_reading(amounts=(*amounts, amounts[2])).view()
    assert len(rows(view, "SELECT ?e WHERE { ?c mlg:porteSur ?e }")) == 3


def test_two_signature_dates_are_a_contradiction(press_kit: Case) -> None:
    (date,) = press_kit.reading.dates
    other = replace(date, value="2018-07-14")
    view = press_kit.with_reading(dates=(date, other), amounts=()).view()
    found = rows(view, "SELECT ?l WHERE { ?c a mlg:Contradiction ; rdfs:label ?l }")
    assert ("Deux dates de signature : 13 juillet 2018 et 14 juillet 2018",) in found


def test_the_same_reading_gives_the_same_facts(press_kit: Case) -> None:
    again = state(press_kit.reading, press_kit.slug, press_kit.text)
    assert again == state(press_kit.reading, press_kit.slug, press_kit.text)


def test_a_funder_goes_under_its_shortest_name_in_the_document(press_kit: Case) -> None:
    anah = iri.organisation("180067027").value
    register = {anah: Known("Agence nationale de l'habitat", None, None, aliases=("Anah", "An"))}
    amounts = press_kit.reading.amounts
    long = replace(amounts[2], funder="l'agence nationale de l'habitat")
    reading = replace(press_kit.reading, amounts=(*amounts[:2], long, *amounts[3:]))
    draft = state(reading, press_kit.slug, press_kit.text, register)
    labels = {fact.object.value for fact in draft if fact.predicate == RDFS.label}
    assert "1,2 Md€ (Anah)" in labels
    assert "Agence nationale de l'habitat" in labels
