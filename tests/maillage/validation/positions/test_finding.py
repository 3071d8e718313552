"""Where a person has to look to mend a finding."""

import pytest

from maillage.rdf import Literal, NamedNode, RdfFormat, Term, integer, parse
from maillage.validation import positions
from maillage.validation.findings import Finding
from maillage.validation.positions.finding import place

TEXT = """PREFIX e: <http://e/>
e:convention a e:Convention ;
  e:date "2020" ,
    "2021" ;
  e:montant e:montant1 .
e:montant1
  e:valeur 5 ;
  e:de e:loin .
e:action e:releve e:autre ;
  e:note "un" , "un"@fr .
"""


def node(name: str) -> NamedNode:
    return NamedNode(f"http://e/{name}")


@pytest.mark.parametrize(
    ("focus", "path", "value", "line"),
    [
        (node("convention"), node("date"), Literal("2021"), 4),
        (node("convention"), node("date"), None, 3),
        (node("convention"), node("date"), Literal("1999"), 3),
        (node("convention"), node("absente"), None, 2),
        (node("convention"), None, None, 2),
        (node("convention"), None, node("convention"), 2),
        (node("convention"), None, integer(5), 7),
        (node("convention"), None, Literal("2021"), 4),
        (node("convention"), node("absente"), integer(5), 7),
        (node("convention"), node("date"), integer(5), 3),
        (node("convention"), node("absente"), integer(6), 2),
        (node("autre"), node("nombre"), integer(6), 9),
        (node("loin"), None, None, 8),
        (Literal("un"), None, None, 10),
        (node("nulle-part"), node("date"), node("action"), 9),
        (node("nulle-part"), node("date"), Literal("2021"), None),
        (node("nulle-part"), None, None, None),
    ],
)
def test_line_of_a_finding(
    focus: Term, path: NamedNode | None, value: Term | None, line: int | None
) -> None:
    found = positions.of(TEXT, RdfFormat.TURTLE, list(parse(TEXT, format=RdfFormat.TURTLE)))
    span = place(found, Finding("shape", "component", focus, path, value))
    assert (span.line if span else None) == line


def test_other_thing_of_a_rule_in_sparql() -> None:
    found = positions.of(TEXT, RdfFormat.TURTLE, list(parse(TEXT, format=RdfFormat.TURTLE)))
    bindings = (("nom", Literal("x")), ("autre", node("montant1")))
    span = place(found, Finding("shape", "component", node("ailleurs"), None, None, bindings))
    assert span is not None
    assert span.line == 6
