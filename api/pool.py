"""The pool of worker processes that evaluate queries.

Every query first goes to a quick worker. One that is not answered within
`PATIENCE` is a long query: at most `settings.workers` of them run at once, at
the lowest priority, while a new process takes the quick place. So heavy
queries wait for each other, and never keep a light one waiting. The time that
a query waits is part of the time that it has: a client hears by the limit.
"""

import asyncio
import logging
import time
from collections import OrderedDict
from collections.abc import Coroutine
from http import HTTPStatus
from math import ceil
from pathlib import Path

from fastapi import Request

from api.errors import Problem
from api.evaluation import Job, Reply
from api.outside import Outside
from api.workers import Worker, WorkerLost
from maillage.errors import UnavailableError
from maillage.settings import Settings

PATIENCE = 0.1
"""Seconds after which a query is a long one."""
QUEUE = 32
"""Queries that may be in hand for each worker; past them, 503."""
REMEMBERED = 1000
"""Long queries that are known as such, and no longer tried where all long places are taken."""
RETRY_SECONDS = 1.0

log = logging.getLogger(__name__)


class Pool:
    """The workers of one release; started and closed inside the event loop."""

    def __init__(self, settings: Settings, store: Path, outside: Outside | None = None) -> None:
        self._settings = settings
        self._store = store
        self._outside = outside
        self._idle: asyncio.Queue[Worker] = asyncio.Queue()
        self._long = asyncio.Semaphore(settings.workers)
        self._alive: set[Worker] = set()
        self._tasks: set[asyncio.Task[None]] = set()
        self._in_hand = 0
        self._known: OrderedDict[str, None] = OrderedDict()

    async def start(self) -> None:
        """Starts the quick workers.

        Raises:
            UnavailableError: the store cannot be opened.
        """
        starting = (self._new() for _ in range(self._settings.workers))
        for worker in await asyncio.gather(*starting):
            self._idle.put_nowait(worker)

    async def close(self) -> None:
        """Ends every process, with whatever it has in hand."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        for worker in self._alive:
            worker.kill()
        await asyncio.gather(*(worker.ended() for worker in self._alive))
        if self._outside:
            self._outside.close()

    async def ask(self, job: Job) -> Reply:
        """The reply to a job, whatever else is being answered.

        Raises:
            Problem: refused, wrong, stopped at a limit (503), or too many at once (503).
        """
        if self._in_hand >= QUEUE * self._settings.workers:
            raise self._busy()
        self._in_hand += 1
        deadline = time.monotonic() + self._settings.query_seconds
        try:
            return await self._quickly(job, deadline) or await self._slowly(job, deadline)
        except WorkerLost as error:
            raise self._out_of_memory() from error
        finally:
            self._in_hand -= 1

    async def _quickly(self, job: Job, deadline: float) -> Reply | None:
        worker = await self._free(deadline)
        if self._long.locked() and job.query in self._known:
            self._idle.put_nowait(worker)
            return None
        asking = asyncio.create_task(worker.ask(job))
        usable = False
        try:
            await asyncio.wait({asking}, timeout=min(PATIENCE, self._settings.query_seconds))
            usable = asking.done() and not isinstance(asking.exception(), WorkerLost)
        except asyncio.CancelledError:
            self._discard(worker, asking)
            raise
        finally:
            if usable:
                self._idle.put_nowait(worker)
            else:
                self._later(self._refill())
        if not usable and (asking.done() or self._long.locked()):
            self._discard(worker, asking)
        if asking.done():
            return asking.result()
        self._remember(job.query)
        if self._long.locked():
            return None
        await self._long.acquire()
        return await self._finished(worker, asking, deadline)

    async def _slowly(self, job: Job, deadline: float) -> Reply:
        try:
            await asyncio.wait_for(self._long.acquire(), _left(deadline))
        except TimeoutError:
            raise self._busy() from None
        try:
            worker = await self._new()
        except BaseException:
            self._long.release()
            raise
        asking = asyncio.create_task(worker.ask(job))
        return await self._finished(worker, asking, deadline)

    async def _finished(
        self, worker: Worker, asking: asyncio.Task[Reply], deadline: float
    ) -> Reply:
        worker.lower()
        try:
            return await asyncio.wait_for(asking, _left(deadline))
        except TimeoutError:
            raise self._too_long() from None
        finally:
            self._discard(worker, asking)
            self._long.release()

    def _remember(self, query: str) -> None:
        self._known[query] = None
        while len(self._known) > REMEMBERED:
            self._known.popitem(last=False)

    async def _free(self, deadline: float) -> Worker:
        try:
            return await asyncio.wait_for(self._idle.get(), _left(deadline))
        except TimeoutError:
            raise self._busy() from None

    async def _new(self) -> Worker:
        worker = await Worker.start(self._store, self._settings, self._outside)
        self._alive.add(worker)
        return worker

    async def _refill(self) -> None:
        while True:
            try:
                self._idle.put_nowait(await self._new())
                return
            except UnavailableError as error:
                log.error("%s", error)
                await asyncio.sleep(RETRY_SECONDS)

    def _discard(self, worker: Worker, asking: asyncio.Task[Reply]) -> None:
        worker.kill()
        asking.cancel()
        self._later(self._forget(worker))

    async def _forget(self, worker: Worker) -> None:
        await worker.ended()
        self._alive.discard(worker)

    def _later(self, work: Coroutine[None, None, None]) -> None:
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    def _again(self) -> dict[str, str]:
        return {"Retry-After": str(ceil(self._settings.query_seconds))}

    def _busy(self) -> Problem:
        return Problem(
            HTTPStatus.SERVICE_UNAVAILABLE,
            "Trop de requêtes longues sont en cours ; réessayez dans un instant.",
            "Too many long queries are running; try again in a moment.",
            self._again(),
        )

    def _too_long(self) -> Problem:
        seconds = f"{self._settings.query_seconds:g}"
        return Problem(
            HTTPStatus.SERVICE_UNAVAILABLE,
            f"La requête a été arrêtée après {seconds} s ; rendez-la plus précise ou ajoutez une "
            "limite (LIMIT).",
            f"The query was stopped after {seconds} s; make it more precise or add a LIMIT.",
            self._again(),
        )

    def _out_of_memory(self) -> Problem:
        size = self._settings.query_megabytes
        return Problem(
            HTTPStatus.SERVICE_UNAVAILABLE,
            f"La requête a été arrêtée : elle demandait plus de {size} Mio de mémoire ; "
            "rendez-la plus précise.",
            f"The query was stopped: it needed more than {size} MiB of memory; make it more "
            "precise.",
            self._again(),
        )


def _left(deadline: float) -> float:
    return max(deadline - time.monotonic(), 0.0)


def pool(request: Request) -> Pool:
    """The workers of the application that got this request."""
    found: Pool = request.app.state.pool
    return found
