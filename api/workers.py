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
from api.outside import QUESTION, Outside
from maillage.errors import UnavailableError
from maillage.settings import Settings

START_SECONDS = 30.0
LOWEST_PRIORITY = 19
SECRETS = frozenset({"MAILLAGE_STORE_USER", "MAILLAGE_STORE_PASSWORD"})


def _environment() -> dict[str, str]:
    """Ours, without what a process that reads strangers' texts has no use for."""
    return {name: text for name, text in os.environ.items() if name not in SECRETS}


class WorkerLost(Exception):
    """The process ended in the middle of a query."""


class Worker:
    """One process, with at most one query in hand."""

    def __init__(self, process: asyncio.subprocess.Process, outside: Outside | None = None) -> None:
        self._process = process
        self._outside = outside
        assert process.stdin
        assert process.stdout
        self._jobs, self._replies = process.stdin, process.stdout
        self.confined = False

    @classmethod
    async def start(
        cls, store: Path, settings: Settings, outside: Outside | None = None
    ) -> "Worker":
        """A process that has opened the store, or asks `outside`, to evaluate queries.

        Raises:
            UnavailableError: it could not, or took too long.
        """
        limits = (str(settings.query_seconds), str(settings.query_megabytes))
        if outside is None:
            return await cls.run("api.worker", store, *limits)
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
        worker = cls(process, outside)
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
        await self._send(frames.pack(head, body))
        told, answer = await self._read()
        if self._outside and QUESTION in told:
            told, answer = await self._fetched(self._outside, told[QUESTION])
        if "status" in told:
            raise Problem(told["status"], told["fr"], told["en"])
        return told, answer

    async def _fetched(
        self, outside: Outside, question: dict[str, Any]
    ) -> tuple[dict[str, Any], bytes]:
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
