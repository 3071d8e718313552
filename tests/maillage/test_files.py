"""A file is written whole or not at all, even where the process is killed in the middle."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from maillage.files import write_atomically

BEFORE, AFTER = b"old " * 1000, b"new " * 1000

KILLED = """
import os, signal, sys
from pathlib import Path
from maillage import files

def killed(*arguments):
    os.kill(os.getpid(), signal.SIGKILL)

setattr(os, sys.argv[2], killed)
files.write_atomically(Path(sys.argv[1]), b"new " * 1000)
"""


@pytest.mark.parametrize("moment", ["fsync", "chmod", "replace"])
def test_a_write_killed_in_the_middle_leaves_the_old_file(tmp_path: Path, moment: str) -> None:
    path = tmp_path / "file.ttl"
    path.write_bytes(BEFORE)
    ended = subprocess.run([sys.executable, "-c", KILLED, str(path), moment], check=False)
    assert ended.returncode == -signal.SIGKILL
    assert path.read_bytes() == BEFORE
    write_atomically(path, AFTER)
    assert path.read_bytes() == AFTER


def test_a_failed_write_leaves_the_old_file_and_nothing_beside(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "file.ttl"
    path.write_bytes(BEFORE)

    def full(_: int) -> None:
        raise OSError("no space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="no space"):
        write_atomically(path, AFTER)
    assert path.read_bytes() == BEFORE
    assert list(tmp_path.iterdir()) == [path]


def test_the_folder_is_made_where_it_is_missing(tmp_path: Path) -> None:
    path = tmp_path / "a" / "b" / "file.txt"
    write_atomically(path, b"x")
    assert path.read_bytes() == b"x"


def test_the_same_bytes_are_not_written_again(tmp_path: Path) -> None:
    path = tmp_path / "file.txt"
    write_atomically(path, b"x")
    os.utime(path, (1, 1))
    write_atomically(path, b"x")
    assert path.stat().st_mtime == 1


@pytest.mark.parametrize("exists", [False, True])
def test_a_restricted_file_is_for_its_owner_alone(tmp_path: Path, exists: bool) -> None:
    path = tmp_path / "names.json"
    if exists:
        write_atomically(path, b"{}", mode=0o644)
    write_atomically(path, b"{}", mode=0o600)
    assert path.stat().st_mode & 0o777 == 0o600
