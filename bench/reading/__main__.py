"""``python -m bench.reading``: precision, recall and F1 of the reading, field by field."""

import argparse
from collections.abc import Mapping, Sequence
from pathlib import Path

from bench.reading.score import DETAILS, FIELDS, Table, key_of, rows, score
from loaders import read
from maillage.settings import Settings

ROOT = Path(__file__).resolve().parents[2]
CORPUS = Path(__file__).with_name("corpus")
PARTS = {"real": "Real", "tuned": "Tuned on", "aside": "Kept aside"}
ASIDE = frozenset(Path(__file__).with_name("aside.txt").read_text(encoding="utf-8").split())


def document_in(folder: Path) -> Path:
    """The document of a folder; ``sample`` names one of ``data/documents`` instead."""
    sample = folder / "sample"
    if sample.is_file():
        return ROOT / "data" / "documents" / sample.read_text(encoding="utf-8").strip()
    (path,) = folder.glob("document.*")
    return path


def part_of(folder: Path) -> str:
    """One of ``PARTS``: the real documents, those tuned on, those kept aside."""
    if (folder / "sample").is_file():
        return "real"
    return "aside" if folder.name in ASIDE else "tuned"


def folders(names: Sequence[str] = ()) -> list[Path]:
    """The documents of the corpus that have a key, all or those named."""
    found = sorted(path.parent for path in CORPUS.glob("*/key.json"))
    return [folder for folder in found if not names or folder.name in names]


def detailed(title: str, table: Table) -> list[str]:
    """Precision, recall and F1 of every field, in Markdown."""
    lines = [
        f"{title} ({table.documents} documents)",
        "| field            | precision | recall | F1    | values |",
        "|------------------|-----------|--------|-------|--------|",
    ]
    lines += [
        f"| {name:17}| {precision:9.3f} | {recall:6.3f} | {f1:5.3f} | {values:6} |"
        for names in (FIELDS, DETAILS)
        for name, precision, recall, f1, values in rows(table, names)
    ]
    return [*lines, f"| macro F1         |           |        | {table.macro:5.3f} |        |"]


def summary(tables: Mapping[str, Table]) -> list[str]:
    """F1 of every field in each part, in Markdown: the table of the README."""
    titles = [f"{PARTS[part].lower()} ({table.documents})" for part, table in tables.items()]
    f1 = [{name: table.scores[name].f1 for name in FIELDS} for table in tables.values()]
    lines = [("F1", titles), ("---", ["---"] * len(titles))]
    lines += [(f"`{name}`", [f"{each[name]:.2f}" for each in f1]) for name in FIELDS]
    lines.append(("macro", [f"{table.macro:.2f}" for table in tables.values()]))
    return [f"| {head} | {' | '.join(cells)} |" for head, cells in lines]


def measured(chosen: Sequence[Path], *, errors: bool = False) -> dict[str, Table]:
    """The scores of documents by part, in the order of ``PARTS``; ``errors`` prints each one."""
    tables = {part: Table() for part in PARTS}
    for folder in chosen:
        reading = read.read(document_in(folder), Settings(root=ROOT))[1]
        found = score(reading, key_of(folder))
        tables[part_of(folder)].add(found)
        if errors:
            print(f"\n== {folder.name} ({reading.template})")
            for name, each in found.items():
                for sign, values in (("+", each.invented), ("-", each.missed)):
                    for value in values:
                        print(f"   {sign} {name}: {value}")
    return {part: table for part, table in tables.items() if table.documents}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*", help="documents of the corpus; all of them by default")
    parser.add_argument("--errors", action="store_true", help="name what is missed and invented")
    parser.add_argument("--only", choices=list(PARTS), help="one part of the corpus")
    given = parser.parse_args()
    chosen = [each for each in folders(given.names) if given.only in (None, part_of(each))]
    tables = measured(chosen, errors=given.errors)
    for part, table in tables.items():
        print("", *detailed(PARTS[part], table), sep="\n")
    print("", *summary(tables), sep="\n")


if __name__ == "__main__":
    main()
