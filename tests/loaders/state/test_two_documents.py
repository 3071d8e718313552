"""What the graph says of the press kit of Cahors and of the convention of Fleurance and Lectoure.

The questions are asked of the committed Turtle, as a researcher would ask them
from the published terms; the numbers are those that a person read in the texts.
"""

import json
import unicodedata
from collections import Counter
from pathlib import Path

import pytest

from loaders import load, read, restricted
from loaders.draft import Stated
from maillage import iri, turtle
from maillage.model import Level
from maillage.rdf import MLG, OA, RDF, BlankNode, DefaultGraph, Literal, NamedNode, Quad, Triple
from maillage.settings import Settings
from maillage.store import Store, View
from tests.checkout import ROOT
from tests.loaders.state.asking import HEADER, rows

CAHORS = "cahors-acv-dossier-de-presse-2018"
LOMAGNE = "fleurance-lectoure-pvd-convention-adhesion"
SLUGS = (CAHORS, LOMAGNE)
PERSONS = {CAHORS: 0, LOMAGNE: 5}
"""Persons named in the documents as they are kept here: the press contacts are masked already."""


def facts(slug: str) -> list[Triple]:
    return turtle.read(ROOT / "data" / "ttl" / f"{slug}.ttl")


def view_of(slug: str) -> View:
    store = Store()
    store.add(Quad(t.subject, t.predicate, t.object, DefaultGraph()) for t in facts(slug))
    return store.view()


@pytest.fixture(scope="module")
def cahors() -> View:
    return view_of(CAHORS)


@pytest.fixture(scope="module")
def lomagne() -> View:
    return view_of(LOMAGNE)


@pytest.fixture(scope="module")
def stated() -> dict[str, Stated]:
    settings = Settings(root=ROOT)
    return {
        found.slug: found
        for found in (load.draft_of(path, settings) for path in load.documents(settings))
    }


def counts(view: View, query: str) -> dict[str, int]:
    return dict(Counter(row[-1] for row in rows(view, query)))


def test_the_committed_turtle_is_what_loading_gives(stated: dict[str, Stated]) -> None:
    assert set(stated) == set(SLUGS)
    for slug, found in stated.items():
        committed = (ROOT / "data" / "ttl" / f"{slug}.ttl").read_text(encoding="utf-8")
        assert load.render(found) == committed, f"run: maillage load ({slug} differs)"


def test_the_documents_are_read_without_error(stated: dict[str, Stated]) -> None:
    issues = [issue for found in stated.values() for issue in found.issues]
    assert [issue.message for issue in issues if issue.level == Level.ERROR] == []


def test_cahors_has_22_actions_with_their_statuses(cahors: View) -> None:
    query = """SELECT ?a ?s WHERE { ?a a mlg:Action ; mlg:releveDe ?c
                 OPTIONAL { ?a mlg:statut ?s } }"""
    assert counts(cahors, query) == {"statut/mature": 18, "statut/2019": 3, "": 1}


def test_cahors_has_its_actions_under_the_axes_as_printed(cahors: View) -> None:
    query = "SELECT ?a ?x WHERE { ?a a mlg:Action OPTIONAL { ?a mlg:axe ?x } }"
    assert counts(cahors, query) == {
        "axe/acv/transversal": 2,
        "axe/acv/1": 3,
        "axe/acv/2": 2,
        "axe/acv/3": 8,
        f"axe/{CAHORS}/6": 4,
        "": 3,
    }


def test_cahors_announces_as_many_actions_as_it_has(cahors: View) -> None:
    query = "SELECT ?n WHERE { ?c a mlg:Convention ; mlg:nombreFichesAnnonce ?n }"
    assert rows(cahors, query) == [("22",)]


def test_cahors_has_three_actions_without_number(cahors: View) -> None:
    query = "SELECT ?a WHERE { ?a a mlg:Action FILTER NOT EXISTS { ?a mlg:numero ?n } }"
    assert len(rows(cahors, query)) == 3


def test_cahors_was_signed_on_a_friday_for_five_years(cahors: View) -> None:
    assert rows(
        cahors,
        """SELECT ?signed ?months ?type ?programme WHERE { ?c a mlg:Convention ;
             mlg:dateSignature ?signed ; mlg:dureeMois ?months ; mlg:typeConvention ?type ;
             mlg:programme ?programme }""",
    ) == [("2018-07-13", "60", "type-convention/convention-cadre-acv", "programme/acv")]


def test_cahors_has_22_amounts_each_with_funder_and_nature(cahors: View) -> None:
    found = rows(
        cahors,
        """SELECT ?m ?f ?n WHERE { ?c a mlg:Convention ; mlg:aMontant ?m .
             ?m a mlg:Montant ; mlg:valeur ?v ; mlg:devise "EUR" ; mlg:financeur ?f ;
             mlg:nature ?n }""",
    )
    assert len(found) == len({row[0] for row in found}) == 22
    funders = Counter(row[1] for row in found)
    assert funders == {
        "programme/acv": 2,
        "organisation/180020026": 8,
        "organisation/action-logement": 2,
        "organisation/180067027": 9,
        "dispositif/opf": 1,
    }


def test_the_components_of_each_total_add_up_to_it(cahors: View) -> None:
    assert rows(
        cahors,
        """SELECT ?funder ?total ?sum ?parts WHERE { ?t mlg:valeur ?total ; mlg:financeur ?funder
             { SELECT ?t (SUM(?v) AS ?sum) (COUNT(?m) AS ?parts) WHERE {
                 ?m mlg:composanteDe ?t ; mlg:valeur ?v } GROUP BY ?t } }""",
    ) == [
        ("organisation/180020026", "1000000000", "1000000000", "4"),
        ("organisation/180067027", "1200000000", "1200000000", "6"),
    ]


def test_the_two_totals_of_anah_are_a_contradiction(cahors: View) -> None:
    values = {
        row[1]
        for row in rows(
            cahors,
            """SELECT ?c ?v WHERE { ?c a mlg:Contradiction ; mlg:porteSur ?e .
                 ?e a mlg:Enonce ; rdf:predicate mlg:valeur ; rdf:object ?v ; rdf:subject ?m .
                 ?m mlg:financeur <https://w3id.org/maillage/id/organisation/180067027> }""",
        )
    }
    assert values == {"1000000000", "1200000000"}
    assert len(rows(cahors, "SELECT ?c WHERE { ?c a mlg:Contradiction }")) == 1


def test_lomagne_has_six_parties_and_six_posts(lomagne: View) -> None:
    assert rows(
        lomagne,
        """SELECT ?organisation ?qualite ?poste WHERE { ?c a mlg:Convention ; mlg:aPartie ?p .
             ?p mlg:organisation ?organisation ; mlg:qualite ?qualite ;
                mlg:representeePar ?poste }""",
    ) == [
        ("organisation/200053791", "qualite/partenaire", "poste/200053791/president"),
        ("organisation/213201320", "qualite/beneficiaire", "poste/213201320/maire"),
        ("organisation/213202088", "qualite/beneficiaire", "poste/213202088/maire"),
        ("organisation/243200391", "qualite/beneficiaire", "poste/243200391/president"),
        ("organisation/509167326", "qualite/partenaire", "poste/509167326/directeur-general"),
        ("organisation/etat", "qualite/etat", "poste/etat/prefet-du-gers"),
    ]


def test_lomagne_has_no_signature_date_but_an_end(lomagne: View) -> None:
    assert not lomagne.ask(HEADER + "ASK { ?c a mlg:Convention ; mlg:dateSignature ?d }")
    assert rows(
        lomagne,
        "SELECT ?end ?months WHERE { ?c a mlg:Convention ; mlg:dateEcheance ?end ; "
        "mlg:dureeMois ?months }",
    ) == [("2022-10", "18")]


def test_lomagne_concerns_two_communes_and_their_epci(lomagne: View) -> None:
    assert rows(lomagne, "SELECT ?t WHERE { ?c a mlg:Convention ; mlg:territoire ?t }") == [
        ("commune/32132",),
        ("commune/32208",),
        ("intercommunalite/243200391",),
    ]


def test_lomagne_has_no_amount_and_no_action(lomagne: View) -> None:
    assert rows(lomagne, "SELECT ?m WHERE { ?m a mlg:Montant }") == []
    assert rows(lomagne, "SELECT ?a WHERE { ?a a mlg:Action }") == []


def test_lomagne_keeps_the_two_opah_apart(lomagne: View) -> None:
    states = {
        row[0]: row[1]
        for row in rows(
            lomagne,
            """SELECT ?d ?s WHERE { ?doc mlg:mentionne ?m .
                 ?m mlg:dispositif ?d ; mlg:etat ?s }""",
        )
    }
    assert states["dispositif/opah-rr"] == "etat/en-cours"
    assert states["dispositif/opah-ru"] == "etat/envisage"


def test_lomagne_cites_the_article_of_the_ort(lomagne: View) -> None:
    query = "SELECT ?n WHERE { ?d mlg:cite ?r . ?r skos:notation ?n }"
    assert ("CCH L303-2",) in rows(lomagne, query)


@pytest.mark.parametrize("slug", SLUGS)
def test_every_statement_slices_to_its_quote(slug: str, stated: dict[str, Stated]) -> None:
    settings = Settings(root=ROOT)
    text, _ = read.read(stated[slug].path, settings)
    found = rows(
        view_of(slug),
        """SELECT ?e ?start ?end ?exact WHERE { ?e a mlg:Enonce ; mlg:fondeSur ?p .
             ?p oa:hasSource ?d ; oa:hasSelector ?a , ?b . ?a oa:start ?start ; oa:end ?end .
             ?b oa:exact ?exact }""",
    )
    statements = [t for t in facts(slug) if t.predicate == RDF.type and t.object == MLG.Enonce]
    assert len({row[0] for row in found}) == len(statements) > 100
    for _, start, end, exact in found:
        assert text[int(start) : int(end)] == exact


@pytest.mark.parametrize("slug", SLUGS)
def test_what_a_statement_states_is_asserted(slug: str) -> None:
    assert (
        rows(
            view_of(slug),
            """SELECT ?e WHERE { ?e a rdf:Statement ; rdf:subject ?s ; rdf:predicate ?p ;
             rdf:object ?o
             FILTER NOT EXISTS { ?s ?p ?o } }""",
        )
        == []
    )


@pytest.mark.parametrize("slug", SLUGS)
def test_every_action_party_amount_and_mention_is_proven(slug: str) -> None:
    assert (
        rows(
            view_of(slug),
            """SELECT ?thing WHERE { VALUES ?class { mlg:Action mlg:Partie mlg:Montant
               mlg:Mobilisation
               mlg:Evenement mlg:Indicateur mlg:Instance mlg:Objectif mlg:ReferenceJuridique }
             ?thing a ?class FILTER NOT EXISTS { ?e a mlg:Enonce .
               { ?e rdf:subject ?thing } UNION { ?e rdf:object ?thing } } }""",
        )
        == []
    )


@pytest.mark.parametrize("slug", SLUGS)
def test_there_are_no_blank_nodes(slug: str) -> None:
    for triple in facts(slug):
        assert not isinstance(triple.subject, BlankNode)
        assert not isinstance(triple.object, BlankNode)


def _folded(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return " ".join(plain.replace("-", " ").split())


@pytest.mark.parametrize("slug", SLUGS)
def test_no_person_stands_in_the_public_facts(slug: str, stated: dict[str, Stated]) -> None:
    personal = stated[slug].reading.personal
    names = {_folded(each.value) for each in personal if each.kind == "name"}
    family = {
        _folded(word)
        for each in personal
        for word in each.value.split()
        if each.kind == "name" and word.isupper() and len(word) > 3
    }
    assert len(names) >= PERSONS[slug]
    for triple in facts(slug):
        text = _folded(triple.object.value if isinstance(triple.object, Literal) else "")
        assert not [name for name in names if name in text], triple
        assert not set(text.split()) & family, triple
        if triple.predicate in (OA.exact, OA.prefix, OA.suffix):
            assert "@" not in text


@pytest.mark.parametrize("slug", SLUGS)
def test_no_person_stands_in_the_public_text(slug: str, stated: dict[str, Stated]) -> None:
    found = stated[slug]
    public = _folded(found.public)
    for each in found.reading.personal:
        if each.kind == "name" and " " in each.value:
            assert _folded(each.value) not in public


@pytest.mark.parametrize("slug", SLUGS)
def test_the_restricted_side_holds_each_person_read(
    slug: str, stated: dict[str, Stated], tmp_path: Path
) -> None:
    path = restricted.write_restricted(tmp_path, slug, stated[slug].reading)
    held = json.loads(path.read_bytes())["personal"]
    assert len(held) == len(stated[slug].reading.personal) >= PERSONS[slug]


@pytest.mark.parametrize("slug", SLUGS)
def test_every_term_used_is_in_the_ontology(slug: str) -> None:
    declared = {triple.subject for triple in turtle.read(ROOT / "ontology" / "maillage.ttl")}
    used = {triple.predicate for triple in facts(slug)}
    used |= {t.object for t in facts(slug) if isinstance(t.object, NamedNode)}
    ours = {term for term in used if term.value.startswith(iri.DEFINITION)}
    assert {term.value for term in ours - declared} == set()


@pytest.mark.parametrize("slug", SLUGS)
def test_every_concept_pointed_at_is_in_its_scheme(slug: str) -> None:
    known = {
        str(triple.subject).strip("<>")
        for path in (ROOT / "ontology" / "schemes").glob("*.ttl")
        for triple in turtle.read(path)
    } | {str(triple.subject).strip("<>") for triple in facts(slug)}
    schemes = (
        "programme",
        "type-convention",
        "qualite",
        "statut",
        "etat",
        "nature",
        "axe",
        "genre-organisation",
        "genre-document",
        "dispositif",
    )
    pointed = {t.object.value for t in facts(slug) if isinstance(t.object, NamedNode)}
    concepts = {
        value
        for value in pointed
        if (path := iri.path_of(value)) and path.partition("/")[0] in schemes
    }
    assert concepts - known == set()
