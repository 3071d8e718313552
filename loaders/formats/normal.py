"""Writes the normalised form of `loaders.source` from the parts of a document."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from loaders.source import CELL, LINE, PAGE

LIMIT = 5_000_000
"""Characters of a normalised text."""
_SPACES = re.compile(r"[^\S\n]+")
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff\ufeff\u200b\u2060]")
_LIGATURES = str.maketrans({"ﬁ": "fi", "ﬂ": "fl", "ﬀ": "ff", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st"})
_HASH = re.compile(r"^#+(?=\s)", re.MULTILINE)


def clean(text: str) -> str:
    """Words with single spaces, composed accents and no ligatures; line ends stay."""
    bare = _CONTROLS.sub("", unicodedata.normalize("NFC", text).translate(_LIGATURES))
    lines = (_SPACES.sub(" ", line).strip() for line in bare.split("\n"))
    return _HASH.sub("", "\n".join(line for line in lines if line))


@dataclass
class Writer:
    """Collects the parts of a document in their order."""

    _parts: list[str] = field(default_factory=list)
    _in_table: bool = False

    def heading(self, text: str) -> None:
        words = clean(text).replace("\n", " ")
        if words:
            self._add(f"# {words}")

    def paragraph(self, text: str) -> None:
        words = clean(text)
        if words:
            self._add(words)

    def item(self, text: str, mark: str = "-") -> None:
        """An item of a list."""
        words = clean(text).replace("\n", " ")
        if words:
            self._add(f"{mark} {words}", apart=False)

    def row(self, cells: Sequence[str]) -> None:
        """A row of a table; the rows between two other parts are one table."""
        cleaned = [clean(cell).replace("\n", LINE) for cell in cells]
        if any(cleaned):
            if not self._in_table:
                self._parts.append("\n\n")
            self._in_table = True
            self._parts.append(CELL.join(cleaned) + (CELL if len(cleaned) == 1 else "") + "\n")

    def end_table(self) -> None:
        self._in_table = False

    def page(self) -> None:
        """A page ends here; a table or a sentence may go on over it."""
        self._parts.append(PAGE)

    def _add(self, text: str, apart: bool = True) -> None:
        self._in_table = False
        self._parts.append(("\n\n" if apart else "\n") + text)

    @property
    def text(self) -> str:
        """All that was written, blank lines at its start and end left out."""
        return re.sub(r"\n{3,}", "\n\n", "".join(self._parts)).strip("\n ") + "\n"


def table(writer: Writer, rows: Iterable[Sequence[str]]) -> None:
    """A whole table."""
    writer.end_table()
    for cells in rows:
        writer.row(cells)
    writer.end_table()
