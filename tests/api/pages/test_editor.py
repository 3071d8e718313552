"""The editor of SPARQL: a plain form, and the answer as a table."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from api.pages import assets
from tests.api.conftest import ROOT

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


@pytest.fixture
def built(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder that stands for what ``make editor`` builds."""
    folder = tmp_path / "editor"
    folder.mkdir()
    (folder / "editor.js").write_text("// the editor\n")
    (folder / "chart-ABC.js").write_text("// the chart\n")
    monkeypatch.setattr(assets, "EDITOR", folder)
    return folder


def state(html: str) -> dict[str, Any]:
    """What the page hands to its script."""
    (block,) = re.findall(r'<script type="application/json" id="editor-state">(.*?)</script>', html)
    found: dict[str, Any] = json.loads(block)
    return found


def test_without_a_built_editor_the_page_has_no_script_of_it(
    client: TestClient, built: Path
) -> None:
    (built / "editor.js").unlink()
    html = asked(client, "SELECT (1 AS ?x) {}")
    assert "editor-state" not in html
    assert 'type="module"' not in html
    assert '<textarea id="query"' in html


def test_the_script_of_the_editor_is_served_for_ever(client: TestClient, built: Path) -> None:
    html = asked(client, "ASK {} # before")
    (address,) = re.findall(r'<script type="module" src="([^"]+)">', html)
    script = client.get(address)
    assert script.text == "// the editor\n"
    assert script.headers["content-type"].startswith("text/javascript")
    assert "immutable" in script.headers["cache-control"]
    assert client.get("/static/editor/chart-ABC.js").status_code == 200
    (built / "editor.js").write_text("// another\n")
    assert address not in asked(client, "ASK {} # after")


@pytest.mark.parametrize("name", ["absent.js", "..%2f..%2fapp.py", "..%2fmaillage.css", "x.py"])
def test_nothing_else_is_served_beside_it(client: TestClient, built: Path, name: str) -> None:
    (built / "x.py").write_text("x = 1\n")
    assert client.get(f"/static/editor/{name}").status_code == 404


@pytest.mark.usefixtures("built")
def test_the_script_gets_the_answer_that_the_page_holds(client: TestClient) -> None:
    held = state(asked(client, "SELECT ('</script><b>' AS ?x) {}"))
    assert held["asked"] == "SELECT ('</script><b>' AS ?x) {}"
    (row,) = json.loads(held["reply"]["text"])["results"]["bindings"]
    assert row["x"]["value"] == "</script><b>"
    assert held["reply"]["cut"] is None
    assert held["problem"] is None


@pytest.mark.usefixtures("built")
def test_the_script_gets_the_place_of_what_is_wrong(client: TestClient) -> None:
    held = state(asked(client, "SELECT ?x WHERE { oups", 400))
    assert (held["problem"]["line"], held["problem"]["column"]) == (1, 23)
    assert "ligne 1" in held["problem"]["detail"]
    assert held["reply"] is None


@pytest.mark.usefixtures("built")
def test_the_script_speaks_the_language_of_the_page(client: TestClient) -> None:
    for language, word in (("fr", "Interroger"), ("en", "Run")):
        held = state(
            client.get(
                "/sparql", params={"lang": language, "query": "ASK {} # spoken"}, headers=BROWSER
            ).text
        )
        assert held["language"] == language
        assert held["texts"]["run"] == word


def test_pages_ask_our_routes_and_no_other(client: TestClient) -> None:
    policies = [
        client.get(path, headers=BROWSER).headers["content-security-policy"]
        for path in ("/sparql", "/", "/ontology")
    ]
    assert ["connect-src 'self'" in policy for policy in policies] == [True, True, True]
    assert not any("unsafe" in policy for policy in policies)


def test_every_saved_question_is_an_example_under_its_theme(client: TestClient) -> None:
    html = client.get("/sparql", headers=BROWSER).text
    section = html.partition('id="examples"')[2].partition("</section>")[0]
    assert section.count('href="/sparql?query=') == len(list((ROOT / "queries").glob("*.rq")))
    assert section.count("<h3>") > 3
    assert "%23%2B" not in section


def test_the_place_is_in_the_problem_for_machines(client: TestClient) -> None:
    answer = client.get("/sparql", params={"query": "SELECT * {\n  ?s a:b ?o }"})
    assert answer.status_code == 400
    assert answer.headers["content-type"] == "application/problem+json"
    assert (answer.json()["line"], answer.json()["column"]) == (2, 6)
