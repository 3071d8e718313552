"""A small checkout: everything of ours, but only the Lot and the Gers of the national tables."""

import csv
import io
import shutil
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parent.parent
WHOLE = (
    "ontology",
    "shapes",
    "queries",
    "data/documents",
    "data/ttl",
    "data/corrections",
    "data/geo",
)
DEPARTEMENTS = ("46", "32")
TRAPS = ("999999", "73065")
"""The invented commune, and Chambéry before the law."""


def _kept(row: dict[str, str]) -> bool:
    code = row.get("code") or row.get("beneficiaire") or ""
    place = row.get("departement") or code[:2]
    return code in TRAPS or place in DEPARTEMENTS or code[:2] in DEPARTEMENTS


@cache
def _table(source: Path) -> bytes:
    """The small table of a national one, which is long to read."""
    with source.open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file)
        rows = [row for row in reader if "code" not in row or len(row["code"]) < 4 or _kept(row)]
        if "beneficiaire" in (reader.fieldnames or ()):
            rows = [row for row in rows if _kept(row)]
    small = io.StringIO(newline="")
    writer = csv.DictWriter(small, reader.fieldnames or (), lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return small.getvalue().encode()


def small_checkout(folder: Path) -> Path:
    """Writes the small checkout into `folder` and returns it."""
    for name in WHOLE:
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, folder / name)
    reference = folder / "data" / "reference"
    reference.mkdir(parents=True)
    for path in sorted((ROOT / "data" / "reference").iterdir()):
        if path.suffix == ".csv":
            (reference / path.name).write_bytes(_table(path))
        elif path.name.endswith("-metadata.json"):
            shutil.copy(path, reference)
    for path in (ROOT / "data").glob("*.csv"):
        shutil.copy(path, folder / "data")
    return folder
