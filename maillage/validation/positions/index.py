"""What a text's facts are asked for: the line of a fact, where to change it, where to add one."""

import re
from bisect import bisect_right
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate

from maillage.rdf import BlankNode, Literal, NamedNode, Triple
from maillage.validation.positions.agreement import spelled
from maillage.validation.positions.scan import Fact, Range, Scan

NEWLINE = re.compile(r"\r\n?|\n")
STEPS = 3
"""Links that are followed from a thing to a value of another one."""
SUBJECT, PREDICATE, OBJECT = range(3)
Node = NamedNode | BlankNode | Triple
"""A thing; a triple has no place of its own."""


@dataclass(frozen=True)
class Span:
    """A range of a text: lines and columns from 1, the end after its last character."""

    line: int
    column: int
    end_line: int
    end_column: int


class Lines:
    """The lines of a text; « \\n », « \\r\\n » and « \\r » end one."""

    def __init__(self, text: str) -> None:
        if "\r" in text:
            self._starts = [0, *(found.end() for found in NEWLINE.finditer(text))]
        else:
            sizes = (len(line) + 1 for line in text.split("\n"))
            self._starts = [0, *accumulate(sizes)][:-1]

    def span(self, place: Range) -> Span:
        return Span(*self._point(place[0]), *self._point(place[1]))

    def _point(self, offset: int) -> tuple[int, int]:
        line = bisect_right(self._starts, offset)
        return line, offset - self._starts[line - 1] + 1


class Positions:
    """Where the facts of a text stand, as far as scanner and parser agree.

    Args:
        facts: the trusted ones, None for the others, by their number in `scan`.
        hidden: properties of which not all facts were found: they have no place.
    """

    def __init__(
        self,
        text: str,
        scan: Scan,
        facts: Sequence[Fact | None],
        hidden: Collection[tuple[str, str]] = (),
    ) -> None:
        self._text, self._scan, self._facts, self._hidden = text, scan, facts, hidden

    def line(
        self,
        subject: Node | str,
        predicate: NamedNode | str | None = None,
        value: Node | Literal | None = None,
    ) -> int | None:
        """The line of the value of this very fact, else of the predicate, else of the subject.

        The first of several; None for a thing that the text does not describe
        or where its place is not sure.
        """
        found = self.span(subject, predicate, value)
        return found.line if found else None

    def span(
        self,
        subject: Node | str,
        predicate: NamedNode | str | None = None,
        value: Node | Literal | None = None,
    ) -> Span | None:
        """The same, with columns and the end."""
        place = self._place(_key(subject), _key(predicate) if predicate else None, value)
        return self._lines.span(place) if place else None

    def offsets(self, triple: Triple) -> Range | None:
        """Start and end of the object of a fact, in code points; of the first, if told twice."""
        subject, predicate, value = spelled(triple)
        return self._first(OBJECT, subject, predicate, value)

    def insertion(self, subject: Node) -> int | None:
        """Where ``; predicate object`` may be written: before what ends the subject's block.

        That is after its last object, or after a last « ; ».
        """
        numbers = self._numbers.get(str(subject), ())
        names = {self._scan.facts[number][SUBJECT] for number in numbers}
        return self._scan.insertions.get(names.pop()) if len(names) == 1 else None

    def describes(self, subject: Node | str, predicate: NamedNode | None = None) -> bool:
        """Whether the text says something of a thing, or of this property of it."""
        wanted = (_key(subject), *([str(predicate)] if predicate else ()))
        told = (self._facts[number] or () for number in self._numbers.get(wanted[0], ()))
        size = len(wanted)
        return any(pair[:size] == wanted for pair in (*told, *self._hidden))

    def mentioned(self, term: Node | Literal) -> Span | None:
        """The first place where a term is the value of a fact."""
        if not self._whole:
            return None
        key = str(term)
        numbers = [number for number, fact in enumerate(self._facts) if fact and fact[2] == key]
        place = self._earliest(OBJECT, numbers)
        return self._lines.span(place) if place else None

    def reached(self, subject: Node | str, value: Node | Literal) -> Span | None:
        """The only place where a value is told of a thing, or of one it leads to in few steps."""
        near, seen = [_key(subject)] if self._whole else [], set[str]()
        for _ in range(STEPS):
            numbers = [number for node in near for number in self._numbers.get(node, ())]
            found = [number for number in numbers if self._object(number) == str(value)]
            if found:
                place = self._scan.place(found[0])[OBJECT]
                return self._lines.span(place) if len(found) == 1 else None
            seen.update(near)
            near = [node for node in map(self._object, numbers) if node not in seen]
        return None

    @cached_property
    def _lines(self) -> Lines:
        return Lines(self._text)

    @cached_property
    def _whole(self) -> bool:
        """Whether all facts of the text are located."""
        return not self._hidden and None not in self._facts

    @cached_property
    def _numbers(self) -> dict[str, list[int]]:
        """The facts of each subject."""
        found: dict[str, list[int]] = {}
        for number, fact in enumerate(self._facts):
            if fact is not None:
                found.setdefault(fact[0], []).append(number)
        return found

    def _object(self, number: int) -> str:
        fact = self._facts[number]
        return fact[2] if fact else ""

    def _place(
        self, subject: str, predicate: str | None, value: Node | Literal | None
    ) -> Range | None:
        if predicate is None:
            return self._first(SUBJECT, subject)
        if (subject, predicate) in self._hidden:
            return None
        exact = self._first(OBJECT, subject, predicate, str(value)) if value is not None else None
        return exact or self._first(PREDICATE, subject, predicate) or self._first(SUBJECT, subject)

    def _first(self, part: int, *terms: str) -> Range | None:
        numbers = self._numbers.get(terms[0], ())
        size = len(terms)
        facts = self._facts
        return self._earliest(
            part, [number for number in numbers if (facts[number] or ())[:size] == terms]
        )

    def _earliest(self, part: int, numbers: Sequence[int]) -> Range | None:
        return min((self._scan.place(number)[part] for number in numbers), default=None)


def _key(term: Node | str) -> str:
    """A term as facts spell it; a text is an IRI, or a blank node's ``_:name``."""
    if isinstance(term, str):
        return term if term.startswith("_:") else f"<{term}>"
    return str(term)
