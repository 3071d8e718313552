"""A query for one node becomes a query for all, or is refused."""

import pytest

from maillage.validation.paths import UnsupportedError
from maillage.validation.prebinding import focused

TARGET = "[]"


@pytest.mark.parametrize(
    ("select", "expected"),
    [
        ("SELECT $this { $this ?p ?o }", "SELECT $this { []  $this ?p ?o }"),
        (
            "SELECT $this WHERE { { FILTER($this = 1) } UNION { ?a ?b ?c } }",
            "SELECT $this WHERE { []  { []  FILTER($this = 1) } UNION { ?a ?b ?c } }",
        ),
        (
            "SELECT $this { $this ?p ?o FILTER NOT EXISTS { $this ?q { $this ?r ?s } } }",
            "SELECT $this { []  $this ?p ?o FILTER NOT EXISTS { $this ?q { $this ?r ?s } } }",
        ),
        (
            "SELECT $this ?n { { SELECT $this (COUNT(?o) AS ?n) { $this ?p ?o } GROUP BY $this } }",
            "SELECT $this ?n { [] { SELECT $this (COUNT(?o) AS ?n) { [] $this ?p ?o }"
            " GROUP BY $this } }",
        ),
        (
            'SELECT $this { $this ?p "{ $this }" } # { $this }',
            'SELECT $this { []  $this ?p "{ $this }" } # { $this }',
        ),
    ],
)
def test_target_stands_in_each_group_that_speaks_of_this(select: str, expected: str) -> None:
    assert " ".join(focused(select, TARGET).split()) == " ".join(expected.split())


@pytest.mark.parametrize(
    "select",
    [
        "SELECT $this { $this ?p ?o MINUS { $this ?q ?r } }",
        "SELECT $this { VALUES ?x { 1 } $this ?p ?x }",
        "SELECT $this { SERVICE <http://example.org/> { $this ?p ?o } }",
        "SELECT $this { $this ?p ?o } LIMIT 1",
        "SELECT $this { $this ?p ?o . GRAPH $shapesGraph { $currentShape ?q ?r } }",
        "SELECT ?o { $this ?p ?o }",
        "SELECT $this { { SELECT ?o { $this ?p ?o } } }",
        "SELECT $this ?o { { SELECT $this ?o { $this ?p ?o } GROUP BY ?o } }",
        "SELECT $this { $this ?p ?o",
    ],
)
def test_what_is_not_the_same_for_all_nodes_at_once_is_refused(select: str) -> None:
    with pytest.raises(UnsupportedError):
        focused(select, TARGET)
