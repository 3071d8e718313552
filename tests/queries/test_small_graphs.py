"""What the documents at hand do not hold: decided statements, sheets with an owner and a theme."""

from maillage import iri
from maillage.catalogue import ask
from maillage.rdf import MLG, OA, RDF, RDFS, SKOS, Literal, NamedNode, Quad, Term, label
from maillage.store import Store, View
from tests.queries.test_expected import QUERIES

SLUG = "essai"
GRAPH = iri.document_graph(SLUG)
CONVENTION = iri.convention(SLUG)
FIRST, SECOND = iri.action(SLUG, "1"), iri.action(SLUG, "2")


def view(*triples: tuple[NamedNode, NamedNode, Term]) -> View:
    store = Store()
    store.add(Quad(*triple, GRAPH) for triple in triples)
    return store.view()


def answer(seen: View, name: str, **values: str) -> list[dict[str, str]]:
    found = ask(seen, QUERIES[name], values)
    return [{column: term.value for column, term in row.items()} for row in found]


def statement(key: str, subject: NamedNode) -> list[tuple[NamedNode, NamedNode, Term]]:
    node, passage = iri.part("enonce", SLUG, key), iri.part("passage", SLUG, key)
    return [
        (node, RDF.type, MLG.Enonce),
        (node, RDF.subject, subject),
        (node, RDF.predicate, MLG.numero),
        (node, MLG.fondeSur, passage),
        (passage, OA.hasSource, iri.document(SLUG)),
    ]


def test_a_decision_on_an_action_counts_its_statement_as_reviewed() -> None:
    seen = view(
        *statement("a", FIRST),
        *statement("b", SECOND),
        (iri.part("decision", SLUG, "1"), MLG.statueSur, FIRST),
    )
    (row,) = answer(seen, "enonces-sans-relecture")
    assert (row["enonces"], row["relus"], row["reste"]) == ("2", "1", "1")


def test_an_owner_counts_where_a_sheet_names_one() -> None:
    seen = view(
        (MLG.maitreOuvrage, RDFS.label, label("maître d'ouvrage")),
        (FIRST, MLG.releveDe, CONVENTION),
        (SECOND, MLG.releveDe, CONVENTION),
        (FIRST, MLG.maitreOuvrage, iri.organisation("214600421")),
    )
    (row,) = answer(seen, "completude-des-actions", convention=SLUG)
    assert (row["renseignees"], row["actions"], row["part"]) == ("1", "2", "50")


def test_actions_are_counted_by_theme_in_their_programme_and_region() -> None:
    commune, place, region = iri.commune("32132"), iri.departement("32"), iri.region("76")
    theme = iri.concept("theme", "habitat")
    seen = view(
        (CONVENTION, RDF.type, MLG.Convention),
        (CONVENTION, MLG.programme, iri.programme("PVD")),
        (CONVENTION, MLG.territoire, commune),
        (commune, MLG.appartientA, place),
        (place, MLG.appartientA, region),
        (region, RDF.type, MLG.Region),
        (FIRST, MLG.releveDe, CONVENTION),
        (SECOND, MLG.releveDe, CONVENTION),
        (FIRST, MLG.theme, theme),
        (theme, SKOS.prefLabel, label("Habitat")),
    )
    found = answer(seen, "actions-par-theme-et-axe", programme="PVD", region="76")
    assert [(row["theme"], row["actions"]) for row in found] == [
        ("(non précisé)", "1"),
        ("Habitat", "1"),
    ]
    assert answer(seen, "actions-par-theme-et-axe", programme="ACV") == []
    assert answer(seen, "actions-par-theme-et-axe", region="53") == []


def test_an_amount_that_says_its_tax_is_told_apart() -> None:
    amounts = [iri.part("montant", SLUG, key) for key in "12"]
    seen = view(
        (CONVENTION, RDF.type, MLG.Convention),
        (CONVENTION, RDFS.label, label("Essai")),
        *((CONVENTION, MLG.aMontant, amount) for amount in amounts),
        (amounts[0], MLG.taxe, Literal("HT")),
    )
    found = answer(seen, "montants-hors-taxe-ou-ttc")
    assert [(row["taxe"], row["montants"]) for row in found] == [
        ("(non précisé)", "1"),
        ("HT", "1"),
    ]
