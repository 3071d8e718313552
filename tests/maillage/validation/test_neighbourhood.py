"""Around some triples: what they name, what points to them, the names one step further."""

from maillage.rdf import MLG, SKOS, NamedNode, Quad, Triple
from maillage.validation.neighbourhood import CROWD, around, schema
from tests.maillage.validation.graphs import SETTINGS, triples, view

GRAPH = """
mlg:Avenant rdfs:subClassOf mlg:Convention .
<commune/46042> a mlg:Commune ; rdfs:label "Cahors"@fr ; mlg:appartientA <departement/46> .
<departement/46> a mlg:Departement ; rdfs:label "Lot"@fr ; mlg:appartientA <region/76> .
<region/76> a mlg:Region ; rdfs:label "Occitanie"@fr .
<adhesion/ort/46042> mlg:territoire <commune/46042> ; mlg:dureeMois 36 .
<commune/32132> a mlg:Commune ; rdfs:label "Fleurance"@fr .
"""
NEW = "<convention/c> a mlg:Convention ; mlg:territoire <commune/46042> ."


def told(text: str = NEW, graph: str = GRAPH) -> set[Triple]:
    return {quad.triple for quad in around(triples(text), view(graph))}


def test_all_is_told_of_the_things_that_are_named() -> None:
    assert set(triples('<commune/46042> rdfs:label "Cahors"@fr .')) <= told()


def test_all_is_told_of_what_points_to_them() -> None:
    assert set(triples("<adhesion/ort/46042> mlg:dureeMois 36 .")) <= told()


def test_names_and_kinds_are_told_one_step_further_and_no_more() -> None:
    found = told()
    assert set(triples('<departement/46> a mlg:Departement ; rdfs:label "Lot"@fr .')) <= found
    assert not set(triples("<departement/46> mlg:appartientA <region/76> .")) & found
    assert not set(triples('<region/76> rdfs:label "Occitanie"@fr .')) & found


def test_what_has_nothing_to_do_with_them_is_left_out() -> None:
    assert not set(triples('<commune/32132> rdfs:label "Fleurance"@fr .')) & told()


def test_what_has_the_same_number_is_told() -> None:
    graph = '<organisation/214600421> mlg:siren "214600421" ; rdfs:label "Ville de Cahors"@fr .'
    new = '<organisation/mairie> a mlg:Organisation ; mlg:siren "214600421" .'
    assert set(triples(graph)) <= told(new, graph)


def test_the_populations_of_a_named_territory_are_told_with_their_vintage() -> None:
    graph = """<commune/46042> mlg:aPopulation <population/46042/2021> .
    <population/46042/2021> mlg:valeur 19937 ; mlg:millesime "2021"^^xsd:gYear ."""
    assert set(triples(graph)) <= told(NEW, graph)


def test_who_took_the_decision_that_accepts_a_link_is_told() -> None:
    graph = """<lien/c/1> mlg:source <action/c/1> ; mlg:acceptePar <decision/c/1> .
    <decision/c/1> mlg:decideePar "chargée de mission" ; mlg:statueSur <action/c/1> ."""
    assert set(triples(graph)) <= told("<action/c/1> a mlg:Action .", graph)


def test_the_members_of_an_intercommunalite_stay_out() -> None:
    graph = "".join(
        f"<commune/46{n:03}> mlg:appartientA <intercommunalite/200023737> .\n" for n in range(40)
    )
    graph += "<intercommunalite/200023737> mlg:villePrincipale <commune/46042> ."
    found = told("<convention/c> mlg:territoire <intercommunalite/200023737> .", graph)
    assert not [triple for triple in found if triple.predicate == MLG.appartientA]
    assert [triple for triple in found if triple.predicate == MLG.villePrincipale]


def test_crowd_that_points_to_a_thing_is_left_out() -> None:
    crowd = "".join(
        f"<adhesion/fs/{n}> mlg:territoire <commune/46042> .\n" for n in range(CROWD + 1)
    )
    found = {triple.subject for triple in told(graph=crowd)}
    assert not any("adhesion" in str(subject) for subject in found)


def test_proofs_need_no_neighbours() -> None:
    graph = "<enonce/c/1> rdf:subject <convention/c> . <commune/32132> mlg:siren '1' ."
    proof = "<enonce/c/1> a mlg:Enonce ; rdf:object 18 ."
    assert told(proof, graph) == set()


def test_classes_come_from_the_graph_or_from_the_ontology() -> None:
    from_graph = schema(SETTINGS.ontology, view(GRAPH))
    found = [quad.triple for quad in from_graph if isinstance(quad, Quad)]
    assert found == triples("mlg:Avenant rdfs:subClassOf mlg:Convention .")
    from_files = {triple.subject for triple in schema(SETTINGS.ontology, None)}
    assert NamedNode("https://w3id.org/maillage/def#Avenant") in from_files
    assert NamedNode("https://w3id.org/maillage/id/dispositif/ort") in from_files


def test_the_exceptions_that_rules_look_up_are_always_told() -> None:
    graph = """<hors-intercommunalite/29155> skos:notation "29155" ; rdfs:label "Ouessant"@fr ;
      skos:inScheme <scheme/hors-intercommunalite> ."""
    listed = schema(SETTINGS.ontology, view(graph))
    assert {told.predicate for told in listed} == {SKOS.notation, SKOS.inScheme}
