"""The limit of rows that is written into a query."""

import pytest

from api.cap import capped
from maillage.sparql import tokens


@pytest.mark.parametrize(
    ("query", "limited"),
    [
        ("SELECT * { ?s ?p ?o }", "SELECT * { ?s ?p ?o }\nLIMIT 11\n"),
        ("SELECT * { ?s ?p ?o } LIMIT 3", "SELECT * { ?s ?p ?o } LIMIT 3"),
        ("SELECT * { ?s ?p ?o } LIMIT 500 OFFSET 2", "SELECT * { ?s ?p ?o } LIMIT 11 OFFSET 2"),
        ("SELECT * { ?s ?p ?o } OFFSET 2", "SELECT * { ?s ?p ?o } OFFSET 2\nLIMIT 11\n"),
        (
            "SELECT * { ?s ?p ?o } VALUES ?s { <a:a> }",
            "SELECT * { ?s ?p ?o } \nLIMIT 11\nVALUES ?s { <a:a> }",
        ),
        (
            "SELECT * { { SELECT * { ?s ?p ?o } LIMIT 500 } VALUES ?s { <a:a> } } # x",
            "SELECT * { { SELECT * { ?s ?p ?o } LIMIT 500 } VALUES ?s { <a:a> } } # x\nLIMIT 11\n",
        ),
        ('SELECT * { ?s ?p "LIMIT 500" }', 'SELECT * { ?s ?p "LIMIT 500" }\nLIMIT 11\n'),
        ("SELECT * {} LIMIT 0011", "SELECT * {} LIMIT 0011"),
        ("SELECT * {} LIMIT 0", "SELECT * {} LIMIT 0"),
        (f"SELECT * {{}} LIMIT {'9' * 5000}", "SELECT * {} LIMIT 11"),
        ("SELECT * {} LIMIT # 5\n 500", "SELECT * {} LIMIT # 5\n 500"),
    ],
)
def test_a_select_is_limited_to_one_row_more_than_is_answered(query: str, limited: str) -> None:
    assert capped(query, list(tokens(query)), 10) == limited


@pytest.mark.parametrize(
    "query", ["ASK {}", "CONSTRUCT WHERE { ?s ?p ?o }", "DESCRIBE <a:a>", "", "LIMIT", "PREFIX"]
)
def test_any_other_text_is_left_alone(query: str) -> None:
    assert capped(query, list(tokens(query)), 10) == query
