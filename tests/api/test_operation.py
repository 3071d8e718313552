"""What an operator and a developer ask."""

import re
from dataclasses import replace
from pathlib import Path

import pytest
from fastapi.routing import iter_route_contexts
from starlette.testclient import TestClient

from api.app import create_app
from maillage.errors import UnavailableError
from maillage.release import current
from maillage.settings import Settings


def test_health_names_the_release_and_counts_it(
    client: TestClient, release_settings: Settings
) -> None:
    told = client.get("/health").json()
    release = current(release_settings)
    assert told["status"] == "ok"
    assert told["release"] == release.identifier
    assert told["triples"] == sum(release.manifest()["graphs"].values())
    assert told["documents"] == 1


def test_robots_leave_queries_alone(client: TestClient) -> None:
    answer = client.get("/robots.txt")
    assert answer.headers["content-type"].startswith("text/plain")
    assert "Disallow: /sparql" in answer.text.splitlines()


def test_documentation_comes_from_here_only(client: TestClient) -> None:
    page = client.get("/docs", headers={"Accept": "text/html"}).text
    assert "/sparql" in page
    assert "100000" in page
    outside = re.findall(r'(?:src|href)="(?:https?:)?//[^"]+"', page)
    assert outside == []
    assert not re.search(r"<script(?![^>]*\ssrc=)", page)


def test_documentation_lists_every_route_for_machines(client: TestClient) -> None:
    page = client.get("/docs").text
    for path in client.get("/openapi.json").json()["paths"]:
        assert f" {path}</code>" in page


def test_every_operation_has_a_name_a_meaning_and_its_answers(client: TestClient) -> None:
    names = []
    for operations in client.get("/openapi.json").json()["paths"].values():
        for operation in operations.values():
            names.append(operation["operationId"])
            assert operation["description"].endswith(".")
            assert operation["responses"]
    assert len(names) == len(set(names)) > 8


def test_no_route_is_served_twice(client: TestClient) -> None:
    routes = [
        (method, route.path)
        for route in iter_route_contexts(client.app.routes)  # type: ignore[attr-defined]
        for method in route.methods or ()
    ]
    assert ("POST", "/sparql") in routes
    assert len(routes) == len(set(routes))


def test_nothing_is_served_without_a_release(tmp_path: Path, release_settings: Settings) -> None:
    with pytest.raises(UnavailableError, match="maillage build"):
        create_app(replace(release_settings, var=tmp_path))


def test_a_release_without_its_store_is_not_served(
    tmp_path: Path, release_settings: Settings
) -> None:
    settings = replace(release_settings, var=tmp_path)
    settings.releases.mkdir(parents=True)
    (settings.releases / "current").write_text("abc\n")
    with pytest.raises(UnavailableError, match="store"):
        create_app(settings)


def test_docs_tell_what_may_be_handed_over(client: TestClient) -> None:
    french, english = (client.get(f"/docs?lang={code}").text for code in ("fr", "en"))
    assert "au plus 20000000 octets (413)" in french
    assert "at most 20000000 bytes (413)" in english
