"""Rows of tables, their cells, and where these stand."""

import pytest

from loaders.readers import rows


def cells(source: str) -> list[str]:
    return [cell.text for cell in rows.cells(source, [(0, len(source))])]


@pytest.mark.parametrize(
    ("line", "row", "rule"),
    [
        ("| a | b |", True, False),
        ("a\tb", True, False),
        ("|---|:--:|", True, True),
        ("a | b", False, False),
        ("\ten retrait", True, False),
        ("un texte", False, False),
        ("---", False, False),
    ],
)
def test_rows_and_rules_are_told_from_text(line: str, row: bool, rule: bool) -> None:
    assert (rows.is_row(line), rows.is_rule(line)) == (row, rule)


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("| a | b |", ["a", "b"]),
        ("a\tb\tc", ["a", "b", "c"]),
        ("a\t\tc", ["a", "", "c"]),
        ("| | b |", ["", "b"]),
        ("a\t\t", ["a"]),
        ("| **a** | l’eau |", ["a", "l'eau"]),
        ("|---|---|", []),
    ],
)
def test_line_is_cut_into_cells(line: str, expected: list[str]) -> None:
    assert cells(line) == expected


def test_escaped_pipe_cuts_no_cell() -> None:
    assert len(cells("| a \\| x | b |")) == 2


def test_row_cut_by_a_page_has_its_cells_joined() -> None:
    source = "Halle\tCommune de\n\tSamatan"
    found = rows.cells(source, [(0, 16), (17, len(source))])
    assert [cell.text for cell in found] == ["Halle", "Commune de Samatan"]


def test_whole_row_leaves_empty_cells_out() -> None:
    source = "a\t\tc"
    whole = rows.whole(rows.cells(source, [(0, len(source))]))
    assert whole.text == "a | c"
    assert whole.passage(4, 5).start == 3
