"""rdflib's SPARQLStore: the endpoint as a graph, its sources as contexts, page by page."""

import pytest
from rdflib import RDF, RDFS, Dataset, Graph, Literal, Namespace, URIRef, Variable
from rdflib.plugins.stores.sparqlstore import SPARQLStore

MLG = Namespace("https://w3id.org/maillage/def#")
ID = Namespace("https://w3id.org/maillage/id/")
COMMUNES = ID["graph/table/communes/2026"]
CAHORS = ID["commune/46042"]


@pytest.fixture(params=["json", "xml"])
def store(server_url: str, request: pytest.FixtureRequest) -> SPARQLStore:
    return SPARQLStore(f"{server_url}/sparql", returnFormat=request.param)


def test_triples_are_read_as_of_a_graph_at_hand(store: SPARQLStore) -> None:
    graph = Graph(store)
    assert (CAHORS, RDF.type, MLG.Commune) in graph
    assert str(graph.value(CAHORS, MLG.codeInsee)) == "46042"
    assert Literal("Cahors", "fr") in set(graph.objects(CAHORS, RDFS.label))
    assert len(set(graph.subjects(RDF.type, MLG.Commune))) == 3


@pytest.mark.parametrize("method", ["GET", "POST", "POST_FORM"])
def test_queries_are_sent_by_every_method(server_url: str, method: str) -> None:
    graph = Graph(SPARQLStore(f"{server_url}/sparql", method=method))
    query = "SELECT ?nom { ?c a mlg:Commune ; rdfs:label ?nom } ORDER BY ?nom"
    found = graph.query(query, initNs={"mlg": MLG, "rdfs": RDFS})
    assert [str(row[Variable("nom")]) for row in found.bindings] == [
        "Cahors",
        "Fleurance",
        "Lectoure",
    ]
    assert graph.query("ASK { ?s ?p ?o }").askAnswer
    described = graph.query(f"DESCRIBE <{CAHORS}>").graph
    assert described is not None
    assert (CAHORS, RDF.type, MLG.Commune) in described


def test_a_named_graph_is_one_source(store: SPARQLStore) -> None:
    table = Graph(store, identifier=COMMUNES)
    assert (CAHORS, RDF.type, MLG.Commune) in table
    assert (None, RDF.type, MLG.Convention) not in table
    assert 0 < len(table) < len(Graph(store))


def test_the_contexts_are_the_sources(store: SPARQLStore) -> None:
    contexts = {
        str(one.identifier) if isinstance(one, Graph) else str(one) for one in store.contexts()
    }
    assert str(COMMUNES) in contexts
    assert str(ID["graph/ontology"]) in contexts
    held = {str(one) for one in store.contexts((CAHORS, RDF.type, MLG.Commune))}
    assert held == {str(COMMUNES)}


def test_a_dataset_asks_in_the_source_that_it_is_given(store: SPARQLStore) -> None:
    graph = Dataset(store).get_context(COMMUNES)
    assert (CAHORS, RDF.type, MLG.Commune) in graph


def test_pages_together_are_the_whole(server_url: str) -> None:
    graph = Graph(SPARQLStore(f"{server_url}/sparql"), identifier=COMMUNES)
    whole = set(graph.triples((None, None, None)))
    pages: list[tuple[object, ...]] = []
    size = 10
    while True:
        graph.LIMIT, graph.OFFSET, graph.ORDERBY = size, len(pages), "?s ?p ?o"  # type: ignore[attr-defined]
        page = list(graph.triples((None, None, None)))
        pages += page
        if len(page) < size:
            break
    assert len(pages) > size
    assert set(pages) == whole
    assert len(pages) == len(whole)


def test_the_store_cannot_be_written_to(store: SPARQLStore) -> None:
    with pytest.raises(TypeError):
        Graph(store).add((URIRef("urn:s"), RDF.type, MLG.Commune))
