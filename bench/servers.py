"""The servers that are measured side by side, each a process on a free port of loopback."""

import os
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from maillage.settings import Settings
from tests.server import free_port

START_SECONDS = 60.0
MEMORY_SECONDS = 300.0
LOAD_SECONDS = 900.0
IN_MEMORY, STANDING = b"maillage_release_in_memory 1.0", b"maillage_release_in_memory"
BIN = Path(sys.executable).parent
RDFLIB_ENDPOINT = Path(sys.prefix) / "peers" / "bin" / "rdflib-endpoint"


def fetched(address: str, accept: str = "*/*", timeout: float = 60.0) -> bytes:
    """The body of an answer.

    Raises:
        urllib.error.URLError: there is none, or it is an error.
    """
    request = urllib.request.Request(address, headers={"Accept": accept})
    with urllib.request.urlopen(request, timeout=timeout) as answer:
        return bytes(answer.read())


def _until(address: str, holds: bytes, seconds: float, process: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        assert process.poll() is None, f"{process.args!r} ended with {process.returncode}"
        try:
            if holds in fetched(address, timeout=5):
                return
        except (urllib.error.URLError, OSError):
            pass
        time.sleep(0.2)
    raise TimeoutError(f"{address} was not ready in {seconds:g} s")


@contextmanager
def _process(
    command: Sequence[str], environment: Mapping[str, str] | None = None
) -> Iterator[subprocess.Popen[bytes]]:
    quiet = subprocess.DEVNULL
    variables = {**os.environ, **(environment or {})}
    with subprocess.Popen(command, env=variables, stdout=quiet, stderr=quiet) as process:
        try:
            yield process
        finally:
            process.terminate()
            try:
                process.wait(20)
            except subprocess.TimeoutExpired:  # a peer first ends the queries that nobody awaits
                process.kill()


@contextmanager
def maillage(settings: Settings) -> Iterator[str]:
    """Ours on the current release, without a limit of requests a minute."""
    address = f"http://127.0.0.1:{(port := free_port())}"
    chosen = {
        "MAILLAGE_ROOT": str(settings.root),
        "MAILLAGE_VAR": str(settings.var),
        "MAILLAGE_RATE_PER_MINUTE": "0",
        "MAILLAGE_MEMORY": settings.memory,
    }
    command = [sys.executable, "-m", "maillage", "serve", "--port", str(port)]
    with _process(command, chosen) as process:
        ready = IN_MEMORY if settings.memory == "yes" else STANDING
        _until(f"{address}/metrics", ready, MEMORY_SECONDS, process)
        yield address


@contextmanager
def oxigraph(store: Path) -> Iterator[str]:
    """The native server on the same store, read-only; the address that takes queries."""
    bind = f"127.0.0.1:{free_port()}"
    command = [str(BIN / "oxigraph"), "serve-read-only", "-l", str(store), "-b", bind]
    address = f"http://{bind}/query"
    with _process(command) as process:
        _until(f"{address}?query=ASK%7B%7D", b"true", START_SECONDS, process)
        yield address


@contextmanager
def rdflib_endpoint(triples: Path) -> Iterator[str]:
    """rdflib-endpoint on a file of the merge; the address that takes queries."""
    port = free_port()
    command = [str(RDFLIB_ENDPOINT), "serve", "--port", str(port), str(triples)]
    address = f"http://127.0.0.1:{port}/"
    with _process(command) as process:
        _until(f"{address}?query=ASK%7B%7D", b"true", LOAD_SECONDS, process)
        yield address
