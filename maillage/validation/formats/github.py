"""The report as workflow commands of GitHub Actions: each result is an annotation.

Compared with an earlier report, what was known already is a notice.
"""

from collections.abc import Iterator, Mapping

from maillage.validation.comparison import Comparison
from maillage.validation.formats.entries import Entry, entries
from maillage.validation.formats.wording import progress, rule_name, summary, whole_story
from maillage.validation.report import Report, Severity

COMMANDS: Mapping[Severity, str] = {
    Severity.VIOLATION: "error",
    Severity.WARNING: "warning",
    Severity.INFO: "notice",
}
DATA = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A"})
PROPERTY = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A", ":": "%3A", ",": "%2C"})


class Github:
    name = "github"
    media_type = "text/x.github-workflow-commands"

    def render(
        self, report: Report, language: str, whole: bool, since: Comparison | None = None
    ) -> str:
        del whole
        lines = [_command(entry, report, language) for entry in entries(report, since)]
        lines.append(summary(report, language))
        if since:
            lines.append(progress(since, language))
        return "\n".join(lines) + "\n"


def _command(entry: Entry, report: Report, language: str) -> str:
    severity = Severity.INFO if entry.known else entry.found.severity
    properties = ",".join(
        f"{name}={value.translate(PROPERTY)}"
        for name, value in _properties(entry, report, language)
    )
    text = whole_story(entry, language).translate(DATA)
    return f"::{COMMANDS[severity]} {properties}::{text}"


def _properties(entry: Entry, report: Report, language: str) -> Iterator[tuple[str, str]]:
    found = entry.found
    if found.source.file:
        yield "file", found.source.file
        if found.source.line:
            yield "line", str(found.source.line)
    name = rule_name(found.rule, report.rules.get(found.rule), language)
    yield "title", f"{found.id} {name}" if found.id else name
