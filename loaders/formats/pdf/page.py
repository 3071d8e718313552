"""What pdfium says of a page: words with their place, size and weight, and ruled tables."""

import ctypes
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import pypdfium2 as pdfium
from pypdfium2 import raw

from loaders.formats.pdf import streams
from loaders.formats.pdf.grid import Grid, grids
from loaders.formats.pdf.rulings import rulings
from maillage.errors import InputError

PAGES = 1_500
CHARACTERS = 400_000
"""Characters of one page."""
_HYPHENS = ("\x02", "\ufffe")
"""What pdfium puts for a hyphen at the end of a line."""
_TOKEN = re.compile(r"(?P<end>\n)|[^\s\x00\x02\ufffe\uffff]+[\x02\ufffe]?|[\x02\ufffe]")


@dataclass(frozen=True)
class Word:
    """A word: its box in points from the bottom left, the size of its letters, its line.

    `line` counts the lines as the file has them.
    """

    text: str
    left: float
    right: float
    base: float
    size: float
    bold: bool
    line: int


@dataclass(frozen=True)
class Page:
    width: float
    height: float
    words: tuple[Word, ...]
    grids: tuple[Grid, ...]
    """Its tables with ruled lines."""


@contextmanager
def opened(data: bytes, place: object) -> Iterator[pdfium.PdfDocument]:
    """The document in these bytes.

    Raises:
        InputError: it is no PDF, is encrypted, truncated or broken.
    """
    _refuse_others(data, place)
    streams.check(data, place)
    document = _document(data, place)
    try:
        if len(document) == 0 or len(document) > PAGES:
            raise InputError(
                place,
                f"has {len(document)} pages; from 1 to {PAGES} are read",
                f"ce PDF a plus de {PAGES} pages ; découpez-le"
                if document
                else "ce PDF n'a aucune page ; imprimez le document dans un nouveau PDF",
            )
        yield document
    finally:
        document.close()


def _refuse_others(data: bytes, place: object) -> None:
    """Refuses what does not begin or end as a PDF does."""
    if not data:
        french = "ce fichier est vide ; envoyez de nouveau le document"
        raise InputError(place, "is empty; send the document again", french)
    if b"%PDF-" not in data[:1024]:
        raise InputError(
            place,
            "is not a PDF, whatever its name; send the document again",
            "ce n'est pas un PDF, malgré son nom ; envoyez de nouveau le document",
        )
    if b"%%EOF" not in data[-2048:]:
        french = "ce PDF est tronqué (sa fin manque) ; envoyez-le de nouveau"
        raise InputError(place, "is truncated (its end is missing); send it again", french)


def _document(data: bytes, place: object) -> pdfium.PdfDocument:
    try:
        return pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        if "password" in str(error).lower():
            raise InputError(
                place,
                "is protected by a password; save it without",
                "ce PDF est protégé par un mot de passe ; enregistrez-le sans protection",
            ) from error
        raise InputError(
            place,
            "is broken; print it to a new PDF",
            "ce PDF est abîmé ; imprimez-le dans un nouveau PDF",
        ) from error


def pages(document: pdfium.PdfDocument, place: object) -> Iterator[Page]:
    """The pages in order.

    Raises:
        InputError: a page is broken, or holds far more than a page.
    """
    for number in range(len(document)):
        try:
            page = document[number]
            text = page.get_textpage()
        except pdfium.PdfiumError as error:
            reason = f"page {number + 1} is broken; print it to a new PDF"
            french = f"la page {number + 1} est abîmée ; imprimez le document dans un nouveau PDF"
            raise InputError(place, reason, french) from error
        if raw.FPDFText_CountChars(text) > CHARACTERS:
            reason = f"page {number + 1} holds more than a page; it is not read"
            french = f"la page {number + 1} dépasse {CHARACTERS} caractères ; le PDF n'est pas lu"
            raise InputError(place, reason, french)
        width, height = page.get_size()
        yield Page(width, height, tuple(_words(text)), tuple(grids(rulings(page))))
        text.close()
        page.close()


def _characters(text: pdfium.PdfTextPage) -> str:
    """The characters of a page, one for each of pdfium's positions."""
    number = raw.FPDFText_CountChars(text)
    buffer = (ctypes.c_ushort * (number + 1))()
    written = raw.FPDFText_GetText(text, 0, number, buffer)
    if written == number + 1:
        found = bytes(buffer)[: 2 * number].decode("utf-16-le", errors="replace")
        if len(found) == number:
            return found
    codes = (raw.FPDFText_GetUnicode(text, index) for index in range(number))
    return "".join(chr(code) if code and code < 0x110000 else " " for code in codes)


def _words(text: pdfium.PdfTextPage) -> Iterator[Word]:
    """The words of a page; one that a hyphen cuts is two, the first with its hyphen."""
    measure = _Measure(text)
    for number, spans in enumerate(_lines(_characters(text))):
        if spans:
            ends = measure.style(spans[0][1]), measure.style(spans[-1][1])
            for words, first, last in spans:
                style = ends[0] if ends[0] == ends[1] else measure.style(first)
                yield measure.word(words, first, last, style, number)


Span = tuple[str, int, int]
"""A word with the places of its first and last characters."""


def _lines(characters: str) -> Iterator[list[Span]]:
    """The words of each line as the file has them."""
    spans: list[Span] = []
    for match in _TOKEN.finditer(characters):
        if match.lastgroup == "end":
            yield spans
            spans = []
            continue
        start, end = match.span()
        cut = match[0][-1] in _HYPHENS
        words = match[0][:-1] + "-" if cut else match[0]
        spans.append((words, start, max(start, end - 1 - cut)))
        if cut:
            yield spans
            spans = []
    yield spans


class _Measure:
    """Asks pdfium for places; its out-parameters are made once."""

    def __init__(self, text: pdfium.PdfTextPage) -> None:
        self.text = text
        self.box = [ctypes.c_double() for _ in range(4)]
        self.origin = [ctypes.c_double() for _ in range(2)]
        self.boxes = [ctypes.byref(each) for each in self.box]
        self.origins = [ctypes.byref(each) for each in self.origin]
        self.name = ctypes.create_string_buffer(128)
        self.flags = ctypes.c_int()

    def style(self, index: int) -> tuple[float, bool]:
        """The height of the letters and their weight."""
        return self._size(index), self._is_bold(index)

    def word(self, words: str, first: int, last: int, style: tuple[float, bool], line: int) -> Word:
        raw.FPDFText_GetCharOrigin(self.text, first, *self.origins)
        left, base = self.origin[0].value, self.origin[1].value
        raw.FPDFText_GetCharBox(self.text, last, *self.boxes)
        return Word(words, left, max(self.box[1].value, left), base, *style, line)

    def _size(self, index: int) -> float:
        """The height of the letters on the page: the font's size through the matrix."""
        matrix = raw.FS_MATRIX()
        size = float(raw.FPDFText_GetFontSize(self.text, index))
        if raw.FPDFText_GetMatrix(self.text, index, ctypes.byref(matrix)):
            scale = (matrix.c**2 + matrix.d**2) ** 0.5
            return round(size * scale, 1) if scale else size
        return round(size, 1)

    def _is_bold(self, index: int) -> bool:
        raw.FPDFText_GetFontInfo(self.text, index, self.name, 128, ctypes.byref(self.flags))
        name = self.name.value.lower()
        return b"bold" in name or b"black" in name or b"heavy" in name or b"-bd" in name
