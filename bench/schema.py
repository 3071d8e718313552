"""The service against its own ``/openapi.json``: many more requests than the tests send."""

import json
import tempfile
from collections import Counter
from dataclasses import replace
from pathlib import Path

from maillage.settings import Settings
from tests.api.schema.run import tried
from tests.server import running

EXAMPLES = 100
"""Requests an operation, beside those that try each bound."""


def alone(settings: Settings) -> None:
    """Prints how many requests were sent, what was answered, and each answer that is wrong."""
    with (
        tempfile.TemporaryDirectory() as folder,
        running(replace(settings, rate_per_minute=0)) as url,
    ):
        har = Path(folder) / "requests.json"
        told = tried(url, EXAMPLES, har)
        sent = json.loads(har.read_text())["log"]["entries"]
    statuses = Counter(entry["response"]["status"] for entry in sent)
    answers = ", ".join(f"{status}: {number}" for status, number in sorted(statuses.items()))
    print(f"{len(sent)} requests ({answers})")
    print(told.stdout if told.returncode else "no answer is undocumented, none is a failure")
