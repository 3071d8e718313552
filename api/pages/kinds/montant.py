"""The page of an amount: what the document wrote, who pays, what it is part or sum of."""

from dataclasses import dataclass

from api.pages.graph import natural
from api.pages.kinds.amounts import Money, tree
from api.pages.page import Page
from api.pages.values import Row, filled, row, stated, thing
from maillage.rdf import MLG, NamedNode


@dataclass(frozen=True)
class Amount:
    rows: tuple[Row, ...]
    tree: tuple[Money, ...]
    """The whole that it is part of, or itself, with all components; empty where it has none."""


def _whole(page: Page, node: NamedNode) -> NamedNode:
    """The amount that this one is part of, however far up."""
    seen = {node}
    above = page.graph.node(node, MLG.composanteDe)
    while above and above not in seen:
        seen.add(above)
        node, above = above, page.graph.node(above, MLG.composanteDe)
    return node


def _below(page: Page, node: NamedNode, seen: set[NamedNode]) -> None:
    for one in page.graph.subjects(MLG.composanteDe, node):
        if one not in seen:
            seen.add(one)
            _below(page, one, seen)


def build(page: Page, node: NamedNode) -> Amount:
    """All that the page of an amount shows."""
    graph, t, marks = page.graph, page.t, page.graph.marks(node)
    whole = _whole(page, node)
    family = {whole}
    _below(page, whole, family)
    owners = tuple(
        thing(graph, one) for one in sorted(graph.subjects(MLG.aMontant, node), key=natural)
    )
    value = tuple(
        stated(graph, node, MLG.valeur, term, marks.get((MLG.valeur, term), ()))
        for term in graph.objects(node, MLG.valeur)
    )
    asked = (
        ("amount.written", MLG.texteMontant),
        ("amount.nature", MLG.nature),
        ("amount.funder", MLG.financeur),
        ("amount.purpose", MLG.objet),
        ("amount.period", MLG.periode),
        ("amount.tax", MLG.taxe),
        ("amount.part_of", MLG.composanteDe),
    )
    return Amount(
        rows=(
            Row(t("amount.value"), value),
            *filled(row(graph, t(key), node, predicate, marks) for key, predicate in asked),
            *filled([Row(t("amount.owner"), owners)]),
        ),
        tree=tree(graph, family) if len(family) > 1 else (),
    )
