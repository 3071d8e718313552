"""What the repository promises of itself."""

import json
import re
import subprocess
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
LOCKS = tuple(f"requirements/{name}.txt" for name in ("build", "serve", "test", "editor"))

PERMISSIVE = {"MIT", "BSD-3-Clause", "ISC", "0BSD", "Apache-2.0", "Unlicense"}
"""Licences of what the editor is made with."""


def tracked() -> list[Path]:
    names = subprocess.run(
        ["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout.split("\n")
    return [ROOT / name for name in names if name]


@pytest.mark.parametrize("name", LOCKS)
def test_lock_files_have_hashes_and_no_address(name: str) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")
    pinned = re.findall(r"^[a-z0-9.-]+==", text, re.MULTILINE)
    assert pinned
    assert text.count("--hash=sha256:") >= len(pinned)
    assert "://" not in text
    assert "--index" not in text


def test_what_npm_brings_is_locked_by_hash_without_an_address_and_never_kept_here() -> None:
    lock = json.loads((ROOT / "editor" / "package-lock.json").read_text(encoding="utf-8"))
    brought = {path: one for path, one in lock["packages"].items() if path}
    assert all(one["integrity"].startswith("sha512-") for one in brought.values())
    assert not any("resolved" in one for one in brought.values())
    assert {one["license"] for one in brought.values()} <= PERMISSIVE
    kept = {path.relative_to(ROOT).as_posix() for path in tracked()}
    assert not [one for one in kept if "node_modules" in one or one.startswith("api/static/editor")]


def test_every_library_of_the_project_is_locked() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    locked = (ROOT / "requirements" / "serve.txt").read_text(encoding="utf-8")
    for requirement in project["project"]["dependencies"]:
        name = re.split(r"[<>=]", requirement)[0]
        assert re.search(rf"^{re.escape(name)}==", locked, re.MULTILINE), name


def test_each_part_of_the_repository_has_its_licence() -> None:
    assert "Apache License" in (ROOT / "LICENSE").read_text(encoding="utf-8")
    licences = (ROOT / "LICENSES.md").read_text(encoding="utf-8")
    for name in ("Apache-2.0", "CC BY 4.0", "Licence Ouverte 2.0"):
        assert name in licences


def test_every_link_of_the_documentation_leads_somewhere() -> None:
    for page in (ROOT / name for name in ("README.md", "CONTRIBUTING.md", "LICENSES.md")):
        for target in re.findall(r"\]\((?!https?:)([^)#]+)\)", page.read_text(encoding="utf-8")):
            assert (page.parent / target).exists(), f"{page.name}: {target}"


def test_every_rule_of_the_makefile_is_told_in_the_help() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    for target in ("serve", "editor", "test", "check", "fmt", "bench"):
        assert re.search(rf"^{target}:", makefile, re.MULTILINE)
        assert f"make {target} " in makefile


def test_data_folders_hold_only_data() -> None:
    folders = ("ontology", "shapes", "queries", "data")
    code = [p for p in tracked() if p.suffix == ".py" and p.relative_to(ROOT).parts[0] in folders]
    assert code == []
