"""The endpoint's answers: their formats, their validators, the editor."""

import csv
import io
import json
from collections.abc import Callable
from xml.etree import ElementTree

import httpx
import pytest
import rdflib
from starlette.testclient import TestClient

from api.formats import GRAPHS, SOLUTIONS

PREFIXES = """
PREFIX mlg: <https://w3id.org/maillage/def#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
"""
SELECT = f"{PREFIXES} SELECT ?c ?nom {{ ?c a mlg:Commune ; rdfs:label ?nom }} ORDER BY ?nom"
CONSTRUCT = f"{PREFIXES} CONSTRUCT WHERE {{ ?c a mlg:Commune ; rdfs:label ?nom }}"
DESCRIBE = "DESCRIBE <https://w3id.org/maillage/id/commune/46042>"
BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
NAMES = ["Cahors", "Fleurance", "Lectoure"]
CASES = [(one.media_type, media) for one in (*SOLUTIONS, *GRAPHS) for media in one.media_types]


def ask(client: TestClient, query: str, accept: str = "*/*", **headers: str) -> httpx.Response:
    asked = {"Accept": accept, **headers}
    answer: httpx.Response = client.get("/sparql", params={"query": query}, headers=asked)
    return answer


def test_rows_come_as_json(client: TestClient) -> None:
    answer = ask(client, SELECT)
    assert answer.headers["content-type"] == "application/sparql-results+json"
    bindings = answer.json()["results"]["bindings"]
    assert [row["nom"]["value"] for row in bindings] == NAMES


def test_rows_come_as_xml(client: TestClient) -> None:
    answer = ask(client, SELECT, "application/sparql-results+xml")
    space = "{http://www.w3.org/2005/sparql-results#}"
    literals = ElementTree.fromstring(answer.content).iter(f"{space}literal")
    assert [one.text for one in literals] == NAMES


def test_rows_come_as_csv_and_tsv(client: TestClient) -> None:
    table = list(csv.reader(io.StringIO(ask(client, SELECT, "text/csv").text)))
    assert table[0] == ["c", "nom"]
    assert [row[1] for row in table[1:]] == NAMES
    lines = ask(client, SELECT, "text/tab-separated-values").text.splitlines()
    assert lines[1] == '<https://w3id.org/maillage/id/commune/46042>\t"Cahors"@fr'


@pytest.mark.parametrize("query", [CONSTRUCT, DESCRIBE], ids=["construct", "describe"])
@pytest.mark.parametrize("one", GRAPHS, ids=lambda one: one.title)
def test_triples_come_in_every_format(client: TestClient, query: str, one: object) -> None:
    media = one.media_type  # type: ignore[attr-defined]
    answer = ask(client, query, media)
    assert answer.headers["content-type"].startswith(media)
    names = {"ttl": "turtle", "nt": "nt", "jsonld": "json-ld", "rdf": "xml"}
    graph = rdflib.Graph().parse(
        data=answer.content,
        format=names[one.extension],  # type: ignore[attr-defined]
    )
    assert rdflib.Literal("Cahors", lang="fr") in set(graph.objects())


@pytest.mark.parametrize(
    ("query", "accept"),
    [
        (SELECT, "text/turtle"),
        (SELECT, "image/png"),
        ("ASK {}", "application/rdf+xml"),
        (CONSTRUCT, "text/csv"),
        (DESCRIBE, "application/sparql-results+json"),
        ("ASK {}", "text/html;q=0"),
    ],
)
def test_a_format_that_does_not_fit_is_not_acceptable(
    client: TestClient, query: str, accept: str
) -> None:
    answer = ask(client, query, accept)
    assert answer.status_code == 406
    assert "/" in answer.json()["detail"]


def test_both_sorts_of_format_may_be_accepted_at_once(client: TestClient) -> None:
    accept = "text/turtle, text/csv"
    assert ask(client, SELECT, accept).headers["content-type"].startswith("text/csv")
    assert ask(client, CONSTRUCT, accept).headers["content-type"].startswith("text/turtle")


def test_a_link_may_name_the_format(client: TestClient) -> None:
    params = {"query": SELECT, "format": "csv"}
    answer = client.get("/sparql", params=params, headers={"Accept": BROWSER})
    assert answer.headers["content-type"].startswith("text/csv")


def test_a_name_of_another_endpoint_is_no_format_of_ours(client: TestClient) -> None:
    """SPARQLWrapper and others send ``format`` with values of their own."""
    params = {"query": SELECT, "format": "rdf+xml"}
    answer = client.get("/sparql", params=params, headers={"Accept": "text/csv"})
    assert answer.headers["content-type"].startswith("text/csv")


def test_an_answer_says_on_what_it_depends(client: TestClient) -> None:
    answer = ask(client, SELECT)
    vary = {one.strip().lower() for one in answer.headers["vary"].split(",")}
    assert "accept" in vary
    assert answer.headers["etag"].startswith('W/"')
    assert answer.headers["cache-control"] == "no-cache"


def test_the_same_question_is_not_answered_twice(client: TestClient) -> None:
    first = ask(client, SELECT)
    again = ask(client, SELECT, **{"If-None-Match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert again.headers["etag"] == first.headers["etag"]


def test_another_format_or_question_has_another_tag(client: TestClient) -> None:
    tags = {
        ask(client, SELECT).headers["etag"],
        ask(client, SELECT, "text/csv").headers["etag"],
        ask(client, SELECT + " LIMIT 1").headers["etag"],
    }
    assert len(tags) == 3


def test_an_answer_by_chance_is_kept_by_nobody(client: TestClient) -> None:
    answer = ask(client, "SELECT (RAND() AS ?x) {}")
    assert "etag" not in answer.headers
    assert answer.headers["cache-control"] == "no-store"


def test_a_long_answer_is_compressed_for_who_accepts_it(client: TestClient) -> None:
    query = "SELECT * { ?s ?p ?o }"
    plain = ask(client, query, **{"Accept-Encoding": "identity"})
    small = ask(client, query, **{"Accept-Encoding": "gzip"})
    assert "content-encoding" not in plain.headers
    assert small.headers["content-encoding"] == "gzip"
    assert "accept-encoding" in small.headers["vary"].lower()
    assert int(small.headers["content-length"]) < len(plain.content) / 4
    assert len(small.json()["results"]["bindings"]) == len(plain.json()["results"]["bindings"])


def test_an_answer_that_was_cut_says_so(serve: Callable[..., str]) -> None:
    url = serve(query_rows=5)
    params = {"query": "SELECT * { ?s ?p ?o }"}
    cut = httpx.get(f"{url}/sparql", params=params)
    assert cut.headers["maillage-truncated"] == "rows=5"
    assert len(cut.json()["results"]["bindings"]) == 5
    whole = httpx.get(f"{url}/sparql", params={"query": "SELECT * { ?s ?p ?o } LIMIT 5"})
    assert "maillage-truncated" not in whole.headers


@pytest.mark.parametrize(
    "params",
    [{}, {"query": SELECT}, {"query": CONSTRUCT}, {"query": "ASK {}"}, {"query": " "}],
    ids=["no query", "rows", "triples", "yes", "blank"],
)
def test_a_browser_gets_the_editor(client: TestClient, params: dict[str, str]) -> None:
    answer = client.get("/sparql", params=params, headers={"Accept": BROWSER})
    assert answer.status_code == 200
    assert answer.headers["content-type"].startswith("text/html")
    assert "<textarea" in answer.text
    assert "accept" in answer.headers["vary"].lower()


def test_the_editor_holds_the_query_as_text(client: TestClient) -> None:
    query = 'SELECT ("</textarea><script>alert(1)</script>" AS ?x) {}'
    answer = client.get("/sparql", params={"query": query}, headers={"Accept": BROWSER})
    assert "<script>alert" not in answer.text
    assert "&lt;script&gt;alert" in answer.text


def test_the_editor_shows_why_a_query_has_no_answer(client: TestClient) -> None:
    for query, status in (("SELECT * {", 400), ("ASK { SERVICE ?x {} }", 403)):
        answer = client.get("/sparql", params={"query": query}, headers={"Accept": BROWSER})
        assert answer.status_code == status
        assert "<textarea" in answer.text


def test_the_editor_may_be_asked_by_a_form(client: TestClient) -> None:
    answer = client.post("/sparql", data={"query": SELECT}, headers={"Accept": BROWSER})
    assert "Cahors" in answer.text


@pytest.mark.parametrize(("registered", "asked"), CASES)
def test_every_media_type_of_the_formats_is_answered(
    client: TestClient, registered: str, asked: str
) -> None:
    rows = {media for one in SOLUTIONS for media in one.media_types}
    query = SELECT if registered in rows else CONSTRUCT
    answer = ask(client, query, asked)
    assert answer.status_code == 200
    assert answer.headers["content-type"].startswith(asked)


def test_documentation_names_every_answer(client: TestClient) -> None:
    paths = json.loads(client.get("/openapi.json").text)["paths"]
    for operation in paths["/sparql"].values():
        assert {"200", "400", "403", "406", "503"} <= set(operation["responses"])
        assert operation["operationId"]
        assert operation["description"]
