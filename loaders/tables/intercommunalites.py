"""Intercommunalités (EPCI à fiscalité propre) of a COG vintage."""

from collections.abc import Iterator

from loaders.tabular import values
from loaders.tabular.context import Context
from loaders.tabular.facts import last_seen, legal_body, population
from loaders.tabular.rows import Column, Layout, read
from loaders.tabular.source import Source
from maillage import iri
from maillage.rdf import MLG, RDF, RDFS, Literal, Quad, label

NAME = "intercommunalites"
OFFICIAL: tuple[str, ...] = ()
LAYOUT = Layout(
    columns=(
        Column("siren", values.siren, ("siren_epci", "epci_siren"), filled=True),
        Column("nom", values.text, ("lib_epci", "raison_sociale"), filled=True),
        Column("type", values.text, ("nature_juridique",), filled=True),
        Column("population", values.integer, ("population_totale",), required=False),
        Column("population_municipale", values.integer, required=False),
        Column("membres", values.integer, ("nb_membres",), required=False),
    ),
    ignored=("mode_financement",),
    key=("siren",),
)


def quads(source: Source, context: Context) -> Iterator[Quad]:
    """The EPCI whose latest vintage this is, and the total population of each at this one.

    The population is the total one (with people counted apart), as the tables
    of programmes use it; the label says so.
    """
    graph, bodies = source.graph, context.selected_epci()
    for row in read(source.path, LAYOUT):
        siren, name = row["siren"], row["nom"]
        epci = iri.intercommunalite(siren)
        if context.epci_last.get(siren) == source.vintage:
            yield Quad(epci, RDF.type, MLG.Intercommunalite, graph)
            yield Quad(epci, RDFS.label, label(name), graph)
            yield Quad(epci, MLG.siren, Literal(siren), graph)
            yield from last_seen(source, context, epci)
            yield Quad(epci, MLG.typeIntercommunalite, Literal(row["type"]), graph)
            if siren in context.seats:
                yield Quad(epci, MLG.appartientA, iri.departement(context.seats[siren]), graph)
            if siren in context.towns:
                yield Quad(epci, MLG.villePrincipale, iri.commune(context.towns[siren]), graph)
            if siren in bodies:
                yield from legal_body(graph, siren, name, epci)
        if row["population"]:
            latest = context.epci_names.get(siren, name)
            value, year = row["population"], source.vintage
            yield from population(graph, epci, siren, f"{latest}", value, year, "totale")
