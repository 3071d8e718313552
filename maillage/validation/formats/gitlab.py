"""The report for GitLab's Code Quality widget (a subset of the Code Climate format).

Compared with an earlier report, what was known already counts as information.
"""

import json
from collections import Counter
from collections.abc import Mapping
from typing import Any

from maillage.validation.comparison import Comparison
from maillage.validation.formats.entries import Entry, entries
from maillage.validation.formats.wording import name_of, rule_name, sentence
from maillage.validation.report import Report, Severity

SEVERITIES: Mapping[Severity, str] = {
    Severity.VIOLATION: "critical",
    Severity.WARNING: "minor",
    Severity.INFO: "info",
}


class Gitlab:
    name = "gitlab"
    media_type = "application/x.gitlab-code-quality+json"

    def render(
        self, report: Report, language: str, whole: bool, since: Comparison | None = None
    ) -> str:
        del whole
        seen: Counter[str] = Counter()
        issues = [_issue(entry, seen, language) for entry in entries(report, since)]
        return json.dumps(issues, ensure_ascii=False, indent=2) + "\n"


def _issue(entry: Entry, seen: Counter[str], language: str) -> dict[str, Any]:
    """GitLab wants a file, a line and a fingerprint of its own of each."""
    found, source = entry.found, entry.found.source
    seen[found.fingerprint] += 1
    again = seen[found.fingerprint]
    severity = Severity.INFO if entry.known else found.severity
    return {
        "description": sentence(found, language),
        "check_name": found.id or rule_name(found.rule, None, language),
        "fingerprint": found.fingerprint if again == 1 else f"{found.fingerprint}-{again}",
        "severity": SEVERITIES[severity],
        "location": {
            "path": (source.file or name_of(found.focus)).removeprefix("./"),
            "lines": {"begin": source.line or 1},
        },
    }
