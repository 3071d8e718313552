"""The amounts of a document as a tree that adds up, or says where it does not."""

from api.pages.graph import Graph
from api.pages.kinds.amounts import tree
from maillage import iri
from maillage.rdf import MLG, Literal, NamedNode, Quad, typed
from maillage.store import Store

SLUG = "essai"


def node(number: str) -> NamedNode:
    return iri.part("montant", SLUG, number)


def graph(amounts: dict[str, tuple[str, str | None]]) -> Graph:
    """`amounts`: number → value and the number of the amount it is a part of."""
    store = Store()
    for number, (value, whole) in amounts.items():
        facts: list[tuple[NamedNode, NamedNode | Literal]] = [(MLG.valeur, typed(value, "decimal"))]
        if whole:
            facts.append((MLG.composanteDe, node(whole)))
        store.add(Quad(node(number), p, o, iri.document_graph(SLUG)) for p, o in facts)
    return Graph(store.view(), "fr")


def test_parts_that_make_their_total_are_said_to() -> None:
    known = graph({"1": ("1000", None), "2": ("400", "1"), "3": ("600", "1"), "4": ("7", None)})
    total, alone = tree(known, [node(n) for n in "1234"])
    assert [part.amount for part in total.parts] == ["400\u00a0€", "600\u00a0€"]
    assert total.adds_up
    assert total.gap is None
    assert total.sum == "1\u202f000\u00a0€"
    assert alone.parts == ()
    assert alone.sum is None


def test_a_difference_is_told() -> None:
    known = graph({"1": ("1000", None), "2": ("400", "1"), "3": ("500", "1")})
    (total,) = tree(known, [node(n) for n in "123"])
    assert not total.adds_up
    assert total.gap == "100\u00a0€"


def test_an_amount_that_is_part_of_itself_is_shown_once() -> None:
    known = graph({"1": ("1000", "1")})
    (only,) = tree(known, [node("1")])
    assert only.parts == ()


def test_a_part_of_an_amount_elsewhere_stands_alone() -> None:
    known = graph({"2": ("400", "9")})
    (only,) = tree(known, [node("2")])
    assert only.amount == "400\u00a0€"


def test_ten_comes_after_nine() -> None:
    known = graph({str(n): (str(n), None) for n in range(1, 12)})
    found = tree(known, [node(str(n)) for n in range(11, 0, -1)])
    assert [one.amount for one in found] == [f"{n}\u00a0€" for n in range(1, 12)]


def test_amounts_that_are_parts_of_each_other_are_not_lost() -> None:
    known = graph({"1": ("10", "2"), "2": ("10", "3"), "3": ("10", "1"), "4": ("2", "3")})
    (first,) = tree(known, [node(n) for n in "1234"])
    (third,) = first.parts
    assert [part.amount for part in third.parts] == ["10\u00a0€", "2\u00a0€"]


def test_a_sum_is_not_judged_where_a_value_is_not_known() -> None:
    for amounts in (
        {"1": ("1000", None), "2": ("400", "1"), "3": ("beaucoup", "1")},
        {"1": ("beaucoup", None), "2": ("400", "1"), "3": ("600", "1")},
    ):
        (total,) = tree(graph(amounts), [node(n) for n in "123"])
        assert total.sum is None
        assert total.gap is None
        assert not total.adds_up
