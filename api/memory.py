"""The release in memory: whether it fits, and the workers that a process forks from it."""

import asyncio
import socket
import sys
from contextlib import suppress
from pathlib import Path

from api.nursery import ASK, READY
from api.workers import Worker, WorkerLost
from maillage.errors import InputError, UnavailableError
from maillage.release import Release
from maillage.settings import Settings

BYTES_A_QUAD = 450
"""What a quad takes in memory: 1 648 MiB for 3 836 443 quads (the country, November 2026)."""
KIB = 1024
MEMORY = Path("/proc/meminfo")
CHOICES = ("auto", "yes", "no")


def available() -> int:
    """Bytes of memory that this machine has to give; 0 where it does not tell."""
    if not MEMORY.is_file():
        return 0
    told = dict(line.split(":", 1) for line in MEMORY.read_text().splitlines())
    kilobytes, _, _ = told["MemAvailable"].strip().partition(" ")
    return int(kilobytes) * KIB


def needed(release: Release) -> int:
    """Bytes that a release takes in memory, its merge included."""
    quads: int = sum(release.manifest()["graphs"].values())
    return 2 * BYTES_A_QUAD * quads


def wanted(settings: Settings, release: Release) -> bool:
    """Whether SPARQL is to be answered from memory.

    Raises:
        InputError: the setting is none of `CHOICES`.
    """
    if settings.memory not in CHOICES:
        reason = f"{settings.memory!r} is none of {', '.join(CHOICES)}"
        raise InputError("MAILLAGE_MEMORY", reason)
    if settings.store:
        return False
    if settings.memory == "auto":
        return 2 * needed(release) <= available()
    return settings.memory == "yes"


class Nursery:
    """The process that holds the release (`api.nursery`), as the service sees it."""

    def __init__(self, process: asyncio.subprocess.Process, control: socket.socket) -> None:
        self._process = process
        self._control = control

    @classmethod
    async def start(cls, store: Path, settings: Settings) -> "Nursery":
        """A process that has read the whole store; it takes seconds for millions of triples.

        Raises:
            UnavailableError: it ended before, most often for want of memory.
        """
        ours, theirs = socket.socketpair()
        limits = (str(settings.query_seconds), str(settings.query_megabytes))
        with theirs:
            process = await asyncio.create_subprocess_exec(
                *(sys.executable, "-m", "api.nursery", str(store), *limits),
                stdin=theirs.fileno(),
                stdout=asyncio.subprocess.DEVNULL,
                stderr=asyncio.subprocess.DEVNULL,
                start_new_session=True,
            )
        ours.setblocking(False)
        nursery = cls(process, ours)
        try:
            word = await asyncio.get_running_loop().sock_recv(ours, len(READY))
        except BaseException:
            await nursery.close()
            raise
        if word != READY:
            await nursery.close()
            raise UnavailableError(f"{store}: cannot be held in memory; it is read from disk")
        return nursery

    async def worker(self) -> Worker:
        """A worker that shares the memory of the release.

        Raises:
            WorkerLost: the process that forks them is gone.
        """
        ours, theirs = socket.socketpair()
        with theirs:
            try:
                socket.send_fds(self._control, [ASK], [theirs.fileno()])
            except OSError as error:
                ours.close()
                raise WorkerLost from error
        return await Worker.met(ours)

    async def close(self) -> None:
        """Ends the process; the workers that it forked end by themselves."""
        self._control.close()
        with suppress(ProcessLookupError):
            self._process.kill()
        await self._process.wait()
