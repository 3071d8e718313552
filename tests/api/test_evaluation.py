"""One query, from its text to the bytes of its answer."""

import gzip
import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pyoxigraph
import pytest
from hypothesis import given
from hypothesis import strategies as st

from api import evaluation
from api.errors import Problem
from api.evaluation import Query, Reply, evaluate, first_rows
from maillage.rdf import DefaultGraph, Literal, NamedNode, Quad, integer
from maillage.store import Embedded, View
from maillage.store.kept import Kept, keep

G, H = "http://x/g", "http://x/h"


@pytest.fixture(scope="module")
def store() -> View:
    """Thirty triples in the merge and in two graphs."""
    store = pyoxigraph.Store()
    for number in range(30):
        subject, predicate = NamedNode(f"http://x/{number}"), NamedNode("http://x/p")
        graph = NamedNode(G if number < 20 else H)
        for where in (graph, DefaultGraph()):
            store.add(Quad(subject, predicate, integer(number), where))
    tricky = Literal('},{ "vars": [] \n\t"quoted"', language="fr")
    store.add(Quad(NamedNode("http://x/t"), NamedNode("http://x/label"), tricky, DefaultGraph()))
    return Embedded(store)


def job(query: str, **changes: Any) -> Query:
    return replace(Query(query, "json", "ttl"), **changes)


def reply(store: View, query: str, **changes: Any) -> Reply:
    return evaluate(store, {G, H}, job(query, **changes))


def rows(answer: Reply) -> list[dict[str, Any]]:
    return list(json.loads(bytes(answer.body))["results"]["bindings"])


def test_a_whole_answer_is_not_marked_as_cut(store: View) -> None:
    answer = reply(store, "SELECT ?s { ?s <http://x/p> ?o }", rows=30)
    assert (len(rows(answer)), answer.rows) == (30, None)


def test_a_longer_answer_is_cut_and_says_so(store: View) -> None:
    answer = reply(store, "SELECT ?s { ?s <http://x/p> ?o }", rows=29)
    assert (len(rows(answer)), answer.rows) == (29, 29)


@pytest.mark.parametrize("extension", ["json", "xml", "csv", "tsv"])
def test_every_format_is_cut_at_the_same_row(store: View, extension: str) -> None:
    query = "SELECT ?o { ?s <http://x/p> ?o } ORDER BY ?o"
    cut = reply(store, query, rows=7, solutions=extension)
    whole = reply(store, query + " LIMIT 7", solutions=extension)
    assert cut.rows == 7
    assert whole.rows is None
    assert bytes(cut.body) == bytes(whole.body)


KEPT = "SELECT ?s ?o { ?s <http://x/p> ?o } ORDER BY ?o"
OTHERWISE = "SELECT ?s ?o { ?s <http://x/p> ?o } ORDER BY DESC(?o)"


@pytest.fixture
def keeping(store: View, tmp_path: Path) -> View:
    """The same store with an answer to one question: that of another, to know it by."""
    assert isinstance(store, Embedded)
    keep(tmp_path, KEPT, store.answer(OTHERWISE))
    return Embedded(store._store, Kept(tmp_path))


@pytest.mark.parametrize("extension", ["json", "xml", "csv", "tsv"])
def test_a_kept_answer_comes_in_every_format_and_is_cut_like_another(
    store: View, keeping: View, extension: str
) -> None:
    for most in (7, 100):
        kept = reply(keeping, f"{KEPT} # again", rows=most, solutions=extension)
        evaluated = reply(store, OTHERWISE, rows=most, solutions=extension)
        assert (bytes(kept.body), kept.rows) == (bytes(evaluated.body), evaluated.rows)


@pytest.mark.parametrize("graphs", [{"default": (G,)}, {"named": (G,)}, {"default": ()}])
def test_a_kept_answer_is_not_that_of_chosen_graphs(
    store: View, keeping: View, graphs: dict[str, tuple[str, ...]]
) -> None:
    assert rows(reply(keeping, KEPT, **graphs)) == rows(reply(store, KEPT, **graphs))


def test_a_limit_that_hides_in_a_comment_does_not_lift_the_cut(store: View) -> None:
    answer = reply(store, "SELECT ?s { ?s <http://x/p> ?o } LIMIT # 5\n 25", rows=10)
    assert (len(rows(answer)), answer.rows) == (10, 10)


def test_text_that_looks_like_rows_is_not_counted_as_rows(store: View) -> None:
    answer = reply(store, "SELECT ?o { ?s <http://x/label> ?o }", rows=1)
    assert (len(rows(answer)), answer.rows) == (1, None)
    assert rows(answer)[0]["o"]["value"] == '},{ "vars": [] \n\t"quoted"'


def test_rows_without_any_value_are_cut_too(store: View) -> None:
    for row in ("", "VALUES ?x { UNDEF }"):
        answer = reply(store, f"SELECT ?x {{ ?s <http://x/p> ?o {row} }}", rows=5)
        assert (len(rows(answer)), answer.rows) == (5, 5)


@given(st.lists(st.lists(st.text(alphabet='},{":ab\\[]', max_size=8), max_size=3), max_size=6))
def test_the_cut_never_falls_inside_a_text(table: list[list[str]]) -> None:
    bindings = [
        {f"v{n}": {"type": "literal", "value": text} for n, text in enumerate(row)} for row in table
    ]
    tree = {"head": {"vars": ["v0", "v1", "v2"]}, "results": {"bindings": bindings}}
    body = json.dumps(tree, separators=(",", ":")).encode()
    for limit in range(1, len(table) + 2):
        kept, is_cut = first_rows(body, limit)
        found = json.loads(kept)["results"]["bindings"]
        if all(table):
            assert found == bindings[:limit]
            assert is_cut is (len(bindings) > limit)
        assert found == bindings[: len(found)]


def test_triples_are_cut_too(store: View) -> None:
    answer = reply(store, "CONSTRUCT WHERE { ?s <http://x/p> ?o }", rows=5, graph="nt")
    assert (bytes(answer.body).count(b"\n"), answer.rows, answer.extension) == (5, 5, "nt")


@pytest.mark.parametrize(
    ("extension", "said"),
    [("json", b'"boolean":true'), ("xml", b"<boolean>true"), ("csv", b"true"), ("tsv", b"true")],
)
def test_yes_is_said_in_every_format(store: View, extension: str, said: bytes) -> None:
    assert said in bytes(reply(store, "ASK {}", solutions=extension).body)


def test_a_form_without_an_accepted_format_is_not_acceptable(store: View) -> None:
    with pytest.raises(Problem, match="sparql-results") as refusal:
        reply(store, "ASK {}", solutions=None)
    assert refusal.value.http_status == 406
    with pytest.raises(Problem, match="text/turtle"):
        reply(store, "CONSTRUCT WHERE { ?s ?p ?o }", graph=None)


def test_default_graphs_of_the_protocol_replace_the_merge(store: View) -> None:
    count = "SELECT (COUNT(*) AS ?n) { ?s <http://x/p> ?o }"
    inside = "SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?s <http://x/p> ?o } }"

    def counted(query: str, **graphs: tuple[str, ...]) -> str:
        return str(rows(reply(store, query, **graphs))[0]["n"]["value"])

    assert counted(count) == "30"
    assert counted(inside) == "30"
    assert counted(count, default=(G,)) == "20"
    assert counted(count, default=(G, H)) == "30"
    assert counted(count, named=(G,)) == "0"
    assert counted(inside, default=(H,)) == "0"
    assert counted(inside, named=(H,)) == "10"


def test_a_graph_of_elsewhere_is_refused_in_the_parameters(store: View) -> None:
    for graphs in ({"default": ("file:///etc/passwd",)}, {"named": (G, "http://y/")}):
        with pytest.raises(Problem) as refusal:
            reply(store, "ASK {}", **graphs)
        assert refusal.value.http_status == 403


@pytest.mark.parametrize(
    ("query", "place"),
    [
        ("SELECT * {", "ligne 1, colonne 11"),
        ("SELECT * {\n ?s ?p ?o \n} LIMI 3", "ligne 3, colonne"),
        ("", "ligne 1, colonne 1"),
        ("ASK {} ASK {}", "ligne 1, colonne"),
        ("ASK { <a b> ?p ?o }", "ligne 1, colonne"),
    ],
)
def test_what_is_not_sparql_is_told_with_its_place(store: View, query: str, place: str) -> None:
    with pytest.raises(Problem, match=place) as problem:
        reply(store, query)
    assert problem.value.http_status == 400
    assert len(problem.value.reasons["fr"]) < 400
    assert "[_]" not in problem.value.reasons["fr"]


@pytest.mark.parametrize(
    ("query", "place"),
    [
        ("SELECT * {", (1, 11)),
        ("SELECT * {\n  ?s a:b ?o }", (2, 6)),
        ("SELECT * { ?s ?p 'é😀' ; oups }", (1, 31)),
        ("ASK { SERVICE <http://x/> {} }", None),
    ],
)
def test_the_place_of_what_is_wrong_is_told_apart(
    store: View, query: str, place: tuple[int, int] | None
) -> None:
    with pytest.raises(Problem) as problem:
        reply(store, query)
    assert problem.value.place == place
    assert problem.value.members == (
        {"line": place[0], "column": place[1]} if place is not None else {}
    )


@pytest.mark.parametrize("function", ["NOW()", "RAND()", "UUID()", "STRUUID()", "BNODE()"])
def test_an_answer_that_changes_each_time_says_so(store: View, function: str) -> None:
    assert reply(store, f"SELECT ({function} AS ?x) {{}}").volatile
    assert not reply(store, f'SELECT ("{function}" AS ?x) {{}}').volatile


def test_only_long_answers_are_compressed(store: View) -> None:
    short = reply(store, "ASK {}", coding="gzip")
    long = reply(store, "SELECT * { ?s ?p ?o }", coding="gzip")
    assert (short.coding, long.coding) == ("", "gzip")
    assert gzip.decompress(bytes(long.body)) == bytes(reply(store, "SELECT * { ?s ?p ?o }").body)


def test_an_answer_over_the_limit_of_bytes_is_refused(
    store: View, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(evaluation, "ANSWER_BYTES", 500)
    with pytest.raises(Problem, match="LIMIT") as problem:
        reply(store, "SELECT * { ?s ?p ?o }")
    assert problem.value.http_status == 503


def test_a_function_that_is_not_there_is_named(store: View) -> None:
    with pytest.raises(Problem) as raised:
        reply(store, "SELECT (<http://x/f>(1) AS ?y) {}")
    assert raised.value.http_status == 400
    assert "<http://x/f>" in raised.value.reasons["fr"]


def test_a_failure_of_the_engine_tells_nothing_of_the_machine(
    monkeypatch: pytest.MonkeyPatch, store: View
) -> None:
    def fail(*_: object) -> Iterator[object]:
        raise OSError("/srv/secret/store: no space left")

    monkeypatch.setattr(Embedded, "answer", fail)
    with pytest.raises(Problem) as problem:
        reply(store, "ASK {}")
    assert problem.value.http_status == 500
    assert "secret" not in str(problem.value.reasons)


def test_a_property_that_xml_cannot_name_is_refused_in_rdf_xml(store: View) -> None:
    query = "CONSTRUCT { ?s <http://x/1> ?o } WHERE { ?s <http://x/p> ?o }"
    with pytest.raises(Problem, match="http://x/1") as problem:
        reply(store, query, graph="rdf")
    assert problem.value.http_status == 406


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("SELECT * { ?s a:b ?o }", "ligne 1, colonne 15 : le préfixe « a: » n'est pas déclaré"),
        ("SELECT * {\n  ?s :b ?o }", "ligne 2, colonne 6 : le préfixe « : » n'est pas déclaré"),
        ("SELECT * { ?s a mlg:Convention }", "« PREFIX mlg: <https://w3id.org/maillage/def#> »"),
        ("PREFIX b: <http://b/>\nSELECT * { ?s b:p 1 , }", "ligne 2, colonne"),
        ("SELEC * { ?s a:b ?o }", "le moteur dit"),
        ("PREFIX b: http://b/\nSELECT * { ?s b:p 1 }", "Requête illisible, ligne 1"),
    ],
)
def test_a_prefix_that_nothing_declares_is_named(store: View, query: str, words: str) -> None:
    with pytest.raises(Problem) as problem:
        reply(store, query)
    assert words in problem.value.reasons["fr"]
    assert "Unreadable query, line" in problem.value.reasons["en"]
