"""The routes of saved queries: forms, negotiation, validators, refusals, their description."""

import json
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from starlette.testclient import TestClient

from api.app import create_app
from api.exports import EXPORTS
from api.pool import QUEUE, SHARE
from maillage.settings import Settings

POPULATION = "/queries/populations-d-une-commune"
CAHORS = "?commune=46042"
DRAWN = "/queries/actions-par-statut"
"""A question whose picture has something to draw in the small release."""
BROWSER = {"Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,image/webp,*/*;q=0.8"}
OFFERED = [one for one in EXPORTS if one.extension != "geojson"]
"""The forms of a question without a place."""


@pytest.mark.parametrize("form", [one.extension for one in OFFERED])
def test_a_file_says_what_it_is_and_is_sent_once(client: TestClient, form: str) -> None:
    page = DRAWN if form in ("svg", "vl.json") else f"{POPULATION}{CAHORS}"
    path = f"{DRAWN}.{form}" if page == DRAWN else f"{POPULATION}.{form}{CAHORS}"
    answer = client.get(path)
    assert answer.status_code == 200
    chosen = next(one for one in EXPORTS if one.extension == form)
    assert answer.headers["content-type"] == chosen.content_type
    name = page.partition("?")[0].rpartition("/")[2]
    assert f'filename="{name}.{form}"' in answer.headers["content-disposition"]
    assert (
        f'<http://testserver{page}>; rel="alternate"; type="text/html"' in (answer.headers["link"])
    )
    assert "/releases/" in answer.headers["link"]
    assert 'rel="license"' in answer.headers["link"]
    again = client.get(path, headers={"If-None-Match": answer.headers["etag"]})
    assert again.status_code == 304
    assert again.content == b""
    head = client.head(path)
    assert head.status_code == 200
    assert head.content == b""
    assert head.headers["etag"] == answer.headers["etag"]


@pytest.mark.parametrize(
    ("accept", "media"),
    [
        ("text/csv", "text/csv; charset=utf-8"),
        ("application/sparql-results+json", "application/sparql-results+json"),
        ("application/json", "application/json"),
        ("text/csv;q=0.5, application/sparql-results+xml", "application/sparql-results+xml"),
        ("image/svg+xml", "image/svg+xml"),
        ("application/vnd.apache.parquet", "application/vnd.apache.parquet"),
        ("*/*", "text/html; charset=utf-8"),
        ("text/html, text/csv;q=0.9", "text/html; charset=utf-8"),
    ],
)
def test_accept_decides_between_the_page_and_the_data(
    client: TestClient, accept: str, media: str
) -> None:
    page = DRAWN if accept.startswith("image") else f"{POPULATION}{CAHORS}"
    answer = client.get(page, headers={"Accept": accept})
    assert answer.status_code == 200
    assert answer.headers["content-type"] == media
    assert "Accept" in answer.headers["vary"]


def test_a_browser_gets_the_page(client: TestClient) -> None:
    answer = client.get(f"{POPULATION}{CAHORS}", headers=BROWSER)
    assert answer.headers["content-type"].startswith("text/html")
    assert 'rel="alternate"; type="text/csv"' in answer.headers["link"]


def test_what_nobody_has_is_not_acceptable(client: TestClient) -> None:
    answer = client.get(f"{POPULATION}{CAHORS}", headers={"Accept": "video/mp4"})
    assert answer.status_code == 406
    assert "text/csv" in answer.json()["detail"]


@pytest.mark.parametrize(
    ("path", "status", "words"),
    [
        (f"{POPULATION}.exe{CAHORS}", 404, "xlsx"),
        (f"{POPULATION}.geojson{CAHORS}", 404, "aucune colonne"),
        ("/queries/absente.csv", 404, "absente"),
        ("/queries/absente", 404, "absente"),
        (f"{POPULATION}.xlsx?commune=zz", 422, "commune"),
        (f"{POPULATION}.parquet", 422, "commune"),
        (f"{POPULATION}.svg?commune=46042&commune=46042", 422, "deux fois"),
        (f"{POPULATION}.xlsx{CAHORS}&bom=1", 422, "bom"),
        (f"{POPULATION}.csv{CAHORS}&bom=oui", 422, "bom"),
        (f"{POPULATION}.svg?commune=01001", 404, "rien n'y est à dessiner"),
    ],
)
def test_a_refusal_says_what_to_do(client: TestClient, path: str, status: int, words: str) -> None:
    answer = client.get(path)
    assert answer.status_code == status
    assert answer.headers["content-type"] == "application/problem+json"
    assert words in answer.json()["detail"]
    if status == 422:
        assert answer.json()["parameters"] == ["bom" if "bom" in path else "commune"]


def test_a_value_of_no_choice_is_refused_with_those_that_are_near(client: TestClient) -> None:
    answer = client.get("/queries/communes-d-un-programme.json?programme=ACVV")
    assert answer.status_code == 422
    assert answer.json()["parameters"] == ["programme"]
    assert "acv" in answer.json()["near"]
    page = client.get("/queries/communes-d-un-programme?programme=ACVV", headers=BROWSER)
    assert page.status_code == 422
    assert 'aria-invalid="true"' in page.text
    assert "n&#39;est pas un de ses" in page.text
    assert 'id="answer"' not in page.text
    assert '<option value="" selected>ACVV</option>' in page.text


def test_a_value_that_is_only_unknown_has_an_empty_answer(client: TestClient) -> None:
    answer = client.get(f"{POPULATION}.json?commune=01001")
    assert answer.status_code == 200
    assert answer.json()["results"]["bindings"] == []
    page = client.get(f"{POPULATION}?commune=01001", headers=BROWSER)
    assert page.status_code == 200
    assert "Changez une valeur du formulaire" in page.text


def test_a_csv_may_begin_with_a_mark_for_excel(client: TestClient) -> None:
    plain = client.get(f"{POPULATION}.csv{CAHORS}")
    marked = client.get(f"{POPULATION}.csv{CAHORS}&bom=1")
    assert marked.content == b"\xef\xbb\xbf" + plain.content
    assert marked.headers["etag"] != plain.headers["etag"]


def test_the_language_of_a_file_is_that_of_the_client(client: TestClient) -> None:
    french = client.get(f"{DRAWN}.svg?lang=fr")
    english = client.get(f"{DRAWN}.svg", headers={"Accept-Language": "en"})
    assert "Barres" in french.text
    assert "Bars: actions, by" in english.text
    assert english.headers["content-language"] == "en"
    assert "Accept-Language" in english.headers["vary"]


@pytest.mark.parametrize("host", ["a'b", 'a"b', "[", "x.example/<y>", "x y"])
def test_a_host_that_is_none_stands_in_no_address(client: TestClient, host: str) -> None:
    answer = client.get(f"{POPULATION}{CAHORS}", headers={**BROWSER, "Host": host})
    assert answer.status_code == 200
    assert "&#39;https://w3id.org/maillage/queries/populations-d-une-commune.csv?" in answer.text
    assert f"//{host}" not in answer.text


def test_the_list_is_for_machines_too(client: TestClient) -> None:
    answer = client.get("/queries", headers={"Accept": "application/json"})
    tree = answer.json()
    found = next(one for one in tree["questions"] if one["name"] == "populations-d-une-commune")
    assert found["picture"] == "line"
    assert found["parameters"][0]["example"] == "46042"
    assert tree["formats"]["csv"] == "text/csv"
    assert (
        client.get(
            "/queries",
            headers={"Accept": "application/json", "If-None-Match": answer.headers["etag"]},
        ).status_code
        == 304
    )


def test_the_list_is_filtered_without_a_script(client: TestClient) -> None:
    html = client.get("/queries?q=POPULATION+commune", headers=BROWSER).text
    assert "populations-d-une-commune" in html
    assert "/queries/contradictions" not in html
    assert 'value="POPULATION commune"' in html
    none = client.get("/queries?q=%3Cscript%3Ezz", headers=BROWSER).text
    assert "Aucune question ne contient" in none
    assert "<script>zz" not in none


def test_the_page_has_its_picture_code_and_citation(client: TestClient) -> None:
    html = client.get(f"{POPULATION}{CAHORS}", headers=BROWSER).text
    drawn = client.get(DRAWN, headers=BROWSER).text
    assert drawn.count('<svg class="drawn drawn-bar"') == 2
    assert "style=" not in drawn
    assert "<figcaption" in drawn
    assert (
        f"curl --fail --output &#39;populations-d-une-commune.csv&#39; &#39;http://testserver{POPULATION}.csv{CAHORS}&#39;"
        in html
    )
    assert "pd.read_csv(\n    &#34;http://testserver" in html
    assert "Csv.Document(Web.Contents(" in html
    assert "@misc{maillage-" in html
    assert "/sparql?query=" in html
    assert f'href="{POPULATION}.csv{CAHORS}&amp;bom=1"' in html


@pytest.fixture(scope="module")
def hurried(release_settings: Settings) -> Iterator[TestClient]:
    """A service that stops every query."""
    settings = replace(release_settings, query_seconds=0.0001)
    with TestClient(create_app(settings)) as client:
        yield client


def test_a_question_that_takes_too_long_keeps_its_form(hurried: TestClient) -> None:
    page = hurried.get(f"{POPULATION}{CAHORS}", headers=BROWSER)
    assert page.status_code == 503
    assert "Retry-After" in page.headers
    assert page.headers["cache-control"] == "no-store"
    assert 'value="46042"' in page.text
    assert "n’est pas venue à temps" in page.text
    data = hurried.get(f"{POPULATION}.csv{CAHORS}")
    assert data.status_code == 503
    assert data.headers["content-type"] == "application/problem+json"


def test_a_cut_answer_says_so(release_settings: Settings) -> None:
    with TestClient(create_app(replace(release_settings, query_rows=1))) as client:
        data = client.get("/queries/conventions.json")
        many = client.get("/queries/contradictions.json")
        cut = data if "maillage-truncated" in data.headers else many
        if "maillage-truncated" not in cut.headers:
            cut = client.get("/queries/actions-par-axe.json")
        assert cut.headers["maillage-truncated"] == "rows=1"
        assert len(cut.json()["results"]["bindings"]) == 1


def test_a_painter_that_does_not_answer_leaves_the_table(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    painter: Any = client.app.state.painter  # type: ignore[attr-defined]
    monkeypatch.setattr(painter, "_kept", type(painter._kept)())
    monkeypatch.setattr(painter, "_seconds", 0.0)
    answer = client.get(DRAWN, headers={**BROWSER, "Accept-Language": "fr;q=0.3"})
    assert answer.status_code == 200
    assert answer.headers["cache-control"] == "no-store", "the next one may have its picture"
    assert "Le dessin n’a pas pu être fait à temps" in answer.text
    assert '<td class="figure">' in answer.text
    assert client.get(f"{DRAWN}.svg", headers={"Accept-Language": "fr;q=0.3"}).status_code == 503


def test_the_routes_are_described(client: TestClient) -> None:
    paths = client.get("/openapi.json").json()["paths"]
    for path in (
        "/queries",
        "/queries/{name}",
        "/queries/{name}.{form}",
        "/queries/{name}.vl.json",
    ):
        assert path in paths
    described = paths["/queries/{name}.{form}"]["get"]
    assert {"200", "304", "404", "422", "503"} <= set(described["responses"])
    media = described["responses"]["200"]["content"]
    assert set(media) >= {one.media_type for one in EXPORTS}
    assert json.dumps(paths).count("answer_as") == 1


def test_a_saved_query_is_asked_in_the_name_of_its_client(client: TestClient) -> None:
    asked = client.app.state.pool  # type: ignore[attr-defined]
    share = QUEUE * asked._settings.workers // SHARE
    asked._in_hand["198.51.100.7"] = share
    try:
        assert client.get(f"{DRAWN}.tsv").status_code == 200
        asked._in_hand["testclient"] = share
        del asked._in_hand["198.51.100.7"]
        assert client.get(f"{DRAWN}.xml").status_code == 429
    finally:
        asked._in_hand.clear()
