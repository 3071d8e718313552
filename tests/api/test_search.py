"""``/search`` for machines: what it answers, refuses and promises."""

import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from api.app import create_app
from maillage.release import current
from maillage.settings import Settings
from tests.api.conftest import SLUG, write_release

JSON = {"Accept": "application/json"}


def ask(client: TestClient, query: str, **more: str) -> dict[str, object]:
    answer = client.get("/search", params={"q": query, **more}, headers=JSON)
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "application/json"
    return dict(answer.json())


def test_results_tell_what_and_where(client: TestClient) -> None:
    found = ask(client, "cahors")
    first = found["results"][0]  # type: ignore[index]
    assert first["iri"] == "https://w3id.org/maillage/id/commune/46042"
    assert first["page"] == "/page/commune/46042"
    assert (first["kind"], first["kind_label"]) == ("commune", "commune")
    assert first["label"] == "Cahors"
    assert found["match"] == "all"
    assert found["total"] == sum(found["facets"]["kind"].values())  # type: ignore[index]


def test_an_excerpt_comes_with_the_places_of_its_words(client: TestClient) -> None:
    found = ask(client, "milliards", kind="document")
    first = found["results"][0]  # type: ignore[index]
    words = [first["excerpt"][start:end] for start, end in first["marks"]]
    assert words
    assert {word.casefold() for word in words} <= {"milliard", "milliards"}


def test_a_slip_is_told(client: TestClient) -> None:
    found = ask(client, "cahros")
    assert (found["match"], found["suggestion"]) == ("spelling", "Cahors")


def test_a_saved_question_is_found_with_its_address(client: TestClient) -> None:
    found = ask(client, "populations d'une commune", kind="question")
    first = found["results"][0]  # type: ignore[index]
    assert first["page"] == "/queries/populations-d-une-commune"
    assert client.get(first["page"], headers={"Accept": "text/html"}).status_code == 200


def test_every_result_has_a_page(client: TestClient) -> None:
    for query in ("cahors", "opah", "convention", "mature", "C16", "population"):
        for result in ask(client, query, size="100")["results"]:  # type: ignore[attr-defined]
            page = client.get(result["page"].partition("#")[0], headers={"Accept": "text/html"})
            assert page.status_code == 200, result


def test_the_format_of_the_address_goes_before_accept(client: TestClient) -> None:
    asked = {"q": "cahors", "format": "json"}
    assert client.get("/search", params=asked, headers={"Accept": "text/html"}).json()["total"]
    page = client.get("/search", params={**asked, "format": "html"}, headers=JSON)
    assert page.headers["content-type"].startswith("text/html")


def test_what_the_client_has_is_not_sent_again(client: TestClient) -> None:
    for accept in ("application/json", "text/html"):
        first = client.get("/search?q=cahors", headers={"Accept": accept})
        assert "Accept" in first.headers["vary"]
        again = client.get(
            "/search?q=cahors",
            headers={"Accept": accept, "If-None-Match": first.headers["etag"]},
        )
        assert (again.status_code, again.content) == (304, b"")
        other = client.get(
            "/search?q=lot", headers={"Accept": accept, "If-None-Match": first.headers["etag"]}
        )
        assert other.status_code == 200


def test_the_same_question_has_the_same_answer(client: TestClient) -> None:
    assert ask(client, "cahors convention") == ask(client, "cahors convention")


@pytest.mark.parametrize(
    ("address", "said"),
    [
        (f"/search?q={'a' * 301}", "300"),
        (f"/search?q={'mot+' * 2500}", "300"),
        ("/search?q=a&kind=oiseau", "oiseau"),
        ("/search?q=a&format=pdf", "pdf"),
        ("/search?q=a&size=0", "size"),
        ("/search?q=a&size=101", "size"),
        ("/search?q=a&size=x", "size"),
        ("/search?q=a&departement=4%206", "4 6"),
    ],
)
def test_a_wrong_parameter_is_named(client: TestClient, address: str, said: str) -> None:
    answer = client.get(address, headers=JSON)
    assert answer.status_code == 422
    assert answer.headers["content-type"] == "application/problem+json"
    assert said in answer.json()["detail"]


def test_a_refusal_is_a_sentence_in_both_languages(client: TestClient) -> None:
    address = f"/search?q={'a' * 301}"
    assert "gardez quelques mots" in client.get(f"{address}&lang=fr").json()["detail"]
    assert "keep a few words" in client.get(f"{address}&lang=en").json()["detail"]


def test_other_formats_are_not_acceptable(client: TestClient) -> None:
    answer = client.get("/search?q=a", headers={"Accept": "text/turtle"})
    assert answer.status_code == 406
    assert "application/json" in answer.json()["detail"]


@pytest.mark.parametrize("page", ["0", "-1", "999999", "deux", "1e9", ""])
def test_a_page_that_is_none_leads_to_one_that_is(client: TestClient, page: str) -> None:
    found = ask(client, "cahors", page=page, size="2")
    assert 1 <= int(str(found["page"])) <= int(str(found["pages"]))
    assert found["results"]


def test_pages_hold_all_results_once(client: TestClient) -> None:
    first = ask(client, "cahors", size="5")
    seen = [
        result["iri"]
        for number in range(1, int(str(first["pages"])) + 1)
        for result in ask(client, "cahors", size="5", page=str(number))["results"]  # type: ignore[attr-defined]
    ]
    assert len(seen) == len(set(seen)) == first["total"]


@pytest.mark.parametrize("query", ["", "   ", "«»", "*:*"])
def test_no_word_finds_nothing_and_says_so(client: TestClient, query: str) -> None:
    found = ask(client, query)
    assert (found["total"], found["results"]) == (0, [])


def test_the_route_is_documented(client: TestClient) -> None:
    told = client.get("/openapi.json").json()["paths"]["/search"]["get"]
    names = {one["name"] for one in told["parameters"]}
    assert names == {"q", "kind", "departement", "page", "size", "format"}
    assert {"200", "304", "406", "422", "503"} <= set(told["responses"])
    assert set(told["responses"]["200"]["content"]) == {"text/html", "application/json"}


@pytest.fixture
def without(tmp_path: Path, release_settings: Settings) -> Iterator[TestClient]:
    """A client of a service whose release has no index."""
    settings = replace(release_settings, var=tmp_path)
    write_release(settings)
    shutil.rmtree(current(settings).index)
    with TestClient(create_app(settings), follow_redirects=False) as client:
        yield client


def test_a_release_without_an_index_serves_the_rest_and_says_what_to_do(
    without: TestClient,
) -> None:
    for address in ("/search?q=cahors", "/actions", "/conventions.csv"):
        answer = without.get(address, headers=JSON if "csv" not in address else {})
        assert answer.status_code == 503
        assert "maillage build" in answer.json()["detail"]
    assert without.get(f"/page/convention/{SLUG}").status_code == 200
    assert without.get("/search", headers={"Accept": "text/html"}).status_code == 503
