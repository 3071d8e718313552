"""A file that a person hands over: its name, its bytes, and what was decided on it."""

from dataclasses import dataclass
from pathlib import PurePath

from maillage.rdf import RdfFormat


@dataclass(frozen=True)
class Upload:
    """`corrections` is the text of a file of decisions, as in ``data/corrections``."""

    name: str
    data: bytes
    corrections: str = ""

    @property
    def form(self) -> RdfFormat | None:
        """The format of an RDF file, None for a document."""
        return RdfFormat.from_extension(PurePath(self.name).suffix.removeprefix(".").lower())
