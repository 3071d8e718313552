"""Markdown and plain text: the decoded file itself.

The byte order mark is dropped and CRLF made LF, nothing else, so that positions
are those that any editor shows.
"""

from dataclasses import dataclass

from maillage.errors import InputError

_MARKS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))
_OTHERS = (
    (b"%PDF-", "a PDF", ".pdf"),
    (b"PK\x03\x04", "a Word, OpenDocument or zip file", ".docx or .odt"),
    (b"\xd0\xcf\x11\xe0", "an old or encrypted Office file", ".docx, without password"),
    (b"{\\rtf", "an RTF file", ".docx"),
)
_PACKED = ((b"\x1f\x8b", "gzip"), (b"7z\xbc\xaf\x27\x1c", "7z"), (b"Rar!", "RAR"))


@dataclass(frozen=True)
class Plain:
    """A format whose normalised text is its decoded bytes."""

    MEDIA_TYPE: str
    SUFFIXES: tuple[str, ...]
    LIMIT: int = 5_000_000
    """A convention of 300 pages is under one million."""

    def text(self, data: bytes, place: object) -> str:
        """The text of these bytes: UTF-8 or UTF-16 by mark, else UTF-8, else Windows-1252.

        Raises:
            InputError: nothing is in it, or it is not text.
        """
        return decode(data, place)


MARKDOWN = Plain("text/markdown", (".md", ".markdown"))
TEXT = Plain("text/plain", (".txt", ".text"))


def decode(data: bytes, place: object, declared: str | None = None) -> str:
    """The normalised text of these bytes, in the encoding `declared` where no mark says another.

    Raises:
        InputError: nothing is in it, or it is not text.
    """
    _refuse_others(data, place)
    text = _unicode(data, place, declared).replace("\r\n", "\n")
    if not text.strip():
        raise InputError(place, "is empty; give the text of the document")
    strange = sum(map(text.count, _CONTROLS))
    if "\0" in text or strange > len(text) // 200:
        raise InputError(place, "is not text (binary content); give its text as .md or .txt")
    return text


def other(data: bytes) -> str | None:
    """What these bytes are that are no zip archive, with the remedy; None where that is unknown."""
    for mark, what, suffix in _OTHERS:
        if data.startswith(mark) and not mark.startswith(b"PK"):
            return f"{what}; name it {suffix}"
    for mark, what in _PACKED:
        if data.startswith(mark):
            return f"a {what} archive; unpack it and give the document inside"
    return None


_CONTROLS = [chr(code) for code in range(32) if chr(code) not in "\t\n\r\f"]


def _refuse_others(data: bytes, place: object) -> None:
    """Refuses what begins as another format does."""
    for mark, what, suffix in _OTHERS:
        if data.startswith(mark):
            raise InputError(place, f"is not text but {what} (binary content); name it {suffix}")


def _unicode(data: bytes, place: object, declared: str | None) -> str:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _strict(data.removeprefix(mark), encoding, place)
    for encoding in filter(None, (declared, "utf-8", "cp1252")):
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
