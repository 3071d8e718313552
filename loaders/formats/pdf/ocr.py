"""Scanned pages: rendered by pdfium, recognised by Tesseract where it is installed."""

import shutil
import subprocess

import pypdfium2 as pdfium

from loaders.formats.normal import Writer
from loaders.source import PAGE
from maillage.errors import InputError

DOTS = 300
"""Dots an inch at which letters are told apart."""
SECONDS = 120
"""Time for one page."""
LARGEST = 40_000_000
"""Dots of a page; a poster is not a page."""

_ABSENT = (
    "cannot be recognised here: install Tesseract with its French words (packages tesseract-ocr, "
    "tesseract-ocr-fra)",
    "la reconnaissance de texte n'est pas disponible ici ; installez Tesseract et son français "
    "(paquets tesseract-ocr, tesseract-ocr-fra)",
)


def recognise(document: pdfium.PdfDocument, place: object) -> str:
    """The recognised text of all pages.

    Raises:
        InputError: Tesseract or its French words are missing, or a page is not one.
    """
    program = shutil.which("tesseract")
    if not program:
        raise InputError(place, *_ABSENT)
    writer = Writer()
    for number in range(len(document)):
        if number:
            writer.page()
        for paragraph in _page(program, document[number], place, number + 1).split("\n\n"):
            writer.paragraph(paragraph)
    text = writer.text
    if not text.replace(PAGE, "").strip():
        french = "aucun texte n'a pu être reconnu ; numérisez de nouveau le document"
        raise InputError(place, "holds no text that could be recognised; scan it again", french)
    return text


def _page(program: str, page: pdfium.PdfPage, place: object, number: int) -> str:
    width, height = page.get_size()
    if width * height * (DOTS / 72) ** 2 > LARGEST:
        raise InputError(
            place,
            f"page {number} is too large to be recognised; scan it as A4",
            f"la page {number} est trop grande pour être reconnue ; numérisez-la en A4",
        )
    return _recognised(program, _picture(page), place, number)


def _picture(page: pdfium.PdfPage) -> bytes:
    """A page in grey, as PGM."""
    bitmap = page.render(scale=DOTS / 72, grayscale=True)
    rows = bytes(bitmap.buffer)
    lines = (
        rows[start : start + bitmap.width]
        for start in range(0, bitmap.stride * bitmap.height, bitmap.stride)
    )
    return f"P5 {bitmap.width} {bitmap.height} 255\n".encode() + b"".join(lines)


def _recognised(program: str, picture: bytes, place: object, number: int) -> str:
    command = [program, "stdin", "stdout", "-l", "fra", "--dpi", str(DOTS)]
    try:
        done = subprocess.run(
            command, input=picture, capture_output=True, timeout=SECONDS, check=True
        )
    except subprocess.TimeoutExpired as error:
        raise InputError(
            place,
            f"page {number} takes too long to be recognised",
            f"reconnaître la page {number} prend trop de temps ; numérisez-la plus simplement",
        ) from error
    except subprocess.CalledProcessError as error:
        said = error.stderr.decode(errors="replace").strip().splitlines() or ["no reason given"]
        raise InputError(
            place,
            f"Tesseract does not recognise page {number}: {said[0]}",
            f"Tesseract n'a pas pu reconnaître la page {number} ; numérisez-la de nouveau",
        ) from error
    return done.stdout.decode(errors="replace").replace(PAGE, "")
