"""A question is answered with the values given, and refuses names that it does not know."""

import pytest

from maillage.catalogue import ParameterError, SavedQuery, ask, choices
from maillage.iri import commune
from maillage.rdf import Literal
from maillage.store import View


def names(view: View, query: SavedQuery, **values: str | None) -> list[str]:
    return [row["nom"].value for row in ask(view, query, values)]


def test_an_optional_parameter_left_out_filters_nothing(
    view: View, queries: dict[str, SavedQuery]
) -> None:
    assert names(view, queries["communes"]) == ["Cahors", "Fleurance", "Lectoure"]


def test_values_narrow_the_answer(view: View, queries: dict[str, SavedQuery]) -> None:
    assert names(view, queries["communes"], departement="32") == ["Fleurance", "Lectoure"]
    assert names(view, queries["communes"], departement="32", habitants="5000") == ["Fleurance"]
    assert names(view, queries["communes"], departement=None, habitants="") != []


def test_a_value_that_nothing_has_gives_no_row(view: View, queries: dict[str, SavedQuery]) -> None:
    answer = ask(view, queries["communes"], {"departement": "01"})
    assert len(answer) == 0
    assert answer.variables[:2] == ("commune", "nom")


def test_an_unknown_parameter_is_named_with_the_known_ones(
    view: View, queries: dict[str, SavedQuery]
) -> None:
    known = "communes has no such parameter; it knows: departement, habitants"
    with pytest.raises(ParameterError, match=f"parameter region: {known}") as refusal:
        ask(view, queries["communes"], {"region": "76"})
    assert refusal.value.parameter == "region"
    with pytest.raises(ParameterError, match="it knows: none"):
        ask(view, queries["noms"], {"region": "76"})


def test_a_missing_value_is_named(view: View, queries: dict[str, SavedQuery]) -> None:
    with pytest.raises(ParameterError, match="parameter commune: give a value"):
        ask(view, queries["une-commune"])


def test_yes_or_no(view: View, queries: dict[str, SavedQuery]) -> None:
    here = ask(view, queries["une-commune"], {"commune": "46042"})
    gone = ask(view, queries["une-commune"], {"commune": "99999"})
    assert here.rows == ({"answer": Literal(True)},)
    assert gone.rows == ({"answer": Literal(False)},)


def test_a_graph_comes_as_rows_of_three(view: View, queries: dict[str, SavedQuery]) -> None:
    answer = ask(view, queries["noms"])
    assert answer.variables == ("subject", "predicate", "object")
    assert {row["subject"] for row in answer} >= {commune("46042")}


def test_choices_come_from_the_data_once_each(view: View, queries: dict[str, SavedQuery]) -> None:
    found = choices(view, queries["communes"].parameters[0])
    assert [(choice.value, choice.label) for choice in found] == [("32", "32"), ("46", "46")]


def test_a_parameter_without_choices_offers_none(
    view: View, queries: dict[str, SavedQuery]
) -> None:
    assert choices(view, queries["communes"].parameters[1]) == ()
