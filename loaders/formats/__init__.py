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
_OTHERS: Mapping[str, str] = {
    ".doc": "save it as .docx",
    ".rtf": "save it as .docx",
    ".pages": "export it as .docx or .pdf",
    ".wpd": "save it as .docx",
    ".xls": "documents are read, not sheets; put tables in data/reference",
    ".xlsx": "documents are read, not sheets; put tables in data/reference",
    ".csv": "documents are read, not tables; put tables in data/reference",
    ".png": "recognise its text first (OCR), and give a PDF or a text",
    ".jpg": "recognise its text first (OCR), and give a PDF or a text",
    ".jpeg": "recognise its text first (OCR), and give a PDF or a text",
    ".tif": "recognise its text first (OCR), and give a PDF or a text",
}
"""Formats that a person may well have, with the remedy."""


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
    remedy = _OTHERS.get(suffix, f"give {known}")
    raise InputError(path, f"the format {suffix or '(no suffix)'} is not read; {remedy}")


def _present(path: Path) -> None:
    """Refuses a path that does not exist or is no file, whatever its suffix."""
    try:
        path.stat()
    except (FileNotFoundError, NotADirectoryError) as error:
        raise InputError(path, "there is no such file") from error
    except OSError as error:
        raise _unreadable(path, error) from error


def _unreadable(path: Path, error: OSError) -> InputError:
    return InputError(path, f"cannot be read ({error.strerror}); check the path")


def _bytes(path: Path, limit: int) -> bytes:
    try:
        with path.open("rb") as file:
            data = file.read(limit + 1)
    except OSError as error:
        raise _unreadable(path, error) from error
    if len(data) > limit:
        raise InputError(path, f"is larger than {limit // 1_000_000} MB; split it")
    return data
