"""A cluster that cannot make documents is told, with what to do."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import distributed
import pytest

from loaders.scale import cluster
from maillage.settings import Settings
from tests.checkout import ROOT
from tests.loaders.scale.test_local import corpus_checkout
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


def unavailable(result: Result, *said: str) -> None:
    """Status 3, and what is wrong with the remedy in the last line."""
    assert result.returncode == 3
    assert result.stdout == ""
    line = result.stderr.splitlines()[-1]
    assert line.startswith("maillage: ")
    for words in said:
        assert words in line


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


def test_without_the_extra_the_command_says_how_to_install_it(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delitem(sys.modules, "loaders.scale.cluster")
    monkeypatch.setitem(sys.modules, "distributed", None)
    result = run("load", "--scheduler", "tcp://127.0.0.1:9", root=settings.root)
    unavailable(result, "--scheduler needs dask.distributed; install the extra: pip install")
