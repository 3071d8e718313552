"""The official tables of a folder as quads: one module a kind of table, one graph a file.

A file is recognised by its name: ``<table>-<vintage>.csv``, or the name the
State gives it (``OFFICIAL`` of each module). Putting a new vintage in the
folder is all it takes.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from types import ModuleType

from loaders.tables import (
    acv,
    adhesions,
    communes,
    crte,
    departements,
    groupements,
    intercommunalites,
    ort,
    pvd,
    regions,
    subventions,
)
from loaders.tabular.context import Context
from loaders.tabular.rows import read
from loaders.tabular.source import Source, describe, recognise
from maillage.errors import InputError
from maillage.rdf import Quad

TABLES: tuple[ModuleType, ...] = (
    communes,
    intercommunalites,
    departements,
    regions,
    adhesions,
    acv,
    pvd,
    crte,
    ort,
    subventions,
    groupements,
)
"""Every kind of table; a test holds this to the folder."""

BESIDE = ("README.md",)
"""Files of the folder that are not tables (with the ``-metadata.json`` of each table)."""


def _source(path: Path) -> tuple[ModuleType, Source]:
    for module in TABLES:
        source = recognise(path, module.NAME, module.OFFICIAL)
        if source is not None:
            return module, source
    known = ", ".join(f"{module.NAME}-<year>.csv" for module in TABLES)
    raise InputError(path, f"is no table known by its name; rename or remove it (known: {known})")


def discover(folder: Path) -> tuple[tuple[ModuleType, Source], ...]:
    """The tables of `folder`, by kind in the order of `TABLES`, then by vintage.

    Raises:
        InputError: the folder is missing, a file is no known table, or two files
            are of the same table and vintage.
    """
    if not folder.is_dir():
        raise InputError(folder, "is not a folder; give the one of the reference tables")
    paths = sorted(path for path in folder.iterdir() if not path.name.startswith("."))
    found: dict[tuple[int, int], tuple[ModuleType, Source]] = {}
    for path in paths:
        if path.name in BESIDE or path.name.endswith(".csv-metadata.json"):
            continue
        module, source = _source(path)
        key = (TABLES.index(module), source.vintage)
        if key in found:
            twin = found[key][1].path.name
            raise InputError(path, f"is the same table and vintage as {twin}; remove one of them")
        found[key] = module, source
    return tuple(found[key] for key in sorted(found))


def _seats(sources: Sequence[tuple[ModuleType, Source]], last: Mapping[str, str]) -> dict[str, str]:
    """The seats: `last` (of most members), then what each table of groupings says."""
    seats = dict(last)
    for module, source in sources:
        if module is groupements:
            for row in read(source.path, module.LAYOUT):
                if row["nature"] in groupements.EPCI_NATURES and row["departement"]:
                    seats[row["siren"]] = row["departement"]
    return seats


def _selected(sources: Sequence[tuple[ModuleType, Source]]) -> frozenset[str]:
    """Codes of the communes of ACV and PVD in any table."""
    return frozenset(
        row["code"]
        for module, source in sources
        if module in (acv, pvd, adhesions)
        for row in read(source.path, module.LAYOUT)
        if row.get("programme", "ACV") in ("ACV", "PVD")
    )


def context(sources: Sequence[tuple[ModuleType, Source]]) -> Context:
    """What the tables know together of territories; later vintages win over earlier ones."""
    names: dict[str, str] = {}
    last: dict[str, int] = {}
    epci: dict[str, str] = {}
    sirens: dict[str, str] = {}
    members: dict[str, Counter[str]] = {}
    epci_names: dict[str, str] = {}
    epci_last: dict[str, int] = {}
    towns: dict[str, str] = {}
    membership = 0
    for module, source in sources:
        if module is intercommunalites:
            for row in read(source.path, module.LAYOUT):
                epci_names[row["siren"]] = row["nom"]
                epci_last[row["siren"]] = source.vintage
        if module is not communes:
            continue
        current: dict[str, str] = {}
        counted: dict[str, Counter[str]] = defaultdict(Counter)
        largest: dict[str, int] = {}
        for row in read(source.path, module.LAYOUT):
            code = row["code"]
            if row["type"] == "commune" or last.get(code) != source.vintage:
                names[code] = row["nom"]
            last[code] = source.vintage
            if row["type"] == "commune" and row["siren"]:
                sirens[row["siren"]] = code
            if row["intercommunalite"]:
                current[code] = row["intercommunalite"]
                counted[row["intercommunalite"]][row["departement"]] += 1
                if int(row["population"] or 0) > largest.get(row["intercommunalite"], 0):
                    largest[row["intercommunalite"]] = int(row["population"])
                    towns[row["intercommunalite"]] = code
        members |= counted
        if current:
            epci, membership = current, source.vintage
    most = {siren: max(sorted(counts), key=counts.__getitem__) for siren, counts in members.items()}
    return Context(
        current=max(last.values(), default=0),
        membership=membership,
        names=names,
        last=last,
        epci=epci,
        communes_by_siren=sirens,
        epci_names=epci_names,
        epci_last=epci_last,
        seats=_seats(sources, most),
        towns=towns,
        selected=_selected(sources),
    )


def quads(folder: Path) -> Iterator[Quad]:
    """All quads of the tables in `folder`, graph after graph, always in the same order.

    Raises:
        InputError: a file is not as it must be; names the file and line, and the remedy.
    """
    sources = discover(folder)
    shared = context(sources)
    for module, source in sources:
        yield from describe(source)
        yield from module.quads(source, shared)
