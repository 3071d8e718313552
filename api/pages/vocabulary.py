"""The vocabulary and the concept schemes, readable: rendered for ``/ontology`` and ``/schemes/…``.

Each function gives HTML (None for what is not in the release); the routes, which
also answer with RDF, are those of the endpoint.
"""

from dataclasses import dataclass

from fastapi import Request

from api.pages.graph import Graph, natural
from api.pages.kinds.concept import description
from api.pages.page import Page, text
from api.pages.thing import frame
from api.pages.values import Row, Value, filled, row, thing
from maillage import iri
from maillage.rdf import DCTERMS, OWL, PREFIXES, RDF, RDFS, SKOS, NamedNode, compact

SCHEMA = PREFIXES["schema"]
SECTIONS = (
    ("classes", OWL.Class),
    ("objects", OWL.ObjectProperty),
    ("data", OWL.DatatypeProperty),
    ("annotations", OWL.AnnotationProperty),
)
DEEPEST = 6


@dataclass(frozen=True)
class Term:
    """A class or a property of the vocabulary."""

    name: str
    iri: str
    label: str
    definition: Value | None
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class Section:
    key: str
    terms: tuple[Term, ...]


@dataclass(frozen=True)
class Ontology:
    title: str
    definition: Value | None
    rows: tuple[Row, ...]
    sections: tuple[Section, ...]
    schemes: tuple[Value, ...]
    prefixes: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Entry:
    """A concept in its scheme; `narrower` are those below it."""

    value: Value
    notation: str | None
    definition: Value | None
    narrower: tuple["Entry", ...]


def _named(graph: Graph, node: NamedNode) -> Value:
    """A term by its label where it is ours, by its short name where it is another's."""
    if graph.label(node):
        return thing(graph, node)
    return Value(compact(node.value), thing(graph, node).href)


def _terms_row(graph: Graph, label: str, node: NamedNode, *predicates: NamedNode) -> Row:
    found = {one for predicate in predicates for one in graph.nodes(node, predicate)}
    return Row(label, tuple(_named(graph, one) for one in sorted(found - {node}, key=natural)))


def _term(page: Page, graph: Graph, node: NamedNode) -> Term:
    t = page.t
    rows = (
        _terms_row(graph, t("ontology.broader"), node, RDFS.subClassOf, RDFS.subPropertyOf),
        _terms_row(graph, t("ontology.equivalent"), node, OWL.equivalentClass),
        _terms_row(
            graph, t("ontology.from"), node, RDFS.domain, NamedNode(SCHEMA + "domainIncludes")
        ),
        _terms_row(graph, t("ontology.to"), node, RDFS.range, NamedNode(SCHEMA + "rangeIncludes")),
        row(graph, t("ontology.source"), node, DCTERMS.source),
    )
    return Term(
        name=node.value.removeprefix(iri.DEFINITION),
        iri=node.value,
        label=graph.name(node),
        definition=description(graph, node),
        rows=filled(rows),
    )


def _section(page: Page, graph: Graph, key: str, kind: NamedNode) -> Section:
    ours = (n for n in graph.subjects(RDF.type, kind) if n.value.startswith(iri.DEFINITION))
    return Section(key, tuple(_term(page, graph, one) for one in sorted(ours, key=str)))


def render_ontology(request: Request) -> str:
    """The page of the vocabulary: every class and property with what it means."""
    page = Page(request)
    graph = Graph(page.service.view, page.language, iri.ONTOLOGY_GRAPH)
    node, t = iri.ONTOLOGY, page.t
    asked = (
        ("ontology.version", OWL.versionInfo),
        ("ontology.licence", DCTERMS.license),
        ("ontology.issued", DCTERMS.issued),
    )
    rows = (row(graph, t(key), node, predicate) for key, predicate in asked)
    sections = (_section(page, graph, key, kind) for key, kind in SECTIONS)
    schemes = graph.by_name(graph.subjects(RDF.type, SKOS.ConceptScheme))
    shown = Ontology(
        title=graph.name(node) if graph.label(node) else t("ontology.title"),
        definition=description(graph, node),
        rows=filled(rows),
        sections=tuple(one for one in sections if one.terms),
        schemes=tuple(thing(graph, one) for one in schemes),
        prefixes=tuple(PREFIXES.items()),
    )
    return text(request, "ontology.html", ontology=shown)


def render_schemes(request: Request) -> str:
    """The list of all concept schemes."""
    page = Page(request)
    graph = page.graph
    found = graph.by_name(graph.subjects(RDF.type, SKOS.ConceptScheme))
    shown = [(thing(graph, one), description(graph, one)) for one in found]
    return text(request, "schemes.html", schemes=shown)


def _entry(graph: Graph, node: NamedNode, inside: set[NamedNode], deep: int = 0) -> Entry:
    below = {*graph.nodes(node, SKOS.narrower), *graph.subjects(SKOS.broader, node)} & inside
    return Entry(
        value=thing(graph, node),
        notation=graph.text(node, SKOS.notation),
        definition=description(graph, node),
        narrower=tuple(
            _entry(graph, one, inside, deep + 1)
            for one in sorted(below - {node}, key=natural)
            if deep < DEEPEST
        ),
    )


def render_scheme(request: Request, name: str) -> str | None:
    """The page of a concept scheme, None where there is none of this name."""
    page = Page(request)
    graph = page.graph
    try:
        node = iri.scheme(name)
    except ValueError:
        return None
    if SKOS.ConceptScheme not in graph.types(node):
        return None
    inside = set(graph.subjects(SKOS.inScheme, node))
    top = [one for one in inside if not (set(graph.nodes(one, SKOS.broader)) & inside)]
    entries = tuple(_entry(graph, one, inside) for one in sorted(top, key=natural))
    shown = frame(graph, page.t, node)
    about = description(graph, node)
    return text(
        request, "scheme.html", thing=shown, definition=about, entries=entries, total=len(inside)
    )
