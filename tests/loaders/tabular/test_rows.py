"""Reading CSV files: what is forgiven, and what is not."""

from pathlib import Path

import pytest

from loaders.tabular import values
from loaders.tabular.rows import KNOWN, Column, Layout, delimiter, read
from maillage.errors import InputError

LAYOUT = Layout(
    columns=(
        Column("code", values.commune, ("insee_com",), filled=True),
        Column("nom"),
        Column("note", required=False),
    ),
    ignored=("lib_dep",),
    key=("code",),
)


def rows(path: Path, text: str) -> list[dict[str, str]]:
    file = path / "t.csv"
    file.write_bytes(text.encode())
    return list(read(file, LAYOUT))


def test_columns_are_found_by_name_in_any_order_and_case(tmp_path: Path) -> None:
    assert rows(tmp_path, "NOM,lib_dep,INSEE_COM\nCahors,Lot,46042\n") == [
        {"code": "46042", "nom": "Cahors", "note": ""}
    ]


@pytest.mark.parametrize("header", ["code,nom", "code;nom", "code\tnom"])
def test_the_separator_is_found(tmp_path: Path, header: str) -> None:
    separator = delimiter(header)
    found = rows(tmp_path, f"{header}\n46042{separator}Cahors\n")
    assert found == [{"code": "46042", "nom": "Cahors", "note": ""}]


def test_blank_lines_and_a_missing_last_line_end_are_nothing(tmp_path: Path) -> None:
    assert len(rows(tmp_path, "code,nom\n\n46042,Cahors\n\n\n32132,Fleurance")) == 2


def test_a_quoted_cell_may_hold_separators_quotes_and_line_ends(tmp_path: Path) -> None:
    found = rows(tmp_path, 'code,nom,note\n46042,"Cahors, ""la"" ville","a\nb"\n32132,x,y\n')
    assert [row["nom"] for row in found] == ['Cahors, "la" ville', "x"]
    assert found[0]["note"] == "a b"


def test_a_line_end_in_the_last_cell_is_not_taken_for_a_quote_never_closed(tmp_path: Path) -> None:
    found = rows(tmp_path, 'code,nom\n46042,"a\nb"\n32132,"c\nd"\n')
    assert [row["nom"] for row in found] == ["a b", "c d"]


@pytest.mark.parametrize("ending", ["", "\n"])
def test_a_quote_never_closed_ends_with_its_line(tmp_path: Path, ending: str) -> None:
    found = rows(tmp_path, f'code,nom\n46042,"Cahors\n32132,"Fleurance\n32208,Lectoure{ending}')
    assert [row["nom"] for row in found] == ["Cahors", "Fleurance", "Lectoure"]


def test_lines_are_counted_through_quoted_line_ends(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"t\.csv:4: column 'code'"):
        rows(tmp_path, 'code,nom\n46042,"a\nb"\nx,y\n')


def test_absent_words_are_empty(tmp_path: Path) -> None:
    assert rows(tmp_path, "code,nom\n46042,NA\n")[0]["nom"] == ""


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="cannot be read"):
        list(read(tmp_path / "none.csv", LAYOUT))


def test_a_header_with_a_quote_out_of_place_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"t\.csv:1: the header has a quote"):
        rows(tmp_path, 'code,"nom" x\n46042,Cahors\n')


def test_cells_mean_the_same_however_many_came_before(tmp_path: Path) -> None:
    lines = [f"{code:05d}, Nom {code} ,NA" for code in range(1, KNOWN + 50)]
    found = rows(tmp_path, "code,nom,note\n" + "\n".join([*lines, "99999, Nom 1 ,NA"]) + "\n")
    assert [row["code"] for row in found[:2]] == ["00001", "00002"]
    assert found[-2] == {"code": f"{KNOWN + 49:05d}", "nom": f"Nom {KNOWN + 49}", "note": ""}
    assert found[-1] == {"code": "99999", "nom": "Nom 1", "note": ""}


def test_a_wrong_cell_that_comes_twice_is_named_at_its_first_line(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"t\.csv:3: column 'code': 'x'"):
        rows(tmp_path, "code,nom\n46042,Cahors\nx,A\nx,B\n")
