"""Replies of workers as terms: the same as the graph itself answers."""

from pathlib import Path

import pytest

from api.asking import read
from api.evaluation import Query, evaluate
from maillage import catalogue
from maillage.catalogue import SavedQuery
from maillage.rdf import Literal
from maillage.release import current
from maillage.settings import Settings

TEXTS = {"fr": "?", "en": "?"}


def question(text: str) -> SavedQuery:
    return SavedQuery("q", Path("q.rq"), TEXTS, TEXTS, "", (), (), text)


@pytest.mark.parametrize(
    "text",
    [
        "SELECT ?s ?o ?rien { ?s a ?o } ORDER BY ?s ?o LIMIT 300",
        "ASK { ?s ?p ?o }",
        "ASK { ?s ?p <https://absent.example/> }",
        "SELECT ?x { VALUES ?x { 1.0 'a'@fr true <https://a.example/> '2018'^^<https://d/> } }",
    ],
)
def test_a_reply_is_read_as_the_graph_would_answer(release_settings: Settings, text: str) -> None:
    view = current(release_settings).view()
    found = read(question(text), evaluate(view, (), Query(text, "json", "nt")))
    assert found == catalogue.ask(view, question(text))


def test_triples_are_rows_of_three(release_settings: Settings) -> None:
    text = "CONSTRUCT { ?s a ?o } WHERE { ?s a ?o } LIMIT 50"
    view = current(release_settings).view()
    found = read(question(text), evaluate(view, (), Query(text, "json", "nt")))
    asked = catalogue.ask(view, question(text))
    assert found.variables == asked.variables
    assert {str(row) for row in found} == {str(row) for row in asked}


def test_an_answer_past_the_limit_is_cut(release_settings: Settings) -> None:
    text = "SELECT ?s { ?s a ?o } ORDER BY ?s"
    view = current(release_settings).view()
    found = read(question(text), evaluate(view, (), Query(text, "json", "nt", rows=3)))
    assert found.is_cut
    assert len(found) == 3
    assert not isinstance(found.rows[0]["s"], Literal)
