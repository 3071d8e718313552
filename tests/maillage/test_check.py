"""``maillage check``: several files, an earlier report, no graph, another project."""

import json
import os
from pathlib import Path
from unittest.mock import patch

import pytest
from click.testing import CliRunner, Result

from maillage.cli import main
from maillage.figures import FIXED
from maillage.validation import FORMATS
from tests.checkout import ROOT

GOOD = """PREFIX mlg: <https://w3id.org/maillage/def#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
<https://w3id.org/maillage/id/adhesion/ort/46224> a mlg:Adhesion ;
    rdfs:label "Pradines, programme ORT"@fr , "Pradines, ORT programme"@en ;
    mlg:programme <https://w3id.org/maillage/id/programme/ort> ;
    mlg:territoire <https://w3id.org/maillage/id/commune/46224> ;
    mlg:statutAdhesion <https://w3id.org/maillage/id/statut-adhesion/signee> ;
    mlg:dureeMois 60 ;
    mlg:dateSignature "2020-01-01"^^xsd:date .
"""
BAD = GOOD.replace("2020-01-01", "2017-01-01")
ALONE = "maillage: sans le graphe national : les liens ne sont pas vérifiés"


@pytest.fixture
def files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of another project with a good file and a bad one; it is the current one."""
    (tmp_path / "good.ttl").write_text(GOOD, encoding="utf-8")
    (tmp_path / "bad.ttl").write_text(BAD, encoding="utf-8")
    (tmp_path / "broken.ttl").write_text("<a> <b>", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def check(*arguments: object) -> Result:
    """``maillage check …`` with our rules and no graph, within this process."""
    with patch.dict(os.environ, {"MAILLAGE_VAR": str(Path.cwd() / "no")}):
        os.environ.pop("MAILLAGE_ROOT", None)
        return CliRunner().invoke(main, ["check", *map(str, arguments)])


@pytest.mark.usefixtures("files")
class TestWithoutGraph:
    def test_a_file_of_another_project_is_checked_and_one_line_says_what_is_not(self) -> None:
        done = check("good.ttl")
        assert (done.exit_code, done.stdout) == (0, "Tout respecte les règles.\n")
        (line,) = done.stderr.splitlines()
        assert line.startswith(ALONE)

    def test_the_line_is_in_the_language_that_was_asked_for(self) -> None:
        assert "without the national graph" in check("good.ttl", "--lang", "en").stderr

    def test_a_bad_file_is_told(self) -> None:
        done = check("bad.ttl")
        assert done.exit_code == 1
        assert "C16" in done.stdout
        assert "ligne 10 de bad.ttl" in done.stdout

    def test_a_document_is_checked(self, files: Path) -> None:
        source = ROOT / "data" / "documents" / "fleurance-lectoure-pvd-convention-adhesion.md"
        (files / source.name).write_bytes(source.read_bytes())
        done = check(source.name)
        assert done.exit_code == 0
        assert "caractères" in done.stdout


@pytest.mark.usefixtures("files")
class TestSeveralFiles:
    def test_a_file_of_no_use_hides_nothing_of_the_others(self) -> None:
        done = check("nothing.ttl", "bad.ttl", "broken.ttl", "good.ttl")
        assert done.exit_code == 2
        assert "C16" in done.stdout
        _, first, second = done.stderr.splitlines()
        assert first.startswith("maillage: nothing.ttl: cannot be read")
        assert second.startswith("maillage: broken.ttl:1: ")

    def test_where_none_is_of_use_each_is_told_and_there_is_no_report(self) -> None:
        done = check("nothing.ttl", "broken.ttl")
        assert (done.exit_code, done.stdout) == (2, "")
        assert [line.split(":")[1] for line in done.stderr.splitlines()[1:]] == [
            " nothing.ttl",
            " broken.ttl",
        ]


@pytest.mark.usefixtures("files")
class TestSince:
    def test_what_was_there_no_longer_fails(self, files: Path) -> None:
        (files / "before.json").write_text(check("bad.ttl", "--format", "json").stdout, "utf-8")
        done = check("bad.ttl", "--since", "before.json")
        assert done.exit_code == 0
        assert done.stdout.endswith(f"0{FIXED}nouvelle, 0{FIXED}corrigée, 1{FIXED}inchangée\n")

    def test_what_is_new_fails(self, files: Path) -> None:
        (files / "before.json").write_text(check("good.ttl", "--format", "json").stdout, "utf-8")
        done = check("bad.ttl", "--since", "before.json", "--format", "json")
        assert done.exit_code == 1
        data = json.loads(done.stdout)
        assert data["since"]["counts"] == {"new": 1, "unchanged": 0, "fixed": 0}

    def test_what_is_mended_is_told(self, files: Path) -> None:
        (files / "before.json").write_text(check("bad.ttl", "--format", "json").stdout, "utf-8")
        done = check("good.ttl", "--since", "before.json")
        assert done.exit_code == 0
        assert "Ce qui est corrigé depuis le rapport précédent (1)\n  - L'ORT" in done.stdout

    @pytest.mark.parametrize("content", [b"", b"[]", b"\xff\xfe", b'{"results": [{}]}'])
    def test_what_is_no_report_is_refused_before_anything_else(
        self, files: Path, content: bytes
    ) -> None:
        (files / "before.json").write_bytes(content)
        done = check("bad.ttl", "--since", "before.json")
        assert (done.exit_code, done.stdout) == (2, "")
        (line,) = done.stderr.splitlines()
        assert line.startswith("maillage: before.json")
        assert "JSON" in line or "--format json" in line

    def test_a_report_that_is_not_there_is_refused(self) -> None:
        done = check("bad.ttl", "--since", "nothing.json")
        assert (done.exit_code, done.stdout) == (2, "")
        assert "nothing.json" in done.stderr


def test_help_names_every_form() -> None:
    said = check("--help").stdout
    for form in FORMATS:
        assert form in said
    assert "--since" in said
