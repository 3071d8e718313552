"""The editor of SPARQL: a plain form, and the answer as a table."""

import re

from starlette.testclient import TestClient

BROWSER = {"Accept": "text/html"}


def asked(client: TestClient, query: str, status: int = 200) -> str:
    answer = client.get("/sparql", params={"query": query}, headers=BROWSER)
    assert answer.status_code == status
    return str(answer.text)


def test_the_editor_is_a_form_with_a_query_to_start_from(client: TestClient) -> None:
    html = client.get("/sparql", headers=BROWSER).text
    assert '<form class="editor" method="get" action="/sparql">' in html
    assert '<label for="query">' in html
    assert "SELECT ?convention ?nom" in html
    assert "<code>mlg:</code>" in html
    assert len(re.findall(r'href="/sparql\?query=', html)) > 5


def test_an_answer_is_a_table_with_links(client: TestClient) -> None:
    html = asked(
        client,
        "PREFIX mlg: <https://w3id.org/maillage/def#> "
        "SELECT ?a ?n { ?a a mlg:Action ; mlg:numero ?n } ORDER BY ?n",
    )
    assert "Requalification de la halle de Cahors</a>" in html
    assert '<th scope="col">n</th>' in html
    assert "SELECT ?a ?n" in html


def test_a_yes_or_no_is_said(client: TestClient) -> None:
    assert "<strong>Oui</strong>" in asked(client, "ASK { ?s ?p ?o }")
    assert "<strong>Non</strong>" in asked(client, "ASK { <x:1> ?p ?o }")


def test_a_graph_is_shown_as_text(client: TestClient) -> None:
    html = asked(client, "CONSTRUCT { <x:a> <x:b> '<script>' } WHERE {}")
    assert "&lt;script&gt;" in html
    assert "&lt;x:a&gt;" in html


def test_a_wrong_query_says_where(client: TestClient) -> None:
    html = asked(client, "SELECT ?x WHERE { oups", 400)
    assert "La requête n’a pas abouti" in html
    assert "ligne 1" in html
    assert "oups" in html


def test_a_refused_query_says_why(client: TestClient) -> None:
    assert "SERVICE" in asked(client, "SELECT * { SERVICE <http://127.0.0.1/> { ?s ?p ?o } }", 403)


def test_hostile_values_are_only_words(client: TestClient) -> None:
    html = asked(client, "SELECT ('</textarea><script>x</script>' AS ?a) (<javascript:x> AS ?b) {}")
    assert "<script>x" not in html
    assert 'href="javascript' not in html
