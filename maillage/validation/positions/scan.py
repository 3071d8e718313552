"""What a reader of one format hands over: the facts of a text in order, and their places."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

Fact = tuple[str, str, str]
"""A triple whose terms are spelled as in N-Triples; blank nodes have the scanner's own names."""
Range = tuple[int, int]
"""Start and end of a token, in code points of the text."""
Place = tuple[Range, Range, Range]
"""Where the subject, the predicate and the object of a fact stand."""

ANY = "*"
"""The object of a fact whose value the scanner does not spell: XML kept as XML."""
TYPE = "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>"
FIRST = "<http://www.w3.org/1999/02/22-rdf-syntax-ns#first>"
REST = "<http://www.w3.org/1999/02/22-rdf-syntax-ns#rest>"
NIL = "<http://www.w3.org/1999/02/22-rdf-syntax-ns#nil>"


class UnlocatedError(Exception):
    """The text has something that the scanner does not know: nothing of it is located."""


def blank(term: str) -> bool:
    return term.startswith("_:")


@dataclass(frozen=True)
class Scan:
    """The facts of a text in the order in which the parser tells them.

    `place` gives where the fact of a number stands; it is asked for the few
    facts that a finding is about. `insertions` gives where ``; predicate object``
    may be written for a subject.
    """

    facts: Sequence[Fact]
    place: Callable[[int], Place]
    insertions: Mapping[str, int] = field(default_factory=dict)
