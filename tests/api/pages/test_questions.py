"""The saved questions: form, answer, exports, refusals."""

import json
import re

import pytest
from starlette.testclient import TestClient

BROWSER = {"Accept": "text/html"}
POPULATION = "/queries/populations-d-une-commune"


def test_every_question_is_listed_and_answers(client: TestClient) -> None:
    html = client.get("/queries", headers=BROWSER).text
    links = re.findall(r'<h3><a href="(/queries/[a-z0-9-]+)">', html)
    assert len(links) > 10
    for link in links:
        answer = client.get(link, headers=BROWSER)
        assert answer.status_code == 200, link


def test_a_page_opened_bare_shows_the_example(client: TestClient) -> None:
    html = client.get(POPULATION, headers=BROWSER).text
    assert "voici la réponse pour l’exemple" in html
    assert '<td class="figure"><span>20\u202f097</span>' in html


def test_the_values_of_the_address_are_asked(client: TestClient) -> None:
    html = client.get(f"{POPULATION}?commune=46042", headers=BROWSER).text
    assert "voici la réponse pour l’exemple" not in html
    assert 'value="46042"' in html
    assert 'href="/queries/populations-d-une-commune.csv?commune=46042"' in html
    assert "#+" not in html


def test_an_answer_without_rows_says_so(client: TestClient) -> None:
    html = client.get(f"{POPULATION}?commune=01001", headers=BROWSER).text
    assert "Aucune ligne" in html


@pytest.mark.parametrize(
    "value",
    ["zz", "46042'", "46042> } #", "<script>alert(1)</script>", "4604", "é" * 300],
)
def test_an_ill_typed_value_is_refused_beside_its_field(client: TestClient, value: str) -> None:
    answer = client.get(POPULATION, params={"commune": value}, headers=BROWSER)
    assert answer.status_code == 422
    assert 'aria-invalid="true"' in answer.text
    assert "un code Insee de cinq caractères" in answer.text
    assert "<script>alert" not in answer.text


def test_an_unknown_parameter_is_named(client: TestClient) -> None:
    answer = client.get(f"{POPULATION}?ville=46042", headers=BROWSER)
    assert answer.status_code == 422
    assert "« ville »".replace("« ", "«\u00a0").replace(" »", "\u00a0»") in answer.text


def test_a_parameter_given_twice_is_refused(client: TestClient) -> None:
    answer = client.get(f"{POPULATION}?commune=46042&commune=32132", headers=BROWSER)
    assert answer.status_code == 422


def test_the_language_is_no_parameter_of_the_question(client: TestClient) -> None:
    answer = client.get(f"{POPULATION}?commune=46042&lang=en", headers=BROWSER)
    assert answer.status_code == 200
    assert "Inhabitants" in answer.text


@pytest.mark.parametrize(
    ("form", "media"),
    [
        ("json", "application/sparql-results+json"),
        ("csv", "text/csv; charset=utf-8"),
        ("tsv", "text/tab-separated-values; charset=utf-8"),
        ("xml", "application/sparql-results+xml"),
    ],
)
def test_an_answer_can_be_exported(client: TestClient, form: str, media: str) -> None:
    answer = client.get(f"{POPULATION}.{form}?commune=46042")
    assert answer.status_code == 200
    assert answer.headers["content-type"] == media
    assert "20097" in answer.text


def test_the_json_export_is_a_standard_result(client: TestClient) -> None:
    tree = json.loads(client.get(f"{POPULATION}.json?commune=46042").text)
    assert tree["head"]["vars"] == ["millesime", "population"]
    assert tree["results"]["bindings"][0]["population"]["value"] == "20097"


@pytest.mark.parametrize(
    "query", ["", "?commune=zz", "?ville=46042", "?commune=46042&commune=46042"]
)
def test_an_export_names_the_parameter_that_is_wrong(client: TestClient, query: str) -> None:
    answer = client.get(f"{POPULATION}.json{query}", headers={"Accept": "application/json"})
    assert answer.status_code == 422
    assert answer.headers["content-type"].startswith("application/problem+json")
    assert ("ville" if "ville" in query else "commune") in answer.text


@pytest.mark.parametrize(
    ("query", "french", "english"),
    [
        ("", "donnez une valeur", "give a value"),
        ("?commune=zz", "« zz » n'est pas un code Insee", "'zz' is not an INSEE code"),
        ("?ville=46042", "n'a pas ce paramètre ; il connaît : commune", "no such parameter"),
        ("?commune=46042&commune=46042", "est donné deux fois", "is given twice"),
    ],
)
def test_a_refusal_comes_in_the_language_of_the_client(
    client: TestClient, query: str, french: str, english: str
) -> None:
    answer = client.get(f"{POPULATION}.json{query}", headers={"Accept-Language": "fr"})
    assert answer.json()["detail"].startswith("paramètre ")
    assert french in answer.json()["detail"]
    answer = client.get(f"{POPULATION}.json{query}", headers={"Accept-Language": "en"})
    assert english in answer.json()["detail"]


def test_an_export_is_the_same_each_time(client: TestClient) -> None:
    first, again = (client.get(f"{POPULATION}.csv?commune=46042").content for _ in range(2))
    assert first == again
