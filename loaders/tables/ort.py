"""Operations of territorial revitalisation (ORT): who signed, when, for how long."""

from collections.abc import Iterator

from loaders.tabular import values
from loaders.tabular.context import Context
from loaders.tabular.facts import adhesion, date_signature
from loaders.tabular.rows import Column, Layout, Row, read
from loaders.tabular.source import Source
from maillage import iri
from maillage.rdf import MLG, Literal, NamedNode, Quad, integer, typed

NAME = "ort"
NOTATION = "ORT"
OFFICIAL = (r"liste-ort-com(?P<vintage>\d{4})-(?P<issued>\d{8})\.csv",)
STATUSES = {
    "Signée": "signee",
    "En cours": "en-cours",
    "Non signée": "non-signee",
    "indefini": "indefini",
}
LAYOUT = Layout(
    columns=(
        Column("code", values.commune, ("insee_com", "Code commune"), filled=True),
        Column("nom", values.text, ("commune", "lib_com"), filled=True),
        Column("statut", values.one_of(STATUSES), ("signee", "Signée ?")),
        Column("date_signature", values.day, ("Si signée, date de signature",)),
        Column("date_envisagee", values.text, ("date_signature_envisagee",), required=False),
        Column("duree_annees", values.integer, required=False),
        Column("date_echeance", values.day, ("date_fin_estimee",), required=False),
        Column("avancement", required=False),
        Column("latitude", values.decimal, required=False),
        Column("longitude", values.decimal, required=False),
    ),
    ignored=(
        *("intercommunalite_nom", "categorie", "actualisation"),
        *("epci", "departement", "region", "statut_commune", "acv", "pvd", "date_actualisation"),
    ),
    key=("code",),
)


def _terms(graph: NamedNode, node: NamedNode, row: Row) -> Iterator[Quad]:
    """Status, duration, term and progress; a duration of 0 means that nobody filled it."""
    status = iri.concept("statut-adhesion", row["statut"] or "indefini")
    yield Quad(node, MLG.statutAdhesion, status, graph)
    if row["duree_annees"] not in ("", "0"):
        yield Quad(node, MLG.dureeMois, integer(12 * int(row["duree_annees"])), graph)
    if row["date_echeance"]:
        yield Quad(node, MLG.dateEcheance, typed(row["date_echeance"], "date"), graph)
    if row["date_envisagee"]:
        yield Quad(node, MLG.dateEnvisagee, Literal(row["date_envisagee"]), graph)
    if row["avancement"]:
        yield Quad(node, MLG.avancement, Literal(row["avancement"]), graph)


def quads(source: Source, context: Context) -> Iterator[Quad]:
    """One membership a row, planned where the table does not say « Signée »; dates as they are."""
    graph = source.graph
    for row in read(source.path, LAYOUT):
        code = row["code"]
        name = context.names.get(code, row["nom"])
        signed = row["statut"] == "signee"
        yield from adhesion(graph, NOTATION, code, name, signed=signed)
        yield from date_signature(graph, NOTATION, code, row["date_signature"])
        yield from _terms(graph, iri.adhesion(NOTATION, code), row)
        if row["latitude"] and row["longitude"]:
            place = iri.commune(code)
            yield Quad(place, MLG.latitude, typed(row["latitude"], "decimal"), graph)
            yield Quad(place, MLG.longitude, typed(row["longitude"], "decimal"), graph)
