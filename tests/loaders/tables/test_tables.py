"""The tuple of tables, the reference folder and its descriptions agree; all quads are well made."""

import csv
import json
from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest

from loaders import tables
from maillage.rdf import DCTERMS, MLG, RDF, RDFS, VOID, Literal, NamedNode, Quad

REFERENCE = Path(__file__).parents[3] / "data" / "reference"
FILES = sorted(REFERENCE.glob("*.csv"))
Graph = Callable[[str, int], Iterable[Quad]]

SMALL = (
    ("intercommunalites", 2026),
    ("departements", 2026),
    ("regions", 2026),
    ("acv", 2018),
    ("acv", 2024),
    ("pvd", 2021),
    ("ort", 2024),
    ("groupements", 2022),
)


def test_the_tuple_of_tables_equals_the_folder() -> None:
    folder = Path(tables.__file__).parent
    names = {path.stem for path in folder.glob("*.py")} - {"__init__"}
    assert {module.__name__.rsplit(".", 1)[1] for module in tables.TABLES} == names
    assert [module.NAME for module in tables.TABLES] == [
        module.__name__.rsplit(".", 1)[1] for module in tables.TABLES
    ]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_table_is_sorted_utf_8_with_unix_lines_and_a_description(path: Path) -> None:
    data = path.read_bytes()
    assert b"\r" not in data
    assert not data.startswith(b"\xef\xbb\xbf")
    with path.open(encoding="utf-8", newline="") as file:
        header, *rows = list(csv.reader(file))
    assert [row[0] for row in rows] == sorted(row[0] for row in rows)
    metadata = json.loads(path.with_name(f"{path.name}-metadata.json").read_text("utf-8"))
    assert metadata["@context"][0] == "http://www.w3.org/ns/csvw"
    assert [column["name"] for column in metadata["tableSchema"]["columns"]] == header
    assert metadata["dc:license"]["@id"].startswith("https://www.etalab.gouv.fr/")


def test_the_readme_of_the_folder_names_every_table() -> None:
    readme = (REFERENCE / "README.md").read_text("utf-8")
    for path in FILES:
        table, vintage = path.stem.rsplit("-", 1)
        assert f"`{table}-" in readme
        assert vintage in readme


@pytest.mark.parametrize(("table", "vintage"), SMALL)
def test_a_graph_describes_itself(graph: Graph, table: str, vintage: int) -> None:
    quads = list(graph(table, vintage))
    name = quads[0].graph_name
    assert isinstance(name, NamedNode)
    assert name.value.endswith(f"/graph/table/{table}/{vintage}")
    said = {quad.predicate for quad in quads if quad.subject == name}
    assert {DCTERMS.title, DCTERMS.source, DCTERMS.license, DCTERMS.issued, MLG.millesime} <= said
    assert Quad(name, RDF.type, VOID.Dataset, name) in quads
    assert {quad.graph_name for quad in quads} == {name}


@pytest.mark.parametrize(("table", "vintage"), SMALL)
def test_everything_described_has_one_french_label(graph: Graph, table: str, vintage: int) -> None:
    quads = list(graph(table, vintage))
    typed = {quad.subject for quad in quads if quad.predicate == RDF.type}
    labels = Counter(
        quad.subject
        for quad in quads
        if quad.predicate == RDFS.label
        and isinstance(quad.object, Literal)
        and quad.object.language == "fr"
    )
    assert {subject for subject in typed if labels[subject] != 1} == set()


def test_the_same_tables_give_the_same_quads_in_the_same_order(tmp_path: Path) -> None:
    for path in (*REFERENCE.glob("acv-*"), *REFERENCE.glob("regions-*")):
        (tmp_path / path.name).write_bytes(path.read_bytes())
    assert list(tables.quads(tmp_path)) == list(tables.quads(tmp_path))


def test_hidden_files_and_the_readme_are_no_tables(tmp_path: Path) -> None:
    (tmp_path / "README.md").write_text("x")
    (tmp_path / ".gitattributes").write_text("x")
    assert list(tables.quads(tmp_path)) == []
