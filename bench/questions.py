"""Saved questions, with the example of each parameter."""

import rdflib

from bench.timing import bounded, median
from maillage import catalogue
from maillage.catalogue import SavedQuery
from maillage.rdf import DefaultGraph, RdfFormat, Triple, serialize
from maillage.settings import Settings
from maillage.store import View

LIMIT = 20.0
"""Seconds after which the peer is stopped."""


def _values(query: SavedQuery) -> dict[str, str]:
    return {each.name: each.example for each in query.parameters if each.example}


def _graph(view: View) -> rdflib.Graph:
    merge = (
        Triple(quad.subject, quad.predicate, quad.object)
        for quad in view.quads(graph=DefaultGraph())
    )
    graph = rdflib.Graph()
    graph.parse(data=serialize(merge, format=RdfFormat.N_TRIPLES), format="nt")
    return graph


def side_by_side(view: View, settings: Settings) -> None:
    """Ours against rdflib; questions on named graphs are left out, since its graph has none."""
    graph = _graph(view)
    print(f"{len(graph)} triples\n\n| question | rows | ours ms | rdflib ms | ratio |")
    print("|---|---|---|---|---|")
    for query in catalogue.load(settings.queries):
        if "GRAPH" in query.text:
            continue
        text = query.bound(_values(query))
        ours, rows = median(lambda text=text: len(view.table(text)[1]))  # type: ignore[misc]
        theirs = bounded(lambda text=text: len(list(graph.query(text))), LIMIT)  # type: ignore[misc]
        shown, note = f"{theirs} |", ""
        if not isinstance(theirs, str):
            shown = f"{theirs[0]:.0f} | {theirs[0] / ours:.0f}×"
            note = "" if theirs[1] == rows else f" ({theirs[1]} rows)"
        print(f"| {query.name} | {rows} | {ours:.1f} | {shown}{note} |")


def alone(view: View, settings: Settings) -> None:
    """Ours on the whole country."""
    print("| question | rows | ms |\n|---|---|---|")
    for query in catalogue.load(settings.queries):
        text = query.bound(_values(query))
        spent, rows = median(lambda text=text: len(view.table(text)[1]))  # type: ignore[misc]
        print(f"| {query.name} | {rows} | {spent:.1f} |")
