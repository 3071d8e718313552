"""A worker process as the service sees it: started, asked, killed."""

import asyncio
import os
import socket
import sys
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

from api import frames
from api.body import Body
from api.errors import Problem
from api.evaluation import Job, Reply
from api.processes import Forked, Process, Started, lower
from maillage.errors import UnavailableError
from maillage.settings import Settings

START_SECONDS = 30.0


class WorkerLost(Exception):
    """The process ended in the middle of a query."""


class Worker:
    """One process, with at most one query in hand."""

    def __init__(
        self, process: Process, jobs: asyncio.StreamWriter, replies: asyncio.StreamReader
    ) -> None:
        self.process = process
        self._jobs, self._replies = jobs, replies
        self.confined = False

    @property
    def shares_memory(self) -> bool:
        """Whether it was forked from the process that holds the release in memory."""
        return isinstance(self.process, Forked)

    @classmethod
    async def start(cls, store: Path, settings: Settings, *more: str) -> "Worker":
        """A process that has opened the store, to evaluate queries (`more`: see `api.worker`).

        Raises:
            UnavailableError: it could not, or took too long.
        """
        limits = (str(settings.query_seconds), str(settings.query_megabytes))
        return await cls.run("api.worker", store, *limits, *more)

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
        assert process.stdin
        assert process.stdout
        worker = cls(Started(process), process.stdin, process.stdout)
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

    @classmethod
    async def met(cls, connection: socket.socket) -> "Worker":
        """The worker at the other end of a connection, which was forked just now.

        Raises:
            WorkerLost: it ended, or says nothing.
        """
        replies, jobs = await asyncio.open_connection(sock=connection)
        try:
            head, _ = await asyncio.wait_for(_frame(replies), START_SECONDS)
            process = Forked(int(head["pid"]))
        except (TimeoutError, ProcessLookupError) as error:
            raise WorkerLost from error
        worker = cls(process, jobs, replies)
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
    ) -> tuple[dict[str, Any], Body]:
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

    async def _read(self) -> tuple[dict[str, Any], Body]:
        return await _frame(self._replies)

    def lower(self) -> None:
        """Lets every other process go first."""
        lower(self.process)

    def kill(self) -> None:
        self.process.kill()

    async def ended(self) -> None:
        """Waits until the process is gone, and closes what led to it."""
        await self.process.ended()
        self._jobs.close()


async def _frame(replies: asyncio.StreamReader) -> tuple[dict[str, Any], Body]:
    try:
        head, body = frames.LENGTHS.unpack(await replies.readexactly(frames.LENGTHS.size))
        told = frames.head(await replies.readexactly(head))
        return told, await Body.received(replies, body)
    except (asyncio.IncompleteReadError, ConnectionError) as error:
        raise WorkerLost from error
