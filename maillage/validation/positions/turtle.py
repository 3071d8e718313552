"""Facts and their places in Turtle, TriG, N-Triples and N-Quads.

The walk follows the grammar of Turtle 1.1 and tells the facts in the order in
which the parser does, which matters where blank nodes have no names: of two
facts that the parser knows at the same token, the later one comes first.
"""

from maillage.rdf import RdfFormat
from maillage.validation.positions.scan import (
    FIRST,
    NIL,
    REST,
    TYPE,
    Fact,
    Place,
    Range,
    Scan,
    UnlocatedError,
)
from maillage.validation.positions.terms import Names
from maillage.validation.positions.tokens import tokens

DEEPEST = 100
"""Brackets in brackets that are followed."""
QUOTES = ('"', "'")
ENDS = frozenset({".", "]", "}", ""})
Spot = tuple[str, int]
"""A term and the token that stands for it."""


def scan(text: str, form: RdfFormat) -> Scan:
    """The facts of a text.

    Raises:
        UnlocatedError: it has something that Turtle 1.1 and TriG have not.
    """
    walk = Walk(text, form == RdfFormat.N_QUADS)
    walk.document()
    inserts = form in (RdfFormat.TURTLE, RdfFormat.TRIG)
    places = {node: walk.ends[at] for node, at in walk.last.items()} if inserts else {}
    return Scan(walk.facts, walk.place, places)


class Walk:
    """One walk over the tokens of a text."""

    def __init__(self, text: str, quads: bool = False) -> None:
        read = tokens(text)
        self.words, self.ends = read.words, read.ends
        self.facts: list[Fact] = []
        self.last: dict[str, int] = {}
        """The last token of the facts of a subject, before what closes its first block."""
        self._quads = quads
        self._at = 0
        self._depth = 0
        self._names = Names()
        self._spots: list[tuple[int, int, int]] = []
        self._told: list[int] = []
        self._closing: dict[int, int] = {}
        self._nested = "[" in self.words or "(" in self.words

    def document(self) -> None:
        while self.words[self._at]:
            self._statement()
        if self._nested:
            self._reorder()

    def place(self, number: int) -> Place:
        """Where the subject, the predicate and the object of a fact stand."""
        subject, predicate, value = self._spots[number]
        return self._range(subject), self._range(predicate), self._range(value)

    def _range(self, token: int) -> Range:
        start = self.ends[token] - len(self.words[token])
        return start, self.ends[self._closing.get(token, token)]

    def _statement(self) -> None:
        word = self.words[self._at]
        if word in ("{", "}"):
            self._at += 1
        elif ":" not in word and (name := word.removeprefix("@").lower()) in DIRECTIVES:
            DIRECTIVES[name](self)
            if word.startswith("@"):
                self._expect(".")
        else:
            self._triples()

    def prefix(self) -> None:
        self._names.bind(self.words[self._at + 1], self.words[self._at + 2])
        self._at += 3

    def base(self) -> None:
        self._names.rebase(self.words[self._at + 1])
        self._at += 2

    def version(self) -> None:
        self._at += 2

    def graph(self) -> None:
        """``GRAPH name``: its facts are those of the block that follows."""
        self._at += 1
        self._subject()

    def _triples(self) -> None:
        start = self._at
        subject = self._subject()
        if self.words[self._at] == "{":
            return
        if self.words[self._at] not in ENDS:
            self._predicates((subject, start))
            self.last.setdefault(subject, self._at - 1)
        if self._quads and self.words[self._at] != ".":
            self._at += 1
        if self.words[self._at] != "}":
            self._expect(".")

    def _expect(self, sign: str) -> None:
        if self.words[self._at] != sign:
            raise UnlocatedError(f"« {self.words[self._at]} » where « {sign} » is expected")
        self._at += 1

    def _subject(self) -> str:
        word = self.words[self._at]
        if word == "[":
            return self._bracket()
        if word == "(":
            return self._collection(None)
        self._at += 1
        return self._names.term(word)

    def _predicates(self, subject: Spot) -> None:
        words = self.words
        while True:
            at = self._at
            word = words[at]
            predicate = (TYPE if word == "a" else self._names.term(word), at)
            self._at += 1
            self._object(subject, predicate)
            while words[self._at] == ",":
                self._at += 1
                self._object(subject, predicate)
            if words[self._at] != ";":
                return
            while words[self._at] == ";":
                self._at += 1
            if words[self._at] in ENDS:
                return

    def _object(self, subject: Spot, predicate: Spot) -> None:
        at = self._at
        word = self.words[at]
        if word == "[":
            node = self._bracket()
            self._tell(subject, predicate, (node, at), 2 * self._at - 2)
        elif word == "(":
            self._collection((subject, predicate))
        else:
            self._at = at + 1
            self._note(subject, predicate, (self._names.term(word), at))
            if self._nested:
                self._told.append(2 * at + _later(word))

    def _tell(self, subject: Spot, predicate: Spot, value: Spot, known: int) -> None:
        """Notes a fact; `known` is twice the number of the token at which the parser tells it."""
        self._told.append(known)
        self._note(subject, predicate, value)

    def _note(self, subject: Spot, predicate: Spot, value: Spot) -> None:
        self.facts.append((subject[0], predicate[0], value[0]))
        self._spots.append((subject[1], predicate[1], value[1]))

    def _bracket(self) -> str:
        """``[ … ]``, a node without a name."""
        opened = self._at
        node = f"_:[{opened}"
        self._at += 1
        if self.words[self._at] != "]":
            self._deeper(1)
            self._predicates((node, opened))
            self.last.setdefault(node, self._at - 1)
            self._deeper(-1)
        self._closing[opened] = self._at
        self._expect("]")
        return node

    def _collection(self, link: tuple[Spot, Spot] | None) -> str:
        """``( … )``: a cell for each item, at the item's place; the first one is returned.

        `link` is the subject and the predicate whose object the collection is.
        """
        opened = self._at
        self._at += 1
        node = self._cell() if self.words[self._at] != ")" else NIL
        if link:
            self._tell(*link, (node, opened), 2 * self._at)
        self._deeper(1)
        cell = node
        while cell != NIL:
            spot = self._at
            self._object((cell, spot), (FIRST, spot))
            rest = self._cell() if self.words[self._at] != ")" else NIL
            self._tell((cell, spot), (REST, spot), (rest, self._at), 2 * self._at)
            cell = rest
        self._deeper(-1)
        self._closing[opened] = self._at
        self._expect(")")
        return node

    def _cell(self) -> str:
        return f"_:({self._at}"

    def _deeper(self, step: int) -> None:
        self._depth += step
        if self._depth > DEEPEST:
            raise UnlocatedError("brackets go too deep")

    def _reorder(self) -> None:
        """Puts facts that are known at the same token in the order of the parser."""
        order = sorted(range(len(self.facts)), key=lambda fact: (self._told[fact], -fact))
        self.facts = [self.facts[fact] for fact in order]
        self._spots = [self._spots[fact] for fact in order]


def _later(word: str) -> int:
    """How much after a token the parser knows that it is all: at the suffix of a literal.

    Without a suffix, it is the token after it that shows that there is none.
    """
    if not word.startswith(QUOTES):
        return 0
    return 2 if word.endswith(QUOTES) else 1


DIRECTIVES = {
    "prefix": Walk.prefix,
    "base": Walk.base,
    "version": Walk.version,
    "graph": Walk.graph,
}
