"""Word documents (OOXML): paragraphs, headings, lists and tables in reading order.

The XML is walked itself, since content controls, inserted runs and text boxes
hold words too, and deleted runs, field codes and comments hold none.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from loaders.formats import archive
from loaders.formats.normal import Writer
from maillage.errors import InputError

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
SUFFIXES = (".docx", ".docm")
LIMIT = archive.LIMIT

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_SKIPPED = {f"{_W}{name}" for name in ("del", "moveFrom", "pPr", "rPr", "tblPr", "instrText")}
_BREAKS = {f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}tab": " ", f"{_W}noBreakHyphen": "-"}
_BOX = f"{_W}txbxContent"
_NOTES = ("word/footnotes.xml", "word/endnotes.xml")
_TITLES = ("heading", "titre", "title", "sous-titre", "subtitle")
_SHORT = 160
_OTHER = (
    "is not a Word document (.docx); check its name",
    "ce n'est pas un document Word (.docx) ; vérifiez son nom",
)


def text(data: bytes, place: object) -> str:
    """The normalised text of a Word document.

    Raises:
        InputError: it is no Word document, or goes past a limit.
    """
    with archive.opened(data, place) as opened:
        body = archive.part(opened, "word/document.xml", place)
        if body is None:
            raise InputError(place, *_OTHER)
        styles = archive.part(opened, "word/styles.xml", place)
        notes = {name: archive.part(opened, name, place) for name in _NOTES}
    reader = _Reader(_styles(styles, place) if styles else {}, Writer())
    reader.blocks(archive.xml(body, place, "word/document.xml"))
    for name, content in notes.items():
        if content:
            reader.notes(archive.xml(content, place, name))
    found = reader.writer.text
    if not found.strip():
        raise InputError(place, *archive.NO_TEXT)
    return found


@dataclass(frozen=True)
class _Style:
    name: str
    base: str | None
    level: bool
    listed: bool
    bold: bool


def _styles(data: bytes, place: object) -> dict[str, _Style]:
    found: dict[str, _Style] = {}
    for style in archive.xml(data, place, "word/styles.xml").iter(f"{_W}style"):
        name, base = style.find(f"{_W}name"), style.find(f"{_W}basedOn")
        found[style.get(f"{_W}styleId", "")] = _Style(
            (name.get(f"{_W}val", "") if name is not None else "").lower(),
            base.get(f"{_W}val") if base is not None else None,
            style.find(f"{_W}pPr/{_W}outlineLvl") is not None,
            style.find(f"{_W}pPr/{_W}numPr") is not None,
            _is_on(style.find(f"{_W}rPr/{_W}b")),
        )
    return found


def _is_on(mark: etree._Element | None) -> bool:
    return mark is not None and mark.get(f"{_W}val", "1") not in ("0", "false", "off")


@dataclass
class _Reader:
    styles: dict[str, _Style]
    writer: Writer

    def blocks(self, parent: etree._Element) -> None:
        """Writes all that stands in `parent`, in order."""
        for child in parent:
            if child.tag == f"{_W}p":
                self.paragraph(child)
            elif child.tag == f"{_W}tbl":
                self.table(child)
            elif child.tag not in _SKIPPED and isinstance(child.tag, str):
                self.blocks(child)

    def notes(self, root: etree._Element) -> None:
        for note in root.iter(f"{_W}footnote", f"{_W}endnote"):
            if note.get(f"{_W}type", "normal") == "normal":
                self.blocks(note)

    def paragraph(self, element: etree._Element) -> None:
        words = _words(element)
        if self._is_heading(element, words):
            self.writer.heading(words)
        elif self._is_item(element):
            self.writer.item(words)
        else:
            self.writer.paragraph(words)
        for box in _boxes(element):
            self.blocks(box)

    def _chain(self, element: etree._Element) -> Iterator[_Style]:
        """The paragraph's style and those it is based on."""
        mark = element.find(f"{_W}pPr/{_W}pStyle")
        name = mark.get(f"{_W}val") if mark is not None else None
        seen: set[str] = set()
        while name and name in self.styles and name not in seen:
            seen.add(name)
            yield self.styles[name]
            name = self.styles[name].base

    def _is_heading(self, element: etree._Element, words: str) -> bool:
        if element.find(f"{_W}pPr/{_W}outlineLvl") is not None:
            return True
        chain = list(self._chain(element))
        if any(style.level or style.name.startswith(_TITLES) for style in chain):
            return True
        if (
            self._is_item(element)
            or len(words) > _SHORT
            or words.rstrip().endswith((".", ";", ","))
        ):
            return False
        styled = next((True for style in chain if style.bold), False)
        return bool(words.strip()) and all(_bold_runs(element, styled))

    def _is_item(self, element: etree._Element) -> bool:
        number = element.find(f"{_W}pPr/{_W}numPr/{_W}numId")
        if number is not None:
            return number.get(f"{_W}val") != "0"
        return any(
            style.listed or style.name.startswith(("list bullet", "list number", "liste à puces"))
            for style in self._chain(element)
            if not style.level
        )

    def table(self, element: etree._Element) -> None:
        self.writer.end_table()
        for row in _rows(element):
            self.writer.row([_cell(cell) for cell in _cells(row)])
        self.writer.end_table()


def _bold_runs(element: etree._Element, styled: bool) -> Iterator[bool]:
    """For each run with words, whether it is bold."""
    for run in element.iter(f"{_W}r"):
        if any((each.text or "").strip() for each in run.iter(f"{_W}t")):
            mark = run.find(f"{_W}rPr/{_W}b")
            yield _is_on(mark) if mark is not None else styled


def _words(element: etree._Element) -> str:
    """The words of a paragraph, its text boxes apart."""
    return "".join(_pieces(element))


def _pieces(element: etree._Element) -> Iterator[str]:
    for child in element:
        if child.tag == f"{_W}t":
            yield child.text or ""
        elif child.tag in _BREAKS:
            yield _BREAKS[child.tag]
        elif child.tag not in (*_SKIPPED, _FALLBACK, _BOX):
            yield from _pieces(child)


def _boxes(element: etree._Element) -> Iterator[etree._Element]:
    """The text boxes of a paragraph, those inside them apart."""
    return _inside(element, _BOX)


def _rows(table: etree._Element) -> Iterator[etree._Element]:
    """The rows of a table, not those of a table inside it."""
    return _inside(table, f"{_W}tr")


def _cells(row: etree._Element) -> Iterator[etree._Element]:
    return _inside(row, f"{_W}tc")


def _inside(parent: etree._Element, tag: str) -> Iterator[etree._Element]:
    """The outermost elements of a name that are content.

    What was deleted and the copies kept for old programs are none.
    """
    for child in parent:
        if child.tag == tag:
            yield child
        elif isinstance(child.tag, str) and child.tag not in _SKIPPED and child.tag != _FALLBACK:
            yield from _inside(child, tag)


def _cell(cell: etree._Element) -> str:
    """The paragraphs of a cell, a line each; a list keeps its marks, a table in it its rows."""
    merged = cell.find(f"{_W}tcPr/{_W}vMerge")
    if merged is not None and merged.get(f"{_W}val", "continue") == "continue":
        return ""
    return "\n".join(filter(None, _lines(cell)))


def _lines(parent: etree._Element) -> Iterator[str]:
    """The words of each paragraph, those of its text boxes after it."""
    for paragraph in _inside(parent, f"{_W}p"):
        words = _words(paragraph).strip()
        listed = paragraph.find(f"{_W}pPr/{_W}numPr") is not None
        yield f"- {words}" if listed and words else words
        for box in _boxes(paragraph):
            yield from _lines(box)
