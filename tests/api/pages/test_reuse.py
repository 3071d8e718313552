"""The code to copy: it runs, and an address cannot end its texts."""

import ast
import shlex

from api.pages.questions import address
from api.pages.reuse import recipes
from maillage.catalogue import Answer
from tests.api.pages.pictures.sheets import answer

COLUMNS = (("code", "code"), ("date", "date"), ("n", "integer"))
HOSTILE = {"a": "'; rm -rf / #\"\\\n) & x=1", "b": "é ?"}


def found() -> Answer:
    return answer(COLUMNS, [("01004", "2020-01-01", 3)], None)


def test_the_address_of_hostile_values_holds_no_quote() -> None:
    csv = f"https://maillage.example{address('combien', HOSTILE, 'csv')}"
    assert not set("'\"\\\n ") & set(csv)
    codes = {one.key: one.code for one in recipes(found(), {"csv": csv, "geojson": csv})}
    assert shlex.split(codes["curl"]) == ["curl", "--fail", "--output", "combien.csv", csv]
    tree = ast.parse(codes["python"])
    call = next(one for one in ast.walk(tree) if isinstance(one, ast.Call))
    assert isinstance(call.args[0], ast.Constant)
    assert call.args[0].value == csv
    assert codes["qgis"] == csv
    assert f'Web.Contents("{csv}")' in codes["excel"]


def test_codes_stay_texts_and_dates_are_dates() -> None:
    codes = {one.key: one.code for one in recipes(found(), {"csv": "https://x.example/a.csv"})}
    assert 'dtype={"code": str}' in codes["python"]
    assert 'parse_dates=["date"]' in codes["python"]
    assert 'colClasses = c(code = "character")' in codes["r"]
    assert "qgis" not in codes


def test_without_a_csv_there_is_no_code() -> None:
    assert recipes(found(), {"xlsx": "https://x.example/a.xlsx"}) == ()
