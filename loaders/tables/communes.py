"""Communes of a COG vintage, with those that were merged into another."""

from collections.abc import Iterator

from loaders.tabular import values
from loaders.tabular.context import Context
from loaders.tabular.facts import last_seen, legal_body, of, population
from loaders.tabular.rows import Column, Layout, Row, read
from loaders.tabular.source import Source
from maillage import iri
from maillage.rdf import MLG, RDF, RDFS, Literal, Quad, label, typed

NAME = "communes"
OFFICIAL = (r"v_commune_(?P<vintage>\d{4})\.csv",)
KINDS = {
    "commune": "commune",
    "commune-actuelle": "commune",
    "COM": "commune",
    "commune-deleguee": "commune-deleguee",
    "COMD": "commune-deleguee",
    "commune-associee": "commune-associee",
    "COMA": "commune-associee",
    "arrondissement-municipal": "arrondissement-municipal",
    "ARM": "arrondissement-municipal",
}
LAYOUT = Layout(
    columns=(
        Column("code", values.commune, ("COM", "insee_com"), filled=True),
        Column("nom", values.text, ("LIBELLE", "lib_com"), filled=True),
        Column("type", values.one_of(KINDS), ("TYPECOM",), filled=True),
        Column("departement", values.departement, ("DEP", "insee_dep")),
        Column("intercommunalite", values.siren, ("epci_siren", "siren_epci"), required=False),
        Column("siren", values.siren, required=False),
        Column("population", values.integer, required=False),
        Column("commune_parente", values.commune, ("COMPARENT",)),
    ),
    ignored=("REG", "region", "CTCD", "ARR", "TNCC", "NCC", "NCCENR", "CAN"),
    key=("code", "type"),
)


def _described(source: Source, row: Row) -> Iterator[Quad]:
    """What a commune is: kind, name, code, legal identity, département."""
    graph, code = source.graph, row["code"]
    commune = iri.commune(code)
    present = row["type"] == "commune"
    yield Quad(commune, RDF.type, MLG.Commune if present else MLG.CommuneDeleguee, graph)
    yield Quad(commune, RDFS.label, label(row["nom"]), graph)
    yield Quad(commune, MLG.codeInsee, Literal(code), graph)
    if row["siren"]:
        yield Quad(commune, MLG.siren, Literal(row["siren"]), graph)
    if row["departement"]:
        yield Quad(commune, MLG.appartientA, iri.departement(row["departement"]), graph)
    if not present:
        yield Quad(commune, MLG.typeCommune, Literal(row["type"]), graph)
    if row["commune_parente"]:
        yield Quad(commune, MLG.communeParente, iri.commune(row["commune_parente"]), graph)


def _membership(source: Source, context: Context, row: Row) -> Iterator[Quad]:
    """The commune's EPCI: a plain link today, a dated node where it was another."""
    graph, code, siren = source.graph, row["code"], row["intercommunalite"]
    if not siren:
        return
    if source.vintage == context.membership:
        yield Quad(iri.commune(code), MLG.appartientA, iri.intercommunalite(siren), graph)
    elif context.epci.get(code) != siren:
        node = iri.thing("appartenance", code, str(source.vintage))
        name = f"{row['nom']}, {context.epci_names.get(siren, siren)} ({source.vintage})"
        yield Quad(node, RDF.type, MLG.Appartenance, graph)
        yield Quad(node, RDFS.label, label(name), graph)
        yield Quad(node, MLG.territoire, iri.commune(code), graph)
        yield Quad(node, MLG.intercommunalite, iri.intercommunalite(siren), graph)
        yield Quad(node, MLG.millesime, typed(str(source.vintage), "gYear"), graph)


def quads(source: Source, context: Context) -> Iterator[Quad]:
    """The communes whose latest vintage this is, and every population and EPCI of the vintage.

    A commune déléguée or associée has a node of its own unless a present
    commune bears its code: the rows of a code begin with the commune itself.
    """
    done: set[str] = set()
    for row in sorted(read(source.path, LAYOUT), key=lambda row: row["type"] != "commune"):
        code = row["code"]
        if code in done:
            continue
        done.add(code)
        if context.last.get(code) == source.vintage:
            yield from _described(source, row)
            yield from last_seen(source, context, iri.commune(code))
            if code in context.selected and row["siren"]:
                body = f"Commune {of(row['nom'])}"
                yield from legal_body(source.graph, row["siren"], body, iri.commune(code))
        yield from _membership(source, context, row)
        if row["population"]:
            name, graph = context.names.get(code, row["nom"]), source.graph
            value, year, place = row["population"], source.vintage, iri.commune(code)
            yield from population(graph, place, code, name, value, year, "municipale")
