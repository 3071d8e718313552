"""A file → its normalised text, whatever its format.

The content decides what a file is, and its name must agree: a file that is not
what its name says is refused. Nothing is written to disk and nothing outside is
reached.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from loaders.formats import docx, html, odt, pdf, plain
from loaders.source import PAGE, Source
from maillage.errors import InputError


class Format(Protocol):
    """A module of this folder: a media type, its suffixes, and what reads it."""

    @property
    def MEDIA_TYPE(self) -> str: ...

    @property
    def SUFFIXES(self) -> tuple[str, ...]: ...

    @property
    def LIMIT(self) -> int:
        """Bytes of the largest file that is read."""

    def text(self, data: bytes, place: object) -> str:
        """The normalised text.

        Raises:
            InputError: the bytes are not of this format, or go past a limit.
        """


FORMATS: tuple[Format, ...] = (plain.MARKDOWN, plain.TEXT, html, docx, odt, pdf)
"""Every format, found by suffix."""
_BY_SUFFIX: Mapping[str, Format] = {suffix: each for each in FORMATS for suffix in each.SUFFIXES}
_WORD = ("save it as .docx", "enregistrez-le en .docx")
_SHEET = (
    "documents are read, not sheets; put tables in data/reference",
    "seuls les documents sont lus, pas les feuilles de calcul ; rangez les tableaux dans "
    "data/reference",
)
_PICTURE = (
    "recognise its text first (OCR), and give a PDF or a text",
    "faites d'abord reconnaître son texte (OCR), puis donnez un PDF ou un texte",
)
_OTHERS: Mapping[str, tuple[str, str]] = {
    ".doc": _WORD,
    ".rtf": _WORD,
    ".pages": ("export it as .docx or .pdf", "exportez-le en .docx ou en .pdf"),
    ".wpd": _WORD,
    ".xls": _SHEET,
    ".xlsx": _SHEET,
    ".csv": (
        "documents are read, not tables; put tables in data/reference",
        "seuls les documents sont lus, pas les tableaux ; rangez ceux-ci dans data/reference",
    ),
    ".png": _PICTURE,
    ".jpg": _PICTURE,
    ".jpeg": _PICTURE,
    ".tif": _PICTURE,
}
"""Formats that a person may well have, with the remedy in English and in French."""


@dataclass(frozen=True)
class Options:
    """How a file may be read: `ocr` recognises the text of scanned pages with Tesseract."""

    ocr: bool = False


PLAIN = Options()


def load(path: Path, options: Options = PLAIN) -> Source:
    """Reads a document.

    Raises:
        InputError: the file is absent, empty, too large, not what its name says, encrypted,
            broken, without text, or of a format that is not read.
    """
    return parse(path, received(path), options)


def received(path: Path) -> bytes:
    """The bytes of a document, as it was received.

    Raises:
        InputError: the file is absent, too large, or of a format that is not read.
    """
    _present(path)
    return _bytes(path, _format(path).LIMIT)


def parse(path: Path, data: bytes, options: Options = PLAIN) -> Source:
    """The document in these bytes; its name tells the format.

    Raises:
        InputError: as `load`.
    """
    form = _format(path)
    is_pdf = form.MEDIA_TYPE == pdf.MEDIA_TYPE
    text = pdf.recognised(data, path) if options.ocr and is_pdf else form.text(data, path)
    pages = text.count(PAGE) + 1 if is_pdf or PAGE in text else None
    return Source(text, hashlib.sha256(data).hexdigest(), form.MEDIA_TYPE, pages)


def _format(path: Path) -> Format:
    suffix = path.suffix.lower()
    if suffix in _BY_SUFFIX:
        return _BY_SUFFIX[suffix]
    known = ", ".join(sorted(_BY_SUFFIX))
    remedy, french = _OTHERS.get(suffix, (f"give {known}", f"donnez un fichier {known}"))
    raise InputError(
        path,
        f"the format {suffix or '(no suffix)'} is not read; {remedy}",
        f"le format {suffix or '(sans extension)'} n'est pas lu ; {french}",
    )


def _present(path: Path) -> None:
    """Refuses a path that does not exist or is no file, whatever its suffix."""
    try:
        path.stat()
    except (FileNotFoundError, NotADirectoryError) as error:
        raise InputError(path, "there is no such file", "ce fichier n'existe pas") from error
    except OSError as error:
        raise _unreadable(path, error) from error


def _unreadable(path: Path, error: OSError) -> InputError:
    french = "ce fichier ne peut pas être lu ; vérifiez son chemin"
    return InputError(path, f"cannot be read ({error.strerror}); check the path", french)


def _bytes(path: Path, limit: int) -> bytes:
    try:
        with path.open("rb") as file:
            data = file.read(limit + 1)
    except OSError as error:
        raise _unreadable(path, error) from error
    if len(data) > limit:
        megabytes = limit // 1_000_000
        french = f"ce fichier dépasse {megabytes} Mo ; découpez-le"
        raise InputError(path, f"is larger than {megabytes} MB; split it", french)
    return data
