"""What is asked of positions: the value, else the property, else the thing."""

import pytest

from maillage.rdf import BlankNode, Literal, NamedNode, RdfFormat, Triple, integer, parse
from maillage.validation import positions
from maillage.validation.positions import Positions, Span

TEXT = """PREFIX e: <http://e/>
e:s a e:C ;
  e:p 1 ,
    2 ;
  e:q e:o .
e:t e:q [ e:r "loin" ] .
e:s e:p 3 ; e:p 1 .
"""
S, T, P, Q = (NamedNode(f"http://e/{name}") for name in "stpq")


@pytest.fixture
def found() -> Positions:
    return positions.of(TEXT, RdfFormat.TURTLE, list(parse(TEXT, format=RdfFormat.TURTLE)))


def test_value_then_property_then_thing(found: Positions) -> None:
    assert found.line(S, P, integer(2)) == 4
    assert found.line(S, P, integer(9)) == 3
    assert found.line(S, P) == 3
    assert found.line(S, NamedNode("http://e/absent")) == 2
    assert found.line(S) == 2
    assert found.line(NamedNode("http://e/o")) is None


def test_value_in_a_second_block(found: Positions) -> None:
    assert found.line(S, P, integer(3)) == 7


def test_value_told_twice_is_the_first(found: Positions) -> None:
    assert found.span(S, P, integer(1)) == Span(3, 7, 3, 8)
    offsets = found.offsets(Triple(S, P, integer(1)))
    assert offsets is not None
    assert TEXT[slice(*offsets)] == "1"


def test_iris_may_be_texts(found: Positions) -> None:
    assert found.line("http://e/s", "http://e/q") == 5


def test_fact_that_is_not_there_has_no_offsets(found: Positions) -> None:
    assert found.offsets(Triple(S, P, integer(7))) is None
    assert found.offsets(Triple(BlankNode("x"), P, integer(7))) is None


def test_thing_that_is_only_named(found: Positions) -> None:
    assert found.mentioned(NamedNode("http://e/o")) == Span(5, 7, 5, 10)
    assert found.mentioned(NamedNode("http://e/absent")) is None


def test_value_at_the_end_of_a_path(found: Positions) -> None:
    assert found.reached(T, Literal("loin")) == Span(6, 15, 6, 21)
    assert found.reached(S, Literal("loin")) is None
    assert found.reached(S, integer(1)) is None, "told twice: which one is not known"


def test_circle_of_links_ends() -> None:
    text = "<x:a> <x:p> <x:b> . <x:b> <x:p> <x:a> ."
    found = positions.of(text, RdfFormat.TURTLE, list(parse(text, format=RdfFormat.TURTLE)))
    assert found.reached(NamedNode("x:a"), Literal("z")) is None


def test_what_is_described(found: Positions) -> None:
    assert found.describes(S)
    assert found.describes(S, P)
    assert not found.describes(S, NamedNode("http://e/r"))
    assert not found.describes(NamedNode("http://e/o"))


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_ends_of_lines(newline: str) -> None:
    text = TEXT.replace("\n", newline)
    found = positions.of(text, RdfFormat.TURTLE, list(parse(text, format=RdfFormat.TURTLE)))
    assert found.line(S, P, integer(2)) == 4


def test_format_without_a_scanner_has_no_places() -> None:
    text = "<x:a> <x:p> <x:b> ."
    read = list(parse(text, format=RdfFormat.N3))
    assert positions.of(text, RdfFormat.N3, read).line("x:a") is None
