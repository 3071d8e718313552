"""Why an RDF file cannot be read: the parser's words with the line, and the same in French.

The parser (pyoxigraph, and expat for what is wrong with the XML itself) speaks to
programmers. `sayings` has what a steward is told for each of its messages; one
that is not there is quoted.
"""

import io
import re
from pathlib import PurePath

from maillage.errors import InputError
from maillage.rdf import RdfFormat, parse
from maillage.validation import sayings

FORMS = {
    ".ttl": RdfFormat.TURTLE,
    ".n3": RdfFormat.TURTLE,
    ".nt": RdfFormat.N_TRIPLES,
    ".nq": RdfFormat.N_QUADS,
    ".trig": RdfFormat.TRIG,
    ".rdf": RdfFormat.RDF_XML,
    ".owl": RdfFormat.RDF_XML,
    ".xml": RdfFormat.RDF_XML,
    ".jsonld": RdfFormat.JSON_LD,
    ".json": RdfFormat.JSON_LD,
}
"""The format of an RDF file by its name; a ``.txt`` is a document, whatever the parser thinks."""
LONGEST = 200
"""Characters of a message: the parser repeats a word of megabytes."""
_PLACE = re.compile(r"Parser error (?:at|between) line \d+.*?: ", re.DOTALL)
_ONLINE = re.compile(rb'"@(?:context|import)"\s*:\s*\[?\s*"')
_QUOTED = re.compile(r"'([^'\s]{2,})'|(@[a-z]+)")


def form_of(name: str) -> RdfFormat | None:
    """The format of an RDF file of this name, None for any other file."""
    return FORMS.get(PurePath(name).suffix.lower())


def refusal(
    error: SyntaxError | ValueError, form: RdfFormat, place: object, data: bytes
) -> InputError:
    """The error of the parser on these bytes, as a person is told it.

    Columns count characters (code points) from 1, as editors do.
    """
    message, line, column = str(error), None, None
    if isinstance(error, SyntaxError):
        message, line, column = error.msg, error.lineno, error.offset
    if line and column and form == RdfFormat.JSON_LD:
        column = _characters(data, line, column)
    message = _PLACE.sub("", message, count=1)
    line = line or _line(message, form, data)
    return told(form, place, message, sayings.french(message, form), line, column)


def told(
    form: RdfFormat,
    place: object,
    message: str,
    french: str | None,
    line: int | None,
    column: int | None,
) -> InputError:
    """A refusal with its line and column; where there is no `french`, it quotes the message."""
    shown = clipped(message)
    at = f" (column {column})" if column else ""
    where = f" ({form.name}, colonne {column})" if column else f" ({form.name})"
    return InputError(
        f"{place}:{line}" if line else place,
        f"is not valid {form.name}: {shown}{at}",
        f"{french or f'le lecteur de RDF dit « {shown} » ; corrigez cet endroit'}{where}",
    )


def clipped(words: str) -> str:
    """Words on one line, without signs that a terminal obeys, and no longer than is read."""
    whole = "".join(sign if sign.isprintable() else " " for sign in words[: LONGEST + 1])
    return whole if len(words) <= LONGEST else f"{whole[:LONGEST]}…"


def _characters(data: bytes, line: int, column: int) -> int:
    """The column in characters: in JSON, the parser counts bytes."""
    lines = data.split(b"\n", line)
    before = lines[line - 1][: column - 1] if line <= len(lines) else b""
    return len(before.decode("utf-8", "ignore")) + 1


def _line(message: str, form: RdfFormat, data: bytes) -> int | None:
    """The line that the parser does not tell."""
    if form == RdfFormat.RDF_XML:
        return _reached(data)
    return _only(message, data) if form == RdfFormat.JSON_LD else None


def _reached(data: bytes) -> int | None:
    """The line at which the parser stops, found by handing the lines over one by one."""
    lines = _Lines(data)
    try:
        for _ in parse(lines, format=RdfFormat.RDF_XML):
            pass
    except (SyntaxError, ValueError):
        return lines.number
    return None


class _Lines(io.BytesIO):
    """The lines of a file, at most one each time that the parser reads."""

    @property
    def number(self) -> int:
        """The line of what was read last."""
        return self.getvalue().count(b"\n", 0, max(0, self.tell() - 1)) + 1

    def read(self, size: int | None = -1, /) -> bytes:
        return self.readline(size)


def _only(message: str, data: bytes) -> int | None:
    """The line of what a message names, where the file has it once: else it may be any."""
    if "LoadDocumentCallback" in message:
        found = list(_ONLINE.finditer(data))
        return data.count(b"\n", 0, found[0].start()) + 1 if len(found) == 1 else None
    for quoted, keyword in _QUOTED.findall(message):
        named = f'"{quoted or keyword}"'.encode()
        if data.count(named) == 1:
            return data.count(b"\n", 0, data.index(named)) + 1
    return None
