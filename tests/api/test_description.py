"""The Service Description: what the W3C's three tests ask, and what we promise."""

import pytest
import rdflib
from rdflib.namespace import RDF, RDFS, VOID
from starlette.testclient import TestClient

from api.formats import GRAPHS
from maillage.release import current
from maillage.settings import Settings

SD = rdflib.Namespace("http://www.w3.org/ns/sparql-service-description#")
NAMES = {"ttl": "turtle", "nt": "nt", "jsonld": "json-ld", "rdf": "xml"}


def described(client: TestClient, accept: str = "text/turtle") -> rdflib.Graph:
    answer = client.get("/sparql", headers={"Accept": accept})
    assert answer.status_code == 200
    extension = next(one.extension for one in GRAPHS if accept in (one.media_type, "*/*"))
    return rdflib.Graph().parse(data=answer.content, format=NAMES[extension])


@pytest.mark.parametrize("accept", [*(one.media_type for one in GRAPHS), "*/*"])
def test_the_endpoint_without_a_query_describes_itself(client: TestClient, accept: str) -> None:
    graph = described(client, accept)
    assert (None, RDF.type, SD.Service) in graph


def test_the_description_names_the_endpoint_it_came_from(client: TestClient) -> None:
    endpoint = rdflib.URIRef("http://testserver/sparql")
    assert (None, SD.endpoint, endpoint) in described(client)


def test_it_conforms_to_its_schema(client: TestClient) -> None:
    graph = described(client)
    service = graph.value(None, RDF.type, SD.Service)
    assert (service, SD.supportedLanguage, SD.SPARQL11Query) in graph
    assert (service, SD.feature, SD.BasicFederatedQuery) not in graph
    dataset = graph.value(service, SD.defaultDataset)
    assert (dataset, RDF.type, SD.Dataset) in graph
    assert (graph.value(dataset, SD.defaultGraph), RDF.type, SD.Graph) in graph
    for named in graph.objects(dataset, SD.namedGraph):
        assert (named, RDF.type, SD.NamedGraph) in graph
        assert isinstance(graph.value(named, SD.name), rdflib.URIRef)
        assert (graph.value(named, SD.graph), RDF.type, SD.Graph) in graph


def test_every_result_format_is_named(client: TestClient) -> None:
    formats = {str(one) for one in described(client).objects(None, SD.resultFormat)}
    assert "http://www.w3.org/ns/formats/SPARQL_Results_JSON" in formats
    assert "http://www.w3.org/ns/formats/Turtle" in formats
    assert len(formats) == 8


def test_named_graphs_come_with_their_number_of_triples(
    client: TestClient, release_settings: Settings
) -> None:
    graph = described(client)
    told = {
        str(graph.value(named, SD.name)): int(str(graph.value(content, VOID.triples)))
        for named, content in graph.subject_objects(SD.graph)
    }
    assert told == current(release_settings).manifest()["graphs"]
    some = "https://w3id.org/maillage/id/graph/table/adhesions/2023"
    query = f"SELECT (COUNT(*) AS ?n) {{ GRAPH <{some}> {{ ?s ?p ?o }} }}"
    rows = client.get("/sparql", params={"query": query}).json()["results"]["bindings"]
    assert told[some] == int(rows[0]["n"]["value"])


def test_limits_are_told_in_both_languages(client: TestClient) -> None:
    service = described(client).value(None, RDF.type, SD.Service)
    assert service is not None
    comments = {c.language: str(c) for c in described(client).objects(service, RDFS.comment)}  # type: ignore[attr-defined]
    assert set(comments) == {"fr", "en"}
    for text in comments.values():
        for limit in ("3 s", "100000", "2048", "1000000", "SERVICE", "Maillage-Truncated"):
            assert limit in text


def test_the_description_has_a_tag(client: TestClient) -> None:
    first = client.get("/sparql", headers={"Accept": "text/turtle"})
    known = {"Accept": "text/turtle", "If-None-Match": first.headers["etag"]}
    assert client.get("/sparql", headers=known).status_code == 304


def test_rows_are_no_description(client: TestClient) -> None:
    assert client.get("/sparql", headers={"Accept": "text/csv"}).status_code == 406
