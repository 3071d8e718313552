"""The store keeps each triple once in its merge, and views only read."""

from pathlib import Path

import pytest

from maillage.errors import UnavailableError
from maillage.iri import commune, table_graph
from maillage.rdf import MLG, RDF, RDFS, DefaultGraph, Literal, NamedNode, Quad, label, parse
from maillage.store import Store, View, projected

OLD, NEW = table_graph("communes", "2019"), table_graph("communes", "2026")
CAHORS = commune("46042")
QUADS = [
    Quad(CAHORS, RDF.type, MLG.Commune, OLD),
    Quad(CAHORS, RDF.type, MLG.Commune, NEW),
    Quad(CAHORS, RDFS.label, label("Cahors"), NEW),
    Quad(commune("32132"), RDF.type, MLG.Commune, NEW),
]
PREFIX = """
PREFIX mlg: <https://w3id.org/maillage/def#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
"""


@pytest.fixture
def view() -> View:
    store = Store()
    store.add(QUADS)
    return store.view()


def count(view: View, query: str) -> int:
    return int(next(view.select(query))["n"].value)


def test_a_triple_of_two_graphs_is_counted_once_in_the_merge(view: View) -> None:
    assert count(view, PREFIX + "SELECT (COUNT(*) AS ?n) WHERE { ?c a mlg:Commune }") == 2


def test_each_graph_keeps_its_own_copy(view: View) -> None:
    both = PREFIX + "SELECT (COUNT(*) AS ?n) WHERE { GRAPH ?g { ?c a mlg:Commune } }"
    assert count(view, both) == 3


def test_adding_again_changes_nothing() -> None:
    store = Store()
    store.add(QUADS)
    size = len(store.view())
    store.add(QUADS)
    assert len(store.view()) == size


def test_an_unbound_variable_is_absent_from_its_row(view: View) -> None:
    query = (
        PREFIX + "SELECT ?c ?l WHERE { ?c a mlg:Commune OPTIONAL { ?c rdfs:label ?l } } ORDER BY ?c"
    )
    assert list(view.select(query)) == [
        {"c": commune("32132")},
        {"c": CAHORS, "l": label("Cahors")},
    ]


def test_a_projected_variable_can_be_bound_and_no_other(view: View) -> None:
    query = PREFIX + "SELECT ?c ?l WHERE { ?c rdfs:label ?l }"
    assert list(view.select(query, {"c": CAHORS})) == [{"c": CAHORS, "l": label("Cahors")}]
    with pytest.raises(RuntimeError, match="projection"):
        list(view.select(PREFIX + "SELECT ?l WHERE { ?c rdfs:label ?l }", {"c": CAHORS}))


def test_select_ask_and_construct_each_refuse_the_others(view: View) -> None:
    with pytest.raises(TypeError, match="SELECT"):
        list(view.select("ASK {}"))
    with pytest.raises(TypeError, match="CONSTRUCT"):
        view.construct("ASK {}")
    assert view.ask(PREFIX + "ASK { ?c a mlg:Commune }")
    assert not view.ask(PREFIX + "ASK { ?c a mlg:Region }")


def test_construct_gives_triples(view: View) -> None:
    triples = view.construct(PREFIX + "CONSTRUCT { ?c a mlg:Ville } WHERE { ?c rdfs:label ?l }")
    assert [(triple.subject, triple.object) for triple in triples] == [(CAHORS, MLG.Ville)]


def test_a_table_has_its_variables_even_without_rows(view: View) -> None:
    assert view.table("SELECT ?b ?a WHERE { ?a a ?b, <http://x> }") == (("b", "a"), ())


def test_a_table_of_ask_and_of_construct(view: View) -> None:
    assert view.table("ASK {}") == (("answer",), ({"answer": Literal(True)},))
    names, rows = view.table(PREFIX + "CONSTRUCT { ?c a mlg:Ville } WHERE { ?c rdfs:label ?l }")
    assert names == ("subject", "predicate", "object")
    assert rows == ({"subject": CAHORS, "predicate": RDF.type, "object": MLG.Ville},)


def test_quads_are_found_by_pattern(view: View) -> None:
    assert {quad.graph_name for quad in view.quads(CAHORS, RDF.type)} == {OLD, NEW, DefaultGraph()}
    assert [quad.subject for quad in view.quads(graph=OLD)] == [CAHORS]


def test_a_dump_does_not_repeat_the_merge(tmp_path: Path) -> None:
    store = Store()
    store.add(QUADS)
    store.dump(tmp_path / "all.nq")
    assert set(parse(path=str(tmp_path / "all.nq"))) == set(QUADS)
    assert len((tmp_path / "all.nq").read_text().splitlines()) == len(QUADS)


def test_a_store_on_disk_is_opened_by_many_and_written_by_none(tmp_path: Path) -> None:
    store = Store(tmp_path / "store")
    store.add(QUADS)
    store.optimise()
    del store
    first, second = View.open(tmp_path / "store"), View.open(tmp_path / "store")
    assert len(first) == len(second) == 7
    assert not hasattr(first, "add")


def test_a_store_that_is_not_there_is_unavailable(tmp_path: Path) -> None:
    with pytest.raises(UnavailableError, match="no store here"):
        View.open(tmp_path / "none")
    with pytest.raises(UnavailableError, match="is not a store"):
        View.open(tmp_path)


def test_the_projection_of_a_query_is_known_without_data() -> None:
    assert projected("SELECT ?b (1 AS ?a) WHERE { ?b ?p ?o }") == ("b", "a")
    assert projected("ASK {}") == ()
    with pytest.raises(SyntaxError, match="2:"):
        projected("SELECT ?b\nWHERE { ?b }")


def test_terms_of_the_graph_are_the_terms_of_the_project(view: View) -> None:
    row = next(view.select(PREFIX + "SELECT ?c WHERE { ?c rdfs:label 'Cahors'@fr }"))
    assert isinstance(row["c"], NamedNode)
