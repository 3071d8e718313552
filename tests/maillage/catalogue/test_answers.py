"""A question is answered with the values given, and refuses names that it does not know."""

import re

import pytest

from maillage.catalogue import Choice, Parameter, ParameterError, SavedQuery, ask, choices
from maillage.catalogue.parameters import CLOSED
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
    answer = ask(view, queries["communes"], {"habitants": "50000"})
    assert len(answer) == 0
    assert answer.variables[:2] == ("commune", "nom")


@pytest.mark.parametrize("text", ["01", "2A", "974"])
def test_a_value_that_is_none_of_the_choices_is_refused_with_those_that_are_near(
    view: View, queries: dict[str, SavedQuery], text: str
) -> None:
    with pytest.raises(ParameterError, match="is none of its 2 choices; there is") as refusal:
        ask(view, queries["communes"], {"departement": text})
    assert refusal.value.parameter == "departement"
    assert set(refusal.value.near) <= {"32", "46"}
    assert refusal.value.near
    assert "n'est pas un de ses 2 choix ; il y a" in refusal.value.in_french


def test_a_choice_may_be_written_as_its_iri_and_in_any_case(
    view: View, queries: dict[str, SavedQuery]
) -> None:
    iri = "https://w3id.org/maillage/id/departement/32"
    assert names(view, queries["communes"], departement=iri) == ["Fleurance", "Lectoure"]
    assert names(view, queries["communes"], departement=" 32 ") == ["Fleurance", "Lectoure"]


def test_the_choices_that_look_alike_are_told_first() -> None:
    kind = Parameter("programme", "programme", {"fr": "P", "en": "P"}, "ACV")
    choices = [Choice("ACV", "Action cœur de ville"), Choice("PVD", "Petites villes de demain")]
    with pytest.raises(ParameterError) as refusal:
        kind.refuse_unlisted("PVDD", choices)
    assert refusal.value.near == ("PVD",)
    with pytest.raises(ParameterError, match=re.escape("PVD (Petites villes de demain)")):
        kind.refuse_unlisted("petitesvillesdedemain", choices)


def test_a_list_too_long_for_a_form_or_empty_is_not_closed() -> None:
    town = Parameter("commune", "commune", {"fr": "C", "en": "C"}, "46042")
    many = [Choice(f"{code:05}", "") for code in range(1000, 1000 + CLOSED + 1)]
    town.refuse_unlisted("46042", many)
    town.refuse_unlisted("46042", [])
    with pytest.raises(ParameterError):
        town.refuse_unlisted("46042", many[:CLOSED])


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
