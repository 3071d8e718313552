"""Contracts of recovery and ecological transition: the official list of their groupings.

No such table is in the repository (its memberships by commune are in
`adhesions`); the official file may be dropped in.
"""

from collections.abc import Iterator

from loaders.tabular import values
from loaders.tabular.context import Context
from loaders.tabular.facts import adhesion, date_signature
from loaders.tabular.rows import Column, Layout, Row, read
from loaders.tabular.source import Source
from maillage import iri
from maillage.errors import InputError
from maillage.rdf import NamedNode, Quad

NAME = "crte"
NOTATION = "CRTE"
OFFICIAL = (r"liste-crte-(?:grpt|com)(?P<vintage>\d{4})-(?P<issued>\d{8})\.csv",)
LAYOUT = Layout(
    columns=(
        Column("code", values.commune, ("insee_com",), required=False),
        Column("siren", values.siren, ("siren_epci", "siren_groupement"), required=False),
        Column(
            "nom", values.text, ("lib_com", "lib_groupement", "lib_grpt", "lib_epci"), filled=True
        ),
        Column("identifiant", values.identifiers, ("id_crte",), filled=True),
        Column("date_signature", values.day, required=False),
        Column("nature", values.text, ("nature_juridique",), required=False),
    ),
    ignored=(
        *("insee_reg", "lib_reg", "dep_chef_file", "insee_dep", "lib_dep", "lib_crte"),
        *("type_grp_crte", "crte_interreg", "crte_interdep"),
        *("siren_grp_supra", "lib_grp_supra", "nat_jur_grp_supra"),
    ),
)


def _territory(source: Source, context: Context, row: Row) -> tuple[str, NamedNode]:
    """The code and territory of a row: a commune that signs by itself, or an EPCI."""
    code, siren = row["code"], row["siren"]
    if not code and row["nature"] == "COM":
        code = context.communes_by_siren.get(siren, "")
        if not code:
            reason = f"SIREN {siren} is of no commune of the tables; add an insee_com column"
            raise InputError(source.path, reason)
    if code:
        return code, iri.commune(code)
    if siren:
        return siren, iri.intercommunalite(siren)
    raise InputError(source.path, f"{row['nom']} has no code; add insee_com or siren_epci")


def quads(source: Source, context: Context) -> Iterator[Quad]:
    """One membership a grouping or commune."""
    for row in read(source.path, LAYOUT):
        code, place = _territory(source, context, row)
        name = context.names.get(code) or context.epci_names.get(code) or row["nom"]
        yield from adhesion(source.graph, NOTATION, code, name, row["identifiant"], place)
        yield from date_signature(source.graph, NOTATION, code, row["date_signature"])
