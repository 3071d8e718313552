"""Turtle, TriG, N-Triples and N-Quads: what the grammar allows is located, what it lacks is not."""

import contextlib

import pytest

from maillage.rdf import BlankNode, NamedNode, Quad, RdfFormat, Triple, parse
from maillage.validation import positions
from maillage.validation.positions import Span, turtle
from maillage.validation.positions.scan import UnlocatedError

HEAD = "PREFIX : <http://e/>\n"
XSD = "http://www.w3.org/2001/XMLSchema#"


def read(text: str, form: RdfFormat = RdfFormat.TURTLE) -> list[Quad]:
    return list(parse(text, format=form))


OBJECTS = [
    (":s :p ⟦:o⟧ .", "<http://e/o>"),
    (":s a ⟦:C⟧.", "<http://e/C>"),
    (":s :p :x;:q ⟦:y⟧.", "<http://e/y>"),
    (":s :p :x,⟦:y⟧,:z .", "<http://e/y>"),
    (":s :p :x ;; ; :q ⟦:y⟧ ; .", "<http://e/y>"),
    (":s :p :a.b.c, ⟦:d⟧.", "<http://e/d>"),
    (":s :p ⟦:a.b.c⟧.", "<http://e/a.b.c>"),
    (":s :p ⟦:a%20b⟧ .", "<http://e/a%20b>"),
    (r":s :p ⟦:a\~\.b\'⟧, 1 .", "<http://e/a~.b'>"),
    (":s :p ⟦:1:2⟧ .", "<http://e/1:2>"),
    (":s :p ⟦:⟧ .", "<http://e/>"),
    ("PREFIX é.a: <http://é/> é.a:s é.a:p ⟦é.a:ô⟧ .", "<http://é/ô>"),
    ("@prefix x: <http://x/> . x:s x:p ⟦x:o⟧ . @prefix x: <http://y/> .", "<http://x/o>"),
    ("@prefix x: <http://x/> . @prefix x: <http://y/> . :s :p ⟦x:o⟧ .", "<http://y/o>"),
    ("pReFiX x: <http://x/> bAsE <http://b/> :s :p ⟦<o>⟧ .", "<http://b/o>"),
    ("@base <http://b/c/d> . :s :p ⟦<../o>⟧ .", "<http://b/o>"),
    ("@base <http://b/c/d> . :s :p ⟦<#o>⟧ .", "<http://b/c/d#o>"),
    ("@base <http://b/c/> . @base <d/> . :s :p ⟦<o>⟧ .", "<http://b/c/d/o>"),
    ("@base <http://b/> . @prefix r: <rel#> . :s :p ⟦r:o⟧ .", "<http://b/rel#o>"),
    (r":s :p ⟦<http://e/\u00e9\U0001F333>⟧ .", "<http://e/é🌳>"),
    (':s :p ⟦"a"⟧ .', '"a"'),
    (":s :p ⟦'a\"b'⟧ .", r'"a\"b"'),
    (':s :p ⟦"""a\n"b""c"""⟧ .', r'"a\n\"b\"\"c"'),
    (":s :p ⟦'''a\n'b''c'''⟧ .", r'''"a\n'b''c"'''),
    (':s :p ⟦""⟧, 1 .', '""'),
    (':s :p ⟦""""""⟧, 1 .', '""'),
    (r':s :p ⟦"\t\b\n\r\f\\\"\u0041"⟧ .', r'"\t\b\n\r\f\\\"A"'),
    (':s :p ⟦"a # b ; ."⟧ .', '"a # b ; ."'),
    (':s :p ⟦"a"@FR-be⟧ .', '"a"@fr-be'),
    (':s :p ⟦"a" @fr⟧ .', '"a"@fr'),
    (f':s :p ⟦"a"^^<{XSD}string>⟧ .', '"a"'),
    (':s :p ⟦"a"^^:d⟧ .', '"a"^^<http://e/d>'),
    (':s :p ⟦"a" ^^ # b\n :d⟧ .', '"a"^^<http://e/d>'),
    (":s :p ⟦-5⟧.", f'"-5"^^<{XSD}integer>'),
    (":s :p 1, ⟦.5⟧ .", f'".5"^^<{XSD}decimal>'),
    (":s :p ⟦5.0⟧ .", f'"5.0"^^<{XSD}decimal>'),
    (":s :p ⟦1.e3⟧ .", f'"1.e3"^^<{XSD}double>'),
    (":s :p ⟦-1E-3⟧ .", f'"-1E-3"^^<{XSD}double>'),
    (":s :p ⟦true⟧, false .", f'"true"^^<{XSD}boolean>'),
    (":s :p ⟦_:b⟧ . _:b :p 1 .", "_:b"),
    ("_:a.b :p ⟦_:c-d⟧.", "_:c-d"),
    (":s :p [ :q ⟦:o⟧ ] .", "<http://e/o>"),
    ("[ :q ⟦:o⟧ ] .", "<http://e/o>"),
    ("[ :q :x ] :p ⟦:o⟧ .", "<http://e/o>"),
    ("[] :p ⟦:o⟧ .", "<http://e/o>"),
    (":s :p [ :q [ :r ( [ :t ⟦:o⟧ ] ) ] ] .", "<http://e/o>"),
    (":s :p (1 ⟦:o⟧ ()) .", "<http://e/o>"),
    ("(1 ⟦:o⟧) :p (2) .", "<http://e/o>"),
    (':s :p ("a" ("b" ⟦:o⟧) "c"@fr [ :q "d" ] "e"^^:f ) .', "<http://e/o>"),
    ("# <http://e/o> :o\n:s # :o\n :p # ⟩\n ⟦:o⟧ # .\n.", "<http://e/o>"),
    (":s :p ⟦:o⟧ . # fin sans retour", "<http://e/o>"),
    (":s\r\n:p\r⟦:o⟧ .", "<http://e/o>"),
    ('VERSION "1.2" :s :p ⟦:o⟧ .', "<http://e/o>"),
    (":s :p ⟦<http://e/o>⟧.:t :q :r.", "<http://e/o>"),
    (':s<x:p>⟦"a"⟧,<x:y>.', '"a"'),
]


@pytest.mark.parametrize(("body", "value"), OBJECTS, ids=[body for body, _ in OBJECTS])
def test_value_is_located(body: str, value: str) -> None:
    marked = HEAD + body
    start = marked.index("⟦")
    end = marked.index("⟧") - 1
    text = marked.replace("⟦", "").replace("⟧", "")
    quads = read(text)
    found = positions.of(text, RdfFormat.TURTLE, quads)
    (fact,) = [quad.triple for quad in quads if str(quad.object) == value]
    assert found.offsets(fact) == (start, end)


TRIG = """PREFIX : <http://e/>
:a :p 1 .
GRAPH :g { :b :p 2 . :c :p 3 }
:h { [ :p 4 ] . :d :p "5" . }
{ :e :p 6 ; }
GRAPH [] { :f :p ( 7 ) } [] { :g :p 8 }
[] :p 9 ."""


def test_graphs_of_trig_are_walked_through() -> None:
    quads = read(TRIG, RdfFormat.TRIG)
    found = positions.of(TRIG, RdfFormat.TRIG, quads)
    lines = [found.line(q.subject, q.predicate, q.object) for q in quads]
    assert lines == [2, 3, 3, 4, 4, 5, 6, 6, 6, 6, 7]


@pytest.mark.parametrize("form", [RdfFormat.N_TRIPLES, RdfFormat.N_QUADS])
def test_lines_of_n_triples_and_n_quads(form: RdfFormat) -> None:
    graph = " <http://g>" if form == RdfFormat.N_QUADS else ""
    text = f'# tête\n<http://s> <http://p> "a"@en{graph} .\n_:b <http://p> _:c{graph} . # fin\n'
    quads = read(text, form)
    found = positions.of(text, form, quads)
    assert [found.line(q.subject, q.predicate, q.object) for q in quads] == [2, 3]
    assert found.insertion(BlankNode("b")) is None


NAMELESS = """PREFIX : <http://e/>
:s :p [
    :q "x" ;
    :r [ :q "y" ]
  ] , [ :q "x" ] .
[
  :q "x"
] .
_:nom :q "x" ."""


def test_things_without_a_name_are_told_apart() -> None:
    quads = read(NAMELESS)
    found = positions.of(NAMELESS, RdfFormat.TURTLE, quads)
    nodes = [q.subject for q in quads if q.predicate == NamedNode("http://e/q")]
    assert sorted(filter(None, map(found.line, nodes))) == [2, 4, 5, 6, 9]
    outer = next(q.object for q in quads if q.predicate == NamedNode("http://e/p"))
    assert not isinstance(outer, Triple)
    assert found.line(NamedNode("http://e/s"), "http://e/p", outer) == 2


def test_span_of_a_value_over_lines() -> None:
    text = HEAD + ':s :p\n  """a\nbé""" .'
    (quad,) = read(text)
    found = positions.of(text, RdfFormat.TURTLE, [quad])
    assert found.span(quad.subject, quad.predicate, quad.object) == Span(3, 3, 4, 6)


UNKNOWN = [
    "<<:s :p :o>> :q 1 .",
    ":s :p :o {| :q 1 |} .",
    ":s :q <<( :s :p :o )>> .",
    ":s :p :o ~ :r .",
    ':s :p "a"@fr--ltr .',
    ":s :p " + "[ :p " * 101 + "1" + " ]" * 101 + " .",
    ":s :p " + "(" * 5000 + ")" * 5000 + " .",
]


@pytest.mark.parametrize("body", UNKNOWN, ids=[body[:30] for body in UNKNOWN])
def test_what_the_scanner_does_not_know_has_no_place(body: str) -> None:
    text = HEAD + ":s :known 1 .\n" + body
    found = positions.of(text, RdfFormat.TURTLE, read(text))
    assert found.line("http://e/s") is None
    assert found.insertion(NamedNode("http://e/s")) is None


@pytest.mark.parametrize(
    "text",
    [":s :p :o .", "<s> <p> <o> .", "<x:s> <x:p> «a» .", "<x:s> <x:p> 1", "@prefix : .", "["],
)
def test_text_that_is_no_turtle_is_refused(text: str) -> None:
    with pytest.raises(UnlocatedError):
        turtle.scan(text, RdfFormat.TURTLE)


INSERTIONS = [
    ":s :p :o| .",
    ":s :p :o ;| .",
    ":s :p :o| # fin ; .\n .",
    ":s :p :o ;\n  :q 1, 2 ;|\n.",
    ":t :p 1 . :s :p :o| . :s :q 2 .",
    ":s :p [ :q 1 ]| .",
    ":s :p ( 1 )| .",
]


@pytest.mark.parametrize("body", INSERTIONS)
def test_place_for_one_fact_more(body: str) -> None:
    marked = HEAD + body
    text = marked.replace("|", "")
    found = positions.of(text, RdfFormat.TURTLE, read(text))
    assert found.insertion(NamedNode("http://e/s")) == marked.index("|")


def test_thing_without_a_block_has_no_place_for_a_fact() -> None:
    text = HEAD + ":s :p :o, [], ( 1 ) ."
    quads = read(text)
    found = positions.of(text, RdfFormat.TURTLE, quads)
    nodes = [q.object for q in quads if isinstance(q.object, NamedNode | BlankNode)]
    assert [found.insertion(node) for node in nodes] == [None] * len(nodes)


@pytest.mark.parametrize("run", ["é", "a", "9", "a.", "# \n", "\t"])
def test_long_runs_are_passed_in_linear_time(run: str) -> None:
    text = HEAD + ":s :p 1 .\n" + run * 50_000
    with contextlib.suppress(UnlocatedError):
        assert len(turtle.scan(text, RdfFormat.TURTLE).facts) == 1
