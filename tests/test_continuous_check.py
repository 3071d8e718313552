"""docs/verification-continue.md: its blocks are what the tools read, and its commands run."""

import json
import os
import re
import shutil
import subprocess
import sys
import sysconfig
import venv
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import jsonschema
import pytest
import yaml
from pre_commit.clientlib import load_config, load_manifest

from maillage.validation import FORMATS
from tests.checkout import ROOT
from tests.maillage.test_check import BAD, GOOD
from tests.maillage.validation.test_formats import schema

PAGE = (ROOT / "docs" / "verification-continue.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```(\w+)\n(.*?)^```", PAGE, re.MULTILINE | re.DOTALL)
HOOKS = ROOT / ".pre-commit-hooks.yaml"
SH_STEP = re.compile(r"^\s*sh '(.*)'$", re.MULTILINE)
STORE = "https://json.schemastore.org/"
CI = (
    "https://gitlab.com/gitlab-org/gitlab/-/raw/master/app/assets/javascripts/editor/schema/ci.json"
)


def blocks(name: str) -> list[str]:
    """The blocks of the page that show this file."""
    return [text for _, text in BLOCKS if text.splitlines()[0].endswith(f" {name}")]


def read(name: str) -> Any:
    (text,) = blocks(name)
    return yaml.load(text, yaml.BaseLoader)


def commands() -> Iterator[str]:
    """Every command line of the page."""
    for job in read(".github/workflows/maillage.yml")["jobs"].values():
        yield from (step["run"] for step in job["steps"] if "run" in step)
    yield from read(".gitlab-ci.yml")["maillage"]["script"]
    yield from SH_STEP.findall(blocks("Jenkinsfile")[0])
    for kind, text in BLOCKS:
        if kind == "sh":
            yield from (line for line in text.splitlines() if not line.startswith("#"))


OURS = [line for line in commands() if line.startswith("maillage ")]
FORM = re.compile(r"--format (\w+)")


def environment() -> dict[str, str]:
    """The command on the path, no graph, and nothing of this checkout by name."""
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    kept = {key: value for key, value in os.environ.items() if not key.startswith("MAILLAGE_")}
    return {**kept, "PATH": path, "MAILLAGE_VAR": "/nonexistent"}


def shell(line: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """As the tools run it: `bash -e`."""
    return subprocess.run(
        ["bash", "-e", "-o", "pipefail", "-c", line],
        cwd=folder,
        env=environment(),
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / "donnees").mkdir()
    (tmp_path / "donnees" / "good.ttl").write_text(GOOD, encoding="utf-8")
    return tmp_path


def spoil(project: Path) -> None:
    (project / "donnees" / "bad.ttl").write_text(BAD, encoding="utf-8")


def test_every_other_command_of_the_page_installs() -> None:
    assert len(OURS) == 7
    assert all(line.startswith("pip install ") for line in commands() if line not in OURS)


def test_every_form_is_in_the_table_of_the_page() -> None:
    assert re.findall(r"^\| `(\w+)` \|", PAGE, re.MULTILINE) == sorted(
        FORMATS, key=[*re.findall(r"^\| `(\w+)` \|", PAGE, re.MULTILINE)].index
    )


def test_the_commands_pass_on_good_files(project: Path) -> None:
    for line in OURS:
        done = shell(line, project)
        assert done.returncode == 0, (line, done.stderr)


def test_the_commands_on_bad_files_fail_only_where_they_should(project: Path) -> None:
    spoil(project)
    for line in OURS:
        fails = "||" not in line and "--since" not in line
        assert shell(line, project).returncode == int(fails), line
    issues = json.loads((project / "gl-code-quality-report.json").read_bytes())
    assert [each["location"] for each in issues] == [
        {"path": "donnees/bad.ttl", "lines": {"begin": 10}}
    ]
    log = json.loads((project / "maillage.sarif").read_bytes())
    jsonschema.validate(log, schema(STORE + "sarif-2.1.0.json"))
    cases = ElementTree.parse(project / "maillage-junit.xml").iter("failure")
    assert [case.attrib["type"] for case in cases] == ["C16"]


def test_the_annotations_of_a_bad_file_name_its_line(project: Path) -> None:
    spoil(project)
    (line,) = [line for line in OURS if "--format github" in line]
    assert shell(line, project).stdout.startswith("::error file=donnees/bad.ttl,line=10,title=C16")


def test_only_what_is_new_fails_since_a_report(project: Path) -> None:
    first, second = [line for line in OURS if "reference.json" in line]
    assert shell(first, project).returncode == 0
    spoil(project)
    assert shell(second, project).returncode == 1


def test_a_file_of_no_use_fails_even_where_a_violation_does_not(project: Path) -> None:
    (project / "donnees" / "broken.ttl").write_text("<a> <b>", encoding="utf-8")
    for line in OURS:
        if "--since" not in line:
            assert shell(line, project).returncode != 0, line


def test_the_artifacts_that_are_published_are_those_that_are_written() -> None:
    written = {target for line in OURS for target in re.findall(r"> (\S+)", line)}
    reports = read(".gitlab-ci.yml")["maillage"]["artifacts"]["reports"]
    steps = read(".github/workflows/maillage.yml")["jobs"]["verification"]["steps"]
    sarif = [step["with"]["sarif_file"] for step in steps if "sarif_file" in step.get("with", {})]
    (junit,) = re.findall(r"junit '(.*?)'", blocks("Jenkinsfile")[0])
    assert {*reports.values(), *sarif, junit, "reference.json"} == written


def test_the_block_of_gitlab_follows_its_schema() -> None:
    jsonschema.Draft7Validator(schema(CI)).validate(read(".gitlab-ci.yml"))


def test_the_block_of_github_follows_its_schema() -> None:
    jsonschema.Draft7Validator(schema(STORE + "github-workflow.json")).validate(
        read(".github/workflows/maillage.yml")
    )


def test_the_schemas_refuse_what_is_wrong() -> None:
    workflow = read(".github/workflows/maillage.yml")
    workflow["jobs"]["verification"]["steps"] = "none"
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.Draft7Validator(schema(STORE + "github-workflow.json")).validate(workflow)


def test_the_hook_is_one_that_precommit_takes() -> None:
    (hook,) = load_manifest(str(HOOKS))
    assert (hook["id"], hook["entry"], hook["language"]) == (
        "maillage-check",
        "maillage check",
        "python",
    )
    for text in blocks(".pre-commit-config.yaml"):
        assert hook["id"] in text


@pytest.mark.parametrize("place", [0, 1])
def test_the_blocks_of_precommit_are_ones_that_it_takes(place: int, tmp_path: Path) -> None:
    path = tmp_path / ".pre-commit-config.yaml"
    path.write_text(blocks(path.name)[place], encoding="utf-8")
    (repo,) = load_config(str(path))["repos"]
    assert [hook["id"] for hook in repo["hooks"]] == ["maillage-check"]


def test_the_hook_takes_the_files_that_can_be_checked() -> None:
    (hook,) = yaml.safe_load(HOOKS.read_text(encoding="utf-8"))
    (local,) = yaml.safe_load(blocks(".pre-commit-config.yaml")[1])["repos"]
    assert local["hooks"][0]["files"] == hook["files"]
    for name in ("a/b.ttl", "c.rdf", "d.jsonld", "e.trig", "f.nq", "g.nt", "h.pdf", "i.odt"):
        assert re.search(hook["files"], name)
    for name in ("README.md", "a.ttl.bak", "ttl", "x.py"):
        assert not re.search(hook["files"], name)


@pytest.fixture
def repository(project: Path) -> Path:
    """A git repository with the local hook of the page, in which a good file is staged."""
    config = blocks(".pre-commit-config.yaml")[1]
    (project / ".pre-commit-config.yaml").write_text(config, encoding="utf-8")
    git(project, "init", "--quiet")
    git(project, "add", ".")
    return project


def git(folder: Path, *arguments: str) -> None:
    subprocess.run(["git", *arguments], cwd=folder, check=True, capture_output=True)


def pre_commit(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "pre_commit", *arguments],
        cwd=folder,
        env={**environment(), "PRE_COMMIT_HOME": str(folder / ".cache"), "NO_COLOR": "1"},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")
def test_precommit_passes_a_good_file_and_stops_a_bad_one(repository: Path) -> None:
    done = pre_commit(repository, "run")
    assert done.returncode == 0, done.stdout
    assert "Passed" in done.stdout
    spoil(repository)
    git(repository, "add", ".")
    done = pre_commit(repository, "run")
    assert done.returncode == 1
    assert "C16" in done.stdout
    assert "ligne 10 de donnees/bad.ttl" in done.stdout


@pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")
def test_precommit_says_what_it_could_not_use(repository: Path) -> None:
    (repository / "donnees" / "broken.ttl").write_text("<a> <b>", encoding="utf-8")
    git(repository, "add", ".")
    done = pre_commit(repository, "run")
    assert done.returncode == 1
    assert "donnees/broken.ttl:1: is not valid Turtle" in done.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The package as pip makes it of the repository, as pre-commit's `language: python` does."""
    source = tmp_path_factory.mktemp("source")
    for name in ("maillage", "loaders", "api", "ontology", "shapes"):
        shutil.copytree(ROOT / name, source / name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copytree(ROOT / "data" / "reference", source / "data" / "reference")
    for path in (*(ROOT / "data").glob("*.csv"), *ROOT.glob("*.toml")):
        shutil.copy(path, source / path.relative_to(ROOT))
    for name in ("README.md", "LICENSE"):
        shutil.copy(ROOT / name, source)
    target = tmp_path_factory.mktemp("wheel")
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check"]
    made = [*pip, "wheel", "-q", "--no-deps", "--no-build-isolation", "--no-index"]
    subprocess.run([*made, "-w", str(target), str(source)], check=True, capture_output=True)
    (built,) = target.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An environment of its own with the wheel; libraries are those of the tests."""
    home = tmp_path_factory.mktemp("environment")
    venv.create(home, with_pip=False)
    python = home / "bin" / "python"
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check", "--python", str(python)]
    subprocess.run([*pip, "install", "-q", "--no-deps", "--no-index", str(wheel)], check=True)
    (site,) = home.glob("lib/python*/site-packages")
    (site / "libraries.pth").write_text(f"{sysconfig.get_path('purelib')}\n", encoding="utf-8")
    return home


def test_the_package_brings_all_that_a_check_needs(installed: Path, project: Path) -> None:
    share = installed / "share" / "maillage"
    assert {path.name for path in (share / "shapes").iterdir()} == {
        path.name for path in (ROOT / "shapes").iterdir()
    }
    document = ROOT / "data" / "documents" / "fleurance-lectoure-pvd-convention-adhesion.md"
    spoil(project)
    for files, status in (["donnees/good.ttl", document], 0), (["donnees/bad.ttl"], 1):
        done = subprocess.run(
            [installed / "bin" / "maillage", "check", *files, "--lang", "en"],
            cwd=project,
            env=environment(),
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == status, done.stderr
        assert "Rule: https://w3id.org/maillage/shapes/" in done.stdout


def test_the_package_is_not_that_of_the_checkout(installed: Path, project: Path) -> None:
    done = subprocess.run(
        [installed / "bin" / "python", "-c", "import maillage; print(maillage.__file__)"],
        cwd=project,
        env=environment(),
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.startswith(str(installed))
