"""The page of a concept: its definition and its neighbours."""

from dataclasses import dataclass

from api.pages.formatting import spaced
from api.pages.graph import Graph
from api.pages.page import Page
from api.pages.values import Row, Value, filled, foreign, row
from maillage.rdf import DCTERMS, MLG, RDFS, SKOS, NamedNode

FOUNDATION = (
    ("dispositif.legal_basis", MLG.baseJuridique),
    ("dispositif.source", DCTERMS.source),
    ("dispositif.dates", DCTERMS.temporal),
    ("dispositif.begins", MLG.dateDebut),
    ("dispositif.ends", MLG.dateFin),
    ("dispositif.operator", MLG.operateur),
)
"""What founds a programme or a dispositif: label and property of each row."""


@dataclass(frozen=True)
class Concept:
    definition: Value | None
    rows: tuple[Row, ...]


def description(graph: Graph, node: NamedNode) -> Value | None:
    """What a term means, in the page's language where it is said."""
    for predicate in (SKOS.definition, DCTERMS.description, RDFS.comment):
        found = graph.literal(node, predicate)
        if found:
            words = spaced(found.value, "fr") if found.language == "fr" else found.value
            return Value(words, lang=foreign(found.language, graph.language))
    return None


def build(page: Page, node: NamedNode) -> Concept:
    graph, t = page.graph, page.t
    asked = (
        ("concept.notation", SKOS.notation),
        ("concept.other_names", SKOS.altLabel),
        ("concept.scheme", SKOS.inScheme),
        ("concept.broader", SKOS.broader),
        ("concept.narrower", SKOS.narrower),
        ("concept.close", SKOS.closeMatch),
        ("concept.note", SKOS.scopeNote),
    )
    rows = (row(graph, t(key), node, predicate) for key, predicate in asked)
    return Concept(description(graph, node), filled(rows))
