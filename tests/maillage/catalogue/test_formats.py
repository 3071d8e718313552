"""An answer as a table for people and in the formats of SPARQL for machines."""

import json

import pytest

from maillage import figures
from maillage.catalogue import FORMATS, Answer, SavedQuery, ask, render, shown
from maillage.catalogue.formats import GRAPHS, RESULTS
from maillage.errors import InputError
from maillage.iri import commune
from maillage.rdf import MLG, BlankNode, Literal, QueryResultsFormat, label, parse_query_results
from maillage.store import Row, Store, View


@pytest.fixture
def answer(view: View, queries: dict[str, SavedQuery]) -> Answer:
    return ask(view, queries["communes"])


def seen(text: str) -> str:
    return text.replace(figures.THIN, "␣").replace(figures.FIXED, "␣")


def test_the_table_is_aligned_with_french_figures(answer: Answer) -> None:
    assert seen(render(answer, "table")).splitlines() == [
        "Nom        Habitants    Taux  Date             Grande",
        "─────────  ─────────  ──────  ───────────────  ──────",
        "Cahors        20␣050  12,5␣%  13␣juillet␣2018  oui",
        "Fleurance      6␣247  12,5␣%  13␣juillet␣2018  non",
        "Lectoure       3␣670  12,5␣%  13␣juillet␣2018  non",
        "",
        "3 lignes",
    ]


def test_the_table_speaks_english_too(answer: Answer) -> None:
    lines = seen(render(answer, "table", "en")).splitlines()
    assert lines[0].split() == ["Name", "Inhabitants", "Rate", "Date", "Large"]
    assert lines[2].split() == ["Cahors", "20,050", "12.5%", "13␣July␣2018", "yes"]
    assert lines[-1] == "3 rows"


def test_no_row_is_said_in_words(view: View, queries: dict[str, SavedQuery]) -> None:
    empty = ask(view, queries["communes"], {"habitants": "50000"})
    assert render(empty, "table") == "Aucune ligne.\n"
    assert render(empty, "table", "en") == "No row.\n"


@pytest.mark.parametrize(
    ("term", "kind", "text"),
    [
        (None, "integer", ""),
        (commune("46042"), "thing", "commune/46042"),
        (MLG.axe, "thing", "mlg:axe"),
        (Literal("1200000000"), "euros", "1␣200␣000␣000␣€"),
        (Literal("plus de cinq"), "euros", "plus de cinq"),
        (Literal("2019"), "year", "2019"),
        (Literal("46042"), "code", "46042"),
        (Literal(True), "boolean", "oui"),
        (label("deux\n  lignes"), "text", "deux lignes"),
    ],
)
def test_a_term_is_shown_by_the_kind_of_its_column(
    term: Literal | None, kind: str, text: str
) -> None:
    assert seen(shown(term, kind)) == text


def test_a_long_text_is_cut_in_a_table(queries: dict[str, SavedQuery]) -> None:
    long = Answer(queries["communes"], ("nom",), ({"nom": Literal("mot " * 100)},))
    assert len(render(long, "table").splitlines()[2]) == 60
    assert "mot…" in render(long, "table")


def test_json_is_that_of_sparql(answer: Answer) -> None:
    document = json.loads(render(answer, "json"))
    assert document["head"]["vars"] == list(answer.variables)
    first = document["results"]["bindings"][0]
    assert first["nom"] == {"type": "literal", "value": "Cahors", "xml:lang": "fr"}
    assert first["habitants_"]["datatype"].endswith("#integer")


@pytest.mark.parametrize("form", RESULTS)
def test_every_format_gives_back_the_rows(answer: Answer, form: str) -> None:
    data = render(answer, form)
    if form == "csv":
        assert data.splitlines()[1].startswith("https://w3id.org/maillage/id/commune/46042,Cahors,")
        assert len(data.splitlines()) == 4
        return
    found = parse_query_results(data.encode(), format=RESULTS[form])
    assert not isinstance(found, bool)
    rows = [tuple(solution) for solution in found]  # type: ignore[union-attr]
    assert rows == [tuple(row.get(name) for name in answer.variables) for row in answer]


def test_unbound_variables_and_blank_nodes_survive(queries: dict[str, SavedQuery]) -> None:
    rows: tuple[Row, ...] = ({"a": BlankNode("b0")}, {"b": Literal("x")}, {})
    document = json.loads(render(Answer(queries["communes"], ("a", "b"), rows), "json"))
    assert document["results"]["bindings"] == [
        {"a": {"type": "bnode", "value": "b0"}},
        {"b": {"type": "literal", "value": "x"}},
        {},
    ]


@pytest.mark.parametrize(("code", "truth"), [("46042", True), ("99999", False)])
def test_yes_or_no_in_json_and_in_words(
    view: View, queries: dict[str, SavedQuery], code: str, truth: bool
) -> None:
    answer = ask(view, queries["une-commune"], {"commune": code})
    assert json.loads(render(answer, "json"))["boolean"] is truth
    assert render(answer, "table").splitlines()[2] == str(truth).lower()
    found = parse_query_results(render(answer, "xml").encode(), format=QueryResultsFormat.XML)
    assert bool(found) is truth


@pytest.mark.parametrize("form", GRAPHS)
def test_a_graph_is_written_the_same_way_each_time(
    view: View, queries: dict[str, SavedQuery], form: str
) -> None:
    answer = ask(view, queries["noms"])
    backwards = Answer(answer.query, answer.variables, tuple(reversed(answer.rows)))
    assert render(answer, form) == render(backwards, form)
    assert "Cahors" in render(answer, form)


def test_a_format_of_another_kind_of_answer_is_refused(
    view: View, queries: dict[str, SavedQuery], answer: Answer
) -> None:
    with pytest.raises(InputError, match="format ttl: communes can be had as table, csv, json"):
        render(answer, "ttl")
    with pytest.raises(InputError, match="format csv: noms can be had as table, nt, rdf, ttl"):
        render(ask(view, queries["noms"]), "csv")


def test_every_format_is_told() -> None:
    assert set(FORMATS) == {"table", *RESULTS, *GRAPHS}


def test_a_file_without_header_is_shown_by_its_variables(
    queries: dict[str, SavedQuery],
) -> None:
    rows = Store().view().table("SELECT ?b (1 AS ?a) WHERE { VALUES ?b { 2 } }")
    lines = render(Answer(queries["noms"], *rows), "table").splitlines()
    assert lines[0].split() == ["b", "a"]
