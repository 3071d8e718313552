"""PDF with a text layer: words by pdfium, then lines, tables, paragraphs of our own.

The order of the file is kept (it is the reading order of word processors, columns
included), but for columns that were drawn line by line across the page. A scanned
PDF is refused unless its text is to be recognised.
"""

from loaders.formats.normal import LIMIT as CHARACTERS
from loaders.formats.normal import Writer
from loaders.formats.pdf import compose, ocr, running
from loaders.formats.pdf.page import Page, opened, pages
from maillage.errors import InputError

MEDIA_TYPE = "application/pdf"
SUFFIXES = (".pdf",)
LIMIT = 64_000_000
SCANNED = 20
"""Characters a page, on average, under which a PDF is taken for a scan."""
_REMEDY = "recognise its text first (OCR), or read it with --ocr where Tesseract is installed"
_FRENCH = (
    "faites d'abord reconnaître son texte (OCR), ou lisez-le avec l'option --ocr là où Tesseract "
    "est installé"
)


def text(data: bytes, place: object) -> str:
    """The normalised text of a PDF.

    Raises:
        InputError: it is no PDF, is encrypted, truncated, scanned, or goes past a limit.
    """
    with opened(data, place) as document:
        found = list(pages(document, place))
    characters = sum(len(word.text) for page in found for word in page.words)
    if characters < SCANNED * len(found):
        raise InputError(
            place,
            f"is a scan without text ({len(found)} pages); {_REMEDY}",
            f"ce PDF est une image numérisée, sans texte (pages : {len(found)}) ; {_FRENCH}",
        )
    if characters > CHARACTERS:
        millions = CHARACTERS // 1_000_000
        french = f"ce PDF dépasse {millions} millions de caractères ; découpez-le"
        raise InputError(place, f"holds more than {millions} M characters; split it", french)
    return _written(found)


def _written(found: list[Page]) -> str:
    writer = Writer()
    for position, page in enumerate(running.without(found)):
        if position:
            writer.page()
        compose.write(page, writer)
    return writer.text


def recognised(data: bytes, place: object) -> str:
    """The text of a scanned PDF, recognised by Tesseract.

    Raises:
        InputError: it is no PDF, or Tesseract is not installed or fails.
    """
    with opened(data, place) as document:
        return ocr.recognise(document, place)
