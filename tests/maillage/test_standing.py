"""A second build finds its release without what makes one."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from maillage import standing
from maillage.errors import NotReadyError
from maillage.release import POINTER
from maillage.settings import Settings


@pytest.fixture
def config(tmp_path: Path) -> Settings:
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "facts.csv").write_text("a\n1\n", "utf-8")
    return Settings(root=tmp_path)


def put(config: Settings) -> Path:
    """A release of what stands in the checkout, with three findings."""
    release = standing.named(config, standing.fingerprint(config))
    release.folder.mkdir(parents=True)
    findings = {"findings": {"violation": 1, "warning": 2}}
    (release.folder / "manifest.json").write_text(json.dumps(findings), "utf-8")
    return release.folder


def test_without_a_release_of_these_inputs_there_is_nothing_to_switch_to(config: Settings) -> None:
    assert standing.switched(config) is None
    put(config)
    (config.data / "facts.csv").write_text("a\n2\n", "utf-8")
    assert standing.switched(config) is None
    assert not (config.releases / POINTER).exists()


def test_the_release_of_these_inputs_is_served_with_what_its_rules_found(config: Settings) -> None:
    folder = put(config)
    outcome = standing.switched(config)
    assert outcome is not None
    assert (outcome.release.folder, outcome.fresh) == (folder, False)
    assert (outcome.violations, outcome.warnings) == (1, 2)
    assert (config.releases / POINTER).read_text("ascii").strip() == folder.name


def test_while_a_build_runs_nothing_is_switched(config: Settings) -> None:
    put(config)
    with (
        standing.only_one(config),
        pytest.raises(NotReadyError, match="another build is running"),
    ):
        standing.switched(config)


def test_the_command_finds_it_without_the_libraries_of_a_build(config: Settings) -> None:
    folder = put(config)
    code = (
        "import sys, atexit; from maillage.cli import main;"
        "atexit.register(lambda: print(sorted({'rdflib', 'pyshacl', 'fastapi', 'loaders'}"
        " & sys.modules.keys()))); main(['build'])"
    )
    environment = {**os.environ, "MAILLAGE_ROOT": str(config.root)}
    done = subprocess.run(
        [sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 1
    said, counts, libraries = done.stdout.splitlines()
    assert said == f"up to date: release {folder.name} ({folder})"
    assert counts.startswith("1 violations, 2 warnings")
    assert libraries == "[]"
