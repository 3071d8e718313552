"""A workbook: the rows as numbers, dates and links; what they are and where from on a second sheet.

Written as its own clockless bytes: a workbook says when it was created, and
here that is always the same day. No formula is ever written: a text that
begins with ``=`` is a text.
"""

from collections.abc import Mapping
from datetime import date, datetime
from io import BytesIO
from typing import Any, ClassVar

from api.exports.base import LICENCE_NAME, Export, Subject, without
from api.exports.typed import Value, value
from maillage import deferred
from maillage.catalogue.questions import Column
from maillage.rdf import NamedNode

CREATED = datetime(2000, 1, 1)
"""No clock in outputs: the same answer gives the same file."""
LONGEST, MOST_ROWS, MOST_LINKS, LONGEST_LINK = 32_767, 1_048_575, 60_000, 2_000
"""Characters of a cell, rows below the head, links of a sheet, characters of one: Excel's own."""
FIRST_DAY = date(1900, 3, 1)
"""Excel counts days from 1900 and has a 29 February that year; earlier ones stay text."""
WIDEST = 60
FORMATS: Mapping[str, str] = {
    "integer": "#,##0",
    "decimal": "#,##0.######",
    "percent": '0.0" %"',
    "euros": '#,##0.00" €"',
    "year": "0",
    "date": "dd/mm/yyyy",
}
SHEETS = {"fr": ("Réponse", "À propos"), "en": ("Answer", "About")}
LABELS = {
    "fr": {
        "title": "Titre",
        "description": "Description",
        "address": "Adresse",
        "release": "Version",
        "release_address": "Adresse de la version",
        "license": "Licence",
        "citation": "Citer",
        "cut": "Attention",
        "query": "Requête SPARQL",
        "parameter": "Paramètre",
    },
    "en": {
        "title": "Title",
        "description": "Description",
        "address": "Address",
        "release": "Release",
        "release_address": "Address of the release",
        "license": "Licence",
        "citation": "Cite as",
        "cut": "Note",
        "query": "SPARQL query",
        "parameter": "Parameter",
    },
}
OPTIONS = {
    "in_memory": True,
    "constant_memory": False,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}


def clipped(text: str) -> str:
    """A text as a cell holds it."""
    return text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"


class _Sheet:
    """Writes values into a worksheet, each as what it is."""

    def __init__(self, sheet: Any, formats: Mapping[str, Any]) -> None:
        self._sheet = sheet
        self._formats = formats
        self._links = 0

    def write(self, row: int, place: int, found: Value, kind: str) -> None:
        style = self._formats.get(kind)
        if isinstance(found, bool):
            self._sheet.write_boolean(row, place, found)
        elif isinstance(found, int | float):
            self._sheet.write_number(row, place, found, style)
        elif isinstance(found, date):
            self._day(row, place, found)
        elif isinstance(found, str):
            self._sheet.write_string(row, place, clipped(found), self._formats["text"])

    def link(self, row: int, place: int, address: str) -> None:
        """An address that can be clicked; past Excel's limits, only its text."""
        is_web = address.startswith(("https://", "http://")) and len(address) <= LONGEST_LINK
        if is_web and self._links < MOST_LINKS:
            self._links += 1
            self._sheet.write_url(row, place, address, self._formats["link"], address)
        else:
            self._sheet.write_string(row, place, clipped(address))

    def _day(self, row: int, place: int, found: date) -> None:
        if found < FIRST_DAY:
            self._sheet.write_string(row, place, found.isoformat())
        else:
            moment = datetime(found.year, found.month, found.day)
            self._sheet.write_datetime(row, place, moment, self._formats["date"])


def _widths(subject: Subject, columns: list[Column]) -> list[int]:
    """The width of each column in characters, from its head and its first rows."""
    widths = [len(column.label[subject.language]) + 3 for column in columns]
    for row in subject.answer.rows[:200]:
        for place, column in enumerate(columns):
            if column.name in row:
                widths[place] = max(widths[place], len(row[column.name].value) + 2)
    return [min(width, WIDEST) for width in widths]


def _rows(subject: Subject, book: Any, formats: Mapping[str, Any]) -> None:
    answer, language = subject.answer, subject.language
    columns = [answer.query.column(name) for name in answer.variables]
    sheet = book.add_worksheet(SHEETS[language][0])
    written = _Sheet(sheet, formats)
    for place, column in enumerate(columns):
        sheet.write_string(0, place, clipped(column.label[language]), formats["head"])
    for place, width in enumerate(_widths(subject, columns)):
        sheet.set_column(place, place, width)
    for number, row in enumerate(answer, start=1):
        for place, column in enumerate(columns):
            term = row.get(column.name)
            if isinstance(term, NamedNode):
                written.link(number, place, term.value)
            else:
                written.write(number, place, value(term, column.kind), column.kind)
    sheet.freeze_panes(1, 0)
    if columns:
        sheet.autofilter(0, 0, max(1, len(answer)), len(columns) - 1)


def _about(subject: Subject, book: Any, formats: Mapping[str, Any]) -> None:
    sheet = book.add_worksheet(SHEETS[subject.language][1])
    sheet.set_column(0, 0, 26)
    sheet.set_column(1, 1, 110)
    written, labels = _Sheet(sheet, formats), LABELS[subject.language]
    for number, (name, text) in enumerate(subject.told.items()):
        first, _, rest = name.partition(" ")
        label = f"{labels[first]} {rest}".strip()
        sheet.write_string(number, 0, clipped(label), formats["head"])
        if name in ("address", "release_address", "license"):
            written.link(number, 1, text)
        else:
            written.write(number, 1, text, "text")


class Xlsx(Export):
    title = "Excel"
    media_type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    extension = "xlsx"
    engine: ClassVar[str] = "xlsxwriter"

    def offered(self, answer: object) -> bool:  # noqa: ARG002
        return True

    def render(self, subject: Subject) -> bytes:
        if len(subject.answer) > MOST_ROWS:
            most = f"{MOST_ROWS}"
            raise without(
                "XLSX",
                f"plus de {most} lignes ; prenez CSV ou Parquet",
                f"over {most} rows; take CSV",
            )
        kept = BytesIO()
        book = deferred.module(self.engine).Workbook(kept, OPTIONS)
        book.set_properties(
            {
                "title": subject.citation.title[:250],
                "author": "Maillage",
                "comments": f"{subject.citation.sentence(subject.language)} — {LICENCE_NAME}"[:250],
                "created": CREATED,
            }
        )
        formats = {name: book.add_format({"num_format": form}) for name, form in FORMATS.items()}
        formats |= {
            "head": book.add_format(
                {"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"}
            ),
            "text": book.add_format({"valign": "top", "text_wrap": True}),
            "link": book.add_format({"font_color": "#1d5c43", "underline": 1}),
        }
        _rows(subject, book, formats)
        _about(subject, book, formats)
        book.close()
        return kept.getvalue()
