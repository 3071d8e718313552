"""The report for a terminal: by rule, the most serious first, with examples."""

from collections.abc import Iterator

from maillage.validation.formats.wording import heading, more, place, summary
from maillage.validation.report import Report, Violation

EXAMPLES = 5
"""Results of a rule that are shown unless all are asked for."""


class PlainText:
    name = "text"
    media_type = "text/plain"

    def render(self, report: Report, language: str, whole: bool) -> str:
        lines: list[str] = []
        for rule, found in report.by_rule().items():
            lines.append(heading(report, rule, found, language))
            shown = found if whole else found[:EXAMPLES]
            for violation in shown:
                lines += _result(violation, language)
            if len(found) > len(shown):
                lines.append(f"  … {more(len(found) - len(shown), language)}")
            lines.append("")
        lines.append(summary(report, language))
        return "\n".join(lines) + "\n"


def _result(violation: Violation, language: str) -> Iterator[str]:
    yield f"  - {violation.message.of(language)}"
    source = violation.source
    if source.quote:
        words = " ".join(source.quote.split())
        yield f"    « {words} »"
    name = place(source)
    if name:
        yield f"    {name}"
