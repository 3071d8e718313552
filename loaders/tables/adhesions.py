"""Memberships of communes in the programmes of the ANCT, all programmes in one table."""

from collections.abc import Iterator

from loaders.tabular import values
from loaders.tabular.context import Context
from loaders.tabular.facts import adhesion
from loaders.tabular.rows import Column, Layout, read
from loaders.tabular.source import Source
from maillage.rdf import Quad

NAME = "adhesions"
OFFICIAL: tuple[str, ...] = ()
PROGRAMMES = (
    "ACV",
    "ACV2",
    "AMI",
    "AMM",
    "CDE",
    "CITE",
    "CRTE",
    "FABP",
    "FS",
    "HABINCLUS",
    "PVD",
    "SITE",
    "TI",
    "VA",
)
LAYOUT = Layout(
    columns=(
        Column("code", values.commune, ("insee_com",), filled=True),
        Column(
            "programme", values.one_of({notation: notation for notation in PROGRAMMES}), filled=True
        ),
        Column("identifiant", values.identifiers, ("id_programme",)),
    ),
    ignored=("nom", "lib_com"),
    key=("code", "programme"),
)


def quads(source: Source, context: Context) -> Iterator[Quad]:
    """One membership a row; a commune that is twice in a programme has two identifiers."""
    for row in read(source.path, LAYOUT):
        code = row["code"]
        name = context.names.get(code, code)
        yield from adhesion(source.graph, row["programme"], code, name, row["identifiant"])
