"""What every answer carries."""

import pytest
from starlette.testclient import TestClient

PATHS = ("/sparql?query=ASK{}", "/health", "/nowhere", "/data/commune/46042.ttl", "/ontology", "/")


@pytest.mark.parametrize("path", PATHS)
def test_every_answer_is_safe_in_a_browser(client: TestClient, path: str) -> None:
    headers = client.get(path, headers={"Accept": "text/html, */*;q=0.5"}).headers
    policy = headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "frame-ancestors 'none'" in policy
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"]
    assert headers["cache-control"]


@pytest.mark.parametrize("path", PATHS)
def test_any_site_may_read_and_none_with_credentials(client: TestClient, path: str) -> None:
    sent = {"Origin": "https://evil.example", "Cookie": "a=b", "Accept": "*/*"}
    headers = client.get(path, headers=sent).headers
    assert headers["access-control-allow-origin"] == "*"
    assert "access-control-allow-credentials" not in headers
    assert "Maillage-Truncated" in headers["access-control-expose-headers"]


def test_a_script_may_post_a_query(client: TestClient) -> None:
    asked = {
        "Origin": "https://example.org",
        "Access-Control-Request-Method": "POST",
        "Access-Control-Request-Headers": "content-type",
    }
    answer = client.options("/sparql", headers=asked)
    assert answer.status_code == 200
    assert answer.headers["access-control-allow-origin"] == "*"
    assert "POST" in answer.headers["access-control-allow-methods"]
    refused = client.options("/sparql", headers=asked | {"Access-Control-Request-Method": "PUT"})
    assert refused.status_code == 400


@pytest.mark.parametrize("path", PATHS)
def test_head_is_get_without_a_body(client: TestClient, path: str) -> None:
    get, head = client.get(path), client.head(path)
    assert head.status_code == get.status_code
    assert head.content == b""
    assert head.headers["content-type"] == get.headers["content-type"]
