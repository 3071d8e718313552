"""The report of the contract (``contract/cli.md``): both languages, sorted."""

import json

from maillage.validation.report import Report


class Json:
    name = "json"
    media_type = "application/json"

    def render(self, report: Report, language: str, whole: bool) -> str:
        del language, whole
        return json.dumps(report.as_json(), ensure_ascii=False, indent=2) + "\n"
