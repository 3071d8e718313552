"""Values enter a query as terms in data blocks, and nothing in a query is mistaken for one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maillage import sparql
from maillage.iri import commune
from maillage.rdf import Literal, NamedNode, integer
from maillage.store import Store

EVERYWHERE = """
SELECT ?x ?inside ?sub ?n WHERE {
  VALUES ?x { "example" }
  OPTIONAL { VALUES (?inside) { ("a") ("b") } FILTER(?inside = ?x) }
  { SELECT ?x (CONCAT(?x, "!") AS ?sub) (COUNT(*) AS ?n)
    WHERE { VALUES ?x { "example" } } GROUP BY ?x }
}
"""

HIDDEN = """# VALUES ?x { 1 }
SELECT ?x WHERE {
  ?s <http://e/VALUES#?x{> "VALUES ?x { 2 }" , 'VALUES ?x { 3 }' ;
     <http://e/p> \"\"\"VALUES ?x { "4" }\"\"\" .
  VALUES (?x ?y) { (5 6) }
  VALUES ?x { 7 } # } VALUES ?x { 8 }
}"""


def rows(query: str) -> list[dict[str, str]]:
    table = Store().view().table(query)[1]
    return [{name: term.value for name, term in row.items()} for row in table]


def test_a_value_reaches_filters_optionals_subqueries_and_groups() -> None:
    bound = sparql.bound(EVERYWHERE, {"x": Literal("b")})
    assert rows(bound) == [{"x": "b", "inside": "b", "sub": "b!", "n": "1"}]


def test_a_query_runs_as_it_is_with_its_example() -> None:
    assert rows(EVERYWHERE) == [{"x": "example", "sub": "example!", "n": "1"}]


def test_no_value_leaves_the_variable_free() -> None:
    query = "SELECT ?x WHERE { VALUES ?x { 2 } VALUES (?x) { (1) (2) } } ORDER BY ?x"
    assert rows(query) == [{"x": "2"}]
    assert rows(sparql.bound(query, {"x": None})) == [{"x": "1"}, {"x": "2"}]


def test_only_the_blocks_of_single_variables_count() -> None:
    assert [(block.variable, block.content) for block in sparql.blocks(HIDDEN)] == [("x", " 7 ")]


def test_comments_strings_and_iris_are_left_alone() -> None:
    bound = sparql.bound(HIDDEN, {"x": integer(9)})
    assert bound == HIDDEN.replace("{ 7 }", f"{{ {integer(9)} }}")


def test_a_variable_without_a_block_is_refused() -> None:
    with pytest.raises(KeyError, match="y"):
        sparql.bound("SELECT ?y WHERE { ?y ?p ?o }", {"y": commune("46042")})


def test_the_dollar_names_the_same_variable() -> None:
    bound = sparql.bound("SELECT ?x WHERE { VALUES $x { 1 } }", {"x": integer(2)})
    assert rows(bound) == [{"x": "2"}]


ATTACKS = [
    '" } } ; DROP ALL #',
    "\\u0022 } INSERT DATA { <a> <b> <c> } #",
    '"""',
    "'''\n}",
    "\\",
    "> . ?s ?p ?o . <",
    "} UNION { ?s ?p ?o }",
    "${x} ?x $x",
]


@pytest.mark.parametrize("text", ATTACKS)
def test_an_attack_comes_back_as_the_text_it_is(text: str) -> None:
    bound = sparql.bound("SELECT ?x WHERE { VALUES ?x { 1 } }", {"x": Literal(text)})
    assert rows(bound) == [{"x": text}]


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_any_text_comes_back_as_it_is(text: str) -> None:
    bound = sparql.bound("SELECT ?x WHERE { VALUES ?x { 1 } }", {"x": Literal(text)})
    assert rows(bound) == [{"x": text}]


@given(st.text())
def test_any_text_is_read_to_its_end(text: str) -> None:
    assert all(text[token.start : token.end] == token.text for token in sparql.tokens(text))
    sparql.form(text)
    list(sparql.blocks(text))


@pytest.mark.parametrize(
    ("query", "form"),
    [
        ("SELECT ?x WHERE { }", "SELECT"),
        ("BASE <http://e/> PREFIX select: <http://ask/> ask { }", "ASK"),
        ("# SELECT\nCONSTRUCT WHERE { ?s ?p ?o }", "CONSTRUCT"),
        ("DESCRIBE <http://e/>", "DESCRIBE"),
        ("PREFIX e: <http://e/> INSERT DATA { e:a e:b e:c }", None),
        ("DELETE WHERE { ?s ?p ?o }", None),
        ("", None),
    ],
)
def test_the_form_is_the_first_word_after_the_prologue(query: str, form: str | None) -> None:
    assert sparql.form(query) == form


def test_a_prefixed_name_is_no_keyword() -> None:
    words = sparql.keywords('PREFIX from: <http://e/> ASK { from:service ?p "LOAD" } # CLEAR')
    assert words == {"PREFIX", "ASK"}


@pytest.mark.parametrize("query", ["SELECT * WHERE {}", "SELECT ?x { { select distinct * {} } }"])
def test_select_everything_is_found_at_any_depth(query: str) -> None:
    assert sparql.selects_everything(query)


def test_counting_all_is_not_selecting_everything() -> None:
    assert not sparql.selects_everything("SELECT (COUNT(*) AS ?n) WHERE { ?s ?p 2 * 3 }")


def test_only_an_order_of_the_whole_answer_counts() -> None:
    assert sparql.is_ordered("SELECT ?x WHERE { ?x ?p ?o } ORDER BY ?x")
    assert not sparql.is_ordered("SELECT ?x WHERE { { SELECT ?x { ?x ?p ?o } ORDER BY ?x } }")
    assert not sparql.is_ordered("SELECT ?x WHERE { ?x ?p ?o } # ORDER BY ?x")


def test_variables_are_told_without_their_mark() -> None:
    assert sparql.variables('SELECT ?a WHERE { $b ?a "?c" } # ?d') == {"a", "b"}


@pytest.mark.parametrize(
    "term", [NamedNode("http://e/a"), Literal('a"b', language="fr"), integer(3), None]
)
def test_a_term_is_written_as_a_block_holds_it(term: NamedNode | Literal | None) -> None:
    query = f"SELECT ?x WHERE {{ VALUES ?x {{ {sparql.written(term)} }} }}"
    found = Store().view().table(query)[1]
    assert found == ({} if term is None else {"x": term},)
