"""The processes that read and check what is handed over, one file at a time each."""

import asyncio
import json
import logging
from collections.abc import Coroutine
from dataclasses import fields
from http import HTTPStatus
from pathlib import Path
from typing import Any

from fastapi import Request

from api.deposits import Deposit, Deposits
from api.errors import Problem
from api.workers import Worker, WorkerLost
from maillage.errors import UnavailableError
from maillage.settings import PREFIX, Settings

MODULE = "maillage.steward.worker"
QUEUE = 16
"""Files that may wait for each process; past them, 503."""
GRACE = 2.0
"""Seconds past its own limit after which a process is ended."""
RETRY_SECONDS = 1.0
WAIT_SECONDS = 60.0
"""Seconds that a file waits for a process; past them, 503."""

log = logging.getLogger(__name__)


class Desk:
    """Started when first asked, or by `warm`; closed inside the event loop."""

    def __init__(self, settings: Settings, store: Path) -> None:
        self._settings = settings
        self._store = store
        self._idle: asyncio.Queue[Worker] = asyncio.Queue()
        self._alive: set[Worker] = set()
        self._tasks: set[asyncio.Task[None]] = set()
        self._asked = 0
        self._started = False
        self.deposits = Deposits(settings.deposit_minutes)

    def warm(self) -> None:
        """Begins to start the processes, without waiting for them."""
        if not self._started:
            self._started = True
            for _ in range(self._settings.desks):
                self._later(self._refill())

    async def close(self) -> None:
        """Ends every process, with whatever it has in hand."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        for worker in self._alive:
            worker.kill()
        await asyncio.gather(*(worker.ended() for worker in self._alive))

    async def ask(self, task: str, deposit: Deposit, **more: str) -> bytes:
        """What a process answers about a file.

        Raises:
            Problem: the file cannot be used (422), or too many wait (503).
        """
        self.warm()
        if self._asked >= QUEUE * self._settings.desks:
            raise _busy()
        self._asked += 1
        try:
            return await self._answered(await self._free(), task, deposit, more)
        finally:
            self._asked -= 1

    async def _free(self) -> Worker:
        try:
            async with asyncio.timeout(WAIT_SECONDS):
                return await self._idle.get()
        except TimeoutError:
            raise _busy() from None

    async def _answered(
        self, worker: Worker, task: str, deposit: Deposit, more: dict[str, str]
    ) -> bytes:
        head: dict[str, Any] = {
            "task": task,
            "name": deposit.name,
            "corrections": deposit.corrections,
            **more,
        }
        limit = self._settings.document_seconds + GRACE
        usable = False
        try:
            _, body = await asyncio.wait_for(worker.exchange(head, deposit.data), limit)
            usable = True
            return bytes(body)
        except Problem:
            usable = True
            raise
        except TimeoutError:
            raise _stopped(self._settings.document_seconds) from None
        except WorkerLost as error:
            raise _lost() from error
        finally:
            self._put_back(worker, usable)

    def _put_back(self, worker: Worker, usable: bool) -> None:
        if usable:
            self._idle.put_nowait(worker)
        else:
            worker.kill()
            self._later(self._replaced(worker))

    async def _replaced(self, worker: Worker) -> None:
        await worker.ended()
        self._alive.discard(worker)
        await self._refill()

    async def _refill(self) -> None:
        while True:
            try:
                worker = await Worker.run(
                    MODULE, self._store, environment=_environment(self._settings)
                )
            except UnavailableError as error:
                log.error("%s", error)
                await asyncio.sleep(RETRY_SECONDS)
            else:
                self._alive.add(worker)
                self._idle.put_nowait(worker)
                return

    def _later(self, work: Coroutine[None, None, None]) -> None:
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)


def _environment(settings: Settings) -> dict[str, str]:
    """The settings as the process reads them; tokens are not its business."""
    told = {
        PREFIX + each.name.upper(): str(getattr(settings, each.name)) for each in fields(settings)
    }
    return {**told, PREFIX + "STEWARD_TOKENS": ""}


async def shown(desk: Desk, deposit: Deposit) -> dict[str, Any]:
    """All that the page of a file shows; a file in hand is read and checked once for it.

    Raises:
        Problem: as `Desk.ask`.
    """
    known = desk.deposits.shown
    body = known.get(deposit) or await desk.ask("shown", deposit)
    if deposit.corrections is not None:
        known[deposit] = body
    return dict(json.loads(body))


def desk(request: Request) -> Desk:
    """The desk of the application that got this request."""
    found: Desk = request.app.state.desk
    return found


def _busy() -> Problem:
    return Problem(
        HTTPStatus.SERVICE_UNAVAILABLE,
        "Trop de fichiers sont en cours de lecture ; réessayez dans un instant.",
        "Too many files are being read; try again in a moment.",
        {"Retry-After": "5"},
    )


def _stopped(seconds: float) -> Problem:
    return Problem(
        HTTPStatus.UNPROCESSABLE_ENTITY,
        f"La lecture de ce fichier a été arrêtée après {seconds:g} s ; découpez-le.",
        f"Reading this file was stopped after {seconds:g} s; split it.",
    )


def _lost() -> Problem:
    return Problem(
        HTTPStatus.UNPROCESSABLE_ENTITY,
        "La lecture de ce fichier a échoué et a été arrêtée : il est abîmé, ou demande trop de "
        "mémoire. Enregistrez-le de nouveau depuis le logiciel qui l'a fait, ou découpez-le.",
        "Reading this file failed and was stopped: it is broken, or needs too much memory. Save it "
        "again from the program that made it, or split it.",
    )
