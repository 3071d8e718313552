"""The pool of worker processes that evaluate queries.

Every query first goes to a quick worker. One that is not answered within
`PATIENCE` is a long query: at most `settings.workers` of them run at once, at
the lowest priority, while a new process takes the quick place. So heavy
queries wait for each other, and never keep a light one waiting; clients take
turns, so that one with many never keeps the others waiting. The time that a
query waits is part of the time that it has: a client hears by the limit. The
same query asked several times at once is evaluated once.
"""

import asyncio
import logging
import time
from collections import Counter, OrderedDict
from collections.abc import Coroutine
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeVar

from fastapi import Request

from api import refusals
from api.evaluation import Query, Reply
from api.jobs import Job
from api.memory import Nursery
from api.outside import Outside
from api.turns import Turns
from api.worker import OPEN
from api.workers import Worker, WorkerLost
from maillage.errors import UnavailableError
from maillage.settings import Settings

PATIENCE = 0.1
"""Seconds after which a query is a long one."""
QUEUE = 64
"""Queries that may be in hand for each worker; past them, 503."""
SHARE = 2
"""A client may have one in so many of them; past that, 429."""
REMEMBERED = 1000
"""Long queries that are known as such, and no longer tried where all long places are taken."""
RETRY_SECONDS = 1.0
AGAIN_SECONDS = 60.0
"""Seconds until a release that was lost from memory is read into it again."""

T = TypeVar("T")
log = logging.getLogger(__name__)


@dataclass
class _Shared:
    """A query that is being evaluated, and how many wait for its answer."""

    task: asyncio.Task[Reply]
    askers: int = 0


class Pool:
    """The workers of one release; started and closed inside the event loop.

    With `outside`, they ask the endpoint to which it leads. With `in_memory`,
    they share the release in memory as soon as it is read, and read it from
    disk until then.
    """

    def __init__(
        self,
        settings: Settings,
        store: Path,
        outside: Outside | None = None,
        *,
        in_memory: bool = False,
    ) -> None:
        self._settings = settings
        self._store = store
        self._outside = outside
        self._in_memory = in_memory
        self._nursery: Nursery | None = None
        self._idle: Turns[Worker] = Turns()
        self._long: Turns[None] = Turns()
        self._alive: set[Worker] = set()
        self._tasks: set[asyncio.Task[None]] = set()
        self._shared: dict[Job, _Shared] = {}
        self._in_hand: Counter[str] = Counter()
        self._known: OrderedDict[str, None] = OrderedDict()

    @property
    def in_memory(self) -> bool:
        """Whether new workers have the release in memory."""
        return self._nursery is not None

    @property
    def _may_call_out(self) -> bool:
        """Whether SERVICE may be asked: of the engine embedded here, never of another endpoint."""
        return bool(self._settings.allowed_services) and self._outside is None

    @property
    def in_hand(self) -> int:
        """Queries that are evaluated or wait for it."""
        return self._in_hand.total()

    async def start(self) -> None:
        """Starts the quick workers.

        Raises:
            UnavailableError: the store cannot be opened.
        """
        starting = (self._new() for _ in range(self._settings.workers))
        for worker in await asyncio.gather(*starting):
            self._idle.put(worker)
        for _ in range(self._settings.workers):
            self._long.put(None)
        if self._in_memory:
            self._later(self._move_to_memory())

    async def close(self) -> None:
        """Ends every process, with whatever it has in hand."""
        tasks = [*self._tasks, *(shared.task for shared in self._shared.values())]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        for worker in self._alive:
            worker.kill()
        await asyncio.gather(*(worker.ended() for worker in self._alive))
        if self._nursery:
            await self._nursery.close()
        if self._outside:
            self._outside.close()

    async def ask(self, job: Job, client: str = "") -> Reply:
        """The reply to a job, whatever else is being answered.

        A query that nobody waits for any more is stopped.

        Raises:
            Problem: refused, wrong, stopped at a limit (503), or too many at once (503, 429).
        """
        shared = self._shared.get(job)
        if shared is None:
            self._admit(client)
            shared = self._begun(job, client)
        shared.askers += 1
        try:
            return await asyncio.shield(shared.task)
        finally:
            shared.askers -= 1
            if not shared.askers and not shared.task.done():
                self._forget_shared(job, shared)
                shared.task.cancel()

    def _admit(self, client: str) -> None:
        most = QUEUE * self._settings.workers
        if self.in_hand >= most:
            raise refusals.busy(self._settings)
        if self._in_hand[client] >= most // SHARE:
            raise refusals.too_many_of_one(most // SHARE)

    def _begun(self, job: Job, client: str) -> _Shared:
        shared = _Shared(asyncio.create_task(self._evaluated(job, client)))
        if not job.is_volatile:
            self._shared[job] = shared
            shared.task.add_done_callback(lambda _: self._forget_shared(job, shared))
        return shared

    def _forget_shared(self, job: Job, shared: _Shared) -> None:
        if self._shared.get(job) is shared:
            del self._shared[job]

    async def _evaluated(self, job: Job, client: str) -> Reply:
        self._in_hand[client] += 1
        deadline = time.monotonic() + self._settings.query_seconds
        try:
            if self._may_call_out and isinstance(job, Query) and job.calls_out:
                return await self._with_services(job, client, deadline)
            quick = await self._quickly(job, client, deadline)
            return quick or await self._slowly(job, client, deadline)
        except WorkerLost as error:
            raise refusals.out_of_memory(self._settings) from error
        finally:
            self._in_hand[client] -= 1
            if not self._in_hand[client]:
                del self._in_hand[client]

    async def _quickly(self, job: Job, client: str, deadline: float) -> Reply | None:
        worker = await self._taken(self._idle, client, deadline)
        if self._long.empty and job.name in self._known:
            self._give_back(worker)
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
                self._give_back(worker)
            else:
                self._later(self._refill())
        if not usable and (asking.done() or self._long.empty):
            self._discard(worker, asking)
        if asking.done():
            return asking.result()
        self._remember(job.name)
        if self._long.empty:
            return None
        await self._long.take(client, 0)
        return await self._finished(worker, asking, deadline)

    async def _with_services(self, job: Query, client: str, deadline: float) -> Reply:
        """A query of other services too, in a process of its own that keeps the network."""
        allowed = replace(job, services=self._settings.allowed_services)
        return await self._slowly(allowed, client, deadline, OPEN)

    async def _slowly(self, job: Job, client: str, deadline: float, *more: str) -> Reply:
        await self._taken(self._long, client, deadline)
        try:
            worker = await self._new(*more)
        except BaseException:
            self._long.put(None)
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
            raise refusals.too_long(self._settings) from None
        finally:
            self._discard(worker, asking)
            self._long.put(None)

    def _remember(self, name: str) -> None:
        self._known[name] = None
        while len(self._known) > REMEMBERED:
            self._known.popitem(last=False)

    async def _taken(self, things: Turns[T], client: str, deadline: float) -> T:
        try:
            return await things.take(client, _left(deadline))
        except TimeoutError:
            raise refusals.busy(self._settings) from None

    def _give_back(self, worker: Worker) -> None:
        """Lends a worker again, or replaces one from before the release was in memory."""
        if self._nursery is None or worker.shares_memory:
            self._idle.put(worker)
            return
        worker.kill()
        self._later(self._forget(worker))
        self._later(self._refill())

    async def _new(self, *more: str) -> Worker:
        """A worker; one with `more` is started for itself, since forks have no network."""
        forked = None if more else await self._forked()
        worker = forked or await Worker.start(
            self._store, self._settings, *more, outside=self._outside
        )
        self._alive.add(worker)
        return worker

    async def _forked(self) -> Worker | None:
        if self._nursery is None:
            return None
        try:
            return await self._nursery.worker()
        except WorkerLost:
            log.error("%s: no more in memory; it is read from disk", self._store)
            if self._nursery is not None:
                lost, self._nursery = self._nursery, None
                self._later(lost.close())
                self._later(self._move_to_memory(AGAIN_SECONDS))
            return None

    async def _move_to_memory(self, wait: float = 0.0) -> None:
        """Reads the release into memory, and replaces the workers that nobody has."""
        await asyncio.sleep(wait)
        try:
            self._nursery = await Nursery.start(self._store, self._settings)
        except UnavailableError as error:
            log.error("%s", error)
            return
        for worker in self._idle.drain():
            self._give_back(worker)

    async def _refill(self) -> None:
        while True:
            try:
                self._idle.put(await self._new())
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


def _left(deadline: float) -> float:
    return max(deadline - time.monotonic(), 0.0)


def pool(request: Request) -> Pool:
    """The workers of the application that got this request."""
    found: Pool = request.app.state.pool
    return found
