"""What one client may send."""

from collections.abc import Callable, Iterator
from dataclasses import replace

import httpx
import pytest
from starlette.testclient import TestClient

from api.app import create_app
from api.limits import CLIENTS, Rate, client_of
from maillage.settings import Settings

MINUTE = 60


def test_a_client_has_its_requests_and_then_waits() -> None:
    limit = Rate(60)
    assert [limit.wait("a", now=0.0) for _ in range(60)] == [0.0] * 60
    assert limit.wait("a", now=0.0) == pytest.approx(1.0)
    assert limit.wait("b", now=0.0) == 0.0


def test_what_a_client_has_left_grows_back() -> None:
    limit = Rate(60)
    for _ in range(60):
        limit.wait("a", now=0.0)
    assert limit.wait("a", now=0.5) == pytest.approx(0.5)
    assert limit.wait("a", now=1.5) == 0.0
    assert [limit.wait("a", now=10 * MINUTE) for _ in range(60)] == [0.0] * 60
    assert limit.wait("a", now=10 * MINUTE) > 0


def test_clients_that_are_remembered_are_bounded() -> None:
    limit = Rate(60)
    for number in range(CLIENTS + 10):
        limit.wait(str(number), now=0.0)
    assert len(limit._buckets) == CLIENTS


@pytest.mark.parametrize(
    ("host", "client"),
    [
        ("192.0.2.7", "192.0.2.7"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("2001:db8:1:2::9", "2001:db8:1:2::/64"),
        ("testclient", "testclient"),
    ],
)
def test_an_ipv6_client_is_its_network(host: str, client: str) -> None:
    assert client_of({"client": (host, 1)}) == client


@pytest.fixture(scope="module")
def narrow(release_settings: Settings) -> Iterator[TestClient]:
    """Five requests a minute, 1 000 bytes a body."""
    settings = replace(release_settings, rate_per_minute=5, body_bytes=1000, workers=1)
    with TestClient(create_app(settings)) as client:
        yield client


def test_past_the_limit_a_client_is_told_when_to_come_back(narrow: TestClient) -> None:
    answers = [narrow.get("/robots.txt") for _ in range(12)]
    refused = answers[-1]
    assert answers[0].status_code == 200
    assert refused.status_code == 429
    assert 1 <= int(refused.headers["retry-after"]) <= MINUTE
    assert refused.json()["title"] == "Trop de demandes"
    assert refused.headers["x-content-type-options"] == "nosniff"
    assert narrow.get("/health").status_code == 200


@pytest.mark.parametrize("size", [1000, 1001, 200_000])
def test_a_body_is_read_up_to_its_limit(serve: Callable[..., str], size: int) -> None:
    url = serve(body_bytes=1000)
    query = "ASK {} #".ljust(size, "x")
    headers = {"Content-Type": "application/sparql-query"}
    told = httpx.post(f"{url}/sparql", content=query, headers=headers)
    untold = httpx.post(f"{url}/sparql", content=iter([query.encode()]), headers=headers)
    expected = 200 if size <= 1000 else 413
    assert (told.status_code, untold.status_code) == (expected, expected)
    if expected == 413:
        assert "1000" in told.json()["detail"]
        assert "1000" in untold.json()["detail"]


@pytest.mark.parametrize("length", ["-1", "abc", "1e3"])
def test_a_length_that_is_no_number_is_refused(client: TestClient, length: str) -> None:
    answer = client.post("/sparql", content=b"x", headers={"Content-Length": length})
    assert answer.status_code == 413
