"""Errors as answers: a sentence, never the inside of the machine."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from starlette.testclient import TestClient

from api.app import create_app
from api.errors import Problem
from api.problems import TITLES
from maillage.errors import InputError
from maillage.settings import Settings

BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"


@pytest.fixture(scope="module")
def faulty(release_settings: Settings) -> Iterator[TestClient]:
    """The application with routes that fail in every way."""
    app = create_app(replace(release_settings, workers=1))

    @app.get("/broken")
    def broken() -> None:
        raise ZeroDivisionError("/srv/secret")

    @app.get("/input")
    def wrong_input() -> None:
        raise InputError(
            "?commune", "is not a code of commune", "ce n'est pas le code d'une commune"
        )

    @app.get("/typed")
    def typed(number: int) -> int:
        return number

    @app.get("/status/{status}")
    def of_status(status: int) -> None:
        raise Problem(status, "Une phrase.", "A sentence.", {"Retry-After": "7"})

    with TestClient(app, raise_server_exceptions=False) as client:
        yield client


def test_a_failure_tells_nothing_of_its_cause(faulty: TestClient) -> None:
    for accept in ("*/*", BROWSER):
        answer = faulty.get("/broken", headers={"Accept": accept})
        assert answer.status_code == 500
        assert "secret" not in answer.text
        assert "Traceback" not in answer.text
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert "default-src 'none'" in answer.headers["content-security-policy"]


def test_an_unusable_input_is_told_as_the_core_says_it(faulty: TestClient) -> None:
    answer = faulty.get("/input")
    assert answer.status_code == 422
    assert answer.json()["detail"] == "?commune : ce n'est pas le code d'une commune"
    english = faulty.get("/input", headers={"Accept-Language": "en"})
    assert english.json()["detail"] == "?commune: is not a code of commune"


def test_a_parameter_of_the_wrong_kind_is_named(faulty: TestClient) -> None:
    for params in ({}, {"number": "one"}):
        answer = faulty.get("/typed", params=params)
        assert answer.status_code == 422
        assert answer.json()["parameters"] == ["number"]
        assert "number" in answer.json()["detail"]


@pytest.mark.parametrize("status", sorted(TITLES))
def test_every_status_has_a_title_in_both_languages(faulty: TestClient, status: int) -> None:
    french = faulty.get(f"/status/{status}")
    english = faulty.get(f"/status/{status}", headers={"Accept-Language": "en-GB"})
    assert (french.json()["title"], english.json()["title"]) == TITLES[status]
    assert (french.json()["detail"], english.json()["detail"]) == ("Une phrase.", "A sentence.")
    assert french.headers["retry-after"] == "7"
    assert french.headers["cache-control"] == "no-store"
    assert french.headers["content-type"] == "application/problem+json"


@pytest.mark.parametrize("status", [400, 403, 404, 422, 500, 503])
def test_a_browser_gets_a_page(faulty: TestClient, status: int) -> None:
    answer = faulty.get(f"/status/{status}", headers={"Accept": BROWSER})
    assert answer.status_code == status
    assert answer.headers["content-type"].startswith("text/html")
    assert "Une phrase." in answer.text


def test_an_unknown_address_is_told_with_a_next_step(client: TestClient) -> None:
    answer = client.get("/nowhere")
    assert answer.status_code == 404
    assert "accueil" in answer.json()["detail"]


def test_an_address_is_shown_as_text(client: TestClient) -> None:
    path = "/id/%3Cscript%3Ealert(1)%3C/script%3E"
    answer = client.get(path, headers={"Accept": BROWSER})
    assert answer.status_code == 404
    assert "<script>alert" not in answer.text


@pytest.mark.parametrize(
    ("path", "methods"),
    [("/sparql", {"GET", "HEAD", "POST"}), ("/read", {"POST"}), ("/health", {"GET", "HEAD"})],
)
def test_a_method_that_is_not_there_is_told_all_that_are(
    client: TestClient, path: str, methods: set[str]
) -> None:
    answer = client.delete(path)
    assert answer.status_code == 405
    assert set(answer.headers["allow"].split(", ")) == methods
