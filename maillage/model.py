"""What passes between the stages: passages, facts, issues, drafts.

A `Fact` is one triple with the words it was read from; a `Draft` is all that
one document says, ready to be written as Turtle.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum

from maillage.rdf import Literal, NamedNode


class Level(StrEnum):
    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


@dataclass(frozen=True, order=True)
class Passage:
    """Words of a document: `quote` is ``text[start:end]`` of its normalised text.

    Positions are Unicode code points. `page` counts from 1, None where the
    source has no pages.
    """

    start: int
    end: int
    quote: str
    page: int | None = None

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end or len(self.quote) != self.end - self.start:
            raise ValueError(f"not a passage: {self.start}-{self.end} {self.quote!r}")


@dataclass(frozen=True)
class Fact:
    """A triple, and where it was read (empty for what is only structure: types, labels)."""

    subject: NamedNode
    predicate: NamedNode
    object: NamedNode | Literal
    evidence: tuple[Passage, ...] = ()


@dataclass(frozen=True)
class Issue:
    """Something a person must know or decide, with the remedy."""

    level: Level
    message: str
    remedy: str | None = None
    evidence: tuple[Passage, ...] = ()


@dataclass(frozen=True)
class Draft:
    """The facts of one document and what was found wrong while reading it."""

    slug: str
    facts: tuple[Fact, ...]
    issues: tuple[Issue, ...] = field(default=())

    def __iter__(self) -> Iterator[Fact]:
        return iter(self.facts)
