"""The processes that look at files: bounded, killed, replaced."""

import asyncio
import os
import signal
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import replace
from functools import partial

import pytest

from api import desk as module
from api.deposits import Deposit
from api.desk import Desk, shown
from api.errors import Problem
from maillage.release import current
from maillage.settings import Settings

FILE = Deposit("a.ttl", b"<urn:a> <urn:b> <urn:c> .")


Work = Callable[[Desk], Awaitable[None]]
Run = Callable[[Work], None]


def in_turn(runner: asyncio.Runner, desk: Desk, work: Work) -> None:
    """Runs `work` with the desk, in the event loop of all tests."""

    async def whole() -> None:
        await work(desk)

    runner.run(whole())


@pytest.fixture(scope="module")
def run(release_settings: Settings) -> Iterator[Run]:
    """Runs with one desk for all: a test leaves it with a process that answers, or starts."""
    with asyncio.Runner() as runner:
        desk = Desk(release_settings, current(release_settings).store)
        try:
            yield partial(in_turn, runner, desk)
        finally:
            runner.run(desk.close())


async def asked(desk: Desk, deposit: Deposit = FILE) -> bytes:
    return await desk.ask("report", deposit, form="json", language="fr")


def test_a_process_that_dies_costs_its_file_alone(run: Run) -> None:
    async def work(desk: Desk) -> None:
        await asked(desk)
        (worker,) = desk._alive
        os.kill(worker.process.pid, signal.SIGKILL)
        with pytest.raises(Problem) as lost:
            await asked(desk)
        assert lost.value.http_status == 422
        assert b"conforms" in await asked(desk)

    run(work)


def test_a_file_that_takes_too_long_is_stopped(
    run: Run, release_settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "GRACE", 0.0)

    async def work(desk: Desk) -> None:
        await asked(desk)
        desk._settings = replace(release_settings, document_seconds=0.0)
        with pytest.raises(Problem) as stopped:
            await asked(desk)
        assert "arrêtée après 0 s" in stopped.value.reasons["fr"]
        desk._settings = release_settings
        assert b"conforms" in await asked(desk)

    run(work)


def test_a_file_in_hand_is_looked_at_once_for_its_page(run: Run) -> None:
    decided = replace(FILE, corrections="")

    async def work(desk: Desk) -> None:
        told = await shown(desk, decided)
        assert told["name"] == FILE.name
        (worker,) = desk._alive
        os.kill(worker.process.pid, signal.SIGKILL)
        assert await shown(desk, decided) == told
        with pytest.raises(Problem):
            await shown(desk, replace(decided, data=b"<urn:a> <urn:b> <urn:d> ."))

    run(work)


def test_a_file_whose_decisions_the_register_has_is_looked_at_each_time(run: Run) -> None:
    async def work(desk: Desk) -> None:
        await shown(desk, FILE)
        assert not desk.deposits.shown

    run(work)


def test_no_more_files_wait_than_may(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "QUEUE", 2)

    async def work(desk: Desk) -> None:
        answers = await asyncio.gather(*(asked(desk) for _ in range(4)), return_exceptions=True)
        refused = [answer for answer in answers if isinstance(answer, Problem)]
        assert [problem.http_status for problem in refused] == [503, 503]
        assert "Retry-After" in refused[0].headers

    run(work)


def test_a_file_does_not_wait_for_ever_where_no_process_starts(
    release_settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "WAIT_SECONDS", 0.2)
    monkeypatch.setattr(module, "MODULE", "maillage.steward.none")

    async def work() -> None:
        desk = Desk(release_settings, current(release_settings).store)
        try:
            with pytest.raises(Problem) as busy:
                await asked(desk)
            assert busy.value.http_status == 503
        finally:
            await desk.close()

    asyncio.run(work())


def test_a_client_that_leaves_takes_its_work_with_it(run: Run) -> None:
    async def work(desk: Desk) -> None:
        await asked(desk)
        asking = asyncio.create_task(asked(desk))
        await asyncio.sleep(0)
        asking.cancel()
        with pytest.raises(asyncio.CancelledError):
            await asking
        assert b"conforms" in await asked(desk)

    run(work)


def test_tokens_are_not_told_to_the_processes(release_settings: Settings) -> None:
    settings = replace(release_settings, steward_tokens="a" * 64)
    assert "a" * 64 not in "".join(module._environment(settings).values())
