"""Things: where their address leads, and what their data holds."""

import csv
import io
from pathlib import Path

import pytest
import rdflib
from rdflib.namespace import RDFS
from starlette.testclient import TestClient

from api.app import create_app
from api.formats import GRAPHS, TRIPLES
from maillage import iri
from maillage.rdf import PREFIXES
from maillage.settings import Settings
from tests.conformance.writable import InMemory

GRAPH = Path(__file__).parent / "graph"
MLG = rdflib.Namespace(PREFIXES["mlg"])
SLUG = "cahors-acv-dossier-de-presse-2018"
NAMES = {"ttl": "turtle", "nt": "nt", "jsonld": "json-ld", "rdf": "xml"}
BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"


def graph_of(client: TestClient, path: str, extension: str = "ttl") -> rdflib.Graph:
    answer = client.get(f"/data/{path}.{extension}")
    assert answer.status_code == 200, answer.text
    return rdflib.Graph().parse(data=answer.content, format=NAMES[extension])


def thing(path: str) -> rdflib.URIRef:
    return rdflib.URIRef(iri.THING + path)


@pytest.mark.parametrize(
    ("accept", "place"),
    [
        (BROWSER, "/page/commune/46042"),
        ("*/*", "/page/commune/46042"),
        ("text/html", "/page/commune/46042"),
        ("text/turtle", "/data/commune/46042.ttl"),
        ("application/n-triples", "/data/commune/46042.nt"),
        ("application/ld+json", "/data/commune/46042.jsonld"),
        ("application/rdf+xml", "/data/commune/46042.rdf"),
        ("text/csv", "/data/commune/46042.csv"),
        ("text/turtle;q=0.5, text/html;q=0.4", "/data/commune/46042.ttl"),
    ],
)
def test_the_address_of_a_thing_leads_to_what_is_accepted(
    client: TestClient, accept: str, place: str
) -> None:
    answer = client.get("/id/commune/46042", headers={"Accept": accept})
    assert answer.status_code == 303
    assert answer.headers["location"] == place
    assert "Accept" in answer.headers["vary"]
    assert '</page/commune/46042>; rel="alternate"; type="text/html"' in answer.headers["link"]


def test_a_thing_in_no_accepted_form_is_not_acceptable(client: TestClient) -> None:
    assert client.get("/id/commune/46042", headers={"Accept": "image/png"}).status_code == 406


@pytest.mark.parametrize(
    "path",
    [
        "commune/99999",
        "",
        "nothing",
        "commune/46042/",
        "commune/46042%3E%20%3Chttp://x",
        "commune/46042%22",
        "commune/%0d%0aSet-Cookie:%20a=b",
        "%2e%2e/%2e%2e/etc/passwd",
        "commune/46042%00",
        "commune/46042%7D%20SERVICE%20%3Chttp://127.0.0.1/%3E%20%7B",
        "commune/%F0%28%8C%28",
    ],
)
@pytest.mark.parametrize("route", ["/id/{}", "/data/{}.ttl"])
def test_what_is_not_in_the_graph_is_not_found(client: TestClient, route: str, path: str) -> None:
    answer = client.get(route.format(path))
    assert answer.status_code == 404
    assert answer.json()["title"] == "Introuvable"
    assert "set-cookie" not in answer.headers


def test_a_thing_that_is_only_named_is_known(client: TestClient) -> None:
    assert client.get("/id/theme/commerce").status_code == 303
    assert client.get("/id/type-convention/convention-cadre-acv").status_code == 303


@pytest.mark.parametrize("one", GRAPHS, ids=lambda one: one.title)
def test_data_comes_in_every_graph_format(client: TestClient, one: object) -> None:
    graph = graph_of(client, "commune/46042", one.extension)  # type: ignore[attr-defined]
    assert (thing("commune/46042"), MLG.codeInsee, rdflib.Literal("46042")) in graph


def test_data_comes_as_a_table(client: TestClient) -> None:
    answer = client.get("/data/commune/46042.csv")
    assert answer.headers["content-type"].startswith("text/csv")
    table = list(csv.DictReader(io.StringIO(answer.text)))
    values = [row["valeur"] for row in table if row["propriete"] == f"{MLG}codeInsee"]
    assert values == ["46042"]


def test_data_holds_facts_links_labels_and_evidence(client: TestClient) -> None:
    action = f"action/{SLUG}/6"
    graph = graph_of(client, action)
    assert (thing(action), MLG.statut, thing("statut/mature")) in graph
    assert (thing("statut/mature"), RDFS.label, rdflib.Literal("Mature", lang="fr")) in graph
    quotes = set(graph.objects(None, rdflib.URIRef(PREFIXES["oa"] + "exact")))
    assert quotes == {rdflib.Literal("action mature"), rdflib.Literal("Axe 2")}
    convention = graph_of(client, f"convention/{SLUG}")
    assert (thing(action), MLG.releveDe, thing(f"convention/{SLUG}")) in convention


def test_evidence_slices_to_its_quote(client: TestClient) -> None:
    graph = graph_of(client, f"action/{SLUG}/6")
    oa = rdflib.Namespace(PREFIXES["oa"])
    text = (GRAPH / f"{SLUG}.txt").read_text(encoding="utf-8")
    passages = set(graph.subjects(oa.hasSelector))
    assert len(passages) == 2
    for passage in passages:
        told = {
            predicate: value
            for part in graph.objects(passage, oa.hasSelector)
            for predicate, value in graph.predicate_objects(part)
        }
        assert text[int(str(told[oa.start])) : int(str(told[oa.end]))] == str(told[oa.exact])


def test_links_to_a_thing_are_bounded_and_the_cut_is_told(
    client: TestClient, release_settings: Settings
) -> None:
    assert "maillage-truncated" not in client.get("/data/commune/46042.nt").headers
    links = "".join(
        f"<http://x/{number}> <http://x/p> <{thing('theme/many')}> ." for number in range(501)
    )
    with TestClient(create_app(release_settings, InMemory(release_settings))) as changed:
        changed.post("/sparql", data={"update": f"INSERT DATA {{ {links} }}"}).raise_for_status()
        cut = changed.get("/data/theme/many.nt")
    assert cut.headers["maillage-truncated"] == "incoming=500"
    assert len(cut.text.splitlines()) == 500


@pytest.mark.parametrize("coding", ["gzip", "zstd"])
def test_data_comes_shorter_where_the_client_can_read_it(client: TestClient, coding: str) -> None:
    plain = client.get("/data/commune/46042.nt", headers={"Accept-Encoding": "identity"})
    short = client.get("/data/commune/46042.nt", headers={"Accept-Encoding": coding})
    assert "content-encoding" not in plain.headers
    assert short.headers["content-encoding"] == coding
    assert "Accept-Encoding" in short.headers["vary"]
    assert short.content == plain.content
    assert int(short.headers["content-length"]) < len(plain.content)


def test_data_says_what_it_describes_and_its_other_forms(client: TestClient) -> None:
    answer = client.get("/data/commune/46042.ttl")
    assert answer.headers["content-location"] == "/data/commune/46042.ttl"
    link = answer.headers["link"]
    assert f'<{iri.THING}commune/46042>; rel="describes"' in link
    for one in TRIPLES:
        assert (f"/data/commune/46042.{one.extension}>" in link) is (one.extension != "ttl")


def test_data_has_a_tag_and_the_same_bytes_each_time(client: TestClient) -> None:
    for one in TRIPLES:
        path = f"/data/convention/{SLUG}.{one.extension}"
        first, second = client.get(path), client.get(path)
        assert first.content == second.content
        known = {"If-None-Match": first.headers["etag"]}
        assert client.get(path, headers=known).status_code == 304


def test_head_of_data_has_no_body(client: TestClient) -> None:
    head = client.head("/data/commune/46042.ttl")
    assert (head.status_code, head.content) == (200, b"")
    assert head.headers["content-type"].startswith("text/turtle")


@pytest.mark.parametrize("extension", ["html", "exe", "json", "TTL", "ttl/x"])
def test_an_unknown_extension_is_not_found(client: TestClient, extension: str) -> None:
    assert client.get(f"/data/commune/46042.{extension}").status_code == 404


def test_hostile_labels_stay_data(client: TestClient) -> None:
    graph = graph_of(client, "organisation/hostile", "rdf")
    assert rdflib.Literal("<script>alert(1)</script>", lang="fr") in set(graph.objects())
    table = client.get("/data/organisation/hostile.csv").text
    assert "'=HYPERLINK" in table
