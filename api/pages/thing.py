"""What every page of a thing has: its name and kind, the ways to its data, all it says."""

from dataclasses import dataclass
from itertools import islice

from api.pages.graph import MERGE, Graph, Mark
from api.pages.language import Texts
from api.pages.links import data, sparql
from api.pages.quotes import Quote, quotes
from api.pages.sources import Source, sources
from api.pages.values import Row, Value, foreign, in_language, ordered, stated, thing
from maillage import iri
from maillage.iri import slug
from maillage.rdf import DCTERMS, MLG, RDF, RDFS, SKOS, NamedNode, Term, compact

FORMATS = {
    "ttl": ("Turtle", "text/turtle"),
    "nt": ("N-Triples", "application/n-triples"),
    "jsonld": ("JSON-LD", "application/ld+json"),
    "rdf": ("RDF/XML", "application/rdf+xml"),
    "csv": ("CSV", "text/csv"),
}
QUERY = "SELECT ?propriete ?valeur\nWHERE {{ <{0}> ?propriete ?valeur }}\nORDER BY ?propriete"
SCANNED = 2000
"""Links to a thing that are looked at; a région is named by thousands of things."""
SHOWN = 12
"""Links of one kind that are shown."""
VALUES = 200
"""Values of one property that are shown."""
STRUCTURE = frozenset({RDF.subject, RDF.object, RDF.predicate, MLG.fondeSur})
SAID_ABOVE = frozenset({RDFS.label, SKOS.prefLabel, RDF.type})
ABSTRACT = frozenset(
    {"Territoire", "Organisation", "Concept", "NamedIndividual", "Thing", "Statement"}
)
"""Classes that say less than another one of the same thing."""


@dataclass(frozen=True)
class Format:
    name: str
    media: str
    href: str


@dataclass(frozen=True)
class Group:
    """Things that name this one by the same property; `more` says that others do too."""

    label: str
    values: tuple[Value, ...]
    more: int = 0


@dataclass(frozen=True)
class Thing:
    """The frame of a page; `rows` is all that the graph says about the thing."""

    iri: str
    path: str
    name: str
    lang: str | None
    kind: str
    marks: tuple[Mark, ...]
    formats: tuple[Format, ...]
    sparql: str
    rows: tuple[Row, ...]
    incoming: tuple[Group, ...]
    partial: bool
    """Whether more things name this one than were looked at."""
    sources: tuple[Source, ...]
    quotes: tuple[Quote, ...]
    """The words of the document that say most of it, where it was read in one."""


def property_label(graph: Graph, t: Texts, predicate: NamedNode) -> str:
    """The name of a property: ours from the ontology, others' from our texts."""
    known = graph.label(predicate) if predicate.value.startswith(iri.DEFINITION) else None
    if known:
        return known.value
    said = t.get("term." + compact(predicate.value).replace(":", "_"))
    return said or graph.name(predicate)


def rows(graph: Graph, t: Texts, node: NamedNode) -> tuple[Row, ...]:
    """Every property of a thing with its values, in order of their names.

    What only the inference says repeats in other terms what is said: it is left out.
    """
    marks = graph.marks(node)
    found: dict[NamedNode, dict[Term, None]] = {}
    for quad in graph.view.quads(node):
        is_said = quad.graph_name not in (MERGE, iri.INFERENCE_GRAPH)
        if is_said and quad.predicate not in SAID_ABOVE and isinstance(quad.object, Term):
            found.setdefault(quad.predicate, {})[quad.object] = None
    return tuple(
        sorted(
            (
                Row(
                    property_label(graph, t, predicate),
                    in_language(
                        stated(graph, node, predicate, term, marks.get((predicate, term), ()))
                        for term in islice(ordered(graph, terms), VALUES)
                    ),
                    more=max(0, len(terms) - VALUES),
                )
                for predicate, terms in found.items()
            ),
            key=lambda row: slug(row.label),
        )
    )


def incoming(graph: Graph, t: Texts, node: NamedNode) -> tuple[tuple[Group, ...], bool]:
    """The things that name this one, a few of each kind, and whether the look was cut short."""
    found: dict[NamedNode, list[NamedNode]] = {}
    scanned = 0
    for quad in islice(graph.view.quads(None, None, node, MERGE), SCANNED):
        scanned += 1
        if quad.predicate not in STRUCTURE and isinstance(quad.subject, NamedNode):
            found.setdefault(quad.predicate, []).append(quad.subject)
    groups = (
        Group(
            property_label(graph, t, predicate),
            tuple(thing(graph, one) for one in subjects[:SHOWN]),
            max(0, len(subjects) - SHOWN),
        )
        for predicate, subjects in found.items()
    )
    ordered = sorted(groups, key=lambda group: slug(group.label))
    return tuple(ordered), scanned == SCANNED


def kind(graph: Graph, t: Texts, node: NamedNode) -> str:
    """The most telling class of a thing, by its name; what was said before what was inferred."""
    types = {
        quad.object
        for quad in graph.view.quads(node, RDF.type)
        if isinstance(quad.object, NamedNode)
        and quad.graph_name not in (graph.inside, iri.INFERENCE_GRAPH)
    } or graph.types(node)
    ours = [one for one in types if one.value.startswith(iri.DEFINITION)]
    telling = [one for one in ours if one.value.removeprefix(iri.DEFINITION) not in ABSTRACT]
    best = min(telling or ours or list(types), key=lambda one: one.value, default=None)
    if best is None:
        return t("thing.thing")
    return property_label(graph, t, best)


def frame(graph: Graph, t: Texts, node: NamedNode) -> Thing:
    """The frame of the page of `node`."""
    label = graph.label(node)
    path = iri.path_of(node.value) or ""
    groups, partial = incoming(graph, t, node)
    marks = graph.marks(node)
    naming = (RDFS.label, DCTERMS.title, MLG.numero, RDF.type, MLG.releveDe)
    first = next((m for (p, _), m in marks.items() if p in naming and m), ())
    every = sorted({mark for some in marks.values() for mark in some})
    return Thing(
        iri=node.value,
        path=path,
        name=graph.name(node),
        lang=foreign(label.language, graph.language) if label else None,
        kind=kind(graph, t, node),
        marks=first,
        formats=tuple(
            Format(name, media, data(path, ext)) for ext, (name, media) in FORMATS.items()
        ),
        sparql=sparql(QUERY.format(node.value)),
        rows=rows(graph, t, node),
        incoming=groups,
        partial=partial,
        sources=sources(graph, [node]),
        quotes=quotes(graph, [*first, *every]),
    )
