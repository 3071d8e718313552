"""Figures of pages count each thing once, however many passages, amounts or posts it has."""

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from fastapi import Request

from api.pages.document import Fact as Read
from api.pages.document import kindred
from api.pages.graph import Graph, Mark
from api.pages.home import told
from api.pages.kinds import organisation
from api.pages.kinds.amounts import tree
from api.pages.kinds.convention import totals
from api.pages.map import national
from api.pages.page import Page
from api.pages.towns import grants_in
from api.pages.users import granted_by_year, users
from api.pages.values import Value
from maillage import iri
from maillage.rdf import MLG, RDF, Literal, NamedNode, Quad, typed
from maillage.store import Store, View

Fact = tuple[NamedNode, NamedNode, NamedNode | Literal]
DETR = iri.dispositif("detr")
HERE, LOT = iri.commune("46042"), iri.departement("46")


def view(facts: Iterable[Fact]) -> View:
    store = Store()
    store.add(Quad(s, p, o, iri.table_graph("essai", "2020")) for s, p, o in facts)
    return store.view()


def grant(name: str, amounts: Iterable[str], year: str | None = None) -> list[Fact]:
    node = NamedNode(f"{iri.THING}subvention/{name}")
    found: list[Fact] = [
        (node, RDF.type, MLG.Subvention),
        (node, MLG.territoire, HERE),
        (node, MLG.dispositif, DETR),
    ]
    if year:
        found.append((node, MLG.millesime, Literal(year)))
    for place, value in enumerate(amounts, 1):
        money = iri.part("montant", name, str(place))
        found += [(node, MLG.aMontant, money), (money, MLG.valeur, typed(value, "decimal"))]
    return found


def test_a_grant_of_two_amounts_is_one_grant() -> None:
    known = view([*grant("a", ("100", "50"), "2019"), (HERE, MLG.appartientA, LOT)])
    (year,) = granted_by_year(known, DETR)
    assert (year.count, str(year.total)) == (1, "150")
    ((granted,),) = grants_in(known, LOT).values()
    assert (granted.count, str(granted.total)) == (1, "150")


def test_a_grant_without_a_year_does_not_hide_the_year_of_another() -> None:
    dated = view([*grant("a", ("1",), "2019"), *grant("b", ("2",)), *grant("c", ("3",), "2021")])
    assert [(one.territory, one.since) for one in users(dated, DETR)] == [(HERE, "2019")]
    undated = view(grant("b", ("2",)))
    assert [one.since for one in users(undated, DETR)] == [""]


def test_a_town_of_two_programmes_without_a_position_is_missing_once(tmp_path: Path) -> None:
    known: list[Fact] = []
    for programme in ("pvd", "ort"):
        member = NamedNode(f"{iri.THING}adhesion/{programme}/46042")
        known += [
            (member, RDF.type, MLG.Adhesion),
            (member, MLG.programme, iri.programme(programme)),
            (member, MLG.territoire, HERE),
        ]
    drawn = national(view(known), tmp_path)
    assert drawn.missing == 1
    for language, words in (
        ("fr", "Sans position connue, 1\u00a0commune n’y figure pas."),
        ("en", "1\u00a0commune is not on it, for want of a known position."),
    ):
        scope = {"type": "http", "query_string": f"lang={language}".encode(), "headers": []}
        assert told(Page(Request(scope)), drawn).endswith(words)


def test_totals_inside_totals_are_counted_too() -> None:
    values = {
        "1": ("10", None),
        "2": ("10", "1"),
        "3": ("6", "2"),
        "4": ("3", "2"),
        "5": ("1", None),
    }
    known: list[Fact] = []
    for number, (value, whole) in values.items():
        node = iri.part("montant", "essai", number)
        known.append((node, MLG.valeur, typed(value, "decimal")))
        if whole:
            known.append((node, MLG.composanteDe, iri.part("montant", "essai", whole)))
    amounts = tree(Graph(view(known), "fr"), [iri.part("montant", "essai", n) for n in values])
    found = totals(amounts)
    assert (found.count, found.exact) == (2, 1)


def test_a_fact_of_two_passages_is_one_fact_with_two_marks() -> None:
    first, second = Mark("essai", 0, 4), Mark("essai", 9, 12)
    said = Read("date", Value("Convention"), "signature", None, "/page/enonce/1", first)
    other = Read("action", Value("Action 6"), "statut", None, "/page/enonce/2", first)
    found = kindred([said, other, replace(said, mark=second)])
    assert [(one.kind, len(one.facts)) for one in found] == [("date", 1), ("action", 1)]
    assert found[0].facts[0].marks == (first, second)


def test_a_committee_that_an_organisation_sits_in_and_presides_is_one_committee() -> None:
    committee, post = iri.part("instance", "essai", "1"), NamedNode(f"{iri.THING}poste/essai/maire")
    town = iri.organisation("214600421")
    known = view(
        [
            (committee, MLG.membre, town),
            (committee, MLG.presidePar, post),
            (post, MLG.posteDe, town),
        ]
    )
    page = Page(Request({"type": "http", "query_string": b"", "headers": []}))
    page.__dict__["graph"] = Graph(known, "fr")
    shown = organisation.build(page, town)
    assert len(shown.seats) == 2
    assert shown.figures.committees == 1
