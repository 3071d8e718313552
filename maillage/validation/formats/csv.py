"""The report as a table (RFC 4180: UTF-8, commas, CRLF), one result a row, for spreadsheets.

The columns are the same in both languages. A cell that a spreadsheet would
take for a formula has an apostrophe before it (OWASP, CSV injection).
"""

import csv
import io
from collections.abc import Iterable, Iterator

from maillage.validation.comparison import Comparison, State
from maillage.validation.formats.entries import Entry, entries
from maillage.validation.formats.wording import name_of, rule_page, visible
from maillage.validation.report import Report

COLUMNS = (
    *("severity", "id", "rule", "name", "focus", "path", "value", "message_fr", "message_en"),
    *("file", "line", "page", "document", "start", "end", "quote", "mend", "fingerprint", "state"),
)
FORMULA = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")


class Csv:
    name = "csv"
    media_type = "text/csv"

    def render(
        self, report: Report, language: str, whole: bool, since: Comparison | None = None
    ) -> str:
        del whole
        found = [*entries(report, since)]
        if since:
            found += [Entry(gone, State.FIXED, ()) for gone in since.fixed]
        out = io.StringIO(newline="")
        writer = csv.writer(out, lineterminator="\r\n")
        writer.writerow(COLUMNS)
        writer.writerows(map(_safe, _row(entry, language)) for entry in found)
        return out.getvalue()


def _row(entry: Entry, language: str) -> Iterator[object]:
    found, source = entry.found, entry.found.source
    yield from (found.severity.value, found.id, rule_page(found.rule) or found.rule)
    yield from (name_of(found.focus), found.focus, found.path, found.value)
    yield from (found.message.fr, found.message.en)
    yield from (source.file, source.line, source.page, source.document)
    yield from (source.start, source.end, source.quote)
    yield _mends(entry, language)
    yield from (found.fingerprint, entry.state.value if entry.state else None)


def _mends(entry: Entry, language: str) -> str:
    labels: Iterable[str] = (
        f"[{mend.number}] {mend.repair.label.of(language)}" for mend in entry.mends
    )
    return " · ".join(labels)


def _safe(value: object) -> str:
    """The cell as text that is shown as it is, never worked out."""
    text = "" if value is None else visible(str(value))
    return f"'{text}" if text.lstrip(" ").startswith(FORMULA) else text
