"""``/actions`` and ``/conventions`` as files, and what they refuse."""

import csv
import io
from dataclasses import replace
from urllib.parse import parse_qs, urlparse

import pytest
from starlette.testclient import TestClient

from api.app import create_app
from maillage.release import current
from maillage.settings import Settings
from tests.api.conftest import SLUG

JSON = {"Accept": "application/json"}


def test_the_whole_list_is_there_with_its_counts(client: TestClient) -> None:
    found = client.get("/actions.json").json()
    assert found["total"] == len(found["items"]) > 0
    for counts in found["facets"].values():
        assert sum(counts.values()) >= found["total"]
    action = next(one for one in found["items"] if one["iri"].endswith(f"action/{SLUG}/6"))
    assert action["statut"] == ["https://w3id.org/maillage/id/statut/mature"]
    assert action["convention"] == [f"https://w3id.org/maillage/id/convention/{SLUG}"]
    assert action["annee"] == ["2018"]


def test_filters_leave_what_has_all_facets(client: TestClient) -> None:
    whole = client.get("/actions.json").json()
    mature = client.get("/actions.json?statut=statut/mature").json()
    assert mature["total"] == whole["facets"]["statut"]["statut/mature"] == len(mature["items"])
    assert mature["facets"]["statut"] == whole["facets"]["statut"]
    both = client.get("/actions.json?statut=statut/mature&statut=-&annee=2018").json()
    assert both["filters"] == {"statut": ["statut/mature", "-"], "annee": ["2018"]}
    none = client.get("/actions.json?annee=1789").json()
    assert (none["total"], none["items"]) == (0, [])


def test_the_address_without_a_form_answers_machines_too(client: TestClient) -> None:
    assert client.get("/conventions", headers=JSON).json() == client.get("/conventions.json").json()
    table = client.get("/conventions", headers={"Accept": "text/csv"})
    assert table.content == client.get("/conventions.csv").content


def test_the_table_has_names_that_a_person_reads(client: TestClient) -> None:
    answer = client.get("/actions.csv?statut=statut/mature")
    assert answer.headers["content-type"].startswith("text/csv")
    assert "actions.csv" in answer.headers["content-disposition"]
    rows = list(csv.DictReader(io.StringIO(answer.text)))
    assert rows
    assert {row["statut"] for row in rows} == {"Mature"}
    assert any("halle de Cahors" in row["nom"] for row in rows)


def test_no_cell_is_a_formula(client: TestClient) -> None:
    rows = list(csv.reader(io.StringIO(client.get("/conventions.csv").text)))
    assert not [cell for row in rows for cell in row if cell.startswith(("=", "+", "-", "@"))]


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("/actions?couleur=bleu", "couleur"),
        ("/actions.csv?couleur=bleu", "couleur"),
        ("/actions?type=x", "type"),
        ("/conventions?statut=statut/mature", "statut"),
        ("/actions?statut=a%20b", "statut"),
        ("/actions?convention=%3Cx%3E", "convention"),
    ],
)
def test_an_unknown_filter_is_named(client: TestClient, address: str, said: str) -> None:
    answer = client.get(address, headers=JSON)
    assert answer.status_code == 422
    assert said in answer.json()["detail"]


def test_what_the_client_has_is_not_sent_again(client: TestClient) -> None:
    for address in ("/actions", "/actions.csv", "/actions.json?annee=2018"):
        first = client.get(address)
        again = client.get(address, headers={"If-None-Match": first.headers["etag"]})
        assert again.status_code == 304


def test_other_formats_are_not_acceptable(client: TestClient) -> None:
    assert client.get("/actions", headers={"Accept": "text/turtle"}).status_code == 406
    assert client.get("/actions.pdf").status_code == 404


def test_a_long_list_is_cut_and_says_so(release_settings: Settings) -> None:
    with TestClient(create_app(replace(release_settings, query_rows=1))) as client:
        answer = client.get("/actions.json")
        assert answer.headers["maillage-truncated"] == "rows=1"
        assert len(answer.json()["items"]) == 1
        assert answer.json()["total"] > 1


def test_the_link_to_sparql_gives_the_same_things(
    client: TestClient, release_settings: Settings
) -> None:
    view = current(release_settings).view()
    for query in ("", "?statut=statut/mature", "?axe=-", "?annee=2018&convention=-"):
        page = client.get(f"/actions{query}", headers={"Accept": "text/html"}).text
        link = page.partition('href="/sparql?query=')[2].partition('"')[0]
        text = parse_qs(urlparse(f"/sparql?query={link}").query)["query"][0]
        listed = {one["iri"] for one in client.get(f"/actions.json{query}").json()["items"]}
        assert {row["chose"].value for row in view.select(text)} == listed


def test_the_routes_are_documented(client: TestClient) -> None:
    paths = client.get("/openapi.json").json()["paths"]
    for address in ("/actions", "/actions.csv", "/actions.json", "/conventions"):
        told = paths[address]["get"]
        assert {"programme", "annee", "sort"} <= {one["name"] for one in told["parameters"]}
        assert {"200", "422", "503"} <= set(told["responses"])
