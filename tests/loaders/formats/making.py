"""Documents made for a test, as the programs that people write with would make them."""

import io
import struct
import zipfile
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import docx
import odfdo
import pypdfium2 as pdfium
from docx.document import Document as Word
from docx.oxml.parser import parse_xml
from reportlab.lib import colors, pdfencrypt, utils
from reportlab.lib.styles import getSampleStyleSheet
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Paragraph, SimpleDocTemplate, Table, TableStyle

A4 = (595.0, 842.0)
LEFT, TOP, PITCH = 60.0, 740.0, 14.0
WORDML = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(4096)
"""How an encrypted .docx and an old .doc begin."""


def word(*build: Callable[[Word], object]) -> bytes:
    """A Word document, built by each of `build` in turn."""
    document = docx.Document()
    for step in build:
        step(document)
    return _saved(document.save)


def xml(body: str) -> Callable[[Word], object]:
    """Adds raw WordprocessingML at the end of the body, as only Word itself writes it."""

    def add(document: Word) -> None:
        for child in parse_xml(f'<w:body xmlns:w="{WORDML}">{body}</w:body>'):
            document.element.body.insert(len(document.element.body) - 1, child)

    return add


def opendocument(*elements: Any) -> bytes:
    """An OpenDocument text of these elements of odfdo."""
    document = odfdo.Document("text")
    document.body.clear()
    for element in elements:
        document.body.append(element)
    return _saved(document.save)


def _saved(save: Callable[[io.BytesIO], object]) -> bytes:
    buffer = io.BytesIO()
    save(buffer)
    return buffer.getvalue()


def archive(parts: Mapping[str, bytes | str]) -> bytes:
    """A zip archive of these parts, the same bytes each time."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as opened:
        for name, content in parts.items():
            opened.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
    return buffer.getvalue()


def replaced(data: bytes, parts: Mapping[str, bytes | str]) -> bytes:
    """The same archive with some of its parts replaced, or more of them."""
    with zipfile.ZipFile(io.BytesIO(data)) as opened:
        return archive({**{name: opened.read(name) for name in opened.namelist()}, **parts})


def announcing(data: bytes, name: str, size: int) -> bytes:
    """The same archive, which says that a part unpacks to `size` bytes."""
    with zipfile.ZipFile(io.BytesIO(data)) as opened:
        real = struct.pack("<L", opened.getinfo(name).file_size)
    start = data.rindex(b"PK\x01\x02", 0, data.rindex(name.encode()))
    assert data[start + 24 : start + 28] == real
    return data[: start + 24] + struct.pack("<L", size) + data[start + 28 :]


@dataclass(frozen=True)
class Line:
    """A line of a page: where it begins, from the bottom left, in points."""

    words: str
    x: float = LEFT
    y: float = TOP
    size: float = 11
    font: str = "Helvetica"


@dataclass(frozen=True)
class Picture:
    """A picture over the whole page."""

    image: Any


def column(lines: Iterable[str], x: float = LEFT, top: float = TOP) -> list[Line]:
    """Lines one under another."""
    return [Line(words, x, top - PITCH * number) for number, words in enumerate(lines)]


def pdf(*pages: Sequence[Line | Picture], password: str | None = None) -> bytes:
    """A PDF of these pages, its words in the order given."""
    buffer = io.BytesIO()
    locked = pdfencrypt.StandardEncryption(password, strength=128) if password else None
    canvas = Canvas(buffer, pagesize=A4, invariant=True, encrypt=locked)
    for page in pages:
        for item in page:
            if isinstance(item, Picture):
                canvas.drawImage(utils.ImageReader(item.image), 0, 0, *A4)
            else:
                canvas.setFont(item.font, item.size)
                canvas.drawString(item.x, item.y, item.words)
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def scanned(data: bytes) -> bytes:
    """The same PDF as a scanner makes it: a picture of each page, and no text."""
    document = pdfium.PdfDocument(data)
    images = [document[number].render(scale=200 / 72).to_pil() for number in range(len(document))]
    document.close()
    return pdf(*([Picture(image)] for image in images))


def flowed(before: Iterable[str], rows: Sequence[Sequence[str]], after: Iterable[str]) -> bytes:
    """A PDF of paragraphs around a table with borders, cut into pages where they are full."""
    buffer = io.BytesIO()
    style = getSampleStyleSheet()["BodyText"]
    table = Table(rows, style=TableStyle([("GRID", (0, 0), (-1, -1), 0.5, colors.black)]))
    parts = [*(Paragraph(each, style) for each in before), table]
    parts += [Paragraph(each, style) for each in after]
    SimpleDocTemplate(buffer, pagesize=A4, invariant=True).build(parts)
    return buffer.getvalue()


def written(folder: Path, name: str, data: bytes) -> Path:
    """The file of this name in `folder`."""
    path = folder / name
    path.write_bytes(data)
    return path
