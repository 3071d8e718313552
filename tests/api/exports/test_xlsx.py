"""The workbook, opened by another library than the one that wrote it."""

import zipfile
from collections.abc import Callable
from datetime import datetime
from io import BytesIO

import openpyxl

from api.exports import Subject
from api.exports.xlsx import LONGEST, Xlsx
from maillage.catalogue import Answer
from tests.api.pages.pictures.sheets import HOSTILE, answer

Made = Callable[[Answer], Subject]


def test_values_are_what_they_are(subject: Made, rich: Answer) -> None:
    book = openpyxl.load_workbook(BytesIO(Xlsx().render(subject(rich))))
    sheet = book.worksheets[0]
    rows = list(sheet.iter_rows(values_only=True))
    assert rows[0] == (
        "Commune",
        "Nom",
        "Code",
        "Habitants",
        "Montant",
        "Taux",
        "Date",
        "Annee",
        "Oui",
    )
    assert rows[1] == (
        "https://w3id.org/maillage/id/commune/01004",
        "Ambérieu, « la »",
        "01004",
        14035,
        1200.5,
        12.5,
        datetime(2018, 7, 13),
        2018,
        True,
    )
    assert rows[3][3:] == (None,) * 6
    assert sheet["A2"].hyperlink.target == "https://w3id.org/maillage/id/commune/01004"
    assert sheet["G2"].number_format == "dd/mm/yyyy"
    assert "€" in sheet["E2"].number_format
    assert sheet.freeze_panes == "A2"
    assert sheet.auto_filter.ref == "A1:I4"


def test_no_text_is_a_formula(subject: Made, rich: Answer) -> None:
    for formula in ("=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "{=1}", "=cmd|'/c calc'!A1", HOSTILE):
        found = answer((("nom", "text"),), [(formula,)], None)
        written = Xlsx().render(subject(found))
        cell = openpyxl.load_workbook(BytesIO(written)).worksheets[0]["A2"]
        assert cell.data_type == "s"
    inside = zipfile.ZipFile(BytesIO(Xlsx().render(subject(rich))))
    sheets = [inside.read(name) for name in inside.namelist() if "worksheets/sheet" in name]
    assert not any(b"<f>" in text or b"<f " in text for text in sheets)
    assert not any("vba" in name or "external" in name.lower() for name in inside.namelist())


def test_the_second_sheet_says_what_it_is_and_where_from(subject: Made, rich: Answer) -> None:
    book = openpyxl.load_workbook(BytesIO(Xlsx().render(subject(rich))))
    about = dict(book.worksheets[1].iter_rows(values_only=True))
    assert about["Titre"] == "Combien ?"
    assert about["Version"] == "abc123abc123"
    assert about["Requête SPARQL"] == "SELECT ?commune {}"
    assert about["Paramètre a"] == "b"
    assert "etalab" in str(about["Licence"])
    assert "version abc123abc123" in str(about["Citer"])
    assert about["Adresse"] == "https://maillage.example/queries/combien?a=b"


def test_the_same_answer_gives_the_same_bytes(subject: Made, rich: Answer) -> None:
    assert Xlsx().render(subject(rich)) == Xlsx().render(subject(rich))


def test_a_very_long_text_is_cut_and_an_old_date_is_a_text(subject: Made) -> None:
    columns = (("texte", "text"), ("date", "date"))
    found = answer(columns, [("a" * 40_000, "1789-07-14")], None)
    row = openpyxl.load_workbook(BytesIO(Xlsx().render(subject(found)))).worksheets[0][2]
    assert len(str(row[0].value)) == LONGEST
    assert str(row[0].value).endswith("…")
    assert row[1].value == "1789-07-14"


def test_an_answer_without_rows_is_a_workbook_too(subject: Made) -> None:
    found = answer((("nom", "text"),), [], None)
    assert openpyxl.load_workbook(BytesIO(Xlsx().render(subject(found)))).worksheets[0]["A1"].value
