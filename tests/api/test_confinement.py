"""What a worker takes from itself."""

import os
import subprocess
import sys

import pytest

from api.confinement import ARCHITECTURES

MACHINE_IS_KNOWN = sys.platform == "linux" and os.uname().machine in ARCHITECTURES


def confined(code: str) -> subprocess.CompletedProcess[str]:
    """Runs `code` in a process that has confined itself and may take 128 MiB more."""
    before = "from api.confinement import *; done = withdraw(); limit_memory(128);"
    return subprocess.run(
        [sys.executable, "-c", f"{before}{code}"], capture_output=True, text=True, check=False
    )


@pytest.mark.skipif(not MACHINE_IS_KNOWN, reason="sockets are only refused by Linux")
@pytest.mark.parametrize("family", ["AF_INET", "AF_INET6", "AF_UNIX"])
def test_the_kernel_refuses_sockets(family: str) -> None:
    ended = confined(f"import socket; print(done); socket.socket(socket.{family})")
    assert ended.stdout == "True\n"
    assert "PermissionError" in ended.stderr


def test_memory_ends_at_the_limit() -> None:
    assert "MemoryError" in confined("bytearray(200 * 2**20)").stderr
    assert confined("bytearray(50 * 2**20)").returncode == 0


def test_the_keyboard_does_not_reach_a_worker() -> None:
    ended = confined("import os, signal; os.kill(os.getpid(), signal.SIGINT); print('on')")
    assert ended.stdout == "on\n"
