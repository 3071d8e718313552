"""A file → its normalised text, to which every offset of a reading refers.

Of Markdown and plain text it is the decoded file itself: the byte order mark
dropped and CRLF made LF, nothing else, so that positions are those that any
editor shows.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from maillage.errors import InputError

MEDIA_TYPES: Mapping[str, str] = {
    ".md": "text/markdown",
    ".markdown": "text/markdown",
    ".txt": "text/plain",
}
LATER = {".pdf", ".docx", ".odt", ".html", ".htm"}
"""Formats that the next version reads."""
LIMIT = 5_000_000
"""Bytes; a convention of 300 pages is under one million."""

_MARKS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))
_BINARY = (b"%PDF-", b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"\x89PNG", b"\xff\xd8\xff", b"{\\rtf")


@dataclass(frozen=True)
class Source:
    """A document as received: its normalised text, the hash of its bytes, its media type."""

    text: str
    sha256: str
    media_type: str


def load(path: Path) -> Source:
    """Reads and decodes a document.

    Raises:
        InputError: the file is absent, empty, too large, binary, or of a format that is not read.
    """
    _present(path)
    suffix = path.suffix.lower()
    if suffix in LATER:
        raise InputError(
            path, f"{suffix} is read from version 0.2 on; give its text as .md or .txt"
        )
    if suffix not in MEDIA_TYPES:
        known = ", ".join(sorted(MEDIA_TYPES))
        raise InputError(path, f"the format {suffix or '(no suffix)'} is not read; give {known}")
    data = _bytes(path)
    return Source(decode(data, path), hashlib.sha256(data).hexdigest(), MEDIA_TYPES[suffix])


def _present(path: Path) -> None:
    """Refuses a path that does not exist, whatever its suffix."""
    try:
        path.stat()
    except (FileNotFoundError, NotADirectoryError) as error:
        raise InputError(path, "there is no such file") from error
    except OSError as error:
        raise _unreadable(path, error) from error


def _unreadable(path: Path, error: OSError) -> InputError:
    return InputError(path, f"cannot be read ({error.strerror}); check the path")


def _bytes(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            data = file.read(LIMIT + 1)
    except OSError as error:
        raise _unreadable(path, error) from error
    if len(data) > LIMIT:
        raise InputError(path, f"is larger than {LIMIT // 1_000_000} MB; split it")
    return data


def decode(data: bytes, place: object) -> str:
    """The normalised text of these bytes: UTF-8 or UTF-16 by mark, else UTF-8, else Windows-1252.

    Raises:
        InputError: nothing is in it, or it is not text.
    """
    text = _unicode(data, place).replace("\r\n", "\n")
    if not text.strip():
        raise InputError(place, "is empty; give the text of the document")
    strange = sum(character < " " and character not in "\t\n\r\f" for character in text)
    if "\0" in text or strange > len(text) // 200:
        raise InputError(place, "is not text (binary content); give its text as .md or .txt")
    return text


def _unicode(data: bytes, place: object) -> str:
    if data.startswith(_BINARY):
        raise InputError(place, "is not text (binary content); give its text as .md or .txt")
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _strict(data.removeprefix(mark), encoding, place)
    for encoding in ("utf-8", "cp1252"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    return data.decode("latin-1")


def _strict(data: bytes, encoding: str, place: object) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        reason = (
            f"is not {encoding.upper()} as its mark says (byte {error.start}); save it as UTF-8"
        )
        raise InputError(place, reason) from error
