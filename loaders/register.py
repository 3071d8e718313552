"""The table of organisations (``data/organisations.csv``) as the names they have in the graph."""

import csv
from pathlib import Path

from loaders.state.organisations import Known, Register
from maillage import iri
from maillage.errors import InputError
from maillage.rdf import NamedNode

COLUMNS = ("cle", "nom", "nom_en", "genre", "marque_de", "alias")


def _node(key: str) -> NamedNode | None:
    return iri.organisation(key) if key else None


def load(path: Path) -> Register:
    """The organisations by IRI.

    Raises:
        InputError: the table is missing, or lacks a column.
    """
    try:
        with path.open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
    except OSError as error:
        raise InputError(path, f"cannot be read ({error.strerror}); put it back") from error
    lacking = [column for column in COLUMNS if rows and column not in rows[0]]
    if lacking:
        raise InputError(path, f"column {lacking[0]!r} is missing; add it")
    return {
        iri.organisation(row["cle"]).value: Known(
            name=row["nom"],
            english=row["nom_en"] or None,
            kind=row["genre"] or None,
            brand_of=_node(row["marque_de"]),
            aliases=tuple(filter(None, row["alias"].split(";"))),
        )
        for row in rows
    }
