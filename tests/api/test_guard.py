"""What a query may not ask, however it is hidden."""

import time
from contextlib import suppress

import pyoxigraph
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from api import guard
from api.errors import Problem
from api.guard import calls_out, dataset, expanded
from maillage.sparql import tokens

GRAPH = "https://w3id.org/maillage/id/graph/ontology"
CALL = "<http://127.0.0.1:9/> { ?a ?b ?c }"

REFUSED = (
    f"ASK {{ SERVICE {CALL} }}",
    f"ASK {{ service {CALL} }}",
    f"ASK {{ SeRvIcE SILENT {CALL} }}",
    f"ASK {{ SERVICE# a comment\n{CALL} }}",
    f"ASK {{ # a comment\rSERVICE {CALL} }}",
    f'ASK {{ BIND("a # b" AS ?x) SERVICE {CALL} }}',
    f"ASK {{ BIND('''a ' b''' AS ?x) SERVICE {CALL} }}",
    f"ASK {{ BIND('it\\'s' AS ?x) SERVICE {CALL} }}",
    f"ASK {{ ?s ?p ex:a\\# . SERVICE {CALL} }}",
    f"ASK {{ ?s ?p <http://x/\\u0041#b> SERVICE {CALL} }}",
    "ASK { SERVICE ?endpoint { ?a ?b ?c } }",
    "PREFIX ex: <http://x/> ASK { SERVICE ex:sparql { ?a ?b ?c } }",
    "ASK { FILTER EXISTS { SERVICE ?x {} } }",
    "ASK { { SELECT * { SERVICE ?x {} } } }",
    "DESCRIBE ?s { SERVICE ?x {} }",
    "CONSTRUCT { ?s ?p ?o } WHERE { SERVICE ?x {} }",
    f"ASK {{ \\u0053ERVICE {CALL} }}",
    f"ASK {{ \\u005Cu0053ERVICE {CALL} }}",
    f"ASK {{ \\U00000053\\u0045RVICE {CALL} }}",
    "PREFIX ex: <http://127.0.0.1:9/> ASK { SERVICEex:a { ?s ?p ?o } }",
    "PREFIX : <http://127.0.0.1:9/> ASK { SERVICE:a { ?s ?p ?o } }",
    f"PREFIX ex: <http://127.0.0.1:9> ASK {{ ?s ?p ex:SERVICE {CALL} }}",
    f"ASK {{ ?s ?p trueSERVICE {CALL} }}",
    f"ASK {{ ?s ?p 1SERVICE {CALL} }}",
    f"ASK {{ FILTER('a'<'x>')SERVICE {CALL} #'\n }}",
    f"ASK {{ FILTER(?a<?b#>'''\n)SERVICE {CALL} #'''\n }}",
    "ASK { FILTER(?a<2)SERVICE$x#>\n{} }",
)
PASSED = (
    "ASK {}",
    "SELECT ?service { ?service a ?b }",
    "SELECT $service { $service a ?b }",
    "# SERVICE <http://x> {}\nASK {}",
    'ASK { ?s ?p "SERVICE <http://x> {}" }',
    "ASK { ?s ?p '''\nSERVICE <http://x> {}\n''' }",
    "ASK { ?s ?p 'it\\'s SERVICE <http://x> {}' }",
    "ASK { ?s <http://example.org/service> ?o }",
    "ASK { ?s <http://example.org/ns#service> ?o . { ?a ?b ?c } }",
    "PREFIX service: <http://x/> ASK { ?s service:a service:b }",
    "PREFIX service: <http://x/> ASK { GRAPH service:a { ?s ?p ?o } }",
    "PREFIX ex: <http://x/> ASK { ?s a ex:Service . ?s ex:service ?o }",
    'ASK { ?s ?p "x"@service }',
    "ASK { _:service ?p ?o }",
    "ASK { ?s ?p ?o FILTER(?o < 3 && ?o > 1) }",
)


def refuse(query: str, graphs: set[str]) -> None:
    guard.refuse(query, list(tokens(query)), graphs)


@pytest.mark.parametrize("query", REFUSED)
def test_service_is_refused_however_it_is_written(query: str) -> None:
    with pytest.raises(Problem) as refusal:
        refuse(query, {GRAPH})
    assert refusal.value.http_status == 403
    assert "SERVICE" in refusal.value.reasons["fr"]
    assert "SERVICE" in refusal.value.reasons["en"]


@pytest.mark.parametrize("query", PASSED)
def test_the_word_is_allowed_where_it_calls_nothing(query: str) -> None:
    refuse(query, {GRAPH})


@pytest.mark.parametrize(
    "update",
    [
        "LOAD <http://x>",
        "load silent <file:///etc/passwd>",
        "INSERT DATA { <a:a> <a:a> 1 }",
        "DELETE WHERE { ?s ?p ?o }",
        "CLEAR ALL",
        "DROP GRAPH <a:a>",
        "CREATE GRAPH <a:a>",
        "COPY <a:a> TO <a:b>",
        "MOVE <a:a> TO <a:b>",
        "ADD <a:a> TO <a:b>",
        "WITH <a:a> DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }",
        "ASK {} ; DROP ALL",
        "PREFIX a: <a:> # hidden\nInSeRt DATA { a:a a:a 1 }",
    ],
)
def test_every_update_is_refused(update: str) -> None:
    with pytest.raises(Problem) as refusal:
        refuse(update, {GRAPH})
    assert refusal.value.http_status == 403


@pytest.mark.parametrize(
    "query",
    [
        "ASK { ?s ?p ?insert }",
        'ASK { ?s ?p "DROP ALL" }',
        "# CLEAR ALL\nASK {}",
        "ASK {ex:add a ?b}",
    ],
)
def test_a_word_of_update_is_allowed_where_it_is_a_name(query: str) -> None:
    refuse(query, {GRAPH})


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * FROM <file:///etc/passwd> { ?s ?p ?o }",
        "SELECT * FROM <http://127.0.0.1/> { ?s ?p ?o }",
        "SELECT * FROM NAMED <http://x/> { GRAPH ?g { ?s ?p ?o } }",
        f"SELECT * FROM <{GRAPH}> FROM <http://x/> {{ ?s ?p ?o }}",
        "PREFIX g: <http://x/> ASK FROM g:y {}",
        "BASE <file:///etc/> ASK FROM <passwd> {}",
        "ASKFROM<http://x/>{}",
        "ASK # from here\nfrom <http://x/> {}",
        "DESCRIBE <a:b> FROM <http://x/>",
    ],
)
def test_a_graph_of_elsewhere_is_refused(query: str) -> None:
    with pytest.raises(Problem) as refusal:
        refuse(query, {GRAPH})
    assert refusal.value.http_status == 403
    assert "FROM" in refusal.value.reasons["fr"]


@pytest.mark.parametrize(
    "query",
    [
        f"ASK FROM <{GRAPH}> {{}}",
        f"ASK FROM NAMED <{GRAPH}> {{ GRAPH ?g {{}} }}",
        "PREFIX g: <https://w3id.org/maillage/id/graph/> ASK FROM g:ontology {}",
        "BASE <https://w3id.org/maillage/id/graph/> ASK FROM <ontology> {}",
        "ASK FROM <id/graph/ontology> {}",
        'ASK { ?s ?p "FROM <http://x/>" }',
    ],
)
def test_a_graph_of_the_release_is_allowed(query: str) -> None:
    refuse(query, {GRAPH})


def test_named_graphs_are_read_through_prefixes_and_base() -> None:
    query = "BASE <http://x/a/> PREFIX g: <b/> ASK FROM g:c\\-d FROM NAMED <../e> {}"
    assert list(dataset(list(tokens(query)))) == ["http://x/a/b/c-d", "http://x/e"]


def test_escapes_are_expanded_until_none_is_left() -> None:
    assert expanded("\\u005Cu0053\\U00000045") == "SE"
    assert expanded("\\uD800 \\UFFFFFFFF") == "\\uD800 \\UFFFFFFFF"


BEFORE = st.sampled_from(
    (
        *("ex:", "ex:a", "?o ", "?o", "?o.", "true", "1 ", "[]", "<http://x/>", "'a'", "'a'@fr "),
        *("?o FILTER(", "1<", "'a'<", "?o<", "'x>'", "2)", "#", "\n", "'''", "'", '"', ")", ">"),
        *("?o BIND(1 AS ?z)", "{", "}", "\\u0053", "\\'", "@fr", "_:b ", "?o OPTIONAL {", "GRAPH "),
    )
)
AFTER = st.sampled_from(
    (
        *("<http://127.0.0.1:9/>", "ex:b", "ex:", "SERVICEex:b", "SILENT ", "?x"),
        *(" ", "\n", "#c\n", "", "#"),
    )
)


def engine_calls(query: str) -> bool:
    """Whether the engine itself gets to a SERVICE: port 9 is one that its client refuses."""
    store = pyoxigraph.Store()
    thing, address = pyoxigraph.NamedNode("http://a"), pyoxigraph.NamedNode("http://127.0.0.1:9")
    store.add(pyoxigraph.Quad(thing, thing, address))
    store.add(pyoxigraph.Quad(thing, thing, pyoxigraph.Literal(True)))
    try:
        answer = store.query(query)
        assert isinstance(answer, pyoxigraph.QueryBoolean)
    except (OSError, RuntimeError) as error:
        return "port 9" in str(error) or "service" in str(error)
    except (SyntaxError, ValueError):
        return False
    return False


@settings(max_examples=400, deadline=None)
@given(
    st.lists(BEFORE, max_size=5), st.lists(AFTER, max_size=3), st.sampled_from(["", "}", "#'\n"])
)
@example(["ex:"], ["<http://127.0.0.1:9/>"], "")
@example(["?o FILTER(", "'a'<", "'x>'", ")"], ["<http://127.0.0.1:9/>"], "#'\n")
def test_no_query_that_the_engine_would_call_out_with_passes(
    before: list[str], after: list[str], tail: str
) -> None:
    text = f"{''.join(before)}SERVICE{''.join(after)}{{}}{tail}"
    query = f"PREFIX ex: <http://127.0.0.1:9> ASK {{ ?s ?p {text} }}"
    assert calls_out(query) or not engine_calls(query)


def test_the_engine_is_as_treacherous_as_the_guard_believes() -> None:
    """Where this fails, the engine reads words otherwise now, and the guard may be simpler."""
    prefix = "PREFIX ex: <http://127.0.0.1:9> "
    assert engine_calls(f"{prefix}ASK {{ ?s ?p ex:SERVICE {CALL} }}")
    assert engine_calls(f"ASK {{ FILTER('a'<'x>')SERVICE {CALL} #'\n }}")


@settings(max_examples=300, deadline=None)
@given(st.text(alphabet="SERVICE sel<>'\"#\\u0053{}()?$:@_.\n", max_size=60))
def test_any_text_is_judged_without_failing(text: str) -> None:
    with suppress(Problem):
        refuse(text, {GRAPH})


def test_a_long_query_is_judged_in_linear_time() -> None:
    def seconds(times: int) -> float:
        values = " ".join(f"(<http://x/service#{n}> 'it\\'s')" for n in range(times))
        query = f"SELECT * {{ VALUES (?service ?b) {{ {values} }} {'ex:service ' * times} }}"
        began = time.perf_counter()
        refuse(query, {GRAPH})
        return time.perf_counter() - began

    assert seconds(4000) < 20 * max(seconds(1000), 0.01)
