"""The report of the contract (``contract/cli.md``): both languages, sorted.

Compared with an earlier report, each result has a ``state`` beside, and
``since`` counts the states and lists what was mended.
"""

import json
from typing import Any

from maillage.validation.comparison import Comparison
from maillage.validation.report import Report


class Json:
    name = "json"
    media_type = "application/json"

    def render(
        self, report: Report, language: str, whole: bool, since: Comparison | None = None
    ) -> str:
        del language, whole
        data = report.as_json() if since is None else _compared(report, since)
        return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


def _compared(report: Report, since: Comparison) -> dict[str, Any]:
    data = report.as_json()
    for result, state in zip(data["results"], since.states, strict=True):
        result["state"] = state.value
    fixed = [found.as_json() for found in since.fixed]
    return {**data, "since": {"counts": since.counts(), "fixed": fixed}}
