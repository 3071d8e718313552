"""A mend written into the text of an RDF file: nothing else of the file moves.

An object is replaced where it stands; a fact is added at the end of its
subject's block. The new text is read again, and kept only where its graph is
the old one with the mend, and nothing else.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from maillage.rdf import (
    RDF,
    BlankNode,
    Literal,
    NamedNode,
    RdfFormat,
    Term,
    Triple,
    parse,
)
from maillage.validation.repair import Repair
from maillage.validation.unified import difference

EDITED = (RdfFormat.TURTLE, RdfFormat.N_TRIPLES)
PREFIX = re.compile(r"^\s*@?prefix\s+([\w.-]*):\s*<([^>]*)>", re.IGNORECASE | re.MULTILINE)
BASE = re.compile(r"^\s*@?base\s+<([^>]*)>", re.IGNORECASE | re.MULTILINE)
LOCAL = re.compile(r"[A-Za-z0-9_](?:[A-Za-z0-9_.-]*[A-Za-z0-9_-])?")
STRINGS = frozenset({"http://www.w3.org/2001/XMLSchema#string"})


class Positions(Protocol):
    """Where the facts of a text stand, in code points."""

    def offsets(self, triple: Triple) -> tuple[int, int] | None:
        """The start and end of the object of a fact; None where it is not found."""

    def insertion(self, subject: NamedNode | BlankNode) -> int | None:
        """Where ``; predicate object`` may stand, before the end of the subject's block."""


Locate = Callable[[str, RdfFormat, Sequence[Triple]], Positions]
"""Finds the facts of a text, given in the order in which they are read."""


@dataclass(frozen=True)
class Edit:
    """A file after a mend, and what changed as a unified diff."""

    text: str
    difference: str


@dataclass(frozen=True)
class Spelling:
    """How a file writes terms: its own prefixes, and its base."""

    prefixes: Mapping[str, str]
    base: str = ""

    @classmethod
    def of(cls, text: str) -> "Spelling":
        bases = BASE.findall(text)
        return cls(dict(PREFIX.findall(text)), bases[0] if len(bases) == 1 else "")

    def term(self, term: Term) -> str:
        """A term as Turtle, as short as the file lets it be."""
        if isinstance(term, NamedNode):
            return self._iri(term.value)
        if not isinstance(term, Literal):
            return str(term)
        bare = str(Literal(term.value))
        if term.language:
            return f"{bare}@{term.language}"
        return (
            bare if term.datatype.value in STRINGS else f"{bare}^^{self._iri(term.datatype.value)}"
        )

    def predicate(self, predicate: NamedNode) -> str:
        """A predicate; the type is ``a`` where the file has prefixes, which N-Triples has not."""
        return "a" if predicate == RDF.type and self.prefixes else self.term(predicate)

    def _iri(self, iri: str) -> str:
        for prefix, space in sorted(self.prefixes.items(), key=lambda item: -len(item[1])):
            name = iri.removeprefix(space)
            if space and name != iri and LOCAL.fullmatch(name):
                return f"{prefix}:{name}"
        rest = iri.removeprefix(self.base)
        below = self.base.endswith(("/", "#")) and rest != iri and ":" not in rest
        return f"<{rest}>" if below and rest.strip("/") == rest else f"<{iri}>"


def edit(
    text: str,
    form: RdfFormat,
    triples: Sequence[Triple],
    repair: Repair,
    locate: Locate,
    name: str = "",
) -> Edit | None:
    """The text with the mend; None where the form or the mend does not let it be written.

    Args:
        text: the file, and `triples` its facts as they were read, in order.
        locate: finds where facts stand.
        name: of the file, for the head of the diff.
    """
    if form not in EDITED:
        return None
    changes = _changes(text, form, repair, locate(text, form, triples))
    if not changes:
        return None
    after = _spliced(text, changes)
    if not _right(after, form, triples, repair):
        return None
    return Edit(after, difference(text, after, name))


Change = tuple[int, int, str]


def _changes(
    text: str, form: RdfFormat, repair: Repair, positions: Positions
) -> list[Change] | None:
    """What replaces which code points; None where a fact would have to be taken out whole."""
    spelling = Spelling.of(text) if form == RdfFormat.TURTLE else Spelling({})
    waiting = list(repair.added)
    changes: list[Change] = []
    for gone in repair.removed:
        place = positions.offsets(gone)
        new = next((each for each in waiting if _beside(each, gone)), None)
        if place is None or new is None:
            return None
        waiting.remove(new)
        changes.append((*place, _object(new, spelling)))
    for new in waiting:
        if isinstance(new.subject, Triple):
            return None
        at = positions.insertion(new.subject) if form == RdfFormat.TURTLE else None
        if at is not None:
            words = f"{spelling.predicate(new.predicate)} {_object(new, spelling)}"
            changes.append((at, at, _inserted(text, at, words)))
        elif isinstance(new.subject, NamedNode):
            changes.append((len(text), len(text), _appended(text, new, spelling)))
        else:
            return None
    return changes


def _beside(one: Triple, other: Triple) -> bool:
    return one.subject == other.subject and one.predicate == other.predicate


def _object(triple: Triple, spelling: Spelling) -> str:
    term = triple.object
    return str(term) if isinstance(term, Triple) else spelling.term(term)


def _inserted(text: str, at: int, words: str) -> str:
    """A fact more after what stands before `at`, on a line of its own where the block has lines.

    A block whose last fact already ends with « ; » gets no second one.
    """
    start = text.rfind("\n", 0, at) + 1
    last = text[start:at]
    margin = last[: len(last) - len(last.lstrip())]
    ended = text[:at].rstrip().endswith(";")
    gap = f"\n{margin}" if margin else " "
    return f"{'' if ended else ' ;'}{gap}{words}{' ;' if ended else ''}"


def _appended(text: str, triple: Triple, spelling: Spelling) -> str:
    """A fact as a statement of its own, at the end."""
    gap = "" if text.endswith("\n") or not text else "\n"
    subject = spelling.term(triple.subject) if isinstance(triple.subject, NamedNode) else ""
    return f"{gap}{subject} {spelling.predicate(triple.predicate)} {_object(triple, spelling)} .\n"


def _spliced(text: str, changes: Sequence[Change]) -> str:
    """The text with changes that were placed in it as it was; those of one place in their order."""
    for start, end, words in sorted(changes, key=lambda change: change[:2], reverse=True):
        text = text[:start] + words + text[end:]
    return text


def _right(after: str, form: RdfFormat, triples: Sequence[Triple], repair: Repair) -> bool:
    """Whether the new text says what the old one did, with the mend and nothing else."""
    try:
        found = [quad.triple for quad in parse(after.encode(), format=form)]
    except (SyntaxError, ValueError):
        return False
    removed = set(repair.removed)
    return _Same().told([each for each in triples if each not in removed], found, repair.added)


class _Same:
    """Two readings of almost the same text, whose blank nodes got other names.

    Facts are read in the order of the text, so that a blank node of one is that
    of the other which stands at its place.
    """

    def __init__(self) -> None:
        self._names: dict[BlankNode, BlankNode] = {}
        self._taken: set[BlankNode] = set()

    def told(
        self, kept: Sequence[Triple], found: Sequence[Triple], added: Sequence[Triple]
    ) -> bool:
        """Whether `found` is `kept` in its order, with `added` somewhere in between."""
        waiting, place = list(added), 0
        for triple in found:
            if place < len(kept) and self._same(kept[place], triple):
                place += 1
                continue
            new = next((each for each in waiting if self._same(each, triple)), None)
            if new is None:
                return False
            waiting.remove(new)
        return place == len(kept) and not waiting

    def _same(self, old: Triple, new: Triple) -> bool:
        pairs = ((old.subject, new.subject), (old.object, new.object))
        if old == new and not any(isinstance(one, BlankNode) for one, _ in pairs):
            return True
        if old.predicate != new.predicate or not all(self._may_be(*pair) for pair in pairs):
            return False
        for one, other in pairs:
            if isinstance(one, BlankNode) and isinstance(other, BlankNode):
                self._names[one] = other
                self._taken.add(other)
        return True

    def _may_be(self, one: Term | Triple, other: Term | Triple) -> bool:
        if isinstance(one, BlankNode) and isinstance(other, BlankNode):
            return self._names[one] == other if one in self._names else other not in self._taken
        return one == other
