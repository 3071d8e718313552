"""The process behind a worker, as its parent ends it: one it started, or one that was forked."""

import asyncio
import os
import signal
from contextlib import suppress
from typing import Protocol

LOWEST_PRIORITY = 19


class Process(Protocol):
    """What the service may do to a worker's process."""

    pid: int

    def kill(self) -> None: ...

    async def ended(self) -> None:
        """Waits until the process is gone."""
        ...


class Started:
    """A process that the service started itself."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        self._process = process
        self.pid = process.pid

    def kill(self) -> None:
        with suppress(ProcessLookupError):
            self._process.kill()

    async def ended(self) -> None:
        await self._process.wait()


class Forked:
    """A process that another one forked; held by a descriptor, since numbers are used again."""

    def __init__(self, pid: int) -> None:
        """Raises `ProcessLookupError` where it is gone already."""
        self.pid = pid
        self._descriptor = os.pidfd_open(pid)
        self._is_gone = False
        self._watched: asyncio.Future[None] | None = None

    def kill(self) -> None:
        if not self._is_gone:
            with suppress(ProcessLookupError):
                signal.pidfd_send_signal(self._descriptor, signal.SIGKILL)

    async def ended(self) -> None:
        """See `Process.ended`; several may wait at once, and each may give up."""
        if self._is_gone:
            return
        if self._watched is None:
            loop = asyncio.get_running_loop()
            self._watched = loop.create_future()
            loop.add_reader(self._descriptor, self._left, loop, self._watched)
        await asyncio.shield(self._watched)

    def _left(self, loop: asyncio.AbstractEventLoop, watched: "asyncio.Future[None]") -> None:
        loop.remove_reader(self._descriptor)
        os.close(self._descriptor)
        self._is_gone = True
        watched.set_result(None)


def lower(process: Process) -> None:
    """Lets every other process go first."""
    with suppress(ProcessLookupError):
        os.setpriority(os.PRIO_PROCESS, process.pid, LOWEST_PRIORITY)
