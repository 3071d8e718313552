"""Sums under the heads of tables: their unit and their tax."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from loaders import read
from loaders.readers import columns, money
from loaders.readers.layout import blocks
from tests.loaders.cases import SETTINGS

CASES: dict[str, Any] = yaml.safe_load(
    Path(__file__).with_name("columns.yml").read_text(encoding="utf-8")
)


def sums(text: str) -> list[tuple[str, str | None, str]]:
    """Value, tax and words of each sum of the tables of a text."""
    found = blocks(text)
    tables = columns.heads(found)
    return [
        (item.value.plain, item.value.tax, block.text[item.start : item.end])
        for block in found
        if block.table is not None
        for item in columns.sums(block, tables[block.table])
    ]


@pytest.mark.parametrize("case", CASES.values(), ids=list(CASES))
def test_head_of_a_table_gives_unit_and_tax(case: dict[str, Any]) -> None:
    assert [[value, tax] for value, tax, _ in sums(case["table"])] == case["sums"]


def test_words_of_a_sum_are_those_of_its_cell() -> None:
    text = "| Poste | Quantité | Coût (k€) |\n|---|---|---|\n| Lavoir | | 5 400 |\n"
    assert [words for *_, words in sums(text)] == ["5 400"]


def test_each_table_has_its_own_head() -> None:
    table = "| Poste | Coût ({}) |\n|---|---|\n| Lavoir | 40 |\n\nUn texte.\n\n"
    text = table.format("k€") + table.format("M€")
    assert [value for value, *_ in sums(text)] == ["40000", "40000000"]


@pytest.mark.parametrize(
    ("cell", "nature"),
    [
        ("plus de 3 000 €", "minimum"),
        ("environ 3 000 €", "approche"),
        ("plafonné à 3 000 €", "plafond"),
        ("3 000 €", "exact"),
    ],
)
def test_sum_of_a_cell_is_meant_as_its_words_say(cell: str, nature: str) -> None:
    text = f"| Poste | Coût |\n|---|---|\n| Lavoir | {cell} |\n"
    (amount,) = money.read(blocks(text), read.knowledge(SETTINGS), ())
    assert (amount.value, amount.nature) == ("3000", nature)
    assert amount.evidence[0].quote == cell
