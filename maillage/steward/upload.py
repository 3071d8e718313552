"""A file that a person hands over: its name, its bytes, and what was decided on it."""

from dataclasses import dataclass

from maillage.rdf import RdfFormat
from maillage.validation.syntax import form_of


@dataclass(frozen=True)
class Upload:
    """`corrections` is the text of a file of decisions, as in ``data/corrections``.

    None stands for those that the checkout has for this very document.
    """

    name: str
    data: bytes
    corrections: str | None = None

    @property
    def form(self) -> RdfFormat | None:
        """The format of an RDF file, None for a document."""
        return form_of(self.name)
