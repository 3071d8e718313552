"""What a person decided is in the graph: on which document, by which post, when and why."""

import datetime
from dataclasses import replace

from loaders.corrections import Decision
from loaders.reading import ActionSheet
from loaders.state import decisions
from maillage import iri
from maillage.model import Fact
from maillage.rdf import DCTERMS, MLG, RDF, Literal, typed
from tests.loaders.state.asking import rows
from tests.loaders.state.conftest import graph


def decision(why: str, **values: str) -> Decision:
    when = datetime.date(2026, 11, 20)
    return Decision("kind", "value", values, {}, "Chargée de mission", when, why, None, 2)


TWO = (decision("Relu", kind="avenant"), decision("Vu l'original", kind="convention"))


def facts() -> list[Fact]:
    return list(decisions.facts("valmont", TWO))


def test_a_decision_says_who_when_why_and_of_which_document() -> None:
    view = graph([(fact.subject, fact.predicate, fact.object) for fact in facts()])
    query = """SELECT ?of ?who ?when ?why WHERE {
        ?d a mlg:Decision ; dcterms:source ?of ; mlg:decideePar ?who ;
           dcterms:date ?when ; mlg:motif ?why }"""
    assert rows(view, query) == [
        ("document/valmont", "Chargée de mission", "2026-11-20", "Relu"),
        ("document/valmont", "Chargée de mission", "2026-11-20", "Vu l'original"),
    ]


def test_decisions_are_numbered_in_the_order_of_their_file() -> None:
    nodes = dict.fromkeys(fact.subject for fact in facts())
    assert list(nodes) == [iri.part("decision", "valmont", number) for number in ("1", "2")]


def test_a_decision_is_labelled_in_two_languages_with_what_was_decided() -> None:
    labels = {
        (fact.object.language, fact.object.value)
        for fact in decisions.facts("valmont", TWO[:1])
        if isinstance(fact.object, Literal) and fact.object.language
    }
    assert labels == {
        ("fr", "Décision : kind : kind = avenant"),
        ("en", "Decision: kind : kind = avenant"),
    }


def test_the_day_is_a_date_and_no_passage_is_claimed() -> None:
    found = facts()
    days = [fact.object for fact in found if fact.predicate == DCTERMS.date]
    assert days == [typed("2026-11-20", "date")] * 2
    assert not any(fact.evidence for fact in found)
    assert sum((fact.predicate, fact.object) == (RDF.type, MLG.Decision) for fact in found) == 2


def test_no_decision_is_no_fact() -> None:
    assert list(decisions.facts("valmont", ())) == []


def test_a_decision_on_an_action_names_it() -> None:
    when = datetime.date(2026, 11, 20)
    sheets = [(key, ActionSheet(key, f"Halle {key}", "3", None, (), ())) for key in ("1", "2")]
    kept = Decision(
        "actions", "accept", {}, {"number": "2"}, "Chargée de mission", when, "Lu", None, 2
    )
    gone = replace(kept, action="refuse")
    found = list(decisions.facts("valmont", (kept, gone), actions=sheets))
    settled = [(fact.subject, fact.object) for fact in found if fact.predicate == MLG.statueSur]
    assert settled == [(iri.part("decision", "valmont", "1"), iri.action("valmont", "2"))]
