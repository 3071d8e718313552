"""``/openapi.json`` holds: no answer that it does not tell of, none of 5xx, whatever is sent."""

import json
from pathlib import Path

import httpx

from tests.api.schema.run import tried

EXAMPLES = 10
"""Requests an operation, beside those that try each bound of its parameters."""
SEEN = {200, 303, 400, 403, 404, 405, 406, 415, 422}
"""Answers that the requests must reach: with fewer of them, little was tried."""


def test_no_answer_is_undocumented_or_a_failure(server_url: str, tmp_path: Path) -> None:
    har = tmp_path / "requests.json"
    told = tried(server_url, EXAMPLES, har)
    assert told.returncode == 0, told.stdout + told.stderr
    operations = httpx.get(f"{server_url}/openapi.json").json()["paths"].values()
    assert f"Tested: {sum(map(len, operations))}" in told.stdout
    sent = json.loads(har.read_text())["log"]["entries"]
    answers = [entry["response"]["status"] for entry in sent]
    assert set(answers) >= SEEN
    assert max(answers) < 500
