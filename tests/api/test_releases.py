"""The page of a release: served, kept, gone."""

import json

from starlette.testclient import TestClient

from maillage.release import current
from maillage.settings import Settings

BROWSER = {"Accept": "text/html"}


def test_the_served_release_has_a_page_and_data(
    client: TestClient, release_settings: Settings
) -> None:
    identifier = current(release_settings).identifier
    page = client.get(f"/releases/{identifier}", headers=BROWSER)
    assert page.status_code == 200
    assert "celle qui est servie" in page.text
    told = client.get(f"/releases/{identifier}", headers={"Accept": "application/json"})
    assert told.json()["served"] is True
    assert told.json()["triples"] > 0
    tag = {"Accept": "application/json", "If-None-Match": told.headers["etag"]}
    assert client.get(f"/releases/{identifier}", headers=tag).status_code == 304


def test_a_kept_release_is_told_as_such(client: TestClient, release_settings: Settings) -> None:
    folder = release_settings.releases / "0123456789ab"
    folder.mkdir(exist_ok=True)
    served = current(release_settings).manifest()
    (folder / "manifest.json").write_text(json.dumps(served))
    page = client.get("/releases/0123456789ab", headers=BROWSER)
    assert "une autre est servie" in page.text
    (folder / "manifest.json").unlink()
    folder.rmdir()


def test_a_release_that_is_gone_names_the_one_that_is_served(
    client: TestClient, release_settings: Settings
) -> None:
    answer = client.get("/releases/aaaaaaaaaaaa", headers={"Accept": "application/json"})
    assert answer.status_code == 410
    assert current(release_settings).identifier in answer.json()["detail"]


def test_what_is_no_identifier_is_not_found(client: TestClient) -> None:
    for name in ("current", "AAAAAAAAAAAA", "a" * 13, "%2e%2e%5ccurrent", "é"):
        assert client.get(f"/releases/{name}").status_code == 404
