"""Investment grants of the State to local authorities (DETR, DSIL, DSID)."""

from collections.abc import Iterator
from decimal import Decimal

from loaders.tabular import values
from loaders.tabular.context import Context
from loaders.tabular.rows import Column, Layout, Row, read
from loaders.tabular.source import Source
from maillage import iri
from maillage.rdf import MLG, RDF, RDFS, Literal, NamedNode, Quad, label, typed

NAME = "subventions"
OFFICIAL: tuple[str, ...] = ()
DISPOSITIFS = ("DETR", "DPV", "DSID", "DSIL", "FNADT")
CATEGORIES = "12345678"
LABEL_LENGTH = 120


def category(cell: str) -> str:
    """The number of a DGCL category: « 4 - Education » → ``4``; wordings vary, numbers do not."""
    if cell[:1] in CATEGORIES and cell[1:2] in ("", " "):
        return cell[0]
    raise ValueError(f"{cell!r} is not a category; begin it with its number, 1 to 8")


LAYOUT = Layout(
    columns=(
        Column("identifiant", values.text, ("id_projet",), filled=True),
        Column("beneficiaire", values.territory, ("id_terr",), filled=True),
        Column("nom", values.text, ("nom_terr",), filled=True),
        Column(
            "dispositif",
            values.one_of({notation: notation for notation in DISPOSITIFS}),
            ("dotation",),
            filled=True,
        ),
        Column("categorie", category),
        Column("objet", values.text, ("description",)),
        Column("cout_total", values.decimal),
        Column("montant", values.decimal, ("montant_sub",), filled=True),
        Column("taux", values.decimal, ("pct_sub",)),
    ),
    ignored=("id_dep", "pop19", "echelon", "lat", "long"),
    key=("identifiant",),
)


def territory(code: str) -> NamedNode:
    """The beneficiary's territory: a SIREN is an EPCI's, five signs a commune's."""
    if len(code) == 9:
        return iri.intercommunalite(code)
    return iri.commune(code) if len(code) == 5 else iri.departement(code)


def euros(value: str) -> str:
    """An amount as people write it: « 1 234,50 € », cents where there are any."""
    amount = round(Decimal(value), 2)
    digits = f"{amount:,.0f}" if amount == amount.to_integral() else f"{amount:,.2f}"
    return digits.replace(",", "\u202f").replace(".", ",") + "\u00a0€"


def _amount(graph: NamedNode, node: NamedNode, value: str) -> Iterator[Quad]:
    yield Quad(node, RDF.type, MLG.Montant, graph)
    yield Quad(node, RDFS.label, label(euros(value)), graph)
    yield Quad(node, MLG.valeur, typed(value, "decimal"), graph)
    yield Quad(node, MLG.devise, Literal("EUR"), graph)
    yield Quad(node, MLG.nature, iri.concept("nature", "exact"), graph)


def _title(row: Row, vintage: int) -> str:
    title = f"{row['dispositif']} {vintage}, {row['nom']}"
    title += f" : {row['objet']}" if row["objet"] else ""
    return title if len(title) <= LABEL_LENGTH else title[:LABEL_LENGTH].rsplit(" ", 1)[0] + "…"


def quads(source: Source, _context: Context) -> Iterator[Quad]:
    """One grant a row, its amount with all the digits of the table.

    The cost is the project's, repeated on each of its grants: it is never to be summed.
    """
    graph, vintage = source.graph, source.vintage
    year = typed(str(vintage), "gYear")
    for row in read(source.path, LAYOUT):
        key = row["identifiant"]
        grant = iri.subvention(key)
        amount = iri.part("montant", f"subventions-{vintage}", key)
        yield Quad(grant, RDF.type, MLG.Subvention, graph)
        yield Quad(grant, RDFS.label, label(_title(row, vintage)), graph)
        yield Quad(grant, MLG.identifiant, Literal(key), graph)
        yield Quad(grant, MLG.territoire, territory(row["beneficiaire"]), graph)
        yield Quad(grant, MLG.dispositif, iri.dispositif(row["dispositif"]), graph)
        yield Quad(grant, MLG.millesime, year, graph)
        yield Quad(grant, MLG.aMontant, amount, graph)
        yield from _amount(graph, amount, row["montant"])
        if row["cout_total"]:
            yield Quad(grant, MLG.coutTotal, typed(row["cout_total"], "decimal"), graph)
        if row["taux"]:
            yield Quad(grant, MLG.tauxAnnonce, typed(row["taux"], "decimal"), graph)
        if row["categorie"]:
            concept = iri.concept("categorie-subvention", row["categorie"])
            yield Quad(grant, MLG.categorie, concept, graph)
        if row["objet"]:
            yield Quad(grant, MLG.objet, Literal(row["objet"]), graph)
