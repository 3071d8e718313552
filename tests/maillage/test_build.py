"""A build makes a whole release or none; the served one is never touched."""

import os
import shutil
import signal
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import pytest

from maillage.build import PARTIAL, Outcome, build, ensure, fingerprint
from maillage.commands.options import STAGES
from maillage.errors import InputError, UnavailableError
from maillage.release import current
from maillage.settings import Settings
from tests.checkout import small_checkout


@pytest.fixture
def copied(small: tuple[Settings, Outcome], tmp_path: Path) -> Settings:
    """A built checkout of its own, for a test that changes it."""
    root = tmp_path / "checkout"
    shutil.copytree(small[0].root, root)
    return Settings(root=root)


def test_the_release_is_served_and_whole(small: tuple[Settings, Outcome]) -> None:
    config, outcome = small
    release = current(config)
    assert release == outcome.release
    assert len(release.view()) > 10_000
    assert release.public_text("cahors-acv-dossier-de-presse-2018")
    assert release.report()["results"]
    assert release.manifest()["clashes"] == []


def test_the_merge_holds_each_triple_of_the_graphs_once(small: tuple[Settings, Outcome]) -> None:
    view = small[1].release.view()
    query = "SELECT (COUNT(*) AS ?n) WHERE { %s }"
    distinct = "SELECT DISTINCT ?s ?p ?o WHERE { GRAPH ?g { ?s ?p ?o } }"
    merged = next(view.select(query % "?s ?p ?o"))["n"].value
    assert merged == next(view.select(query % f"{{ {distinct} }}"))["n"].value
    assert int(merged) < int(next(view.select(query % "GRAPH ?g { ?s ?p ?o }"))["n"].value)


def test_what_is_inferred_is_not_asserted_elsewhere(small: tuple[Settings, Outcome]) -> None:
    assert (
        not small[1]
        .release.view()
        .ask(
            """ASK { GRAPH <https://w3id.org/maillage/id/graph/inference> { ?s ?p ?o }
                 GRAPH ?g { ?s ?p ?o }
                 FILTER (?g != <https://w3id.org/maillage/id/graph/inference>) }"""
        )
    )


def test_building_again_changes_nothing(small: tuple[Settings, Outcome]) -> None:
    config, first = small
    again = build(config)
    assert not again.fresh
    assert again.release == first.release
    assert ensure(config) == first.release


def test_the_same_inputs_have_the_same_name_and_report_elsewhere(
    small: tuple[Settings, Outcome], tmp_path: Path
) -> None:
    other = Settings(root=small_checkout(tmp_path / "other"))
    said: list[str] = []
    outcome = build(other, said.append)
    assert outcome.fresh
    assert outcome.release.identifier == small[1].release.identifier
    assert len(said) == STAGES
    for name in ("report.json", "manifest.json"):
        mine, theirs = (r.folder / name for r in (outcome.release, small[1].release))
        assert mine.read_bytes() == theirs.read_bytes()


def test_a_change_of_data_is_a_change_of_name(copied: Settings) -> None:
    before = fingerprint(copied)
    table = copied.data / "reference" / "acv-2018.csv"
    table.write_text(table.read_text("utf-8").replace("Cahors", "Cahorsine"), "utf-8")
    assert fingerprint(copied) != before


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("ontology/broken.ttl", "@prefix : <http://x/> .\n:a :b", "broken.ttl:2"),
        ("data/reference/unknown-2020.csv", "a,b\n1,2\n", "unknown-2020.csv"),
        ("data/documents/empty.md", "", "empty.md"),
        ("data/documents/binary.txt", "\0\1\2\3" * 400, "binary.txt"),
    ],
)
def test_bad_input_names_the_file_and_leaves_the_release(
    copied: Settings, name: str, content: str, said: str
) -> None:
    served = current(copied)
    before = sorted(path.name for path in copied.releases.iterdir())
    (copied.root / name).write_text(content, "utf-8")
    with pytest.raises(InputError, match=said):
        build(copied)
    assert current(copied) == served
    kept = [p.name for p in copied.releases.iterdir() if not p.name.startswith(PARTIAL)]
    assert sorted(kept) == before


def _begun(config: Settings) -> bool:
    return any((folder / "store").is_dir() for folder in config.releases.glob(f"{PARTIAL}*"))


def test_a_killed_build_leaves_the_served_release_and_the_next_one_cleans_up(
    copied: Settings,
) -> None:
    """The next one keeps no old release either where one is to be kept, but the served one."""
    served = current(copied)
    note = copied.data / "documents" / "note.md"
    note.write_text("Une note sans convention.\n", "utf-8")
    command = [sys.executable, "-m", "maillage", "build"]
    environment = {**os.environ, "MAILLAGE_ROOT": str(copied.root)}
    process = subprocess.Popen(command, env=environment, stderr=subprocess.DEVNULL)
    deadline = time.monotonic() + 60
    while not _begun(copied) and process.poll() is None and time.monotonic() < deadline:
        time.sleep(0.005)
    process.send_signal(signal.SIGKILL)
    assert process.wait() == -signal.SIGKILL
    assert current(copied) == served
    assert len(served.view()) > 10_000
    assert list(copied.releases.glob(f"{PARTIAL}*"))
    few = replace(copied, keep_releases=1)
    next_one = build(few)
    assert next_one.fresh
    assert not list(copied.releases.glob(f"{PARTIAL}*"))
    assert next_one.release != served
    assert current(copied) == next_one.release
    assert not served.folder.exists()
    assert next_one.release.folder.is_dir()


def test_two_builds_do_not_run_at_once(copied: Settings) -> None:
    code = (
        "import fcntl,sys,time; f=open(sys.argv[1],'w'); fcntl.flock(f,fcntl.LOCK_EX);"
        "print('held',flush=True); time.sleep(60)"
    )
    lock = str(copied.releases / ".lock")
    holder = subprocess.Popen([sys.executable, "-c", code, lock], stdout=subprocess.PIPE)
    try:
        assert holder.stdout
        assert holder.stdout.readline() == b"held\n"
        with pytest.raises(UnavailableError, match="another build is running"):
            build(copied)
    finally:
        holder.kill()
        holder.wait()


def test_the_served_release_is_not_removed_where_one_is_to_be_kept(copied: Settings) -> None:
    served = current(copied)
    again = build(replace(copied, keep_releases=1))
    assert not again.fresh
    assert again.release == served
    assert served.folder.is_dir()
