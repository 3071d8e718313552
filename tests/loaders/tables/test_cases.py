"""Each folder of `cases/` is an input and what must come of it: quads, or a refusal.

``APPROVE=1 pytest tests/loaders/tables`` writes the quads again, to be reviewed.
"""

import os
from pathlib import Path

import pytest

from loaders import tables
from maillage.errors import InputError
from maillage.rdf import RdfFormat, serialize

CASES = Path(__file__).parent / "cases"
READ = sorted(path.parent.name for path in CASES.glob("*/input") if "refused" not in path.parts[-2])
REFUSED = sorted(path.parent.name for path in CASES.glob("refused-*/input"))


def _lines(folder: Path) -> list[str]:
    text = serialize(tables.quads(folder), format=RdfFormat.N_QUADS)
    assert text is not None
    return sorted(text.decode().splitlines())


@pytest.mark.parametrize("name", READ)
def test_a_folder_of_tables_gives_these_quads(name: str) -> None:
    expected = CASES / name / "expected.nq"
    found = _lines(CASES / name / "input")
    if os.environ.get("APPROVE"):
        expected.write_text("\n".join(found) + "\n", encoding="utf-8")
    assert found == expected.read_text(encoding="utf-8").splitlines()


@pytest.mark.parametrize("name", REFUSED)
def test_a_bad_folder_is_refused_with_its_place_and_the_remedy(name: str) -> None:
    folder = CASES / name / "input"
    with pytest.raises(InputError) as refusal:
        list(tables.quads(folder))
    expected = (CASES / name / "error.txt").read_text(encoding="utf-8").strip()
    assert str(refusal.value).replace(f"{folder}{os.sep}", "") == expected


def test_a_missing_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="is not a folder"):
        list(tables.quads(tmp_path / "nothing"))


def test_there_are_cases_of_both_sorts() -> None:
    assert len(READ) >= 15
    assert len(REFUSED) >= 20
