"""The amounts of a document as a tree, and whether each total is the sum of its parts."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from api.pages.formatting import amount
from api.pages.graph import Graph, Mark, natural
from api.pages.values import Value, thing, values
from maillage import iri
from maillage.rdf import MLG, SKOS, NamedNode


@dataclass(frozen=True)
class Money:
    """An amount; `gap` is by how much the sum of its parts differs from it, in words."""

    href: str | None
    amount: str
    written: str | None
    """The words of the document."""
    funders: tuple[Value, ...]
    purposes: tuple[Value, ...]
    marks: tuple[Mark, ...]
    parts: tuple["Money", ...]
    sum: str | None
    """That of its parts; None where it has none, or where a value to compare is not known."""
    adds_up: bool
    gap: str | None
    tax: str | None


def decimal(text: str | None) -> Decimal | None:
    try:
        return Decimal(text or "")
    except InvalidOperation:
        return None


def nature(graph: Graph, node: NamedNode) -> str:
    """The notation of an amount's nature: exact, minimum, approche or plafond."""
    found = graph.node(node, MLG.nature)
    if found is None:
        return "exact"
    path = iri.path_of(found.value) or ""
    return graph.text(found, SKOS.notation) or path.rpartition("/")[2]


def _all_marks(graph: Graph, node: NamedNode) -> tuple[Mark, ...]:
    found = graph.marks(node)
    said = [mark for (predicate, _), marks in found.items() for mark in marks if predicate in SAID]
    return tuple(sorted(set(said or (mark for marks in found.values() for mark in marks))))


SAID = frozenset({MLG.valeur})
"""The fact whose passage stands for the whole amount."""


def money(graph: Graph, node: NamedNode, parts: dict[NamedNode, list[NamedNode]]) -> Money:
    """An amount with its parts; `parts` gives those of each."""
    value = decimal(graph.text(node, MLG.valeur))
    below = [decimal(graph.text(one, MLG.valeur)) for one in parts.get(node, [])]
    known = [one for one in below if one is not None]
    total = sum(known, Decimal())
    is_compared = value is not None and 0 < len(below) == len(known)
    gap = value - total if value is not None and is_compared else Decimal()
    say = graph.language
    return Money(
        href=thing(graph, node).href,
        amount=amount(value, say, nature(graph, node)) if value is not None else "",
        written=graph.text(node, MLG.texteMontant),
        funders=values(graph, node, MLG.financeur),
        purposes=values(graph, node, MLG.objet),
        marks=_all_marks(graph, node),
        parts=tuple(money(graph, one, parts) for one in sorted(parts.get(node, []), key=natural)),
        sum=amount(total, say) if is_compared else None,
        adds_up=is_compared and not gap,
        gap=amount(abs(gap), say) if gap else None,
        tax=graph.text(node, MLG.taxe),
    )


def tree(graph: Graph, nodes: Iterable[NamedNode]) -> tuple[Money, ...]:
    """The amounts that are part of no other, each with its parts, in order of the document.

    Of amounts that are each a part of the next, the first stands for all.
    """
    known = dict.fromkeys(sorted(set(nodes), key=natural))
    parts: dict[NamedNode, list[NamedNode]] = {}
    roots = []
    for node in known:
        whole = graph.node(node, MLG.composanteDe)
        if whole in known and whole and not _holds(graph, node, whole):
            parts.setdefault(whole, []).append(node)
        else:
            roots.append(node)
    return tuple(money(graph, node, parts) for node in roots)


def _holds(graph: Graph, node: NamedNode, other: NamedNode) -> bool:
    """Whether `other` is, through some steps, a part of `node`, the first of that circle."""
    seen: list[NamedNode] = []
    above: NamedNode | None = other
    while above and above not in seen:
        seen.append(above)
        above = graph.node(above, MLG.composanteDe)
    return node in seen and natural(node) == min(map(natural, seen))
