"""The comparison of answers itself: what it must take for the same, and what not."""

import pytest

from tests.conformance.results import Said, read


def rows(*lines: str, is_ordered: bool = False) -> Said:
    return read("\n".join(("?a\t?b", *lines, "")).encode(), ".tsv", is_ordered)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (["_:a\t_:b"], ["_:x\t_:y"]),
        (["1.50\t1"], ["1.5\t01"]),
        (["1.0e6\ttrue"], ["1000000e0\ttrue"]),
        (["1\t2", "3\t4"], ["3\t4", "1\t2"]),
    ],
)
def test_names_of_nodes_spelling_of_numbers_and_order_do_not_matter(
    one: list[str], other: list[str]
) -> None:
    assert rows(*one) == rows(*other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (["_:a\t_:a"], ["_:x\t_:y"]),
        (["_:a\t1", "_:a\t2"], ["_:a\t1", "_:b\t2"]),
        (["1\t2"], ["1\t2", "1\t2"]),
        (["1\t2"], ["1.0\t2"]),
        (['"a"\t'], ['"a"@fr\t']),
        (["\t1"], ["1\t"]),
    ],
)
def test_shared_nodes_repeated_rows_and_types_do(one: list[str], other: list[str]) -> None:
    assert rows(*one) != rows(*other)


def test_order_counts_where_the_query_orders() -> None:
    one, other = ("1\t2", "3\t4"), ("3\t4", "1\t2")
    assert rows(*one, is_ordered=True) != rows(*other, is_ordered=True)


def test_an_empty_table_is_told_by_its_columns() -> None:
    assert read(b"a,b\r\n", ".csv", False) != read(b"a,c\r\n", ".csv", False)
