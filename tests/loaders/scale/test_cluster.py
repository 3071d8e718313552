"""A Dask cluster makes the same bytes as one process, and says what is wrong with it."""

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import distributed
import pytest

from loaders import load
from loaders.scale import cluster
from maillage.settings import Settings
from tests.checkout import ROOT
from tests.loaders.scale.test_local import CORPUS, corpus_checkout, written
from tests.maillage.test_cli import Result, run, snapshot

SOON = 60
"""Seconds that a scheduler or a worker may take to start."""
LOCAL = ("--host", "127.0.0.1", "--no-dashboard")


@contextmanager
def started(*command: str, root: Path) -> Iterator[None]:
    """A process of the cluster, ended by its own number."""
    environment = {**os.environ, "MAILLAGE_ROOT": str(root), "PYTHONPATH": str(ROOT)}
    process = subprocess.Popen(
        [sys.executable, "-m", *command],
        env=environment,
        cwd=ROOT,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        yield
    finally:
        process.terminate()
        try:
            process.wait(SOON)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


@contextmanager
def scheduler(folder: Path, root: Path, workers: int) -> Iterator[str]:
    """The address of a scheduler on a free port, once its workers are there."""
    file = folder / "scheduler.json"
    with ExitStack() as running:
        shared = (*LOCAL, "--scheduler-file", str(file))
        first = started("distributed.cli.dask_scheduler", "--port", "0", *shared, root=root)
        running.enter_context(first)
        until = time.monotonic() + SOON
        while not file.is_file() and time.monotonic() < until:
            time.sleep(0.05)
        alone = ("--no-nanny", "--nthreads", "1", "--local-directory", str(folder))
        for _ in range(workers):
            worker = started("distributed.cli.dask_worker", *alone, *shared, root=root)
            running.enter_context(worker)
        with distributed.Client(  # type: ignore[no-untyped-call]
            scheduler_file=str(file), timeout=SOON, set_as_default=False
        ) as client:
            if workers:
                client.wait_for_workers(workers, timeout=SOON)
            address = str(client.scheduler.address)
        yield address


@pytest.fixture(scope="module")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    return corpus_checkout(tmp_path_factory.mktemp("corpus"))


@pytest.fixture(scope="module")
def two_workers(settings: Settings, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with scheduler(tmp_path_factory.mktemp("dask"), settings.root, workers=2) as address:
        yield address


def unavailable(result: Result, *said: str) -> None:
    """Status 3, and what is wrong with the remedy in the last line."""
    assert result.returncode == 3
    assert result.stdout == ""
    line = result.stderr.splitlines()[-1]
    assert line.startswith("maillage: ")
    for words in said:
        assert words in line


def test_a_cluster_writes_the_same_bytes_as_one_process(
    settings: Settings, two_workers: str
) -> None:
    assert run("load", "--jobs", 1, root=settings.root).returncode == 0
    first = written(settings)
    shutil.rmtree(settings.data / "ttl")
    shutil.rmtree(settings.restricted)
    result = run("load", "--scheduler", two_workers, root=settings.root)
    assert result.returncode == 0, result.stderr
    assert written(settings) == first
    assert len(first) == 2 * len(CORPUS)
    shutil.rmtree(settings.data / "ttl")
    shutil.rmtree(settings.restricted)


def test_a_draft_by_a_cluster_writes_nothing(settings: Settings, two_workers: str) -> None:
    before = snapshot(settings.data)
    result = run("load", "--draft", "--scheduler", two_workers, root=settings.root)
    assert result.returncode == 0
    assert "6 files would change" in result.stderr
    assert snapshot(settings.data) == before


def test_a_bad_document_is_refused_by_a_cluster_and_none_is_written(
    settings: Settings, two_workers: str
) -> None:
    bad, absent = settings.root / "scan.pdf", settings.root / "absent.md"
    bad.write_bytes(b"%PDF-1.7 not a document")
    before = snapshot(settings.data)
    files = [*load.documents(settings)[:2], bad, absent]
    result = run("load", *files, "--scheduler", two_workers, root=settings.root)
    assert result.returncode == 2
    line = result.stderr.splitlines()[-1]
    assert line.startswith(f"maillage: {bad}: ")
    assert f"(1 more: {absent})" in line
    assert snapshot(settings.data) == before


def test_where_every_file_is_absent_nothing_is_handed_out(
    settings: Settings, two_workers: str
) -> None:
    absent = settings.root / "absent.md"
    result = run("load", absent, "--scheduler", two_workers, root=settings.root)
    assert result.returncode == 2
    assert result.stderr.splitlines()[-1].startswith(f"maillage: {absent}: ")


def test_a_worker_of_another_version_is_refused(
    settings: Settings, two_workers: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cluster, "__version__", "0.0.0")
    result = run("load", "--scheduler", two_workers, root=settings.root)
    assert result.returncode == 2
    assert "not 0.0.0; install the same" in result.stderr


def test_a_scheduler_without_workers_is_told(settings: Settings, tmp_path: Path) -> None:
    with scheduler(tmp_path, settings.root, workers=0) as address:
        result = run("load", "--scheduler", address, root=settings.root)
    unavailable(result, address, "the scheduler has no workers; start some")


def test_a_scheduler_that_does_not_answer_is_told(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cluster, "SECONDS", 0.5)
    before = snapshot(settings.data)
    result = run("load", "--scheduler", "tcp://127.0.0.1:9", root=settings.root)
    unavailable(result, "tcp://127.0.0.1:9: the scheduler does not answer; start it, or give")
    assert snapshot(settings.data) == before


@pytest.mark.parametrize("address", ["nonsense://x", "tcp://x:nope", "tcp://"])
def test_an_address_that_cannot_be_one_is_told_and_nothing_more(address: str) -> None:
    code = f"from loaders.scale import cluster; cluster.SECONDS = 0.5; cluster._client({address!r})"
    ended = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=False, cwd=ROOT
    )
    assert "Exception ignored" not in ended.stderr
    assert ended.stderr.splitlines()[-1] == (
        f"maillage.errors.UnavailableError: {address}: the scheduler does not answer; "
        "start it, or give its address (tcp://host:8786)"
    )


def test_without_the_extra_the_command_says_how_to_install_it(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delitem(sys.modules, "loaders.scale.cluster")
    monkeypatch.setitem(sys.modules, "distributed", None)
    result = run("load", "--scheduler", "tcp://127.0.0.1:9", root=settings.root)
    unavailable(result, "--scheduler needs dask.distributed; install the extra: pip install")
