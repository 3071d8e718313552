"""The command as a person runs it: what it prints, where, and the status it ends with."""

import io
import json
import re
import shutil
import socket
import subprocess
import sys
from collections.abc import Mapping
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from loaders import read as reading
from maillage.build import Outcome
from maillage.cli import main
from maillage.model import Level
from maillage.settings import Settings, described
from tests.checkout import ROOT

CAHORS = ROOT / "data" / "documents" / "cahors-acv-dossier-de-presse-2018.md"
LOMAGNE = ROOT / "data" / "documents" / "fleurance-lectoure-pvd-convention-adhesion.md"


@dataclass(frozen=True)
class Result:
    """What a command printed and the status it ended with."""

    returncode: int
    stdout: str
    stderr: str


def run(
    *arguments: object, root: Path = ROOT, environment: Mapping[str, str] | None = None
) -> Result:
    """``maillage …`` in the checkout `root`, within this process."""
    out, err = io.StringIO(), io.StringIO()
    with pytest.MonkeyPatch.context() as patch, redirect_stdout(out), redirect_stderr(err):
        for name, value in {"MAILLAGE_ROOT": str(root), **(environment or {})}.items():
            patch.setenv(name, value)
        with pytest.raises(SystemExit) as ended:
            main([str(argument) for argument in arguments])
    return Result(int(ended.value.code or 0), out.getvalue(), err.getvalue())


def refused(result: Result, *said: str) -> None:
    """Status 2, nothing on standard output, and one line that says what and where."""
    assert result.returncode == 2
    assert result.stdout == ""
    (line,) = result.stderr.splitlines()
    assert line.startswith("maillage: ")
    for words in said:
        assert words in line


@pytest.fixture
def checkout(small: tuple[Settings, Outcome], tmp_path: Path) -> Path:
    """A small built checkout of its own."""
    root = tmp_path / "checkout"
    shutil.copytree(small[0].root, root)
    return root


def snapshot(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def test_help_names_every_verb_and_serve_help_every_setting() -> None:
    said = run("--help").stdout
    for verb in ("read", "load", "check", "build", "serve", "ask", "fmt"):
        assert re.search(rf"^  {verb} +\w", said, re.MULTILINE)
    serving = run("serve", "--help").stdout
    for name, _, meaning in described():
        assert name in serving
        assert meaning.split()[0] in serving


def test_the_module_is_the_command() -> None:
    command = [sys.executable, "-m", "maillage", "read", "/no/such/file.md"]
    result = subprocess.run(command, capture_output=True, text=True, check=False)
    assert result.returncode == 2
    assert result.stderr.count("\n") == 1


def test_read_prints_the_reading_as_json() -> None:
    result = run("read", LOMAGNE)
    assert result.returncode == 0
    reading = json.loads(result.stdout)
    assert reading["programme"] == "PVD"
    assert len(reading["parties"]) == 6
    assert reading["amounts"] == []


def test_read_text_is_the_text_that_offsets_refer_to() -> None:
    text = run("read", CAHORS, "--format", "text").stdout
    assert text == CAHORS.read_text(encoding="utf-8")


def test_read_writes_one_file_a_document_with_o(tmp_path: Path) -> None:
    result = run("read", CAHORS, LOMAGNE, "--format", "text", "-o", tmp_path)
    assert result.returncode == 0
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        f"{CAHORS.name}.txt",
        f"{LOMAGNE.name}.txt",
    ]


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("absent.md", None, "absent.md"),
        ("empty.md", b"", "empty.md"),
        ("image.md", b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 8, "image.md"),
        ("scan.pdf", b"%PDF-1.7 not a document", "scan.pdf"),
        ("unknown.xyz", b"some words", "unknown.xyz"),
    ],
)
def test_a_document_that_cannot_be_read_is_refused_and_nothing_is_written(
    tmp_path: Path, name: str, content: bytes | None, said: str
) -> None:
    path = tmp_path / name
    if content is not None:
        path.write_bytes(content)
    out = tmp_path / "out"
    refused(run("read", CAHORS, path, "-o", out), said)
    assert not out.exists()


def test_two_files_of_one_name_are_not_written_over_each_other(tmp_path: Path) -> None:
    twin = tmp_path / "twin" / CAHORS.name
    twin.parent.mkdir()
    shutil.copy(CAHORS, twin)
    refused(run("read", CAHORS, twin, "-o", tmp_path / "out"), "same name")


def test_loading_twice_leaves_every_file_as_it_was(checkout: Path) -> None:
    assert run("load", root=checkout).returncode == 0
    first = snapshot(checkout / "data" / "ttl")
    times = {p.name: p.stat().st_mtime_ns for p in (checkout / "data" / "ttl").iterdir()}
    again = run("load", root=checkout)
    assert again.returncode == 0
    assert snapshot(checkout / "data" / "ttl") == first
    assert {p.name: p.stat().st_mtime_ns for p in (checkout / "data" / "ttl").iterdir()} == times


def test_a_draft_shows_the_difference_and_writes_nothing(checkout: Path) -> None:
    document = checkout / "data" / "documents" / LOMAGNE.name
    text = document.read_text(encoding="utf-8")
    document.write_text(text.replace("dix-huit (18) mois", "vingt-quatre (24) mois"), "utf-8")
    before = snapshot(checkout / "data")
    result = run("load", "--draft", root=checkout)
    assert result.returncode == 0
    assert re.search(r"^-.*dureeMois.*\n", result.stdout, re.MULTILINE) or "+" in result.stdout
    assert "24" in result.stdout
    assert snapshot(checkout / "data") == before


def test_checking_the_whole_graph_names_the_anomalies_in_french(
    small: tuple[Settings, Outcome],
) -> None:
    result = run("check", "--all", root=small[0].root)
    assert result.returncode == 1
    for words in ("999999", "Chambéry", "Fleurance", "Lectoure", "Revitalisation Rurale"):
        assert words in result.stdout
    said = [line for line in result.stdout.splitlines() if line.startswith(("  - ", "  · "))]
    assert said
    assert not any("https://w3id.org" in line for line in said)


def test_check_as_json_follows_the_contract_and_is_the_same_each_time(
    small: tuple[Settings, Outcome],
) -> None:
    first, second = (run("check", "--format", "json", root=small[0].root) for _ in range(2))
    assert first.stdout == second.stdout
    report = json.loads(first.stdout)
    assert report["conforms"] is False
    fields = {"severity", "rule", "id", "focus", "path", "value", "message", "source", "repairs"}
    for result in report["results"]:
        assert set(result) == fields
        assert set(result["message"]) == {"fr", "en"}
        assert set(result["source"]) == {"file", "line", "document", "start", "end", "quote"}


def test_a_file_is_checked_as_if_it_were_added(
    small: tuple[Settings, Outcome], tmp_path: Path
) -> None:
    path = tmp_path / "new.ttl"
    path.write_text(
        """PREFIX mlg: <https://w3id.org/maillage/def#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX id: <https://w3id.org/maillage/id/>
PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
<https://w3id.org/maillage/id/adhesion/ort/46240> a mlg:Adhesion ;
    rdfs:label "Pradines, programme ORT"@fr ;
    mlg:programme <https://w3id.org/maillage/id/programme/ort> ;
    mlg:territoire <https://w3id.org/maillage/id/commune/46224> ;
    mlg:statutAdhesion <https://w3id.org/maillage/id/statut-adhesion/signee> ;
    mlg:dateSignature "2017-01-01"^^xsd:date .
""",
        "utf-8",
    )
    result = run("check", path, "--format", "json", root=small[0].root)
    assert result.returncode == 1
    found = {each["id"] for each in json.loads(result.stdout)["results"]}
    assert "C16" in found


def test_broken_turtle_is_refused_with_its_line(
    small: tuple[Settings, Outcome], tmp_path: Path
) -> None:
    path = tmp_path / "broken.ttl"
    path.write_text("@prefix : <http://x/> .\n:a :b :c .\n:d :e", "utf-8")
    refused(run("check", path, root=small[0].root), "broken.ttl:3")


def test_checking_a_document_tells_what_reading_it_told(
    small: tuple[Settings, Outcome], tmp_path: Path
) -> None:
    path = tmp_path / "note.md"
    path.write_text("# Compte rendu\n\nLa réunion a eu lieu.\n", encoding="utf-8")
    result = run("check", path, root=small[0].root)
    assert result.returncode == 0
    (line,) = result.stderr.splitlines()
    assert line.startswith(f"{path}: warning: Aucun modèle ne reconnaît ce document")
    assert "loaders/" in line


def test_checking_a_document_read_with_an_error_ends_with_1(
    small: tuple[Settings, Outcome], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "note.md"
    path.write_text("# Compte rendu\n\nLa réunion a eu lieu.\n", encoding="utf-8")
    grave = replace(reading.UNKNOWN, level=Level.ERROR)
    monkeypatch.setattr(reading, "UNKNOWN", grave)
    result = run("check", path, root=small[0].root)
    assert result.returncode == 1
    assert f"{path}: error: " in result.stderr


def test_a_build_of_bad_data_ends_with_1_and_a_second_one_does_nothing(checkout: Path) -> None:
    result = run("build", root=checkout)
    assert result.returncode == 1
    assert "up to date" in result.stdout
    assert "violations" in result.stdout


@pytest.mark.parametrize("form", ["table", "csv", "json", "tsv"])
def test_a_saved_question_is_answered(small: tuple[Settings, Outcome], form: str) -> None:
    result = run("ask", "conventions", "--format", form, root=small[0].root)
    assert result.returncode == 0
    assert "Fleurance" in result.stdout
    assert result.stdout.endswith("\n")


def test_wrong_questions_and_parameters_are_refused(small: tuple[Settings, Outcome]) -> None:
    root = small[0].root
    refused(run("ask", "actions-par-ax", root=root), "actions-par-axe")
    question = "communes-d-un-programme"
    refused(run("ask", question, "--param", "couleur=vert", root=root), "couleur")
    refused(run("ask", question, "--param", "programme", root=root), "name=value")


def test_fmt_check_tells_what_is_not_canonical(checkout: Path) -> None:
    assert run("fmt", "--check", root=checkout).returncode == 0
    path = checkout / "shapes" / "Untidy.ttl"
    path.write_text("@prefix : <http://x/> .\n:b  :c :d . :a :b :c .\n", "utf-8")
    before = path.read_bytes()
    result = run("fmt", "--check", root=checkout)
    assert result.returncode == 1
    assert "Untidy.ttl" in result.stdout
    assert path.read_bytes() == before
    assert run("fmt", root=checkout).returncode == 0
    assert run("fmt", "--check", root=checkout).returncode == 0


def test_serving_without_a_release_says_what_to_run(tmp_path: Path) -> None:
    refused(run("serve", root=tmp_path), "maillage build")


def test_a_port_in_use_is_named_with_the_remedy(small: tuple[Settings, Outcome]) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        refused(run("serve", "--port", port, root=small[0].root), f":{port}", "--port")


@pytest.mark.parametrize(
    ("arguments", "environment", "said"),
    [
        (["build"], {"MAILLAGE_COLOUR": "green"}, "MAILLAGE_COLOUR"),
        (["serve"], {"MAILLAGE_PORT": "http"}, "MAILLAGE_PORT"),
        (["paint"], {}, "paint"),
        (["read"], {}, "--help"),
        (["check", "--format", "docx"], {}, "docx"),
    ],
)
def test_a_call_that_cannot_be_used_is_refused_in_one_line(
    arguments: list[str], environment: dict[str, str], said: str
) -> None:
    refused(run(*arguments, environment=environment), said)


def test_every_verb_is_in_the_readme() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    for verb in ("read", "load", "check", "build", "serve", "ask", "fmt"):
        assert f"maillage {verb}" in readme
