"""Real SPARQL 1.1 servers for the tests, each in a folder of its own on free loopback ports."""

import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

from maillage.store.endpoint import Endpoint

START_SECONDS = 60.0
VIRTUOSO = shutil.which("virtuoso-t")
MISSING = "virtuoso-t is not installed (Debian: virtuoso-opensource)"
PASSWORD = "dba"
INI = """
[Database]
DatabaseFile = virtuoso.db
ErrorLogFile = virtuoso.log
LockFile = virtuoso.lck
TransactionFile = virtuoso.trx
xa_persistent_file = virtuoso.pxa
FileExtend = 200
TempStorage = TempDatabase
[TempDatabase]
DatabaseFile = temporary.db
TransactionFile = temporary.trx
[Parameters]
ServerPort = 127.0.0.1:{sql}
DisableUnixSocket = 1
ServerThreads = 12
NumberOfBuffers = 10000
MaxDirtyBuffers = 6000
CheckpointInterval = 0
MaxSortedTopRows = 200000
[HTTPServer]
ServerPort = 127.0.0.1:{http}
ServerThreads = 10
[SPARQL]
ResultSetMaxRows = 0
"""


@dataclass(frozen=True)
class Engine:
    """A running server: `reader` is who asks, `writer` who loads."""

    name: str
    reader: Endpoint
    writer: Endpoint
    configuration: Path | None = None

    @contextmanager
    def cutting(self, rows: int) -> Iterator[None]:
        """Virtuoso with a limit of rows an answer: it reads its file again at every query."""
        assert self.configuration
        before = self.configuration.read_text()
        self.configuration.write_text(before.replace("MaxRows = 0", f"MaxRows = {rows}"))
        try:
            yield
        finally:
            self.configuration.write_text(before)

    @property
    def environment(self) -> Mapping[str, str]:
        """The variables for who loads."""
        used = self.writer
        return {
            "MAILLAGE_STORE": used.query,
            "MAILLAGE_STORE_UPDATE": used.update,
            "MAILLAGE_STORE_GRAPHS": used.graphs,
            "MAILLAGE_STORE_USER": used.user,
            "MAILLAGE_STORE_PASSWORD": used.password,
        }


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def _running(command: list[str], folder: Path, address: str) -> Iterator[None]:
    log = folder / "output.log"
    with log.open("wb") as output:
        server = subprocess.Popen(command, cwd=folder, stdout=output, stderr=output)
        try:
            deadline = time.monotonic() + START_SECONDS
            while not _answers(address):
                assert server.poll() is None, log.read_text(errors="replace")
                assert time.monotonic() < deadline, f"{command[0]} did not start"
                time.sleep(0.05)
            yield
        finally:
            server.kill()
            server.wait()


def _answers(address: str) -> bool:
    try:
        urlopen(address, timeout=5).close()
    except URLError as error:
        return hasattr(error, "code")
    except OSError:
        return False
    return True


LIMIT = ("--timeout-s", "20")
"""A query that a client gave up is stopped, instead of keeping a processor to the end."""


@contextmanager
def oxigraph(folder: Path) -> Iterator[Engine]:
    """A server of Oxigraph, from its package on PyPI."""
    base = f"http://127.0.0.1:{free_port()}"
    binary = Path(sys.executable).with_name("oxigraph")
    place = ["--location", str(folder / "db"), "--bind", base.removeprefix("http://")]
    with _running([str(binary), "serve", *LIMIT, *place], folder, f"{base}/"):
        used = Endpoint(f"{base}/query", f"{base}/update", f"{base}/store")
        yield Engine("oxigraph", used, used)


@contextmanager
def virtuoso(folder: Path) -> Iterator[Engine]:
    """A server of Virtuoso: who asks has no account and may only read; who loads is `dba`."""
    assert VIRTUOSO, MISSING
    http, sql = free_port(), free_port()
    configuration = folder / "virtuoso.ini"
    configuration.write_text(INI.format(http=http, sql=sql))
    base = f"http://127.0.0.1:{http}"
    command = [VIRTUOSO, "+foreground", "+configfile", "virtuoso.ini"]
    with _running(command, folder, f"{base}/sparql"):
        reader = Endpoint(f"{base}/sparql", f"{base}/sparql")
        writer = Endpoint(
            *(f"{base}/sparql", f"{base}/sparql-auth", f"{base}/sparql-graph-crud-auth"),
            *("dba", PASSWORD),
        )
        yield Engine("virtuoso", reader, writer, configuration)
