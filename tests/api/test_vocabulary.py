"""The vocabulary, the schemes and the rules: a page for people, RDF for machines."""

import pytest
import rdflib
from rdflib.namespace import OWL, RDF, SH, SKOS
from starlette.testclient import TestClient

from api.formats import GRAPHS, GraphFormat
from maillage import iri

NAMES = {"ttl": "turtle", "nt": "nt", "jsonld": "json-ld", "rdf": "xml"}
SHAPE = rdflib.URIRef(iri.BASE + "shapes#EssaiShape")
ROUTES = ("/ontology", "/schemes", "/schemes/statut", "/shapes", "/shapes/EssaiShape")


def graph_of(client: TestClient, path: str, accept: str = "text/turtle") -> rdflib.Graph:
    answer = client.get(path, headers={"Accept": accept})
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-location"] == path
    return rdflib.Graph().parse(data=answer.content, format="turtle")


def thing(path: str) -> rdflib.URIRef:
    return rdflib.URIRef(iri.THING + path)


def test_the_vocabulary_holds_our_terms_only(client: TestClient) -> None:
    graph = graph_of(client, "/ontology")
    assert (rdflib.URIRef(iri.ONTOLOGY.value), RDF.type, OWL.Ontology) in graph
    assert (rdflib.URIRef(iri.DEFINITION + "Convention"), RDF.type, OWL.Class) in graph
    named = {str(s) for s in graph.subjects() if isinstance(s, rdflib.URIRef)}
    assert {one for one in named if not one.startswith(iri.ONTOLOGY.value)} == set()


def test_a_scheme_holds_its_concepts(client: TestClient) -> None:
    graph = graph_of(client, "/schemes/statut")
    assert (thing("scheme/statut"), RDF.type, SKOS.ConceptScheme) in graph
    assert (thing("statut/mature"), SKOS.inScheme, thing("scheme/statut")) in graph
    assert (thing("programme/acv"), None, None) not in graph


def test_the_list_of_schemes_holds_no_concept(client: TestClient) -> None:
    graph = graph_of(client, "/schemes")
    assert (thing("scheme/statut"), RDF.type, SKOS.ConceptScheme) in graph
    assert (None, RDF.type, SKOS.Concept) not in graph


def test_rules_come_with_their_blank_nodes(client: TestClient) -> None:
    for path in ("/shapes", "/shapes/EssaiShape"):
        graph = graph_of(client, path)
        listed = graph.value(rdflib.URIRef(f"{SHAPE}-statut"), SH["in"])
        assert listed is not None
        items = list(graph.items(listed))
        assert items == [thing("statut/mature"), thing("statut/2019")]


def test_one_rule_comes_alone(client: TestClient) -> None:
    graph = graph_of(client, "/shapes/EssaiShape-statut")
    assert (SHAPE, RDF.type, SH.NodeShape) not in graph
    assert (None, SH.path, rdflib.URIRef(iri.DEFINITION + "statut")) in graph


@pytest.mark.parametrize("one", GRAPHS, ids=lambda one: one.title)
def test_every_graph_format_is_offered(client: TestClient, one: object) -> None:
    media, extension = one.media_type, one.extension  # type: ignore[attr-defined]
    answer = client.get("/schemes/statut", headers={"Accept": media})
    assert answer.headers["content-type"].startswith(media)
    assert len(rdflib.Graph().parse(data=answer.content, format=NAMES[extension])) > 5


@pytest.mark.parametrize("path", ROUTES)
@pytest.mark.parametrize("accept", ["text/html", "*/*"])
def test_a_person_gets_the_page(client: TestClient, path: str, accept: str) -> None:
    answer = client.get(path, headers={"Accept": accept})
    assert answer.status_code == 200
    assert answer.headers["content-type"].startswith("text/html")
    assert {"Accept", "Accept-Language"} <= {v.strip() for v in answer.headers["vary"].split(",")}
    known = {"Accept": accept, "If-None-Match": answer.headers["etag"]}
    assert client.get(path, headers=known).status_code == 304


@pytest.mark.parametrize("path", ROUTES)
def test_rdf_has_a_tag_and_the_same_bytes(client: TestClient, path: str) -> None:
    headers = {"Accept": "application/n-triples"}
    first, second = client.get(path, headers=headers), client.get(path, headers=headers)
    assert first.content == second.content
    headers["If-None-Match"] = first.headers["etag"]
    assert client.get(path, headers=headers).status_code == 304


@pytest.mark.parametrize(
    "path", ["/schemes/nothing", "/shapes/nothing", "/schemes/a%3Eb", "/shapes/a%3Eb"]
)
@pytest.mark.parametrize("accept", ["text/html", "text/turtle"])
def test_what_is_not_there_is_not_found(client: TestClient, path: str, accept: str) -> None:
    assert client.get(path, headers={"Accept": accept}).status_code == 404


def test_an_unknown_format_is_not_acceptable(client: TestClient) -> None:
    assert client.get("/ontology", headers={"Accept": "image/png"}).status_code == 406


def test_terms_lead_to_their_documentation(client: TestClient) -> None:
    answer = client.get("/def")
    assert (answer.status_code, answer.headers["location"]) == (303, "/ontology")


@pytest.mark.parametrize("path", ROUTES)
@pytest.mark.parametrize("one", GRAPHS, ids=lambda one: one.title)
def test_every_page_has_its_rdf_under_an_extension(
    client: TestClient, path: str, one: GraphFormat
) -> None:
    answer = client.get(f"{path}.{one.extension}")
    assert answer.headers["content-type"].startswith(one.media_type)
    assert answer.content == client.get(path, headers={"Accept": one.media_type}).content
    assert f'<{path}>; rel="alternate"; type="text/html"' in answer.headers["link"]
    known = {"If-None-Match": answer.headers["etag"]}
    assert client.get(f"{path}.{one.extension}", headers=known).status_code == 304


@pytest.mark.parametrize(
    "path",
    [
        "/ontology.html",
        "/schemes.xyz",
        "/schemes/nothing.ttl",
        "/schemes/a%3Eb.ttl",
        "/shapes/nothing.ttl",
        "/shapes/a%3Eb.c",
        "/def/9.9.9",
        "/def/a%3Eb",
    ],
)
def test_no_other_file_is_there(client: TestClient, path: str) -> None:
    assert client.get(path).status_code == 404


def test_the_version_of_the_vocabulary_leads_to_it(client: TestClient) -> None:
    versions = [o for _, o in graph_of(client, "/ontology").subject_objects(OWL.versionIRI)]
    assert versions
    for version in versions:
        answer = client.get(str(version).removeprefix(iri.BASE.rstrip("/")))
        assert (answer.status_code, answer.headers["location"]) == (303, "/ontology")
