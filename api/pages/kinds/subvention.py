"""The page of a grant: what for, to whom, under what, how much of what it costs."""

from dataclasses import dataclass
from decimal import Decimal

from api.pages.formatting import amount, percent
from api.pages.grants import euros
from api.pages.kinds.amounts import decimal
from api.pages.page import Page
from api.pages.values import Row, Value, filled, row, thing
from maillage.rdf import MLG, NamedNode


@dataclass(frozen=True)
class Grant:
    rows: tuple[Row, ...]
    computed: str | None
    """The share of the cost, where the table gives both."""
    differs: bool
    """Whether the rate that the table announces is another by more than half a point."""
    territory: Value | None
    others: int
    """Further grants of the same territory."""


def build(page: Page, node: NamedNode) -> Grant:
    """All that the page of a grant shows."""
    graph, t = page.graph, page.t
    paid, cost = euros(graph, node), decimal(graph.text(node, MLG.coutTotal))
    announced = decimal(graph.text(node, MLG.tauxAnnonce))
    share = paid / cost if cost else None
    money = graph.nodes(node, MLG.aMontant)
    asked = (
        ("grant.territory", MLG.territoire),
        ("grant.scheme", MLG.dispositif),
        ("grant.year", MLG.millesime),
        ("grant.category", MLG.categorie),
        ("grant.cost", MLG.coutTotal),
        ("grant.rate", MLG.tauxAnnonce),
        ("grant.identifier", MLG.identifiant),
    )
    value = Value(amount(paid, page.language), thing(graph, money[0]).href if money else None)
    rows = (row(graph, t(key), node, one, missing="state.not_in_table") for key, one in asked)
    territory = graph.node(node, MLG.territoire)
    beside = graph.subjects(MLG.territoire, territory) if territory else iter(())
    return Grant(
        rows=(
            *filled([row(graph, t("grant.purpose"), node, MLG.objet)]),
            Row(t("grant.amount"), (value,) if money else (), missing="state.not_in_table"),
            *rows,
        ),
        computed=percent(str(round(share, 3)), page.language) if share is not None else None,
        differs=share is not None
        and announced is not None
        and abs(share - announced) > Decimal("0.005"),
        territory=thing(graph, territory) if territory else None,
        others=sum(1 for one in set(beside) if "/id/subvention/" in one.value and one != node),
    )
