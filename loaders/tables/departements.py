"""Départements and overseas collectivities, with the address INSEE gives each département."""

from collections.abc import Iterator

from loaders.tabular import values
from loaders.tabular.context import Context
from loaders.tabular.rows import Column, Layout, read
from loaders.tabular.source import Source
from maillage import iri
from maillage.rdf import MLG, RDF, RDFS, SKOS, Literal, NamedNode, Quad, label

NAME = "departements"
OFFICIAL: tuple[str, ...] = ()
KINDS = {"departement": "departement", "collectivite-outre-mer": "collectivite-outre-mer"}
LAYOUT = Layout(
    columns=(
        Column("code", values.departement, filled=True),
        Column("nom", filled=True),
        Column("type", values.one_of(KINDS), filled=True),
        Column("region", values.region),
        Column("siren", values.siren, required=False),
        Column("uri_insee", values.uri, required=False),
    ),
    key=("code",),
)


def quads(source: Source, _context: Context) -> Iterator[Quad]:
    """Each département in its région; an overseas collectivity is a territory without more."""
    graph = source.graph
    for row in read(source.path, LAYOUT):
        code = row["code"]
        departement = iri.departement(code)
        kind = MLG.Departement if row["type"] == "departement" else MLG.Territoire
        yield Quad(departement, RDF.type, kind, graph)
        yield Quad(departement, RDFS.label, label(row["nom"]), graph)
        yield Quad(departement, MLG.codeInsee, Literal(code), graph)
        if row["region"]:
            yield Quad(departement, MLG.appartientA, iri.region(row["region"]), graph)
        if row["uri_insee"]:
            yield Quad(departement, SKOS.exactMatch, NamedNode(row["uri_insee"]), graph)
        if row["siren"]:
            yield Quad(departement, MLG.siren, Literal(row["siren"]), graph)
