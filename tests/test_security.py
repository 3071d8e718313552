"""Every line of docs/security.md names tests, and these tests are there."""

import ast
import re
from pathlib import Path

import pytest

from tests.checkout import ROOT

DOCUMENT = ROOT / "docs" / "security.md"
TEST = re.compile(r"`(tests/[\w/.]+\.py)::(\w+)`")
HEADS = ("What is tried", "What happens", "---")


def lines() -> list[tuple[str, str]]:
    """What is tried, and the cell of its proof."""
    found = []
    for line in DOCUMENT.read_text(encoding="utf-8").splitlines():
        if line.startswith(("| ", "|-")):
            first, *_, proof = (cell.strip() for cell in line.strip("|").split("|"))
            if not first.startswith(HEADS):
                found.append((first, proof))
    return found


def functions(path: Path) -> set[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}


def test_the_table_is_read_whole() -> None:
    assert len(lines()) >= 30


@pytest.mark.parametrize(("tried", "proof"), lines())
def test_what_is_tried_has_its_proof(tried: str, proof: str) -> None:
    named = TEST.findall(proof)
    assert named, f"no test proves: {tried}"
    for path, name in named:
        assert name in functions(ROOT / path), f"{path} has no {name}"
    assert TEST.sub("", proof).strip() == "", "only tests stand in the last column"
