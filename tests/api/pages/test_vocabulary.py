"""The vocabulary, the schemes and the rules as people read them."""

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from api.app import create_app
from maillage import iri, turtle
from maillage.rdf import Quad
from maillage.settings import Settings
from maillage.store import Store

ROOT = Path(__file__).parents[3]
BROWSER = {"Accept": "text/html"}
SLUG = "essai"
FINDING: dict[str, object] = {
    "severity": "violation",
    "rule": "https://w3id.org/maillage/shapes#ConventionShape-dateSignature-loi",
    "id": "C16",
    "focus": iri.convention(SLUG).value,
    "path": None,
    "value": None,
    "message": {"fr": "« Essai » est <trop> tôt.", "en": "“Trial” is <too> early."},
    "source": {
        "file": "data/ttl/essai.ttl",
        "line": 3,
        "document": iri.document(SLUG).value,
        "start": 4,
        "end": 9,
        "quote": "hier",
    },
    "repairs": [],
}


@pytest.fixture(scope="module")
def ruled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    """A client of a release with the rules and one finding."""
    var = tmp_path_factory.mktemp("var")
    settings = Settings(root=ROOT, var=var, memory="no", rate_per_minute=0)
    folder = settings.releases / "regles"
    (folder / "documents").mkdir(parents=True)
    store = Store(folder / "store")
    paths = [*sorted((ROOT / "ontology").rglob("*.ttl")), *sorted((ROOT / "shapes").glob("*.ttl"))]
    store.add(
        Quad(t.subject, t.predicate, t.object, iri.ONTOLOGY_GRAPH)
        for path in paths
        for t in turtle.read(path)
    )
    store.optimise()
    (folder / "report.json").write_text(json.dumps({"conforms": False, "results": [FINDING]}))
    (folder / "manifest.json").write_text("{}")
    (settings.releases / "current").write_text("regles\n")
    with TestClient(create_app(settings), follow_redirects=False) as client:
        yield client


def get(client: TestClient, path: str) -> str:
    answer = client.get(path, headers=BROWSER)
    assert answer.status_code == 200
    return str(answer.text)


def test_every_term_is_defined_under_its_own_anchor(client: TestClient) -> None:
    html = get(client, "/ontology")
    for name in ("Action", "Convention", "Enonce", "fondeSur", "dureeMois"):
        assert f'<div class="term" id="{name}">' in html
        assert f"<code>mlg:{name}</code>" in html
    assert 'href="/ontology#Territoire"' in html


def test_a_scheme_lists_its_concepts_below_each_other(client: TestClient) -> None:
    html = get(client, "/schemes/statut")
    assert "<code>mature</code>" in html
    below = html.partition("<code>a-engager</code>")[2]
    assert "<code>2019</code>" in below


def test_all_schemes_are_listed(client: TestClient) -> None:
    html = get(client, "/schemes")
    for name in ("statut", "qualite", "nature", "etat"):
        assert f'href="/schemes/{name}"' in html


def test_rules_are_listed_with_what_they_found(ruled: TestClient) -> None:
    html = get(ruled, "/shapes")
    assert 'href="/shapes/ConventionShape"' in html
    assert 'href="/shapes/ConventionShape-dateSignature-loi"' in html
    assert "1\u00a0constat" in html


@pytest.mark.parametrize("name", ["ConventionShape-dateSignature-loi", "ConventionShape", "C16"])
def test_a_rule_has_a_page_by_name_class_and_number(ruled: TestClient, name: str) -> None:
    html = get(ruled, f"/shapes/{name}")
    assert "C16" in html
    assert "« Essai » est &lt;trop&gt; tôt." in html
    assert 'href="/document/essai#p-4-9"' in html
    assert "Erreur" in html
    assert "publiée et signalée comme telle." in html
    assert "empêche la publication" not in html


def test_a_rule_is_told_in_english_too(ruled: TestClient) -> None:
    html = get(ruled, "/shapes/C16?lang=en")
    assert "“Trial” is &lt;too&gt; early." in html
    assert "Error" in html
    assert "published, and marked as such." in html


def test_a_release_without_documents_still_has_its_pages(ruled: TestClient) -> None:
    html = get(ruled, "/")
    assert "Aucun document n’a encore été lu." in html


def test_a_rule_comes_as_rdf_under_its_number(ruled: TestClient) -> None:
    by_number = ruled.get("/shapes/C16", headers={"Accept": "text/turtle"})
    assert by_number.status_code == 200
    assert "ConventionShape-dateSignature-loi" in by_number.text
    assert "ConventionShape-dureeMois" not in by_number.text
    assert ruled.get("/shapes/C16.ttl").text == by_number.text


def test_the_version_of_the_rules_leads_to_them(ruled: TestClient) -> None:
    answer = ruled.get("/shapes/0.1.0")
    assert (answer.status_code, answer.headers["location"]) == (303, "/shapes")
    assert ruled.get("/shapes/9.9.9").status_code == 404


def test_every_link_to_data_of_the_vocabulary_answers(ruled: TestClient) -> None:
    links = re.findall(r'href="(/ontology\.[a-z]+)"', get(ruled, "/ontology"))
    assert len(links) == 3
    for link in links:
        assert ruled.get(link).status_code == 200, link
