"""A document that takes too long or too much memory is refused, and nothing is written."""

import os
import resource
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Mapping
from pathlib import Path

import pytest

from loaders import scale
from loaders.formats import PLAIN, Options
from loaders.scale.bounds import bounded
from maillage.errors import InputError
from maillage.settings import Settings
from tests.checkout import ROOT, small_checkout
from tests.maillage.test_cli import snapshot

MEGABYTE = 1024 * 1024


def state() -> tuple[object, ...]:
    """What limits hold in this process."""
    return (
        resource.getrlimit(resource.RLIMIT_AS),
        signal.getsignal(signal.SIGALRM),
        signal.getitimer(signal.ITIMER_REAL),
    )


def test_what_stays_within_its_limits_is_let_through() -> None:
    before = state()
    with bounded("a.pdf", 60, 500):
        assert state() != before
        assert len(bytearray(MEGABYTE)) == MEGABYTE
    assert state() == before


def forever() -> None:
    while True:
        pass


def test_what_takes_too_long_is_stopped() -> None:
    before, start = state(), time.monotonic()
    with pytest.raises(InputError) as refused, bounded("a.pdf", 0.05, 500):
        forever()
    assert str(refused.value) == "a.pdf: takes more than 0.05 seconds to read; split it"
    assert time.monotonic() - start < 5
    assert state() == before


def test_what_takes_too_much_memory_is_stopped() -> None:
    before = state()
    with (
        pytest.raises(InputError, match=r"^a\.pdf: takes more than 16 MiB of memory .*; split it"),
        bounded("a.pdf", 60, 16),
    ):
        bytearray(512 * MEGABYTE)
    assert state() == before


def test_another_error_passes_and_the_limits_are_lifted() -> None:
    before = state()
    with pytest.raises(ZeroDivisionError), bounded("a.pdf", 60, 500):
        _ = 1 // 0
    assert state() == before


def test_a_lower_limit_of_the_machine_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    hard = 64 * 1024 * MEGABYTE
    given: list[tuple[int, int]] = []
    monkeypatch.setattr(resource, "getrlimit", lambda _: (hard, hard))
    monkeypatch.setattr(resource, "setrlimit", lambda _, limits: given.append(limits))
    with bounded("a.pdf", 60, 128 * 1024):
        pass
    assert given == [(hard, hard), (hard, hard)]


def test_beside_the_main_thread_no_alarm_is_set() -> None:
    seen: list[tuple[object, ...]] = []

    def inside() -> None:
        with bounded("a.pdf", 60, 500):
            seen.append(state())

    before = state()
    thread = threading.Thread(target=inside)
    thread.start()
    thread.join()
    assert seen == [before]


def test_recognising_pages_may_take_longer() -> None:
    config = Settings(document_seconds=2.0)
    assert scale.seconds(config, PLAIN) == 2.0
    assert scale.seconds(config, Options(ocr=True)) == 2.0 * scale.RECOGNISING


def test_a_document_past_its_time_is_an_outcome_with_its_reason(tmp_path: Path) -> None:
    path = tmp_path / "long.md"
    path.write_text("# Convention\n\n" + "La commune de Valmont signe.\n\n" * 2000, "utf-8")
    found = scale.outcome(path, Settings(root=ROOT, document_seconds=0.001), PLAIN)
    assert found.made is None
    assert found.reason == "takes more than 0.001 seconds to read; split it"


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A checkout of two documents too long for what a process may still have at hand."""
    folder = small_checkout(tmp_path_factory.mktemp("checkout"))
    shutil.rmtree(folder / "data" / "ttl")
    documents = folder / "data" / "documents"
    shutil.rmtree(documents)
    documents.mkdir()
    for name in ("a.md", "b.md"):
        text = "# Convention\n\n" + "La commune de Valmont signe une convention.\n\n" * 50_000
        (documents / name).write_text(text, "utf-8")
    return folder


def loaded(root: Path, limits: Mapping[str, str], *arguments: str) -> tuple[int, str, str]:
    """``maillage load`` in a process of its own, with these limits."""
    environment = {**os.environ, "MAILLAGE_ROOT": str(root), **limits}
    command = [sys.executable, "-m", "maillage", "load", *arguments]
    ended = subprocess.run(
        command, capture_output=True, text=True, check=False, env=environment, cwd=ROOT
    )
    return ended.returncode, ended.stdout, ended.stderr


@pytest.mark.parametrize("jobs", ["1", "2"])
@pytest.mark.parametrize(
    ("variable", "value", "said"),
    [
        ("MAILLAGE_DOCUMENT_SECONDS", "0.01", "takes more than 0.01 seconds to read; split it"),
        ("MAILLAGE_DOCUMENT_MEGABYTES", "1", "takes more than 1 MiB of memory to read; split it"),
    ],
)
def test_the_command_refuses_a_document_past_its_limits_and_writes_nothing(
    root: Path, jobs: str, variable: str, value: str, said: str
) -> None:
    before = snapshot(root)
    status, printed, told = loaded(root, {variable: value}, "--jobs", jobs)
    assert (status, printed) == (2, "")
    (line,) = told.splitlines()
    assert line.startswith("maillage: ")
    assert said in line
    assert "(1 more: " in line
    assert snapshot(root) == before
