"""``python -m bench.reading``: precision, recall and F1 of the reading, field by field."""

import argparse
from pathlib import Path

from bench.reading.score import DETAILS, FIELDS, Table, key_of, rows, score
from loaders import read
from maillage.settings import Settings

ROOT = Path(__file__).resolve().parents[2]
CORPUS = Path(__file__).with_name("corpus")
ASIDE = frozenset(Path(__file__).with_name("aside.txt").read_text(encoding="utf-8").split())


def document_in(folder: Path) -> Path:
    """The document of a folder; ``sample`` names one of ``data/documents`` instead."""
    sample = folder / "sample"
    if sample.is_file():
        return ROOT / "data" / "documents" / sample.read_text(encoding="utf-8").strip()
    (path,) = folder.glob("document.*")
    return path


def _printed(title: str, table: Table, number: int) -> None:
    print(f"\n{title} ({number} documents)")
    print(f"| {'field':17}| precision | recall | F1    | values |")
    print("|------------------|-----------|--------|-------|--------|")
    for names in (FIELDS, DETAILS):
        for name, precision, recall, f1, values in rows(table, names):
            print(f"| {name:17}| {precision:9.3f} | {recall:6.3f} | {f1:5.3f} | {values:6} |")
    print(f"| macro F1         |           |        | {table.macro:5.3f} |        |")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*", help="documents of the corpus; all of them by default")
    parser.add_argument("--errors", action="store_true", help="name what is missed and invented")
    parser.add_argument("--only", choices=["tuned", "aside"], help="one part of the corpus")
    given = parser.parse_args()
    tables = {"tuned": Table(), "aside": Table()}
    numbers = {"tuned": 0, "aside": 0}
    for folder in sorted(path.parent for path in CORPUS.glob("*/key.json")):
        part = "aside" if folder.name in ASIDE else "tuned"
        if (given.names and folder.name not in given.names) or given.only not in (None, part):
            continue
        reading = read.read(document_in(folder), Settings(root=ROOT))[1]
        found = score(reading, key_of(folder))
        tables[part].add(found)
        numbers[part] += 1
        if given.errors:
            print(f"\n== {folder.name} ({reading.template})")
            for name, each in found.items():
                for sign, values in (("+", each.invented), ("-", each.missed)):
                    for value in values:
                        print(f"   {sign} {name}: {value}")
    for part, table in tables.items():
        if numbers[part]:
            _printed({"tuned": "Tuned on", "aside": "Kept aside"}[part], table, numbers[part])


if __name__ == "__main__":
    main()
