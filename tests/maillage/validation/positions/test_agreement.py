"""A fact is believed only where scanner and parser read the same."""

from maillage.rdf import BlankNode, Literal, NamedNode, Triple
from maillage.validation.positions.agreement import agreed
from maillage.validation.positions.scan import ANY

S, P, V = "<x:s>", "<x:p>", "<x:o>"


def triple(subject: str, value: str) -> Triple:
    made = [
        BlankNode(t[2:]) if t.startswith("_:") else NamedNode(t[1:-1]) for t in (subject, value)
    ]
    return Triple(made[0], NamedNode("x:p"), made[1])


def test_same_facts_in_the_same_order_are_believed() -> None:
    facts = [(S, P, V), (V, P, S)]
    assert agreed(facts, [triple(S, V), triple(V, S)]) == facts


def test_nodes_take_the_names_of_the_parser() -> None:
    facts = [("_:1", P, "_:2"), ("_:2", P, "_:1")]
    read = [triple("_:a", "_:b"), triple("_:b", "_:a")]
    assert agreed(facts, read) == [("_:a", P, "_:b"), ("_:b", P, "_:a")]


def test_one_node_is_not_two() -> None:
    facts = [("_:1", P, V), ("_:1", P, S), (S, P, V)]
    read = [triple("_:a", V), triple("_:b", S), triple(S, V)]
    assert agreed(facts, read) == [None, None, (S, P, V)]


def test_two_nodes_are_not_one() -> None:
    facts = [("_:1", P, V), ("_:2", P, S)]
    assert agreed(facts, [triple("_:a", V), triple("_:a", S)]) == [None, None]


def test_in_another_order_nameless_values_have_no_name() -> None:
    facts = [(S, P, "_:1"), (V, P, S)]
    assert agreed(facts, [triple(V, S), triple(S, "_:a")]) == [(S, P, "_:"), (V, P, S)]


def test_other_facts_make_all_unknown() -> None:
    facts = [(S, P, V), (V, P, S)]
    assert agreed(facts, [triple(S, V), triple(V, V)]) == [None, None]
    assert agreed(facts, [triple(S, V)]) == [None, None]
    assert agreed(facts, []) == [None, None]


def test_xml_is_any_literal_of_xml() -> None:
    kind = NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#XMLLiteral")
    xml = Triple(NamedNode("x:s"), NamedNode("x:p"), Literal("<b/>", datatype=kind))
    text = Triple(NamedNode("x:s"), NamedNode("x:p"), Literal("<b/>"))
    assert agreed([(S, P, ANY)], [xml])[0] is not None
    assert agreed([(S, P, ANY)], [text]) == [None]
