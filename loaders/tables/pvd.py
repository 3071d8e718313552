"""Petites villes de demain: the first list (2021), and the official ones of data.gouv.fr."""

from collections.abc import Iterator

from loaders.tabular import values
from loaders.tabular.context import Context
from loaders.tabular.facts import adhesion, date_signature
from loaders.tabular.rows import Column, Layout, read
from loaders.tabular.source import Source
from maillage import iri
from maillage.rdf import MLG, Quad, typed

NAME = "pvd"
NOTATION = "PVD"
OFFICIAL = (r"liste-pvd-com(?P<vintage>\d{4})-(?P<issued>\d{8})\.csv",)
LAYOUT = Layout(
    columns=(
        Column("code", values.commune, ("insee_com",), filled=True),
        Column("nom", values.text, ("lib_com",), filled=True),
        Column("identifiant", values.identifiers, ("id_pvd",)),
        Column("date_signature", values.day, required=False),
        Column("intercommunalite", values.siren, ("siren_epci",), required=False),
        Column("population", values.integer, ("pop",), required=False),
    ),
    ignored=("departement", "insee_dep", "lib_dep", "insee_reg", "lib_reg", "lib_epci", "lib_pvd"),
    key=("code",),
)


def quads(source: Source, context: Context) -> Iterator[Quad]:
    """One membership a row, the test row of 2021 (999999) included: the shapes report it."""
    graph = source.graph
    for row in read(source.path, LAYOUT):
        code = row["code"]
        name = context.names.get(code, row["nom"])
        yield from adhesion(graph, NOTATION, code, name, row["identifiant"])
        yield from date_signature(graph, NOTATION, code, row["date_signature"])
        if row["population"]:
            node = iri.adhesion(NOTATION, code)
            value = typed(row["population"], "integer")
            yield Quad(node, MLG.populationSelection, value, graph)
