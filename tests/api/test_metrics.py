"""What the service has done is counted; nobody is named."""

import pytest
from starlette.testclient import TestClient

from api.metrics import ROUTES, route_of


@pytest.mark.parametrize(
    ("path", "route"),
    [
        ("/", "home"),
        ("/page/commune/46042", "page"),
        ("/queries/x.csv", "queries"),
        ("/openapi.json", "other"),
        ("/jean.dupont@example.org", "other"),
        ("//evil", "other"),
    ],
)
def test_a_route_is_named_by_its_first_word(path: str, route: str) -> None:
    assert route_of(path) == route


def test_requests_are_counted_by_route_and_status(client: TestClient) -> None:
    def count() -> float:
        lines = client.get("/metrics").text.splitlines()
        start = 'maillage_requests_total{route="data",status="404"} '
        return next((float(one.split()[-1]) for one in lines if one.startswith(start)), 0.0)

    before = count()
    client.get("/data/commune/00000.ttl")
    assert count() == before + 1


def test_no_address_of_a_client_s_making_is_told(client: TestClient) -> None:
    client.get("/secret-word-of-mine?also=this")
    told = client.get("/metrics")
    assert told.headers["content-type"].startswith("text/plain")
    assert "secret-word" not in told.text
    assert "also" not in told.text


def test_every_route_of_the_application_has_a_name(client: TestClient) -> None:
    app = client.app
    paths = {route.path for route in app.routes if hasattr(route, "path")}  # type: ignore[attr-defined]
    firsts = {path[1:].partition("/")[0].partition(".")[0] for path in paths} - {"", "{path:path}"}
    assert firsts - set(ROUTES) <= {"openapi", "robots", "favicon"}
