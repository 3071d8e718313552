"""All forms of one answer say the same; each is a module of the folder."""

import csv
import json
from collections.abc import Callable
from dataclasses import replace
from io import BytesIO, StringIO
from pathlib import Path

import openpyxl
import pyarrow.parquet
import pytest
from lxml import etree

from api import exports
from api.errors import Problem
from api.exports import EXPORTS, Subject
from maillage.catalogue import Answer, Chart
from tests.api.pages.pictures.sheets import answer

Made = Callable[[Answer], Subject]
BY = {one.extension: one for one in EXPORTS}
PARTS = {"base", "typed", "__init__"}


def test_each_module_of_the_folder_is_in_the_list() -> None:
    modules = {path.stem for path in Path(str(exports.__file__)).parent.glob("*.py")} - PARTS
    assert modules == {type(one).__module__.rpartition(".")[2] for one in EXPORTS}
    assert {"json", "csv", "tsv", "xml", "xlsx", "parquet", "geojson", "svg"} <= set(BY)
    media = [one.media_type for one in EXPORTS]
    assert len(set(media)) == len(media)


def test_all_forms_hold_the_same_rows(subject: Made, rich: Answer) -> None:
    made = subject(rich)
    bindings = json.loads(BY["json"].render(made))["results"]["bindings"]
    texts = [
        [row[name]["value"] if name in row else "" for name in rich.variables] for row in bindings
    ]
    rows = list(csv.reader(StringIO(BY["csv"].render(made).decode())))
    assert rows[0] == list(rich.variables)
    assert rows[1:] == texts
    xml = etree.fromstring(BY["xml"].render(made))
    assert len(list(xml.iter("{*}result"))) == len(texts)
    assert BY["tsv"].render(made).decode().count("\n") == len(texts) + 1
    arrow = pyarrow.parquet.read_table(BytesIO(BY["parquet"].render(made))).to_pylist()
    features = json.loads(BY["geojson"].render(made))["features"]
    sheet = openpyxl.load_workbook(BytesIO(BY["xlsx"].render(made))).worksheets[0]
    book = list(sheet.iter_rows(min_row=2, values_only=True))
    for number, row in enumerate(bindings):
        people = int(row["habitants"]["value"]) if "habitants" in row else None
        assert arrow[number]["habitants"] == people
        assert features[number]["properties"]["habitants"] == people
        assert book[number][3] == people
        assert arrow[number]["code"] == book[number][2] == row["code"]["value"]
        assert arrow[number]["nom"] == features[number]["properties"]["nom"] == book[number][1]


def test_the_csv_is_as_the_standard_says(subject: Made, rich: Answer) -> None:
    text = BY["csv"].render(subject(rich)).decode()
    assert '"=HYPERLINK(""http://x"")"' in text, "nothing is changed for spreadsheets"
    assert "\r\n" in text


def test_the_picture_is_a_file_with_its_source(subject: Made, rich: Answer) -> None:
    root = etree.fromstring(BY["svg"].render(subject(rich)))
    texts = " ".join(str(one.text) for one in root.iter("{*}text"))
    assert "Combien ?" in texts
    assert "version abc123abc123" in texts
    assert not list(root.iter("{*}script"))
    assert BY["svg"].render(subject(rich)) == BY["svg"].render(subject(rich))


def test_the_vega_lite_holds_its_data_and_its_source(subject: Made, rich: Answer) -> None:
    tree = json.loads(BY["vl.json"].render(subject(rich)))
    assert [row["value"] for row in tree["data"]["values"]] == [14035, 20050]
    assert tree["usermeta"]["release"] == "abc123abc123"
    assert "url" not in tree["data"]


@pytest.mark.parametrize("form", ["svg", "vl.json"])
def test_what_has_no_picture_says_so(subject: Made, form: str) -> None:
    for chart in (None, Chart("bar", "nom", "n")):
        found = answer((("nom", "text"), ("n", "integer")), [("a", None)], chart)
        with pytest.raises(Problem) as refusal:
            BY[form].render(subject(found))
        assert refusal.value.http_status == 404


def test_a_graph_has_no_results_but_a_table(subject: Made) -> None:
    columns = (("subject", "thing"), ("predicate", "thing"), ("object", "text"))
    found = answer(columns, [("a", "b", "c")], None, form="CONSTRUCT")
    with pytest.raises(Problem):
        BY["csv"].render(subject(found))
    assert not BY["csv"].offered(found)
    assert BY["xlsx"].offered(found)
    assert BY["parquet"].render(subject(found))


def test_a_file_that_can_say_so_says_that_its_answer_is_cut(subject: Made, rich: Answer) -> None:
    cut = subject(replace(rich, is_cut=True))
    told = "La réponse est coupée\xa0: elle a plus que ces 3 lignes."
    sheet = openpyxl.load_workbook(BytesIO(BY["xlsx"].render(cut))).worksheets[1]
    assert ("Attention", told) in list(sheet.iter_rows(values_only=True))
    assert json.loads(BY["geojson"].render(cut))["cut"] == told
    schema = pyarrow.parquet.read_schema(BytesIO(BY["parquet"].render(cut)))
    assert schema.metadata[b"maillage.cut"].decode() == told
    assert "cut" not in json.loads(BY["geojson"].render(subject(rich)))
    assert subject(rich).told.keys() == cut.told.keys() - {"cut"}
