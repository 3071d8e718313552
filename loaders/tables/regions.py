"""Régions, with the address INSEE gives each."""

from collections.abc import Iterator

from loaders.tabular import values
from loaders.tabular.context import Context
from loaders.tabular.rows import Column, Layout, read
from loaders.tabular.source import Source
from maillage import iri
from maillage.rdf import MLG, RDF, RDFS, SKOS, Literal, NamedNode, Quad, label

NAME = "regions"
OFFICIAL: tuple[str, ...] = ()
LAYOUT = Layout(
    columns=(
        Column("code", values.region, filled=True),
        Column("nom", filled=True),
        Column("siren", values.siren, required=False),
        Column("uri_insee", values.uri, required=False),
    ),
    key=("code",),
)


def quads(source: Source, _context: Context) -> Iterator[Quad]:
    """Each région."""
    graph = source.graph
    for row in read(source.path, LAYOUT):
        region = iri.region(row["code"])
        yield Quad(region, RDF.type, MLG.Region, graph)
        yield Quad(region, RDFS.label, label(row["nom"]), graph)
        yield Quad(region, MLG.codeInsee, Literal(row["code"]), graph)
        if row["uri_insee"]:
            yield Quad(region, SKOS.exactMatch, NamedNode(row["uri_insee"]), graph)
        if row["siren"]:
            yield Quad(region, MLG.siren, Literal(row["siren"]), graph)
