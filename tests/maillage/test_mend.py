"""``maillage check --mend``: what is offered by number is applied, and checked again."""

import os
from pathlib import Path
from unittest.mock import patch

import pytest
from click.testing import CliRunner, Result

from maillage.cli import main
from tests.checkout import small_checkout

CAHORS = "cahors-acv-dossier-de-presse-2018"
DATED = """PREFIX mlg: <https://w3id.org/maillage/def#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
<https://w3id.org/maillage/id/convention/neuve>
    a mlg:Convention ;
    rdfs:label "Convention neuve"@fr ;
    mlg:dateSignature "13/07/2018" ;
.
"""


@pytest.fixture(scope="module")
def checkout(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return small_checkout(tmp_path_factory.mktemp("mend") / "checkout")


@pytest.fixture
def turtle(tmp_path: Path) -> Path:
    path = tmp_path / "neuve.ttl"
    path.write_text(DATED, encoding="utf-8")
    return path


def check(checkout: Path, *arguments: object) -> Result:
    """``maillage check …`` in a checkout without a graph, within this process."""
    with patch.dict(os.environ, {"MAILLAGE_ROOT": str(checkout)}):
        return CliRunner().invoke(main, ["check", *map(str, arguments)])


def test_a_mend_is_offered_by_number_and_applied(checkout: Path, turtle: Path) -> None:
    offered = check(checkout, turtle)
    assert offered.exit_code == 1
    assert "[1] Écrire la date 13 juillet 2018" in offered.stdout
    done = check(checkout, turtle, "--mend", "1")
    assert done.exit_code == 0
    assert '-    mlg:dateSignature "13/07/2018" ;' in done.stdout
    assert "13/07/2018" not in turtle.read_text(encoding="utf-8")


def test_the_difference_does_not_spoil_a_report_for_machines(checkout: Path, turtle: Path) -> None:
    done = check(checkout, turtle, "--mend", "1", "--format", "json")
    assert done.stdout.startswith("{")
    assert "+++ b/neuve.ttl" in done.stderr


@pytest.mark.parametrize("numbers", ["0", "2", "1;2", "x", "", "-1"])
def test_numbers_that_are_not_offered_change_nothing(
    checkout: Path, turtle: Path, numbers: str
) -> None:
    done = check(checkout, turtle, "--mend", numbers)
    assert done.exit_code == 2
    assert turtle.read_text(encoding="utf-8") == DATED


def test_mends_are_of_one_file(checkout: Path, turtle: Path) -> None:
    assert check(checkout, "--mend", "1").exit_code == 2
    assert check(checkout, turtle, turtle, "--mend", "1").exit_code == 2


def test_a_mend_of_a_document_is_a_decision_of_a_post(checkout: Path) -> None:
    document = checkout / "data" / "documents" / f"{CAHORS}.md"
    file = checkout / "data" / "corrections" / f"{CAHORS}.yml"
    assert check(checkout, document, "--mend", "1").exit_code == 2
    assert not file.exists()
    done = check(checkout, document, "--mend", "1", "--who", "chargé d'études", "--why", "Détail.")
    assert done.exit_code == check(checkout, document).exit_code
    assert "C02" not in done.stdout
    assert f"+++ b/{CAHORS}.yml" in done.stdout
    assert "who: chargé d'études" in file.read_text(encoding="utf-8")
