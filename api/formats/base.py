"""What a result format is: a media type, an extension, a way to render."""

from collections.abc import Iterable
from typing import ClassVar

from maillage.rdf import (
    QueryBoolean,
    QueryResultsFormat,
    QuerySolutions,
    RdfFormat,
    Triple,
    serialize,
)


class Format:
    """A way to write an answer; subclasses are one module each."""

    title: ClassVar[str]
    media_type: ClassVar[str]
    """As registered at IANA."""
    aliases: ClassVar[tuple[str, ...]] = ()
    """More general types that clients ask for and that this format also is."""
    extension: ClassVar[str]
    iri: ClassVar[str]
    """The W3C's name of the format, for the Service Description."""

    @property
    def media_types(self) -> tuple[str, ...]:
        return (self.media_type, *self.aliases)


class SolutionsFormat(Format):
    """A format of rows, or of a yes or no."""

    encoding: ClassVar[QueryResultsFormat]

    def render(self, answer: QuerySolutions | QueryBoolean) -> bytes:
        return answer.serialize(format=self.encoding) or b""


class GraphFormat(Format):
    """A format of triples; the same triples in the same order give the same bytes."""

    encoding: ClassVar[RdfFormat]

    def render(self, triples: Iterable[Triple]) -> bytes:
        """The triples as bytes.

        Raises:
            Problem: 406, the format cannot say one of them.
        """
        return serialize(triples, format=self.encoding) or b""
