"""OpenDocument texts: headings, paragraphs, lists and tables in reading order.

Tracked deletions and comments are not content; notes stand after their paragraph.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from loaders.formats import archive
from loaders.formats.normal import Writer
from maillage.errors import InputError

MEDIA_TYPE = "application/vnd.oasis.opendocument.text"
SUFFIXES = (".odt",)
LIMIT = archive.LIMIT

_OASIS = "urn:oasis:names:tc:opendocument:xmlns:"
_TEXT, _TABLE = f"{{{_OASIS}text:1.0}}", f"{{{_OASIS}table:1.0}}"
_OFFICE, _STYLE, _DRAW = (
    f"{{{_OASIS}office:1.0}}",
    f"{{{_OASIS}style:1.0}}",
    f"{{{_OASIS}drawing:1.0}}",
)
_BOLD = f"{{{_OASIS}xsl-fo-compatible:1.0}}font-weight"
_SKIPPED = {
    f"{_TEXT}tracked-changes",
    f"{_OFFICE}annotation",
    f"{_TEXT}table-of-content",
    f"{_TEXT}sequence-decls",
}
_APART = {f"{_TEXT}note", f"{_DRAW}frame", f"{_DRAW}text-box"}
_MEMBERS = {f"{_TEXT}list-item", f"{_TEXT}list-header"}
_SHORT = 160
_OTHER = (
    "is not an OpenDocument text (.odt); check its name",
    "ce n'est pas un texte OpenDocument (.odt) ; vérifiez son nom",
)
_REPEATED = 64
"""Times that a row or a cell is repeated at most; a sheet repeats empty ones thousands of times."""


def text(data: bytes, place: object) -> str:
    """The normalised text of an OpenDocument text.

    Raises:
        InputError: it is no OpenDocument text, or goes past a limit.
    """
    with archive.opened(data, place) as opened:
        content = archive.part(opened, "content.xml", place)
        manifest = archive.part(opened, "META-INF/manifest.xml", place) or b""
        styles = archive.part(opened, "styles.xml", place)
    if content is None:
        raise InputError(place, *_OTHER)
    if b"encryption-data" in manifest:
        raise InputError(place, *archive.PROTECTED)
    root = archive.xml(content, place, "content.xml")
    body = root.find(f"{_OFFICE}body/{_OFFICE}text")
    if body is None:
        raise InputError(place, *_OTHER)
    bold = _bold_styles(root)
    if styles:
        bold |= _bold_styles(archive.xml(styles, place, "styles.xml"))
    reader = _Reader(frozenset(bold), Writer())
    reader.blocks(body)
    found = reader.writer.text
    if not found.strip():
        raise InputError(place, *archive.NO_TEXT)
    return found


def _bold_styles(root: etree._Element) -> set[str]:
    return {
        style.get(f"{_STYLE}name", "")
        for style in root.iter(f"{_STYLE}style")
        for properties in style.iter(f"{_STYLE}text-properties")
        if properties.get(_BOLD) in ("bold", "700", "800", "900")
    }


@dataclass
class _Reader:
    bold: frozenset[str]
    writer: Writer

    def blocks(self, parent: etree._Element, listed: bool = False) -> None:
        """Writes all that stands in `parent`, in order."""
        for child in parent:
            if child.tag == f"{_TEXT}h":
                self.writer.heading(_words(child))
                self._apart(child)
            elif child.tag == f"{_TEXT}p":
                self._paragraph(child, listed)
            elif child.tag == f"{_TABLE}table":
                self._table(child)
            elif child.tag in _MEMBERS:
                self.blocks(child, listed=True)
            elif isinstance(child.tag, str) and child.tag not in _SKIPPED:
                self.blocks(child, listed)

    def _paragraph(self, element: etree._Element, listed: bool) -> None:
        words = _words(element)
        if listed:
            self.writer.item(words)
        elif (
            self._is_bold(element) and len(words) <= _SHORT and not words.endswith((".", ";", ","))
        ):
            self.writer.heading(words)
        else:
            self.writer.paragraph(words)
        self._apart(element)

    def _apart(self, element: etree._Element) -> None:
        """Notes and text boxes of a paragraph, after it."""
        for child in _outermost(element):
            self.blocks(child)

    def _is_bold(self, element: etree._Element) -> bool:
        """Whether the style of the paragraph, or of all its spans, is bold."""
        if element.get(f"{_TEXT}style-name") in self.bold:
            return True
        spans = [span for span in element if span.tag == f"{_TEXT}span" and _words(span).strip()]
        loose = (element.text or "").strip() or any((each.tail or "").strip() for each in element)
        return (
            bool(spans)
            and not loose
            and all(span.get(f"{_TEXT}style-name") in self.bold for span in spans)
        )

    def _table(self, element: etree._Element) -> None:
        self.writer.end_table()
        for row in _rows(element):
            self.writer.row(list(_cells(row)))
        self.writer.end_table()


def _words(element: etree._Element) -> str:
    return "".join(_pieces(element))


def _pieces(element: etree._Element) -> Iterator[str]:
    yield element.text or ""
    for child in element:
        if child.tag == f"{_TEXT}line-break":
            yield "\n"
        elif child.tag in (f"{_TEXT}tab", f"{_TEXT}s"):
            yield " "
        elif isinstance(child.tag, str) and child.tag not in _SKIPPED | _APART:
            yield from _pieces(child)
        yield child.tail or ""


def _rows(table: etree._Element) -> Iterator[etree._Element]:
    """The rows of a table, those of header and group elements too, not those of inner tables."""
    for child in table:
        if child.tag == f"{_TABLE}table-row":
            for _ in range(_times(child, "rows", any(_cells(child)))):
                yield child
        elif child.tag in (
            f"{_TABLE}table-header-rows",
            f"{_TABLE}table-rows",
            f"{_TABLE}table-row-group",
        ):
            yield from _rows(child)


def _cells(row: etree._Element) -> Iterator[str]:
    """The text of each cell of a row; one covered from above is empty, and keeps its column.

    A cell that is covered from its left is part of that cell, as in Word.
    """
    covered = 0
    for cell in row:
        if cell.tag == f"{_TABLE}table-cell":
            found = _cell(cell)
            covered = _number(cell, "columns-spanned") - 1
            for _ in range(_times(cell, "columns", bool(found))):
                yield found
        elif cell.tag == f"{_TABLE}covered-table-cell":
            times = _times(cell, "columns", filled=False)
            left = min(times, covered)
            covered -= left
            for _ in range(times - left):
                yield ""


def _number(element: etree._Element, name: str) -> int:
    told = element.get(f"{_TABLE}number-{name}", "1")
    return max(1, int(told)) if re.fullmatch(r"[0-9]{1,7}", told) else 1


def _times(element: etree._Element, what: str, filled: bool) -> int:
    """How many rows or columns an element stands for; an empty row stands for itself alone."""
    most = _REPEATED if filled or what == "columns" else 1
    return min(_number(element, f"{what}-repeated"), most)


def _cell(cell: etree._Element) -> str:
    return "\n".join(filter(None, _lines(cell)))


def _lines(parent: etree._Element, listed: bool = False) -> Iterator[str]:
    """The words of each paragraph, its notes and text boxes after it."""
    for child in parent:
        if child.tag in (f"{_TEXT}p", f"{_TEXT}h"):
            words = _words(child).strip()
            yield f"- {words}" if listed and words else words
            for apart in _outermost(child):
                yield from _lines(apart)
        elif isinstance(child.tag, str) and child.tag not in _SKIPPED:
            yield from _lines(child, listed or child.tag in _MEMBERS)


def _outermost(element: etree._Element) -> Iterator[etree._Element]:
    """The notes and text boxes of a paragraph, those inside them apart."""
    for child in element:
        if child.tag in _APART:
            yield child
        elif isinstance(child.tag, str) and child.tag not in _SKIPPED:
            yield from _outermost(child)
