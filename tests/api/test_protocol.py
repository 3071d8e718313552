"""SPARQL 1.1 Protocol: how a query arrives, and what is said where none does."""

from urllib.parse import urlencode

import pytest
from starlette.testclient import TestClient

ASK = "ASK { ?s ?p ?o }"
FORM = {"Content-Type": "application/x-www-form-urlencoded"}
DIRECT = {"Content-Type": "application/sparql-query"}
UPDATE = {"Content-Type": "application/sparql-update"}
ONTOLOGY = "https://w3id.org/maillage/id/graph/ontology"
COUNT = "SELECT (COUNT(*) AS ?n) { ?s a <https://w3id.org/maillage/def#Commune> }"


def test_a_query_arrives_by_get(client: TestClient) -> None:
    assert client.get("/sparql", params={"query": ASK}).json()["boolean"] is True


@pytest.mark.parametrize("path", ["/sparql", "/sparql/"])
@pytest.mark.parametrize(
    "headers",
    [
        FORM,
        {"Content-Type": "application/x-www-form-urlencoded; charset=UTF-8"},
        {"Content-Type": 'Application/X-WWW-Form-Urlencoded;charset="utf-8"'},
    ],
)
def test_a_query_arrives_in_a_form(client: TestClient, path: str, headers: dict[str, str]) -> None:
    body = urlencode({"query": ASK})
    assert client.post(path, content=body, headers=headers).json()["boolean"] is True


def test_a_form_may_hold_plain_utf8(client: TestClient) -> None:
    body = 'query=ASK { ?s ?p "Un complexe cinématographique en centre ville"@fr }'.encode()
    assert client.post("/sparql", content=body, headers=FORM).json()["boolean"] is True


def test_a_query_arrives_as_the_body(client: TestClient) -> None:
    accented = 'ASK { ?s ?p "Un complexe cinématographique en centre ville"@fr }'
    answer = client.post("/sparql", content=accented.encode(), headers=DIRECT)
    assert answer.json()["boolean"] is True


def test_graphs_arrive_in_the_address_of_a_direct_query(client: TestClient) -> None:
    def count(**graphs: list[str]) -> str:
        answer = client.post("/sparql", params=graphs, content=COUNT, headers=DIRECT)
        return str(answer.json()["results"]["bindings"][0]["n"]["value"])

    assert count() == "3"
    assert count(**{"default-graph-uri": [ONTOLOGY]}) == "0"
    table = "https://w3id.org/maillage/id/graph/table/communes/2026"
    assert count(**{"default-graph-uri": [ONTOLOGY, table]}) == "3"


def test_named_graphs_are_seen_by_graph_and_the_merge_by_default(client: TestClient) -> None:
    query = "SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } }"
    rows = client.get("/sparql", params={"query": query}).json()["results"]["bindings"]
    assert {"type": "uri", "value": ONTOLOGY} in [row["g"] for row in rows]
    twice = "SELECT (COUNT(*) AS ?n) { ?s a <https://w3id.org/maillage/def#Convention> }"
    rows = client.get("/sparql", params={"query": twice}).json()["results"]["bindings"]
    assert rows[0]["n"]["value"] == "1"


HERE = [("query", ASK)]
TEXT = {"Content-Type": "text/plain"}
FILES = {"Content-Type": "multipart/form-data; boundary=x"}
UTF16 = {"Content-Type": "application/sparql-query; charset=utf-16"}
LATIN = b"query=ASK%20%7B%20%3Fs%20%3Fp%20%22%E9%22%7D"
BAD = [
    ("two queries", "GET", HERE + HERE, None, {}, 400),
    ("a query in the address and in the form", "POST", HERE, b"query=ASK{}", FORM, 400),
    ("a query in the address and as the body", "POST", HERE, b"ASK{}", DIRECT, 400),
    ("no query in the form", "POST", [], b"x=1", FORM, 400),
    ("an empty form", "POST", [], b"", FORM, 400),
    ("an empty body", "POST", [], b"", DIRECT, 400),
    ("two operations", "GET", [("query", "ASK {} ASK {}")], None, {}, 400),
    ("broken syntax", "GET", [("query", "SELECT * { ?s")], None, {}, 400),
    ("a body that is not UTF-8", "POST", [], b'ASK { ?s ?p "\xe9" }', DIRECT, 400),
    ("a form that is not UTF-8", "POST", [], LATIN, FORM, 400),
    ("a form with raw bytes", "POST", [], b'query=ASK { ?s ?p "\xe9" }', FORM, 400),
    ("no content type", "POST", [], b"query=ASK{}", {}, 415),
    ("a text", "POST", [], b"ASK {}", TEXT, 415),
    ("a file form", "POST", [], b"ASK {}", FILES, 415),
    ("UTF-16", "POST", [], b"ASK {}", UTF16, 415),
    ("an update as the body", "POST", [], b"DROP ALL", UPDATE, 403),
    ("an update in a form", "POST", [], b"update=DROP%20ALL", FORM, 403),
    ("an update in the address", "GET", [("update", "DROP ALL")], None, {}, 403),
    ("two updates", "POST", [], b"update=DROP%20ALL&update=DROP%20ALL", FORM, 400),
    ("a query and an update", "POST", HERE, b"DROP ALL", UPDATE, 400),
    ("an update as a query", "POST", [], b"DROP ALL", DIRECT, 403),
    ("a file", "GET", [*HERE, ("default-graph-uri", "file:///etc/passwd")], None, {}, 403),
    ("a graph of elsewhere", "GET", [*HERE, ("named-graph-uri", "http://x/")], None, {}, 403),
    ("no IRI", "GET", [*HERE, ("default-graph-uri", "no iri>")], None, {}, 403),
    ("too many parameters", "GET", [(f"a{n}", "1") for n in range(300)], None, {}, 400),
]


@pytest.mark.parametrize(
    ("method", "params", "content", "headers", "status"),
    [case[1:] for case in BAD],
    ids=[case[0] for case in BAD],
)
def test_what_is_not_one_query_is_refused_with_a_reason(
    client: TestClient,
    method: str,
    params: list[tuple[str, str]],
    content: bytes | None,
    headers: dict[str, str],
    status: int,
) -> None:
    answer = client.request(method, "/sparql", params=params, content=content, headers=headers)
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    problem = answer.json()
    assert problem["status"] == status
    assert problem["title"]
    assert problem["detail"].endswith(".")


def test_an_address_that_is_not_utf8_is_refused(client: TestClient) -> None:
    answer = client.get("/sparql?query=ASK%20%7B%20?s%20?p%20%22%E9%22%7D")
    assert answer.status_code == 400


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH"])
def test_other_methods_are_not_allowed(client: TestClient, method: str) -> None:
    answer = client.request(method, "/sparql", params={"query": ASK})
    assert answer.status_code == 405
    assert "GET" in answer.headers["allow"]


def test_a_reason_comes_in_the_language_of_the_client(client: TestClient) -> None:
    french = client.get("/sparql", params={"query": "ASK {"})
    english = client.get("/sparql", params={"query": "ASK {"}, headers={"Accept-Language": "en"})
    assert "Requête illisible, ligne 1" in french.json()["detail"]
    assert "Unreadable query, line 1" in english.json()["detail"]
    assert english.headers["content-language"] == "en"


def test_head_has_the_headers_of_get_and_no_body(client: TestClient) -> None:
    get = client.get("/sparql", params={"query": ASK})
    head = client.head("/sparql", params={"query": ASK})
    assert head.status_code == 200
    assert head.content == b""
    for name in ("content-type", "content-length", "etag"):
        assert head.headers[name] == get.headers[name]
