"""The page of a dispositif: what it is, its legal basis, who mentions it, what it granted."""

from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from api.pages.formatting import amount, number
from api.pages.graph import Graph, Mark
from api.pages.kinds.amounts import decimal
from api.pages.kinds.concept import FOUNDATION, description
from api.pages.kinds.convention import any_marks
from api.pages.page import Page
from api.pages.values import Row, Value, filled, row, thing, value
from maillage.rdf import MLG, SKOS, NamedNode
from maillage.store import View

GRANTED = """PREFIX mlg: <https://w3id.org/maillage/def#>
SELECT (COUNT(DISTINCT ?grant) AS ?count) (SUM(?value) AS ?total) WHERE {
  ?grant mlg:dispositif ?dispositif ; mlg:aMontant ?money .
  ?money mlg:valeur ?value .
}"""


@dataclass(frozen=True)
class Mention:
    document: Value
    state: Value | None
    marks: tuple[Mark, ...]


@dataclass(frozen=True)
class Granted:
    count: str
    total: str


@dataclass(frozen=True)
class Dispositif:
    definition: Value | None
    names: tuple[Value, ...]
    rows: tuple[Row, ...]
    mentions: tuple[Mention, ...]
    conventions: tuple[Value, ...]
    granted: Granted | None


@lru_cache(maxsize=64)
def granted(view: View, node: NamedNode) -> tuple[int, Decimal]:
    """How many grants of the tables a dispositif made, and their sum: kept, as they are many."""
    row = next(view.select(GRANTED.replace("?dispositif", str(node))), {})
    count, total = row.get("count"), row.get("total")
    return int(count.value) if count else 0, decimal(total.value if total else None) or Decimal()


def _mentions(graph: Graph, node: NamedNode) -> tuple[Mention, ...]:
    found = []
    for one in graph.subjects(MLG.dispositif, node):
        if "/id/mobilisation/" not in one.value:
            continue
        state = graph.node(one, MLG.etat)
        for document in graph.subjects(MLG.mentionne, one):
            found.append(
                Mention(
                    thing(graph, document),
                    thing(graph, state) if state else None,
                    any_marks(graph.marks(one)),
                )
            )
    return tuple(sorted(found, key=lambda mention: mention.document.text))


def build(page: Page, node: NamedNode) -> Dispositif:
    """All that the page of a dispositif shows."""
    graph, t = page.graph, page.t
    asked = (
        ("dispositif.notation", SKOS.notation),
        ("dispositif.kind", MLG.genreDispositif),
        *FOUNDATION,
        ("concept.broader", SKOS.broader),
        ("concept.narrower", SKOS.narrower),
        ("concept.related", SKOS.related),
        ("concept.scheme", SKOS.inScheme),
    )
    rows = (row(graph, t(key), node, predicate) for key, predicate in asked)
    count, total = granted(page.service.view, node)
    say = page.language
    names = {value(graph, one) for one in graph.objects(node, SKOS.altLabel)}
    return Dispositif(
        definition=description(graph, node),
        names=tuple(sorted(names, key=lambda one: one.text)),
        rows=filled(rows),
        mentions=_mentions(graph, node),
        conventions=tuple(thing(graph, one) for one in graph.subjects(MLG.metEnOeuvre, node)),
        granted=Granted(number(count, say), amount(total, say)) if count else None,
    )
