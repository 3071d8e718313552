"""Action Cœur de Ville: the list of 2018, that of 2024, and the official ones of data.gouv.fr.

In the list of 2018, three columns (`nom_public`, `etat_public`,
`date_signature_mots`) were joined to the others in another order of towns: on
the row of Saint-Pierre stand the public name and the date of Saint-Omer. The
table keeps them as they are; here, what a row says in public goes to the town
that the public name names (the dates then agree with the list of 2024).
"""

from collections.abc import Iterator, Mapping, Sequence

from loaders.tabular import values
from loaders.tabular.context import Context
from loaders.tabular.facts import adhesion, date_signature
from loaders.tabular.rows import Column, Layout, Row, read
from loaders.tabular.source import Source
from maillage import iri
from maillage.rdf import MLG, SKOS, Literal, NamedNode, Quad, integer, label

NAME = "acv"
NOTATION = "ACV"
OFFICIAL = (r"liste-acv-com(?P<vintage>\d{4})-(?P<issued>\d{8})\.csv",)
STATUSES = {
    "Convention signée": "signee",
    "Convention signée avant le 30 septembre": "signee",
    "indefini": "indefini",
    "signee": "signee",
}
LAYOUT = Layout(
    columns=(
        Column("code", values.commune, ("insee_com", "codgeo"), filled=True),
        Column("nom", values.text, ("lib_com", "libgeo"), filled=True),
        Column("identifiant", values.identifiers, ("id_acv",), required=False),
        Column("date_signature", values.day, required=False),
        Column("intercommunalite", values.siren, ("siren_epci",), required=False),
        Column("actions_en_cours", values.integer, required=False),
        Column("actions_livrees", values.integer, required=False),
        Column("nom_public", values.text, ("NOM_COM",), required=False),
        Column("etat_public", values.one_of(STATUSES), ("AV_PUBLIC",), required=False),
        Column("date_signature_mots", values.text, ("DATE_SIGN",), required=False),
    ),
    ignored=(
        *("lib_acv", "departement", "region", "population", "jumelage"),
        *("lib_reg", "insee_dep", "insee_reg", "lib_dep", "lon", "lat"),
        *("dep", "reg2016", "pop", "NOM_REGION"),
    ),
    key=("code",),
)


def _towns(public_name: str) -> tuple[str, ...]:
    """The towns of a public name: « Castres + Mazamet » names two."""
    return tuple(iri.slug(part) for part in public_name.split(" + "))


def owners(rows: Sequence[Row]) -> Mapping[str, str]:
    """The code of the town that each row's public columns speak of, by the row's code.

    A row speaks of its own town unless its public name names another of the list.
    """
    codes = {iri.slug(row["nom"]): row["code"] for row in rows}
    spoken: dict[str, str] = {}
    for row in rows:
        towns = _towns(row["nom_public"])
        named = [codes[town] for town in towns if town in codes]
        own = not named or row["code"] in named
        spoken[row["code"]] = row["code"] if own else named[0]
    return spoken


def _public(graph: NamedNode, row: Row, code: str, name: str) -> Iterator[Quad]:
    """What the public columns of a row say of the town `code`: state, date, second town."""
    node = iri.adhesion(NOTATION, code)
    if row["etat_public"]:
        status = iri.concept("statut-adhesion", row["etat_public"])
        yield Quad(node, MLG.statutAdhesion, status, graph)
    yield from date_signature(graph, NOTATION, code, _signed(row))
    words = row["date_signature_mots"]
    if words and words != "indefini" and not _signed(row):
        yield Quad(node, SKOS.note, label(f"Date de signature dans la table : « {words} »"), graph)
    second = [part for part in row["nom_public"].split(" + ") if iri.slug(part) != iri.slug(name)]
    if " + " in row["nom_public"] and len(second) == 1:
        yield Quad(node, MLG.territoireJumele, Literal(second[0]), graph)


def _signed(row: Row) -> str:
    return row["date_signature"] or values.words_to_date(row["date_signature_mots"])


def quads(source: Source, context: Context) -> Iterator[Quad]:
    """One membership a row; pairs of towns share an identifier, or a row (2018)."""
    graph = source.graph
    rows = list(read(source.path, LAYOUT))
    names = {row["code"]: row["nom"] for row in rows}
    spoken = owners(rows)
    for row in rows:
        code = row["code"]
        name = context.names.get(code, row["nom"])
        node = iri.adhesion(NOTATION, code)
        yield from adhesion(graph, NOTATION, code, name, row["identifiant"])
        yield from _public(graph, row, spoken[code], names[spoken[code]])
        for column, predicate in (
            ("actions_en_cours", MLG.actionsEnCours),
            ("actions_livrees", MLG.actionsLivrees),
        ):
            if row[column]:
                yield Quad(node, predicate, integer(int(row[column])), graph)
