"""A worker process as the service sees it: started, asked, killed."""

import asyncio
import os
import sys
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path
from typing import Any

from api import frames
from api.errors import Problem
from api.evaluation import Job, Reply
from maillage.errors import UnavailableError
from maillage.settings import Settings

START_SECONDS = 30.0
LOWEST_PRIORITY = 19


class WorkerLost(Exception):
    """The process ended in the middle of a query."""


class Worker:
    """One process, with at most one query in hand."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        self._process = process
        assert process.stdin
        assert process.stdout
        self._jobs, self._replies = process.stdin, process.stdout
        self.confined = False

    @classmethod
    async def start(cls, store: Path, settings: Settings) -> "Worker":
        """A process that has opened the store.

        Raises:
            UnavailableError: it could not, or took too long.
        """
        arguments = (str(store), str(settings.query_seconds), str(settings.query_megabytes))
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "api.worker", *arguments),
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.DEVNULL,
            start_new_session=True,
        )
        worker = cls(process)
        try:
            head, _ = await asyncio.wait_for(worker._read(), START_SECONDS)
        except BaseException as error:
            worker.kill()
            await worker.ended()
            if isinstance(error, WorkerLost | TimeoutError):
                reason = "no worker process can open it (make it again: maillage build)"
                raise UnavailableError(f"{store}: {reason}") from error
            raise
        worker.confined = bool(head["confined"])
        return worker

    async def ask(self, job: Job) -> Reply:
        """The reply to a job.

        Raises:
            Problem: the query has no answer.
            WorkerLost: the process ended, most often for want of memory.
        """
        self._jobs.write(frames.pack(asdict(job)))
        head, body = await self._read()
        if "status" in head:
            raise Problem(head["status"], head["fr"], head["en"])
        return Reply(body=body, **head)

    async def _read(self) -> tuple[dict[str, Any], bytes]:
        try:
            lengths = await self._replies.readexactly(frames.LENGTHS.size)
            head, body = frames.LENGTHS.unpack(lengths)
            frame = await self._replies.readexactly(head + body)
        except (asyncio.IncompleteReadError, ConnectionError) as error:
            raise WorkerLost from error
        return frames.unpack(frame, head)

    def lower(self) -> None:
        """Lets every other process go first."""
        with suppress(ProcessLookupError):
            os.setpriority(os.PRIO_PROCESS, self._process.pid, LOWEST_PRIORITY)

    def kill(self) -> None:
        with suppress(ProcessLookupError):
            self._process.kill()

    async def ended(self) -> None:
        """Waits until the process is gone, and closes what led to it."""
        await self._process.wait()
        self._jobs.close()
