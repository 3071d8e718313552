"""A worker process as the service sees it: started, asked, killed."""

import asyncio
import os
import sys
from collections.abc import Mapping
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
        """A process that has opened the store, to evaluate queries.

        Raises:
            UnavailableError: it could not, or took too long.
        """
        limits = (str(settings.query_seconds), str(settings.query_megabytes))
        return await cls.run("api.worker", store, *limits)

    @classmethod
    async def run(
        cls, module: str, store: Path, *arguments: str, environment: Mapping[str, str] | None = None
    ) -> "Worker":
        """A process of this module that has opened the store.

        Raises:
            UnavailableError: it could not, or took too long.
        """
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", module, str(store), *arguments),
            env={**os.environ, **environment} if environment else None,
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
        head, body = await self.exchange(asdict(job))
        return Reply(body=body, **head)

    async def exchange(
        self, head: dict[str, Any], body: bytes = b""
    ) -> tuple[dict[str, Any], bytes]:
        """What the process answers to one job.

        Raises:
            Problem: it has no answer.
            WorkerLost: the process ended.
        """
        try:
            self._jobs.write(frames.pack(head, body))
            await self._jobs.drain()
        except ConnectionError as error:
            raise WorkerLost from error
        told, answer = await self._read()
        if "status" in told:
            place = told.get("place")
            raise Problem(
                told["status"], told["fr"], told["en"], place=tuple(place) if place else None
            )
        return told, answer

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
