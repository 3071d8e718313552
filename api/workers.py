"""A worker process as the service sees it: started, asked, killed."""

import asyncio
import os
import socket
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from api import frames
from api.body import Body
from api.errors import Problem
from api.evaluation import Reply
from api.jobs import Job, packed
from api.outside import QUESTION, Outside
from api.processes import Forked, Process, Started, lower
from maillage.errors import UnavailableError
from maillage.settings import Settings

START_SECONDS = 30.0
SECRETS = frozenset({"MAILLAGE_STORE_USER", "MAILLAGE_STORE_PASSWORD"})


def _environment() -> dict[str, str]:
    """Ours, without what a process that reads strangers' texts has no use for."""
    return {name: text for name, text in os.environ.items() if name not in SECRETS}


class WorkerLost(Exception):
    """The process ended in the middle of a query."""


class Worker:
    """One process, with at most one query in hand."""

    def __init__(
        self,
        process: Process,
        jobs: asyncio.StreamWriter,
        replies: asyncio.StreamReader,
        outside: Outside | None = None,
    ) -> None:
        self.process = process
        self._jobs, self._replies = jobs, replies
        self._outside = outside
        self.confined = False

    @property
    def shares_memory(self) -> bool:
        """Whether it was forked from the process that holds the release in memory."""
        return isinstance(self.process, Forked)

    @classmethod
    async def start(
        cls, store: Path, settings: Settings, *more: str, outside: Outside | None = None
    ) -> "Worker":
        """A process that has opened the store, or asks `outside`, to evaluate queries.

        `more` are further arguments of `api.worker`.

        Raises:
            UnavailableError: it could not, or took too long.
        """
        limits = (str(settings.query_seconds), str(settings.query_megabytes))
        if outside is None:
            return await cls.run("api.worker", store, *limits, *more)
        return await cls.run("api.far_worker", store, *limits, outside=outside)

    @classmethod
    async def run(
        cls,
        module: str,
        store: Path,
        *arguments: str,
        environment: Mapping[str, str] | None = None,
        outside: Outside | None = None,
    ) -> "Worker":
        """A process of this module that has opened the store.

        Raises:
            UnavailableError: it could not, or took too long.
        """
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", module, str(store), *arguments),
            env=_environment() | dict(environment or {}),
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.DEVNULL,
            start_new_session=True,
        )
        assert process.stdin
        assert process.stdout
        worker = cls(Started(process), process.stdin, process.stdout, outside)
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
            Problem: it has none.
            WorkerLost: the process ended, most often for want of memory.
        """
        head, body = await self.exchange(packed(job))
        return Reply(body=body, **head)

    async def exchange(
        self, head: dict[str, Any], body: bytes = b""
    ) -> tuple[dict[str, Any], Body]:
        """What the process answers to one job.

        Raises:
            Problem: it has no answer.
            WorkerLost: the process ended.
        """
        await self._send(frames.pack(head, body))
        told, answer = await self._read()
        if self._outside and QUESTION in told:
            told, answer = await self._fetched(self._outside, told[QUESTION])
        if "status" in told:
            place = told.get("place")
            raise Problem(
                told["status"], told["fr"], told["en"], place=tuple(place) if place else None
            )
        return told, answer

    async def _fetched(
        self, outside: Outside, question: dict[str, Any]
    ) -> tuple[dict[str, Any], Body]:
        """What the process makes of the endpoint's answer to its question.

        Raises:
            Problem: the endpoint has none; the process is told, and ready for the next job.
        """
        try:
            heard = await outside.heard(question)
            frame = frames.pack({"headers": dict(heard.headers)}, heard.body)
        except Problem as problem:
            await self._send(frames.pack({"status": problem.http_status, **problem.reasons}))
            await self._read()
            raise
        await self._send(frame)
        return await self._read()

    async def _send(self, frame: bytes) -> None:
        try:
            self._jobs.write(frame)
            await self._jobs.drain()
        except ConnectionError as error:
            raise WorkerLost from error

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
