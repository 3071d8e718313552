"""Markdown and plain text: the decoded file itself.

The byte order mark is dropped and CRLF made LF, nothing else, so that positions
are those that any editor shows.
"""

from dataclasses import dataclass

from maillage.errors import InputError

_MARKS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))


@dataclass(frozen=True)
class _Other:
    """Another format: how it begins, what it is and what it is to be named, in two languages."""

    mark: bytes
    english: str
    french: str
    name: str
    french_name: str


_OTHERS = (
    _Other(b"%PDF-", "a PDF", "un PDF", ".pdf", ".pdf"),
    _Other(
        b"PK\x03\x04",
        "a Word, OpenDocument or zip file",
        "un fichier Word, OpenDocument ou zip",
        ".docx or .odt",
        ".docx ou .odt",
    ),
    _Other(
        b"\xd0\xcf\x11\xe0",
        "an old or encrypted Office file",
        "un ancien fichier Office, ou un fichier chiffré",
        ".docx, without password",
        ".docx, sans mot de passe",
    ),
    _Other(b"{\\rtf", "an RTF file", "un fichier RTF", ".docx", ".docx"),
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
        french = "ce fichier est vide ; donnez le texte du document"
        raise InputError(place, "is empty; give the text of the document", french)
    strange = sum(map(text.count, _CONTROLS))
    if "\0" in text or strange > len(text) // 200:
        raise InputError(
            place,
            "is not text (binary content); give its text as .md or .txt",
            "ce fichier n'est pas du texte (contenu binaire) ; donnez son texte en .md ou .txt",
        )
    return text


def other(data: bytes) -> tuple[str, str] | None:
    """What these bytes are that are no zip archive, with the remedy, in English and in French.

    None where that is unknown.
    """
    for one in _OTHERS:
        if data.startswith(one.mark) and not one.mark.startswith(b"PK"):
            return (
                f"{one.english}; name it {one.name}",
                f"{one.french} ; nommez-le {one.french_name}",
            )
    for mark, what in _PACKED:
        if data.startswith(mark):
            return (
                f"a {what} archive; unpack it and give the document inside",
                f"une archive {what} ; décompressez-la et donnez le document qu'elle contient",
            )
    return None


_CONTROLS = [chr(code) for code in range(32) if chr(code) not in "\t\n\r\f"]


def _refuse_others(data: bytes, place: object) -> None:
    """Refuses what begins as another format does."""
    for one in _OTHERS:
        if data.startswith(one.mark):
            raise InputError(
                place,
                f"is not text but {one.english} (binary content); name it {one.name}",
                f"ce n'est pas du texte mais {one.french} ; nommez-le {one.french_name}",
            )


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
        french = (
            f"ce fichier n'est pas en {encoding.upper()}, contrairement à ce qu'annonce son début "
            f"(octet {error.start}) ; enregistrez-le en UTF-8"
        )
        raise InputError(place, reason, french) from error
