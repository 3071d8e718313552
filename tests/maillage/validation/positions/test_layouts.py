"""Random facts in random layouts are located where they were written, and nowhere else."""

from collections.abc import Iterator
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from maillage.rdf import XSD, BlankNode, Literal, NamedNode, Quad, RdfFormat, Triple, parse
from maillage.validation import positions
from maillage.validation.positions import Positions
from tests.maillage.validation.positions.layouts import (
    MARK,
    Bracket,
    Collection,
    E,
    Node,
    Noted,
    Properties,
    Range,
    Sheet,
    head,
)

LOCALS = ["s", "a.b", "x-y", "a,b;c", "1", "a%20b", "é", "_", "a:b", "x/y", "q?z#w", "ß·"]
TEXTS = ["", "x", 'a "b"', "l'eau", "un\ndeux", "\\n", "fin\\", "🌳 <x> .", "# ; [", "tab\t", '""']


class Forest:
    """Random statements; every nameless thing has its mark."""

    def __init__(self, seed: int) -> None:
        self.random = Random(seed)
        self._marks = 0

    def statements(self) -> Iterator[tuple[NamedNode | Bracket, Properties]]:
        for _ in range(self.random.randint(1, 6)):
            named = self.random.random() < 0.8
            yield (self.iri() if named else self.bracket(2)), self.properties(0)

    def iri(self) -> NamedNode:
        return NamedNode(E + self.random.choice(LOCALS))

    def bracket(self, depth: int) -> Bracket:
        self._marks += 1
        mark = str(self._marks)
        few = self.random.random() < 0.5
        return Bracket(mark, [] if few else self.properties(depth + 1))

    def properties(self, depth: int) -> Properties:
        return [
            (self.iri(), [self.node(depth) for _ in range(self.random.randint(1, 3))])
            for _ in range(self.random.randint(1, 3))
        ]

    def node(self, depth: int) -> Node:
        way = self.random.random()
        if depth < 3 and way < 0.2:
            return self.bracket(depth)
        if depth < 3 and way < 0.35:
            return Collection([self.node(depth + 1) for _ in range(self.random.randint(0, 3))])
        return self.literal() if way < 0.75 else self.iri()

    def literal(self) -> Literal:
        made = [
            Literal(self.random.choice(TEXTS)),
            Literal(self.random.choice(TEXTS), language="fr-fr"),
            Literal(str(self.random.randint(-9, 99)), datatype=XSD.integer),
            Literal(f"{self.random.randint(-9, 99)}.5", datatype=XSD.decimal),
            Literal("true", datatype=XSD.boolean),
            Literal("2020-02-30", datatype=XSD.date),
        ]
        return self.random.choice(made)


def written(seed: int) -> tuple[Sheet, list[Quad]]:
    """A sheet, and what the parser reads in it."""
    forest = Forest(seed)
    newline = forest.random.choice(["\n", "\n", "\r\n"])
    sheet = Sheet(forest.random, newline)
    sheet.put(head(newline=newline))
    for subject, properties in forest.statements():
        sheet.statement(subject, properties)
    return sheet, list(parse(sheet.text, format=RdfFormat.TURTLE))


def marked(read: list[Quad]) -> dict[str, BlankNode]:
    return {
        f"mark {quad.object.value}": quad.subject
        for quad in read
        if quad.predicate == MARK
        and isinstance(quad.subject, BlankNode)
        and isinstance(quad.object, Literal)
    }


def first(noted: list[Noted], *terms: str) -> Noted:
    """The first note, in the order of the text, that begins with these terms."""
    sides = ("subject_at", "predicate_at", "value_at")
    same = [
        each for each in noted if (each.subject, each.predicate, each.value)[: len(terms)] == terms
    ]
    at: Range = min(getattr(each, sides[len(terms) - 1]) for each in same)
    return next(each for each in same if getattr(each, sides[len(terms) - 1]) == at)


def line_of(text: str, place: Range) -> int:
    return text[: place[0]].count("\n") + 1


def is_right(sheet: Sheet, found: Positions, note: Noted, nodes: dict[str, BlankNode]) -> None:
    """Whether a noted fact is found where it was written."""
    noted, text = sheet.noted, sheet.text
    subject = nodes.get(note.subject) or NamedNode(note.subject[1:-1])
    predicate = NamedNode(note.predicate[1:-1])
    assert found.line(subject) == line_of(text, first(noted, note.subject).subject_at)
    of_property = first(noted, note.subject, note.predicate)
    assert found.line(subject, predicate) == line_of(text, of_property.predicate_at)
    if note.value == "list":
        return
    value = nodes.get(note.value) or read_term(note.value)
    place = first(noted, note.subject, note.predicate, note.value).value_at
    assert found.offsets(Triple(subject, predicate, value)) == place
    assert found.line(subject, predicate, value) == line_of(text, place)


def read_term(text: str) -> NamedNode | Literal:
    (quad,) = parse(f"<x:s> <x:p> {text} .", format=RdfFormat.N_TRIPLES)
    assert isinstance(quad.object, NamedNode | Literal)
    return quad.object


@settings(max_examples=150, deadline=None)
@given(st.integers(min_value=0, max_value=10**9))
def test_every_fact_is_where_it_was_written(seed: int) -> None:
    sheet, read = written(seed)
    found = positions.of(sheet.text, RdfFormat.TURTLE, read)
    nodes = marked(read)
    for note in sheet.noted:
        is_right(sheet, found, note, nodes)


@settings(max_examples=60, deadline=None)
@given(st.integers(min_value=0, max_value=10**9))
def test_in_another_order_named_things_alone_are_located(seed: int) -> None:
    sheet, read = written(seed)
    Random(seed).shuffle(read)
    found = positions.of(sheet.text, RdfFormat.TURTLE, list(dict.fromkeys(read)))
    for note in sheet.noted:
        if note.subject.startswith("<"):
            subject, predicate = NamedNode(note.subject[1:-1]), NamedNode(note.predicate[1:-1])
            place = first(sheet.noted, note.subject, note.predicate).predicate_at
            assert found.line(subject, predicate) == line_of(sheet.text, place)


@settings(max_examples=60, deadline=None)
@given(st.integers(min_value=0, max_value=10**9))
def test_a_fact_may_be_added_at_the_end_of_a_block(seed: int) -> None:
    sheet, read = written(seed)
    found = positions.of(sheet.text, RdfFormat.TURTLE, read)
    nodes = marked(read)
    for name in {note.subject for note in sheet.noted}:
        subject = nodes.get(name) or NamedNode(name[1:-1])
        at = found.insertion(subject)
        assert at is not None
        before = sheet.text[:at]
        gap = " " if before.endswith(";") else " ; "
        after = f'{before}{gap}<x:new> "new" {sheet.text[at:]}'
        told = list(parse(after, format=RdfFormat.TURTLE))
        assert len(told) == len(read) + 1
        (new,) = [quad for quad in told if quad.predicate.value == "x:new"]
        assert str(new.subject) == name or marked(told)[name] == new.subject


@settings(max_examples=60, deadline=None)
@given(st.integers(min_value=0, max_value=10**9), st.data())
def test_a_fact_more_or_less_makes_all_unknown_but_what_is_proven(
    seed: int, data: st.DataObject
) -> None:
    sheet, read = written(seed)
    wrong = data.draw(st.integers(min_value=0, max_value=len(read) - 1))
    other = Quad(NamedNode("x:autre"), NamedNode("x:p"), Literal("1"))
    found = positions.of(sheet.text, RdfFormat.TURTLE, [*read[:wrong], other, *read[wrong + 1 :]])
    for quad in read:
        assert found.line(quad.subject, quad.predicate, quad.object) is None
